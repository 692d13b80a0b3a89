/** Who was named in a story so far, and whom a pronoun or "the agency" refers to. */
import { readSourceDescription, type SourceDescription, type KnownSources } from './description.ts';
import { readPhrase } from '../grammar/noun-phrases.ts';
import { BODIES, TITLES, wordSet } from '../tokens/words.ts';
import type { Range, Story } from '../model.ts';

export interface SourceMention {
  at: number;
  description: SourceDescription;
  gender: Gender;
  /** `lent`: only cited or passing on, as after "citing". Sources come first when a pronoun is resolved. */
  rank: 'source' | 'lent' | 'named';
}

/** The most mentions that are searched: stories seldom refer further back. */
const MOST_SEEN = 60;

/** All names in the story, in order. */
export function listNamed(story: Story, known: KnownSources): SourceMention[] {
  const { tokens } = story;
  const named: SourceMention[] = [];
  for (const sentence of story.sentences) {
    for (let i = sentence.from; i < sentence.to; i++) {
      if (!/^(?:PROPN|DET|NOUN|ADJ)$/.test(tokens[i]!.pos)) continue;
      const phrase = readPhrase(tokens, i, sentence.to, false);
      if (!phrase) continue;
      // "In Ankara" names nobody.
      const isPlace = phrase.base.to - i === 1 && /^(?:in|at|near|outside)$/.test(tokens[i - 1]?.lower ?? '');
      if (hasName(story, phrase.base) && !isPlace)
        named.push(makeMention(story, { from: i, to: phrase.base.to }, known, 'named'));
      i = phrase.base.to - 1;
    }
  }
  return named;
}

function hasName({ tokens }: Story, { from, to }: Range): boolean {
  return tokens.slice(from, to).some(({ pos }) => pos === 'PROPN');
}

export function makeMention(
  story: Story,
  range: Range,
  known: KnownSources,
  rank: SourceMention['rank'],
): SourceMention {
  const read = readSourceDescription(story.text, story.tokens, range, known);
  const description = read.kind === 'person' && isThing(story, range) ? { ...read, kind: 'body' as const } : read;
  return { at: range.from, description, gender: guessGender(description), rank };
}

/** "Norda, *which* runs the network", "ProRail": a name, but nobody's. */
function isThing({ tokens }: Story, { from, to }: Range): boolean {
  if (to - from === 1 && BRAND.test(tokens[from]!.text)) return true;
  for (let i = from + 1; i <= to; i++)
    if (tokens[i]?.lower === 'which' || (tokens[i]?.text === ',' && tokens[i + 1]?.lower === 'which')) return true;
  return false;
}

/** "TikTok", and no "McDonald" or "DeSantis". */
const BRAND = /^(?!(?:Mc|Mac|De|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|El|Al)\p{Lu})\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+$/u;

/** The earlier mention that a pronoun or description refers to, or null. */
export function findAntecedent(referring: SourceMention, earlier: readonly SourceMention[]): SourceMention | null {
  const seen = listSeen(referring.at, earlier);
  const fits = makeFitTest(referring.description);
  if (!fits) return null;
  const fit = (mention: SourceMention): boolean =>
    !mention.description.refers && agrees(referring, mention) && fits(mention.description);
  const findRanked = (rank: SourceMention['rank']) => seen.find((mention) => mention.rank === rank && fit(mention));
  return findRanked('source') ?? findRanked('lent') ?? seen.find(fit) ?? guessAntecedent(referring, seen);
}

function listSeen(at: number, earlier: readonly SourceMention[]): SourceMention[] {
  const end = countUpTo(earlier, at - 1);
  return earlier.slice(Math.max(0, end - MOST_SEEN), end).reverse();
}

/** How many mentions, which are in order, begin at a place or before it. */
export function countUpTo(mentions: readonly SourceMention[], at: number): number {
  let [low, high] = [0, mentions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

const BODY_WORDS = wordSet(
  'group company firm organization organisation body party movement bloc alliance charity watchdog union bank institute association',
);

/** "The hydrologist", "the group": if no word matches, the last source of the same kind. */
function guessAntecedent(referring: SourceMention, seen: readonly SourceMention[]): SourceMention | null {
  const { name, kind } = referring.description;
  const noun = name.toLowerCase().split(' ').at(-1) ?? '';
  const last = seen.find(({ rank }) => rank === 'source');
  if (!last || kind === 'pronoun' || kind === 'document') return null;
  const isPerson = TITLES.has(noun) || /(?:ist|ian|er|or|man|woman|ant)$/.test(noun);
  if (isPerson && !BODIES.has(noun)) return last.description.kind === 'person' && agrees(referring, last) ? last : null;
  return BODY_WORDS.has(noun) && (last.description.kind === 'body' || last.description.known?.kind === 'body')
    ? last
    : null;
}

function agrees({ gender: own }: SourceMention, { gender }: SourceMention): boolean {
  return own === 'unknown' || gender === 'unknown' || own === gender;
}

type FitTest = (mention: SourceDescription) => boolean;

function makeFitTest({ kind, name, words, known }: SourceDescription): FitTest | null {
  if (known) return null;
  const lower = name.toLowerCase();
  if (kind === 'pronoun') {
    if (/^(?:he|she|his|her|him)$/.test(lower)) return isOnePerson;
    if (/^(?:it|its)$/.test(lower)) return (mention) => /^(?:known|body|document|other)$/.test(mention.kind);
    if (/^(?:they|their|them)$/.test(lower)) return (mention) => /^(?:people|body|known)$/.test(mention.kind);
    return null;
  }
  const head = lower.split(' ').at(-1) ?? '';
  const modifiers = [...words].filter((word) => word !== head && word !== 'the' && /^[a-z]/.test(word));
  return (mention) => fitsNoun(head, mention) && modifiers.every((word) => fitsModifier(word, mention));
}

function isOnePerson({ kind, words, unnamed }: SourceDescription): boolean {
  if (kind === 'person' || kind === 'role') return true;
  return kind === 'people' && unnamed && (words.has('a') || words.has('an') || words.has('one'));
}

const OUTLET_NOUNS: Readonly<Record<string, readonly string[]>> = {
  agency: ['agency'],
  wire: ['agency'],
  newspaper: ['newspaper'],
  paper: ['newspaper'],
  daily: ['newspaper'],
  broadcaster: ['broadcaster'],
  network: ['broadcaster'],
  channel: ['broadcaster'],
  station: ['broadcaster'],
  outlet: ['newspaper', 'broadcaster', 'outlet', 'agency'],
  publication: ['newspaper', 'outlet'],
  magazine: ['newspaper', 'outlet'],
  site: ['outlet', 'newspaper'],
  website: ['outlet', 'newspaper'],
};

/** What bodies are called whose names do not say it. */
const BODY_NOUNS: Readonly<Record<string, readonly string[]>> = {
  'Amnesty International': ['group', 'organization', 'organisation'],
  'Human Rights Watch': ['group', 'organization', 'organisation'],
  'Red Cross': ['group', 'organization', 'organisation'],
  Hamas: ['group', 'movement'],
  Hezbollah: ['group', 'movement'],
  Taliban: ['group', 'movement'],
  NATO: ['alliance'],
  'European Union': ['bloc'],
  IAEA: ['agency', 'watchdog'],
  'World Health Organization': ['agency', 'body'],
  'International Monetary Fund': ['fund', 'lender'],
  'World Bank': ['lender'],
  'European Central Bank': ['bank'],
  'Federal Reserve': ['bank'],
  'United Nations': ['body', 'organization', 'organisation'],
  OPEC: ['group', 'cartel'],
  FBI: ['agency', 'bureau'],
  CIA: ['agency'],
  FSB: ['agency', 'service'],
  SEC: ['agency', 'regulator', 'commission'],
  'Multilateral Sanctions Monitoring Team': ['team', 'body', 'group', 'monitor'],
};

/** Nouns that may stand for the same speaker. */
const SAME = [
  'spokesman spokeswoman spokesperson',
  'company firm corporation corp corp. inc inc. group maker automaker airline bank ltd plc co co.',
  'group organization organisation charity watchdog alliance coalition association union team',
  'council body commission committee board panel team',
  'court tribunal judge',
  'report study survey paper poll research',
  'official minister secretary deputy adviser director chief ambassador diplomat',
  'politician senator lawmaker congressman congresswoman representative candidate',
  'president leader',
  'executive ceo chairman chief',
  'police force department',
  'ministry department office',
].map(wordSet);

function fitsNoun(head: string, mention: SourceDescription): boolean {
  const kinds = OUTLET_NOUNS[head];
  if (mention.known && kinds && mention.known.kind !== 'body')
    return kinds.includes(mention.known.kind) || mention.known.kind === 'outlet';
  if (/^(?:man|woman)$/.test(head)) return mention.kind === 'person';
  // "The hospital" isn't "a spokesperson for the hospital".
  if (BODIES.has(head) && /^(?:person|people|role)$/.test(mention.kind)) return false;
  if (mention.words.has(head) || (mention.known && BODY_NOUNS[mention.known.name]?.includes(head))) return true;
  return SAME.some((nouns) => nouns.has(head) && [...nouns].some((noun) => mention.words.has(noun)));
}

function fitsModifier(word: string, { known, words }: SourceDescription): boolean {
  if (words.has(word) || (known !== null && known.kind === 'body')) return true;
  if (/^(?:news|state|official|same|state-run|new|own|former|latest)$/.test(word)) return true;
  return known !== null && known.nationality.toLowerCase() === word;
}

type Gender = 'he' | 'she' | 'unknown';

const MALE_WORDS =
  'mr mr. sir lord king prince father brother son husband spokesman chairman congressman businessman man pope imam';

const FEMALE_WORDS =
  'mrs mrs. ms ms. miss dame lady queen princess mother sister daughter wife spokeswoman chairwoman congresswoman businesswoman woman actress';

const MALE_NAMES = `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven
  paul andrew joshua kenneth kevin brian george timothy ronald jason edward jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott
  brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry peter henry joe bill bob jim tom mike steve vladimir sergei sergey dmitry
  ivan mikhail boris yuri igor oleg viktor pavel andrei volodymyr emmanuel jean pierre jacques francois hans klaus olaf friedrich antonio jose juan carlos
  luis miguel pedro mohammed muhammad mohamed ahmed ali hassan hussein omar abdullah benjamin jens lars erik magnus marco giovanni giuseppe barack bernie ted`;

const FEMALE_NAMES = `mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily
  donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole
  helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren
  christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean alice ingrid astrid
  hillary ursula angela annalena olga natalia elena irina svetlana ekaterina tatiana yulia marine fatima aisha leila layla sofia isabel carmen lucia giulia mette`;

const MALE = new Set(MALE_WORDS.split(/\s+/).concat(MALE_NAMES.split(/\s+/)));

const FEMALE = new Set(FEMALE_WORDS.split(/\s+/).concat(FEMALE_NAMES.split(/\s+/)));

/** The gender that a title or a common first name shows. */
function guessGender({ kind, name, words }: SourceDescription): Gender {
  const lower = name.toLowerCase();
  if (kind === 'pronoun')
    return /^(?:he|his|him)$/.test(lower) ? 'he' : /^(?:she|her)$/.test(lower) ? 'she' : 'unknown';
  if (kind === 'known' || kind === 'body' || kind === 'document') return 'unknown';
  const candidates = kind === 'person' ? [lower.split(' ')[0] ?? '', ...words] : [...words];
  if (candidates.some((word) => MALE_WORDS.split(' ').includes(word))) return 'he';
  if (candidates.some((word) => FEMALE_WORDS.split(' ').includes(word))) return 'she';
  const [first = ''] = candidates;
  if (kind !== 'person') return 'unknown';
  return MALE.has(first) ? 'he' : FEMALE.has(first) ? 'she' : 'unknown';
}
