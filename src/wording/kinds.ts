/** The domain's values in words. */
import type { Basis, FindingKind, Severity, SourceKind, Stance, Support } from '../model/records.ts';

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

/** How the speaker would know. */
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
