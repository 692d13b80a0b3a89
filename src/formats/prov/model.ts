/**
 * W3C PROV as plain data, for both notations. Kinds and their arguments are those of PROV-DM
 * (https://www.w3.org/TR/prov-dm/, section 5), in the order of PROV-N (https://www.w3.org/TR/prov-n/, section 3).
 */

export const NAMESPACES = {
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  /** Web Annotation Vocabulary. */
  oa: 'http://www.w3.org/ns/oa#',
  /** What PROV has no word for: see `claim.ts`. It names no host, to be the same on every installation. */
  hearsay: 'urn:uuid:dbea52c0-0e46-4ed5-9d28-86d2733462d0#',
  /** Our records: `uid:0197…` is `urn:uuid:0197…` (RFC 9562, section 4). */
  uid: 'urn:uuid:',
} as const;

type Namespace = keyof typeof NAMESPACES;

/** A whole URI: `inNamespace('prov', 'Person')`. */
export const inNamespace = (namespace: Namespace, local: string): string => NAMESPACES[namespace] + local;

/** Formal arguments in order: required ones, and optional ones. */
interface Signature {
  needs: readonly string[];
  takes: readonly string[];
}

const signature = (needs: string, takes = ''): Signature => ({
  needs: needs === '' ? [] : needs.split(' '),
  takes: takes === '' ? [] : takes.split(' '),
});

export const PROV_KINDS = {
  entity: signature(''),
  activity: signature(''),
  agent: signature(''),
  wasGeneratedBy: signature('entity', 'activity time'),
  wasDerivedFrom: signature('generatedEntity usedEntity', 'activity generation usage'),
  wasAttributedTo: signature('entity agent'),
  actedOnBehalfOf: signature('delegate responsible', 'activity'),
  wasInfluencedBy: signature('influencee influencer'),
  alternateOf: signature('alternate1 alternate2'),
  specializationOf: signature('specificEntity generalEntity'),
  hadMember: signature('collection entity'),
} as const satisfies Record<string, Signature>;

export type ProvKind = keyof typeof PROV_KINDS;

export const isElement = (kind: ProvKind): boolean => ['entity', 'activity', 'agent'].includes(kind);

/** An xsd:dateTime; all other arguments are names. */
export const isTime = (argument: string): boolean => argument === 'time';

/** An attribute's value. A datatype is a whole URI. */
export type ProvValue =
  | { kind: 'text'; text: string; language: string | null }
  | { kind: 'name'; uri: string }
  | { kind: 'typed'; text: string; datatype: string };

export interface ProvRecord {
  kind: ProvKind;
  /** Null for a relation without a name. */
  id: string | null;
  /** By formal argument. */
  formal: Readonly<Partial<Record<string, string>>>;
  attributes: readonly (readonly [name: string, value: ProvValue])[];
}

/** `prov:Person` for a URI of a namespace of ours. The longest comes first: ours lies within `urn:uuid:`. */
export function shortenName(uri: string): string {
  const [prefix, namespace] = LONGEST_FIRST.find(([, known]) => uri.startsWith(known))!;
  return `${prefix}:${uri.slice(namespace.length)}`;
}

const LONGEST_FIRST = Object.entries(NAMESPACES).sort(([, a], [, b]) => b.length - a.length);

/** The prefixes to declare: `prov` and `xsd` are known to every reader. */
export const DECLARED = (['hearsay', 'oa', 'uid'] as const).map((prefix) => [prefix, NAMESPACES[prefix]] as const);
