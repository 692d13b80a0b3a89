/**
 * W3C PROV as plain data, which both of its notations write.
 *
 * Kinds and their arguments are those of PROV-DM (https://www.w3.org/TR/prov-dm/, section 5), in the order of PROV-N
 * (https://www.w3.org/TR/prov-n/, section 3). Names are whole URIs here; prefixes are a matter of the notations.
 */

export const NAMESPACES = {
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  /** Web Annotation Vocabulary. */
  oa: 'http://www.w3.org/ns/oa#',
  /** What PROV has no word for: see `claim.ts`. The same on every installation, so it names no host. */
  hearsay: 'urn:uuid:dbea52c0-0e46-4ed5-9d28-86d2733462d0#',
  /** Our records: `uid:0197…` is `urn:uuid:0197…` (RFC 9562, section 4). */
  uid: 'urn:uuid:',
} as const;

type Namespace = keyof typeof NAMESPACES;

/** A whole URI: `inNamespace('prov', 'Person')`. */
export const inNamespace = (namespace: Namespace, local: string): string => NAMESPACES[namespace] + local;

interface Signature {
  /** Formal arguments that must be there, in order. */
  needs: readonly string[];
  /** Those that may be left out. */
  takes: readonly string[];
}

const signature = (needs: string, takes = ''): Signature => ({
  needs: needs === '' ? [] : needs.split(' '),
  takes: takes === '' ? [] : takes.split(' '),
});

/** The kinds of records that we write. The name of an element is no argument. */
export const PROV_KINDS = {
  entity: signature(''),
  activity: signature(''),
  agent: signature(''),
  wasGeneratedBy: signature('entity', 'activity time'),
  wasDerivedFrom: signature('generatedEntity usedEntity', 'activity generation usage'),
  wasAttributedTo: signature('entity agent'),
  actedOnBehalfOf: signature('delegate responsible', 'activity'),
  wasInfluencedBy: signature('influencee influencer'),
  specializationOf: signature('specificEntity generalEntity'),
  hadMember: signature('collection entity'),
} as const satisfies Record<string, Signature>;

export type ProvKind = keyof typeof PROV_KINDS;

export const isElement = (kind: ProvKind): boolean => ['entity', 'activity', 'agent'].includes(kind);

/** Whether an argument is a time (xsd:dateTime); all others are names. */
export const isTime = (argument: string): boolean => argument === 'time';

/** The value of an attribute. A text may have a language; a datatype is a whole URI. */
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
