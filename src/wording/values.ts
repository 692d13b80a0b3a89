import type {
  Analysis,
  Basis,
  ClaimRelationKind,
  EndKind,
  FindingKind,
  Hops,
  Manner,
  ParentRelation,
  Severity,
  SideAnalysis,
  Source,
  SourceKind,
  Stance,
  Support,
  Uid,
} from '../model/records.ts';
import { isNamed } from '../provenance/graph/ends.ts';
import { findOtherAttributions, type IndexedGraph } from '../provenance/graph/graph.ts';

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

/** The size of a file: “340 kB”, “1.2 GB”. */
export function writeSize(bytes: number): string {
  const [unit, name] = SIZES.find(([least]) => bytes >= least) ?? SIZES.at(-1)!;
  const size = bytes / unit;
  return `${size < 10 && unit > 1000 ? size.toFixed(1) : Math.max(1, Math.round(size))} ${name}`;
}

const SIZES = [
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

/** "1 hop", "8,000 hops". The plural of every noun here takes an s. */
export function writeCount(number: number | bigint, noun: string): string {
  return `${writeNumber(number)} ${noun}${Number(number) === 1 ? '' : 's'}`;
}

/** "12 claims"; "1,000+ claims" where there are or may be more. */
export function writeSome({ count, isMore }: { count: number; isMore: boolean }, noun: string): string {
  return isMore ? `${writeNumber(count)}+ ${noun}s` : writeCount(count, noun);
}

/** "1 report", "2 reports", "no reports": in the running text of a sentence, without grouped digits. */
export function writeCountInSentence(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count === 0 ? 'no' : count} ${noun}s`;
}

/** "1 statement denies", "2 statements deny". */
export function writeCountWithVerb(count: number, noun: string, one: string, many: string): string {
  return `${writeCountInSentence(count, noun)} ${count === 1 ? one : many}`;
}

/** "2 to 3 hops", "at least 1 hop", "no end reached". */
export function writeHops(hops: Hops | null): string {
  if (!hops) return 'no end reached';
  const { fewest, most, open } = hops;
  if (open && most === 0) return 'no hop recorded';
  if (open && fewest === 0) return `${writeRange(fewest, most)} or more`;
  return open ? `at least ${writeRange(fewest, most)}` : writeRange(fewest, most);
}

function writeRange(fewest: number, most: number): string {
  return fewest === most ? writeCount(most, 'hop') : `${writeNumber(fewest)} to ${writeCount(most, 'hop')}`;
}

/** The heading of statements so many hops from the ends they lead to: "Ends", "2 to 3 hops from an end". */
export function writeDistance(hops: readonly number[]): string {
  if (hops.length === 0) return 'No end reached';
  const [fewest, most] = [Math.min(...hops), Math.max(...hops)];
  return most === 0 ? 'Ends' : `${writeRange(fewest, most)} from an end`;
}

/** "at most 1": families that assert a claim are an upper bound, never a proof of independence. */
export function writeIndependentSources(families: number): string {
  return families === 0 ? 'none' : `at most ${writeNumber(families)}`;
}

/** "at most 1 independent source". */
export function writeSourceCount(families: number): string {
  const number = families === 0 ? 'no' : writeIndependentSources(families);
  return `${number} independent ${families === 1 ? 'source' : 'sources'}`;
}

/** "2 to 3 hops · at most 1 independent source". */
export function writeBadge({ hops, independentSources }: Pick<SideAnalysis, 'hops' | 'independentSources'>): string {
  return `${writeHops(hops)} · ${writeSourceCount(independentSources)}`;
}

const REGIONS = new Intl.DisplayNames('en', { type: 'region' });
const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });

/** "South Korea" for `KR`; the code where nobody has a name for it. */
export function writeCountry(code: string): string {
  // A former country would get the name of one of those that followed: SU is not Russia.
  const isFormer = Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`;
  return isFormer ? code : (REGIONS.of(code) ?? code);
}

/** "Korean" for `ko`; the tag where nobody has a name for it, and what is no tag as it is. */
export function writeLanguage(tag: string): string {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch {
    return tag;
  }
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
  unnamed: 'unnamed',
};

/** What a statement does to the claim; asserting is what goes without saying. */
export const STANCE_WORDS: Readonly<Record<Stance, string | null>> = {
  asserts: null,
  denies: 'denies the claim',
  doubts: 'doubts the claim',
};

/**
 * What a statement does to the claim, as `STANCE_WORDS`. Who attributes a denial to somebody else reports it.
 * @param passesOn whether the statement cites another by a hop
 */
export function writeStance(stance: Stance, passesOn: boolean): string | null {
  if (stance === 'asserts' || !passesOn) return STANCE_WORDS[stance];
  return stance === 'denies' ? 'reports a denial' : 'reports a doubt';
}

/** What an end is, in as few words as a card of a drawing has room for. */
export const END_KIND_WORDS: Readonly<Record<EndKind, string>> = {
  origin: 'Origin',
  unsourced: 'Gives no source',
  open: 'Trail ends here',
  unnamed: 'Unnamed source',
  dropped: 'Attribution dropped',
};

/**
 * What a statement is among the chains or, in the middle of one, what its source is.
 * @param end its kind where the statement is an end
 */
export function writeRole(isReport: boolean, end: EndKind | null, source: Source | undefined): string {
  if (!source || !isNamed(source)) return END_KIND_WORDS.unnamed;
  if (end === 'origin' && isReport) return 'Report and origin';
  if (end !== null) return END_KIND_WORDS[end];
  return isReport ? 'Report' : capitalize(SOURCE_KIND_WORDS[source.kind]);
}

/** What is said of a named end that was read here and gives no source, where it makes an attribution that is no hop. */
export const OTHER_END_WORDS = {
  disputed: 'Attribution disputed',
  reply: 'Cites only the other side',
} as const;

/**
 * By statement, of both sides: what kind of end it is. One that gives a source which is disputed, or answers the other
 * side, is not said to give none.
 */
export function nameEnds(graph: IndexedGraph, analysis: Analysis): ReadonlyMap<Uid, string> {
  const others = findOtherAttributions(graph);
  const ends = [...analysis.ends, ...(analysis.contested?.ends ?? [])];
  return new Map(
    ends.map(({ statement, kind }) => {
      const other = kind === 'unsourced' ? others.get(statement) : undefined;
      return [statement, other ? OTHER_END_WORDS[other] : END_KIND_WORDS[kind]];
    }),
  );
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const BASIS_WORDS: Readonly<Record<Basis, string | null>> = {
  witnessed: 'witnessed it',
  'own-act': 'speaks of its own act',
  told: 'heard it from somebody else',
  document: 'relies on a document',
  inferred: 'infers it',
  unknown: null,
};

/** What the citing statement does to the cited one. */
export const MANNER_WORDS: Readonly<Record<Manner, string>> = {
  quotes: 'quotes',
  paraphrases: 'paraphrases',
  cites: 'cites',
  translates: 'translates',
  republishes: 'republishes',
  copies: 'uses without credit',
};

export const SUPPORT_WORDS: Readonly<Record<Support, string>> = {
  read: 'Read',
  'second-hand': 'Second-hand',
  unsupported: 'No evidence',
};

/** The same beside statements, which are read or not themselves. */
export const HOP_WORDS: Readonly<Record<Support, string>> = {
  read: 'hop read',
  'second-hand': 'second-hand hop',
  unsupported: 'hop without evidence',
};

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  info: 'Info',
  caution: 'Caution',
  warning: 'Warning',
};

const FINDING_KIND_WORDS: Readonly<Partial<Record<FindingKind, string>>> = {
  // The one end may be open, and only an origin is called one.
  'single-origin': 'single source',
  'second-hand-hop': 'second-hand hop',
  'disputed-hop': 'disputed attribution',
};

/** "choke point", "cites later". */
export function writeFindingKind(kind: FindingKind): string {
  return FINDING_KIND_WORDS[kind] ?? kind.replaceAll('-', ' ');
}

/** After "claims with …": what the finding says they have. */
export const FINDING_NOUNS: Readonly<Record<FindingKind, string>> = {
  'single-origin': 'a single source',
  'choke-point': 'a choke point',
  circle: 'a circle',
  echo: 'an echo',
  'unnamed-end': 'an unnamed source at the end',
  'open-end': 'an open end',
  'no-end': 'a trail that reaches no end',
  'unsupported-hop': 'an unsupported hop',
  'second-hand-hop': 'a second-hand hop',
  'cites-later': 'a statement that cites a later one',
  'attribution-dropped': 'a dropped attribution',
  contested: 'a denial or doubt',
  turned: 'a statement that cites the other side',
  'disputed-hop': 'a disputed attribution',
  retracted: 'a retraction',
  'other-publisher': 'a statement published by somebody else',
  'certainty-raised': 'a lost hedge',
  'number-changed': 'a changed number',
};

/** What a claim does to another: "the claim became …". */
export const CLAIM_RELATION_WORDS: Readonly<Record<ClaimRelationKind, string>> = {
  became: 'became',
  contradicts: 'contradicts',
  'part-of': 'is part of',
};

/** Above the claims that a claim has a relation to. */
export const CLAIM_RELATION_HEADINGS: Readonly<Record<ClaimRelationKind, string>> = {
  became: 'Became',
  contradicts: 'Contradicts',
  'part-of': 'Part of',
};

/** Above the claims that have a relation to a claim. What contradicts it, it contradicts. */
export const INVERSE_HEADINGS: Readonly<Record<ClaimRelationKind, string>> = {
  became: 'Grew out of',
  contradicts: CLAIM_RELATION_HEADINGS.contradicts,
  'part-of': 'Parts',
};
