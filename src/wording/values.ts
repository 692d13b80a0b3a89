import type {
  Analysis,
  Basis,
  FindingKind,
  Hops,
  Manner,
  ParentRelation,
  Severity,
  Source,
  SourceKind,
  Stance,
  Support,
} from '../model/records.ts';
import { isNamed } from '../provenance/graph/origins.ts';

const NUMBER = new Intl.NumberFormat('en');
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Of longer numbers only the size is written: chains can be counted in hundreds of digits. */
const MOST_DIGITS = 15;

/** "8,000"; "about 1.2 × 10⁴⁰" for what nobody would read. */
export function writeNumber(number: number | bigint): string {
  const digits = String(number);
  if (digits.length <= MOST_DIGITS) return NUMBER.format(number);
  const power = [...String(digits.length - 1)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `about ${digits[0]}.${digits[1]} × 10${power}`;
}

/** "1 hop", "8,000 hops". The plural of every noun here takes an s. */
export function writeCount(number: number | bigint, noun: string): string {
  return `${writeNumber(number)} ${noun}${Number(number) === 1 ? '' : 's'}`;
}

/** "1 report", "2 reports", "no reports": in the running text of a sentence, without grouped digits. */
export function writeCountInSentence(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count === 0 ? 'no' : count} ${noun}s`;
}

/** "1 statement denies", "2 statements deny". */
export function writeCountWithVerb(count: number, noun: string, one: string, many: string): string {
  return `${writeCountInSentence(count, noun)} ${count === 1 ? one : many}`;
}

/** "2 to 3 hops", "1 hop", "no origin reached". */
export function writeHops(hops: Hops | null): string {
  if (!hops) return 'no origin reached';
  if (hops.fewest === hops.most) return writeCount(hops.fewest, 'hop');
  return `${writeNumber(hops.fewest)} to ${writeCount(hops.most, 'hop')}`;
}

/** The heading of statements so many hops away: "Origin", "2 to 3 hops from origin"; with none, that none is reached. */
export function writeDistanceFromOrigin(hops: readonly number[]): string {
  if (hops.length === 0) return 'No origin reached';
  const [fewest, most] = [Math.min(...hops), Math.max(...hops)];
  return most === 0 ? 'Origin' : `${writeHops({ fewest, most })} from origin`;
}

/** "at most 1": families that assert a claim are an upper bound, never a proof of independence. */
export function writeIndependentOrigins(families: number): string {
  return families === 0 ? 'none' : `at most ${writeNumber(families)}`;
}

/** "2 to 3 hops · at most 1 independent origin". */
export function writeBadge({ hops, independentOrigins }: Pick<Analysis, 'hops' | 'independentOrigins'>): string {
  const origins = independentOrigins === 0 ? 'no' : `at most ${writeNumber(independentOrigins)}`;
  return `${writeHops(hops)} · ${origins} independent ${independentOrigins === 1 ? 'origin' : 'origins'}`;
}

const REGIONS = new Intl.DisplayNames('en', { type: 'region' });
const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });

/** "South Korea" for `KR`; the code where nobody has a name for it. */
export function writeCountry(code: string): string {
  // A former country would get the name of one of those that followed: SU is not Russia.
  const isFormer = Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`;
  return isFormer ? code : (REGIONS.of(code) ?? code);
}

/** "Korean" for `ko`; the tag where nobody has a name for it. */
export function writeLanguage(tag: string): string {
  return LANGUAGES.of(tag) ?? tag;
}

export const RELATION_WORDS: Readonly<Record<ParentRelation, string>> = {
  'part-of': 'part of',
  'controlled-by': 'controlled by',
};

export const SOURCE_KIND_WORDS: Readonly<Record<SourceKind, string>> = {
  agency: 'news agency',
  outlet: 'news outlet',
  government: 'government body',
  organisation: 'organisation',
  person: 'person',
  account: 'account',
  unnamed: 'not named',
};

/** What a statement does to the claim; asserting is what goes without saying. */
export const STANCE_WORDS: Readonly<Record<Stance, string | null>> = {
  asserts: null,
  denies: 'denies the claim',
  doubts: 'doubts the claim',
};

/** What a statement is among the chains or, in the middle of one, what its source is. */
export function writeRole(isReport: boolean, isOrigin: boolean, source: Source | undefined): string {
  if (!source || !isNamed(source)) return 'Unnamed source';
  if (isOrigin) return isReport ? 'Report and origin' : 'Origin';
  return isReport ? 'Report' : capitalize(SOURCE_KIND_WORDS[source.kind]);
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a form calls a manner: the word, and more where it may not be plain. */
export const MANNER_WORDS: Readonly<Record<Manner, string>> = {
  quotes: 'quotes',
  paraphrases: 'paraphrases',
  cites: 'cites',
  translates: 'translates',
  republishes: 'republishes',
  copies: 'copies: uses without credit',
};

export const BASIS_WORDS: Readonly<Record<Basis, string | null>> = {
  witnessed: 'witnessed it',
  'own-act': 'speaks of its own act',
  told: 'was told',
  document: 'goes by a document',
  inferred: 'infers it',
  unknown: null,
};

export const SUPPORT_WORDS: Readonly<Record<Support, string>> = {
  seen: 'Seen',
  relayed: 'Relayed',
  unsupported: 'No evidence',
};

/** The same where statements stand beside it, which are read or not. */
export const HOP_WORDS: Readonly<Record<Support, string>> = {
  seen: 'hop seen',
  relayed: 'hop relayed',
  unsupported: 'hop without evidence',
};

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  info: 'Info',
  caution: 'Caution',
  warning: 'Warning',
};

/** "choke point", "cites later". */
export function writeFindingKind(kind: FindingKind): string {
  return kind.replaceAll('-', ' ');
}

/** What a claim has in which this was found: "claims with …". */
export const FINDING_NOUNS: Readonly<Record<FindingKind, string>> = {
  'single-origin': 'a single origin',
  'choke-point': 'a choke point',
  circle: 'a circle',
  echo: 'an echo',
  'unnamed-origin': 'an unnamed origin',
  'no-origin': 'no origin reached',
  'unsupported-hop': 'an unsupported hop',
  'relayed-hop': 'a relayed hop',
  'cites-later': 'a statement that cites a later one',
  'attribution-dropped': 'an attribution dropped',
  contradicted: 'a contradiction',
  retracted: 'a retraction',
};
