import type { Statement } from '../../model/records.ts';

export type Worded = Pick<Statement, 'wording' | 'language'>;

/** Past so many characters a wording speaks of too many things to be held against another. */
const MOST_CHARACTERS = 2_000;

/** Two wordings of a hop that can be compared: both known, in one language (region and case of the tag don't matter). */
export interface ComparedWordings {
  /** Primary language subtag, in lower case. */
  language: string;
  cited: string;
  citing: string;
}

/** Null unless they can be compared, and where they are the same. */
export function pairWordings(cited: Worded, citing: Worded): ComparedWordings | null {
  if (cited.wording === null || citing.wording === null) return null;
  if (cited.language === null || citing.language === null || cited.wording === citing.wording) return null;
  if (cited.wording.length > MOST_CHARACTERS || citing.wording.length > MOST_CHARACTERS) return null;
  const language = takePrimaryLanguage(cited.language);
  if (language !== takePrimaryLanguage(citing.language)) return null;
  return { language, cited: cited.wording.normalize('NFC'), citing: citing.wording.normalize('NFC') };
}

/** The language of a tag in lower case, without script and region. */
export function takePrimaryLanguage(tag: string): string {
  return tag.split(/[-_]/, 1)[0]!.toLowerCase();
}

/** Words that say nothing of what a wording is about; auxiliaries, adverbs of degree and saying among them. */
const STOP_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: listWords(
    'a an the and or but of in on at to from by for with as into onto over under about after before since until than then that this ' +
      'these those which who whom whose when while where there here it its he his him she her they their them we our us you i my ' +
      'is are was were be been being am has have had having do does did will would shall should can could may might must not no ' +
      'more most other others another some any all each every both very also just only still yet again already up down out off near ' +
      'least about around roughly nearly almost according per first second third say says said told tells report reports reported ' +
      "what if so because during between among against through within without soon now believed expected likely outside inside it's",
  ),
  de: listWords(
    'der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus bei beim bis durch für gegen mit nach ' +
      'ohne über um unter von vom vor zu zum zur zwischen als wie dass wenn weil da er sie es wir ihr ihre ihren sein seine seinen sich ' +
      'ist sind war waren wird werden wurde wurden worden hat haben hatte hatten gewesen soll sollen kann können will wollen nicht kein ' +
      'keine auch noch nur schon mehr rund etwa fast laut sagte teilte mit dabei damit dies diese dieser',
  ),
  fr: listWords(
    'le la les l un une des du de d et ou mais dans en sur sous à au aux par pour avec sans chez que qui dont où ce cet cette ces il elle ' +
      'ils elles on nous vous je se s son sa ses leur leurs est sont était étaient a ont avait avaient été être avoir ne pas n plus moins ' +
      'selon après avant depuis lors près environ aussi très tout tous toute toutes aurait auraient serait seraient',
  ),
  es: listWords(
    'el la los las un una unos unas y e o u pero de del en a al con sin por para sobre entre hasta desde que quien cual cuyo donde cuando ' +
      'como se su sus lo le les es son fue fueron era eran ha han había habían sido ser estar está están no más menos muy también ya según ' +
      'tras este esta estos estas ese esa',
  ),
  ru: listWords(
    'и а но или в во на с со к ко по о об от до из за для при под над без у через между как что чтобы который которая которые это этот эта эти ' +
      'он она они его её их мы вы я не ни же ли бы был была было были есть будет будут более менее уже еще ещё также только',
  ),
  ko: listWords(
    '및 또는 그리고 그 이 저 등 것 수 것으로 있는 있다 있었다 했다 한다 위해 대한 대해 관련 말했다 밝혔다 전했다',
  ),
};

const NONE: ReadonlySet<string> = new Set();

export function isStopWord(word: string, language: string): boolean {
  return (STOP_WORDS[language] ?? NONE).has(word);
}

/** English forms of one word that no ending shows, and words that agencies use for one another. */
const ENGLISH: ReadonlyMap<string, string> = new Map(
  [
    'kill killed kills killing dead died dies die dying deaths death fatalities',
    'injure injured injures wound wounded wounds hurt injuries',
    'detain detained detains arrest arrested arrests',
    'soldier soldiers troops servicemen',
    'people persons person',
    'send sent sends sending dispatched deployed deploy deploys',
    'meet met meets meeting',
    'leave left leaves leaving',
    'hold held holds holding',
    'fall fell falls fallen falling',
    'rise rose rises risen rising',
    'take took takes taken taking',
    'give gave gives given giving',
    'build built builds building',
    'buy bought buys buying',
    'lose lost loses losing',
    'begin began begins begun',
    'win won wins winning',
    'shoot shot shoots shooting',
    'flee fled flees fleeing',
    'children child',
    'women woman',
    'men man',
  ].flatMap((line) => line.split(' ').map((form, _, [head]) => [form, head!])),
);

/** What a word is compared by: without most of its endings. */
export function stemWord(word: string, language: string): string {
  if (language === 'en') return ENGLISH.get(word) ?? stemEnglish(word);
  // A Korean word carries its particles and endings behind it.
  if (language === 'ko') return word.slice(0, 2);
  if (language === 'de') return (word.length > 4 ? word.replace(/(?:en|er|em|es|e|n|s)$/u, '') : word).slice(0, 9);
  return word.slice(0, 6);
}

function stemEnglish(word: string): string {
  if (word.length < 4) return word;
  const bare = word.replace(/['’]s$/u, '').replace(/ies$/u, 'y');
  const cut = bare.length < 5 ? bare.replace(/s$/u, '') : bare.replace(/(?:ing|ed|es|s)$/u, '');
  return cut.replace(/(.)\1$/u, '$1').replace(/e$/u, '');
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}]+)*/gu;

/** The stems of what a text is about, each once, in their order. Numbers are left out. */
export function listContentWords(text: string, language: string): Set<string> {
  const stems = new Set<string>();
  for (const word of text.toLowerCase().match(WORD) ?? []) {
    if (isStopWord(word, language) || /^\p{N}/u.test(word)) continue;
    stems.add(stemWord(word, language));
  }
  return stems;
}

export function countShared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of some) if (others.has(stem)) shared += 1;
  return shared;
}

function listWords(line: string): ReadonlySet<string> {
  return new Set(line.split(' '));
}
