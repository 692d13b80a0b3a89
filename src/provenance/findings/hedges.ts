import { countShared, listContentWords, pairWordings, type Worded, type ComparedWordings } from './content-words.ts';

/** The words by which a language says that something is not certain. */
interface HedgeLexicon {
  /** What keeps a cited wording from being certain. */
  hedges: RegExp;
  /** Some that other words do as much as: "reportedly" and naming who says it, "plans to" and "is to". */
  equivalents: readonly { hedges: RegExp; words: RegExp }[];
  /** What keeps a citing wording from being flat, besides a hedge. More than is a hedge by itself: doubt means silence. */
  reserves: RegExp;
  negations: RegExp;
}

const LEXICA: Readonly<Record<string, HedgeLexicon>> = {
  en: {
    hedges: matchWords(
      'may(?! (?:only|not|\\d))',
      'might(?! (?:of|and|in|to|against))',
      'could(?! (?:not|no longer|only|see|hear|be seen|be heard))',
      'reportedly|allegedly|purportedly|supposedly|apparently|seemingly|presumably|possibly|perhaps|maybe|probably|tentatively',
      '(?:alleged|suspected|purported|presumed|unconfirmed|unverified|rumou?red)(?! that)',
      '(?:believed|thought|understood|presumed|assumed|feared|expected|said|reported|likely|unlikely) to(?= \\w)',
      '(?:most |very )?likely|unlikely',
      '(?:appear|seem)(?:s|ed)? (?:to|that)',
      'believes?(?! in)',
      '(?:suggest|indicate)(?:s|ed|ing)? that|signs that',
      '(?:plan|intend|hope|aim)s? to|(?:planning|planned|intending|hoping|aiming) to|considering|mulls|mulling|weighing',
      'according to (?:an? |some |the )?(?:unconfirmed|unverified|preliminary|early|initial) (?:\\w+ )?(?:reports?|information|data|accounts?)',
    ),
    equivalents: [
      {
        hedges: matchWhole('reportedly|allegedly|alleged|purportedly|purported|supposedly|(?:said|reported) to'),
        words: matchWords(
          'according to|says?|said|saying|told|tells|claim(?:s|ed|ing)?|report(?:s|ed|ing)?|state[sd]|quot(?:es|ed|ing)|cit(?:es|ed|ing)',
          'alleg(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|announc(?:es|ed|ing)|sources?|wrote|writes',
        ),
      },
      {
        hedges: matchWhole(
          '(?:plan|intend|hope|aim)s? to|(?:planning|planned|intending|hoping|aiming|expected) to|considering',
        ),
        words: matchWords('(?:is|are|was|were|due|set|scheduled) to'),
      },
    ],
    reserves: matchWords(
      "can|cannot|can't|would|should|allowed|permitted|whether|if|unclear|unconfirmed|possible|possibility|chance|risk|expect(?:s|ed|ing)?",
      'plan(?:s|ned|ning)?|fear(?:s|ed)?|rumou?rs?|estimat(?:e|es|ed)|suspects?|potential(?:ly)?|consider(?:s|ed)?|doubt(?:s|ed|ful)?',
      'intention|intends?|supposed|assumes?|thinks?|hopes?',
    ),
    negations: matchWords(
      "not|never|no|none|nobody|without|den(?:y|ies|ied)|refus(?:e|es|ed)|reject(?:s|ed)|\\w+n['’]t|cannot",
    ),
  },
  de: {
    hedges: matchWords(
      'soll|sollen|könnten?|dürften?|möglicherweise|womöglich|vermutlich|mutmaßlich\\w*|wahrscheinlich|angeblich|anscheinend|vielleicht',
      'voraussichtlich|offenbar|scheint|scheinen|unbestätigt\\w*|plant|planen',
    ),
    equivalents: [
      {
        hedges: matchWhole('soll|sollen|angeblich'),
        words: matchWords(
          'laut|zufolge|angaben|sagte|sagt|sagten|teilte|teilten|mitteilte|erklärte|erklärten|bericht\\w*|melde\\w*|behaupt\\w*|schreibt|hieß',
        ),
      },
    ],
    reserves: matchWords(
      'sollten?|würden?|will|wollen|kann|können|ob|falls|wenn|sei|seien|habe|hätten?|wären?|wohl|erwart\\w*|möglich\\w*|verdacht|geplant\\w*|mutma\\w*|vermut\\w*|unklar|dürfen|darf',
    ),
    negations: matchWords('nicht|kein\\w*|nie|niemals|niemand|ohne|bestritt|bestreit\\w*|dementier\\w*|wies|weist'),
  },
  fr: {
    hedges: matchWords(
      'aurait|auraient|serait|seraient|pourrait|pourraient|devrait|devraient|peut-être|probablement|vraisemblablement|apparemment',
      'présumée?s?|semble|semblent|soupçonnée?s?|supposée?s?|prétendument|prévoit de|envisage de|non confirmée?s?',
    ),
    equivalents: [
      {
        hedges: matchWhole('aurait|auraient|serait|seraient|prétendument'),
        words: matchWords(
          "selon|dit|affirm\\w*|déclar\\w*|annonc\\w*|rapport\\w*|indiqu\\w*|d[’']après|assur\\w*|soutien\\w*",
        ),
      },
    ],
    reserves: matchWords(
      "\\p{L}+rai(?:t|ent)|peut|peuvent|si|s[’']il|possible\\w*|risque\\w*|craint|craignent|doute\\w*|prévu\\w*|attendu\\w*|éventuel\\w*|espère\\w*|veut|veulent|envisag\\w*|prévoi\\w*",
    ),
    negations: matchWords('pas|jamais|aucune?|personne|rien|nie|nient|dément\\w*|rejet\\w*|sans'),
  },
  es: {
    hedges: matchWords(
      'podrían?|habrían?|serían?|supuestamente|presuntamente|supuest[oa]s?|presunt[oa]s?|posiblemente|probablemente|quizás?|tal vez|aparentemente',
      'al parecer|se cree que|se espera que|planean?|prevén?|sin confirmar',
    ),
    equivalents: [
      {
        hedges: matchWhole('habrían?|supuestamente|al parecer'),
        words: matchWords(
          'según|dijo|dijeron|afirm\\w*|declar\\w*|anunci\\w*|inform\\w*|asegur\\w*|señal\\w*|indic\\w*',
        ),
      },
    ],
    reserves: matchWords(
      '\\p{L}+rían?|puede|pueden|si|posib\\w*|riesgo|teme\\w*|duda\\w*|previst\\w*|esper\\w*|eventual\\w*|quiere\\w*|sospech\\w*|presunt\\w*|supuest\\w*',
    ),
    negations: matchWords('no|nunca|jamás|nadie|ningun\\w*|niega\\w*|negó|desmin\\w*|rechaz\\w*|sin'),
  },
  ru: {
    hedges: matchWords(
      'может|могут|мог бы|могли бы|возможно|вероятно|предположительно|якобы|по-видимому|видимо|похоже|наверное|предполагается',
      'ожидается|планирует|планируют|намерена?|намерены|по неподтвержденным \\p{L}+|по неподтверждённым \\p{L}+|по слухам',
    ),
    equivalents: [
      {
        hedges: matchWhole('якобы'),
        words: matchWords(
          'по данным|по словам|сообщ\\p{L}*|заяв\\p{L}*|сказал\\p{L}*|утвержда\\p{L}*|согласно|со ссылкой|рассказал\\p{L}*',
        ),
      },
    ],
    reserves: matchWords(
      'бы|ли|если|способн\\p{L}*|можно|ожида\\p{L}*|план\\p{L}*|вероятн\\p{L}*|возможн\\p{L}*|предпол\\p{L}*|предполож\\p{L}*|подозр\\p{L}*|должн?\\p{L}*|готов\\p{L}*|собира\\p{L}*|хочет|хотят|риск\\p{L}*|слух\\p{L}*',
    ),
    negations: matchWords('не|нет|ни|никто|никогда|опроверг\\p{L}*|отриц\\p{L}*|без|отверг\\p{L}*'),
  },
  // Endings carry it in Korean, so that it is looked for within words.
  ko: {
    hedges:
      /것으로 (?:보인다|보이는|보여|추정|예상|전망|관측|알려졌다|전해졌다)|가능성이|수도 있|듯하|듯 하|것 같|추정(?:된|되는|됐)|의혹|아마도?(?= )|할 것으로|계획이다|예정이다|방침이다/gu,
    equivalents: [
      { hedges: /^것으로 (?:알려졌다|전해졌다)$/u, words: /(?:밝혔|말했|전했|보도했|주장했|발표했|따르면|인용)/u },
    ],
    reserves:
      /수 있|수도|가능|예정|계획|전망|예상|추정|관측|보인|보여|알려|전해|의혹|주장|우려|듯|것 같|여부|방침|만약/u,
    negations: /않|아니|없|못|부인|거부|안 /u,
  },
};

/** How much of what a hedge stands over must turn up again in the citing wording. */
const LEAST_SHARE = 0.5;
const LEAST_SHARED = 2;

/**
 * The hedge that was lost on the way from the cited to the citing wording: what the one says with reserve, the other says
 * flatly. Null where there is none, where languages differ, and wherever it isn't plain that both speak of the same thing.
 */
export function findCertaintyRaised(cited: Worded, citing: Worded): { hedge: string } | null {
  const pair = pairWordings(cited, citing);
  const lexicon = pair && LEXICA[pair.language];
  if (!pair || !lexicon) return null;
  const hedges = listHedges(pair.cited, lexicon);
  if (hedges.length === 0 || isReserved(pair.citing, lexicon)) return null;
  const equivalents = lexicon.equivalents.filter(({ words }) => test(words, pair.citing));
  const isNegative = test(lexicon.negations, pair.citing);
  const citingWords = listContentWords(pair.citing, pair.language);
  for (const hedge of hedges) {
    if (equivalents.some(({ hedges }) => hedges.test(hedge.text))) continue;
    const scope = cutScope(pair.cited, hedge);
    if (test(lexicon.negations, scope.sentence) !== isNegative) continue;
    if (isRepeated(scope, citingWords, pair)) return { hedge: hedge.text };
  }
  return null;
}

interface Hedge {
  text: string;
  start: number;
  end: number;
}

const MOST_HEDGES = 8;

function listHedges(text: string, { hedges }: HedgeLexicon): Hedge[] {
  const found: Hedge[] = [];
  hedges.lastIndex = 0;
  for (let match = hedges.exec(text); match && found.length < MOST_HEDGES; match = hedges.exec(text)) {
    // The month.
    if (match[0] === 'May' || match[0] === 'MAY') continue;
    found.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return found;
}

function isReserved(text: string, lexicon: HedgeLexicon): boolean {
  return text.includes('?') || listHedges(text, lexicon).length > 0 || test(lexicon.reserves, text);
}

interface Scope {
  before: string;
  after: string;
  sentence: string;
}

const SENTENCE_ENDS = /[.;!?](?=\s|$)/gu;
const CLAUSE_END = /[,:()«»“”„"—–]| (?:and|but|while|und|aber|während|et|mais|y|pero|и|но|а) /u;

/** What stands before and after a hedge: before it to the beginning of its sentence, after it to the end of its clause. */
function cutScope(text: string, { start, end }: Hedge): Scope {
  let from = 0;
  let to = text.length;
  for (const { index } of text.matchAll(SENTENCE_ENDS)) {
    if (index < start) from = index + 1;
    else if (index >= end) {
      to = index;
      break;
    }
  }
  const rest = text.slice(end, to).replace(/^[\s,]+/u, '');
  return { before: text.slice(from, start), after: rest.split(CLAUSE_END, 1)[0]!, sentence: text.slice(from, to) };
}

/** Whether the citing wording says of the same one the same that the hedge stood over. */
function isRepeated(
  { before, after }: Scope,
  citingWords: ReadonlySet<string>,
  { language }: ComparedWordings,
): boolean {
  const about = listContentWords(before, language);
  const said = listContentWords(after, language);
  // A hedge at the end stands over what comes before it; in Korean its own ending may follow.
  if (said.size === 0 || (language === 'ko' && said.size === 1)) return isShared(about, about, citingWords);
  const isSameVerb = Array.from(said)
    .slice(0, 2)
    .some((word) => citingWords.has(word));
  if (!isSameVerb) return false;
  const [first] = citingWords;
  const isSameSubject = about.size === 0 || countShared(about, citingWords) > 0 || said.has(first!);
  return isSameSubject && isShared(said, new Set([...about, ...said]), citingWords);
}

function isShared(scope: ReadonlySet<string>, all: ReadonlySet<string>, citingWords: ReadonlySet<string>): boolean {
  if (countShared(scope, citingWords) < LEAST_SHARE * scope.size) return false;
  const shared = countShared(all, citingWords);
  return shared >= LEAST_SHARED && shared >= LEAST_SHARE * Math.min(all.size, citingWords.size);
}

function test(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

/** Finds any of the alternatives as whole words, without regard to case. */
function matchWords(...alternatives: string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}-])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}-])`, 'giu');
}

function matchWhole(alternatives: string): RegExp {
  return new RegExp(`^(?:${alternatives})$`, 'iu');
}
