/** The parts of one claim of `hearsay.claim/1`, each read from what a bundle of PROV says of it. */
import type { Manner } from '../../../model/records.ts';
import { allTexts, findThing, firstNumber, firstText, type Thing } from './index.ts';
import { inNamespace, type ProvRecord } from '../model.ts';
import type { Relations } from './relations.ts';
import { readTime } from '../times.ts';
import { readUid } from '../uids.ts';

const prov = (local: string): string => inNamespace('prov', local);
const hearsay = (local: string): string => inNamespace('hearsay', local);
const oa = (local: string): string => inNamespace('oa', local);
const own = (thing: Thing, local: string): string | null => firstText(thing, hearsay(local));

/** What to call a thing: its label, or the end of its name. */
function nameThing(thing: Thing): string {
  const label = firstText(thing, prov('label'));
  return oneLine(label === null || label.trim() === '' ? (/[^#/:]+[#/]?$/.exec(thing.uri)?.[0] ?? thing.uri) : label);
}

/** Names of ours stand on one line; others may be broken anywhere. */
const oneLine = (text: string): string => text.replace(/[\r\n\t\u2028\u2029]+/gu, ' ');

/**
 * @param entity the claim; null where only chains are known, and then it is called by the first of `statements`
 * @param at for what is not told of the record
 */
export function readClaim({ index, recordOf, stampOf }: Relations, entity: string | null, first: string, at: string) {
  const thing = findThing(index, entity ?? first);
  const record = entity === null ? null : recordOf(entity);
  const of = (local: string): string | null => (record === null ? null : own(record, local));
  const updated = of('updatedAt');
  const createdAt = (record && stampOf(record.uri)) ?? at;
  const [label] = allTexts(thing, prov('label'));
  return {
    uid: readUid(thing.uri, 'claim'),
    text: nameThing(thing),
    language: label?.language ?? 'und',
    aboutDate: own(thing, 'aboutDate'),
    status: of('status') ?? 'draft',
    topics: record === null ? [] : allTexts(record, hearsay('topic')).map(({ text }) => text),
    note: of('note'),
    ...(record === null || of('rating') === null ? {} : { rating: readRating(record) }),
    createdAt,
    updatedAt: (updated === null ? null : (readTime(updated)?.stamp ?? updated)) ?? createdAt,
  };
}

/** @param record of the claim, which has a rating */
function readRating(record: Thing) {
  const of = (local: string): string | null => own(record, local);
  const number = (local: string): number | null => {
    const text = of(local);
    // What is no number comes out as none, and the reader of claims says so.
    return text === null ? null : text.trim() === '' ? Number.NaN : Number(text);
  };
  return {
    text: of('rating'),
    reviewer: of('reviewer'),
    reviewerKind: of('reviewerKind') ?? 'organisation',
    reviewerUrl: of('reviewerUrl'),
    ratedAt: of('ratedAt'),
    reviewUrl: of('reviewUrl'),
    value: number('ratingValue'),
    best: number('bestRating'),
    worst: number('worstRating'),
  };
}

/** The address that a claim's record gives for it. */
export function readUrl({ recordOf }: Relations, entity: string | null): string | undefined {
  const record = entity === null ? null : recordOf(entity);
  return (record && own(record, 'url')) ?? undefined;
}

const KINDS: [type: string, kind: string][] = [
  ['Person', 'person'],
  ['Organization', 'organisation'],
  ['SoftwareAgent', 'account'],
];

/** @param of the agent; or the entity that nobody is named for, whose source is unnamed */
export function readSource({ index, parentOf }: Relations, agent: string | null, of: string) {
  if (agent === null) return { ...NOBODY, uid: readUid(of, 'unnamed source') };
  const thing = findThing(index, agent);
  const link = parentOf.get(agent);
  return {
    uid: readUid(agent, 'source'),
    name: nameThing(thing),
    kind: own(thing, 'kind') ?? KINDS.find(([type]) => thing.types.has(prov(type)))?.[1] ?? 'organisation',
    country: own(thing, 'country'),
    parent: link ? readUid(link.parent, 'source') : null,
    parentRelation: link?.relation ?? null,
    aliases: allTexts(thing, hearsay('alias')).map(({ text, language }) => ({ name: text, language })),
    homepage: own(thing, 'homepage'),
    wikidata: own(thing, 'wikidata'),
  };
}

const NOBODY = {
  name: 'unnamed',
  kind: 'unnamed',
  ...{ country: null, parent: null, parentRelation: null, aliases: [], homepage: null, wikidata: null },
};

export const sourceUid = (agent: string | null, of: string): string =>
  agent === null ? readUid(of, 'unnamed source') : readUid(agent, 'source');

/**
 * @param entity the document; a statement that stands in no collection is the item itself
 * @param publisher a source's uid
 */
export function readDocument(relations: Relations, entity: string, publisher: string) {
  const thing = findThing(relations.index, entity);
  const isOurs = thing.types.has(hearsay('Document'));
  const place = firstText(thing, prov('location')) ?? entity;
  const [label] = allTexts(thing, prov('label'));
  return {
    uid: documentUid(relations, entity),
    publisher,
    title: nameThing(thing),
    url: own(thing, 'url') ?? (!isOurs && /^https?:\/\/\S+$/iu.test(place) ? place : null),
    archivedUrl: own(thing, 'archivedUrl'),
    publishedAt: own(thing, 'publishedAt') ?? (isOurs ? null : relations.dateOf(entity)),
    retrievedAt: own(thing, 'retrievedAt'),
    language: own(thing, 'language') ?? label?.language ?? null,
    sha256: own(thing, 'sha256'),
  };
}

/** The entity that is the document of a statement; null for a statement of ours that stands in none. */
export function findDocument({ index, documentOf }: Relations, entity: string): string | null {
  const isOurs = findThing(index, entity).types.has(hearsay('Statement'));
  return documentOf(entity) ?? (isOurs ? null : entity);
}

/** An entity that is not ours may be a statement and the item it stands in: they are two records here. */
export function documentUid({ index }: Relations, entity: string): string {
  const isOurs = findThing(index, entity).types.has(hearsay('Document'));
  return readUid(isOurs ? entity : `${entity} as an item`, 'document');
}

/** @param isWitnessed whether a derivation calls it a primary source */
export function readStatement(relations: Relations, entity: string, isWitnessed: boolean) {
  const thing = findThing(relations.index, entity);
  const [value] = allTexts(thing, prov('value'));
  const document = findDocument(relations, entity);
  return {
    uid: readUid(entity, 'statement'),
    source: sourceUid(relations.agentOf(entity), entity),
    document: document === null ? null : documentUid(relations, document),
    statedAt: own(thing, 'statedAt') ?? relations.dateOf(entity),
    wording: value?.text ?? null,
    language: own(thing, 'language') ?? value?.language ?? null,
    stance: own(thing, 'stance') ?? 'asserts',
    basis: own(thing, 'basis') ?? (isWitnessed ? 'witnessed' : 'unknown'),
    retractedAt: own(thing, 'retractedAt'),
    retractionReason: own(thing, 'retractionReason'),
  };
}

export function readAttribution(
  relations: Relations,
  join: { citing: string; cited: string; record: ProvRecord },
): Record<string, unknown> {
  const { citing, cited, record } = join;
  const values = new Map(record.attributes.map(([name, value]) => [name, value]));
  const of = (local: string): string | null => {
    const value = values.get(hearsay(local));
    return value?.kind === 'text' ? value.text : null;
  };
  const isTyped = (type: string): boolean =>
    record.attributes.some(([, value]) => value.kind === 'name' && value.uri === prov(type));
  const guessed: Manner = isTyped('Quotation') ? 'quotes' : isTyped('Revision') ? 'republishes' : 'cites';
  return {
    uid: readUid(record.id ?? `${citing} from ${cited}`, 'attribution'),
    citing: readUid(citing, 'statement'),
    cited: readUid(cited, 'statement'),
    manner: of('manner') ?? guessed,
    cue: of('cue'),
    note: of('note'),
    evidence: relations.evidenceOf(record.id).map((piece) => readEvidence(relations, piece)),
  };
}

function readEvidence(relations: Relations, piece: Thing) {
  const document = relations.documentOf(piece.uri);
  return {
    document: document === null ? null : documentUid(relations, document),
    exact: firstText(piece, oa('exact')),
    prefix: firstText(piece, oa('prefix')),
    suffix: firstText(piece, oa('suffix')),
    start: firstNumber(piece, oa('start')),
    end: firstNumber(piece, oa('end')),
  };
}
