/**
 * A claim in the words of W3C PROV (section numbers are those of https://www.w3.org/TR/prov-dm/).
 *
 * | here | in PROV |
 * | --- | --- |
 * | claim | entity (5.1.1), typed `hearsay:Claim`, labelled with its text. It has no generation time: what specializes it would have to be younger (PROV-CONSTRAINTS, constraint 45), and editors write claims down after they were made |
 * | claim that it became | an entity, `wasDerivedFrom` this one (5.2.1), typed `hearsay:became`; a claim that it contradicts or is part of is an attribute of the record below, without the note |
 * | what editors recorded of it | an entity of its own, `…#record`, generated when the claim was entered |
 * | statement | entity, `specializationOf` the claim (5.5.1) where it asserts it, else `wasInfluencedBy` it (5.3.5), typed `hearsay:denies` or `hearsay:doubts`; `wasAttributedTo` its source (5.3.2), `wasGeneratedBy` its publication (5.1.3), an activity; its wording is the value, source and day are the label. The time is given when it is known to the minute: PROV has no other |
 * | source | agent (5.3.1); a person is a `prov:Person`; an agency, outlet, government or organisation a `prov:Organization` |
 * | family link | `actedOnBehalfOf` (5.3.4), typed `hearsay:part-of` or `hearsay:controlled-by` |
 * | document | entity, `prov:Collection` of its statements and excerpts (`hadMember`, 5.6.2), attributed to its publisher |
 * | versions of one page | the later is a `prov:Revision` of the earlier (5.2.3) where their versions are dates in a certain order, else they are `alternateOf` each other (5.5.2) |
 * | statement that only disputed attributions tell of | entity that names its source (`hearsay:source`), attributed to nobody and published by no activity: nobody is known to have made it |
 * | attribution | identified `wasDerivedFrom` (5.2.1), labelled “IANS quotes TASS”; typed `prov:Quotation` when it quotes, `prov:PrimarySource` when the cited source witnessed it |
 * | attribution within a cycle, of a statement that is certainly later, or that answers the other side | identified `wasInfluencedBy` (5.3.5), labelled the same. What is derived must be younger than what it is derived from (PROV-CONSTRAINTS, constraint 42); influence orders nothing (section 6) |
 * | attribution that is disputed | an entity of the attribution's name, typed `hearsay:Attribution` and labelled the same, with its two statements as attributes `hearsay:citing` and `hearsay:cited`: nothing is derived from what its source says that it never said |
 * | evidence | entity, `oa:Annotation` and `oa:TextQuoteSelector`, of the attribution that it `hearsay:shows` |
 *
 * A retraction is no invalidation: what was retracted is still there, and may be cited later (constraint 38 forbids use
 * after invalidation). What PROV has no attribute for is an attribute in our namespace, named like the member of
 * `hearsay.claim/1` that it holds. Nothing unknown is written.
 */
import { groupBy } from '../../model/grouping.ts';
import { findComponents } from '../../provenance/graph/components.ts';
import { isSurelyBefore, parseDate } from '../../model/dates.ts';
import { indexGraph, type IndexedGraph } from '../../provenance/graph/graph.ts';
import {
  isDisputed,
  type Attribution,
  type ClaimRecord,
  type Document,
  type Evidence,
  type Rating,
  type Source,
  type Statement,
  type Uid,
} from '../../model/records.ts';
import { cutTime, formatDate } from '../../wording/dates.ts';
import { nameSource } from '../../wording/names.ts';
import { inNamespace, type ProvKind, type ProvRecord, type ProvValue } from './model.ts';

type Attributes = ProvRecord['attributes'];

/** A record's name: `urn:uuid:…`; a part of it is a fragment of that. */
export const nameRecord = (uid: Uid, part?: string): string =>
  inNamespace('uid', part === undefined ? uid : `${uid}#${part}`);

const prov = (local: string): string => inNamespace('prov', local);
const hearsay = (local: string): string => inNamespace('hearsay', local);

/** @param url the claim's address; null leaves it out */
export function describeClaimInProv(record: ClaimRecord, url: string | null): ProvRecord[] {
  const { claim, sources, documents, statements, attributions } = record;
  const speakers = new Map(sources.map((source) => [source.uid, source]));
  const ends = new Map(
    statements.map((statement) => [statement.uid, { statement, name: nameSource(speakers.get(statement.source)) }]),
  );
  const graph = indexGraph(record);
  const passesOn = findHops(graph);
  const unmade = new Set(graph.statements.filter((_, at) => graph.isVoid[at]).map(({ uid }) => uid));
  return [
    ...describeClaim(claim, url),
    ...sources.flatMap(describeSource),
    ...documents.flatMap(describeDocument),
    ...describeVersions(documents),
    ...[...ends.values()].flatMap((end) => describeStatement(end, claim.uid, unmade.has(end.statement.uid))),
    ...attributions.flatMap((edge) => [
      describeAttribution(edge, ends.get(edge.citing)!, ends.get(edge.cited)!, passesOn(edge)),
      ...edge.evidence.flatMap((piece, place) => describeEvidence(piece, edge.uid, place + 1)),
    ]),
  ];
}

interface HopEnd {
  statement: Statement;
  /** Its source's. */
  name: string;
}

/** Whether an attribution is a hop between two stations: what stands in a cycle rests on itself. */
function findHops(graph: IndexedGraph): (edge: Attribution) => boolean {
  const { of } = findComponents(graph);
  const hops = graph.attributions.filter((_, at) => {
    return graph.roles[at] === 'hop' && of[graph.citing[at]!] !== of[graph.cited[at]!];
  });
  const uids = new Set(hops.map(({ uid }) => uid));
  return ({ uid }) => uids.has(uid);
}

function describeClaim(claim: ClaimRecord['claim'], url: string | null): ProvRecord[] {
  const [name, own] = [nameRecord(claim.uid), nameRecord(claim.uid, 'record')];
  return [
    element('entity', name, [
      ...type(hearsay('Claim')),
      ...text(prov('label'), claim.text, claim.language),
      ...text(hearsay('aboutDate'), claim.aboutDate),
    ]),
    element('entity', own, [
      ...type(hearsay('Record')),
      [hearsay('claim'), { kind: 'name', uri: name }],
      ...text(hearsay('status'), claim.status),
      ...claim.topics.flatMap((topic) => text(hearsay('topic'), topic)),
      ...text(hearsay('note'), claim.note),
      ...claim.relations.flatMap(({ relation: kind, claim: other }): Pair[] =>
        kind === 'became' ? [] : [[hearsay(kind), { kind: 'name', uri: nameRecord(other) }]],
      ),
      ...(claim.rating ? describeRating(claim.rating) : []),
      ...typed(hearsay('updatedAt'), claim.updatedAt, 'dateTime'),
      ...typed(hearsay('url'), url, 'anyURI'),
    ]),
    relation('wasGeneratedBy', { entity: own, time: claim.createdAt }),
    ...claim.relations
      .filter(({ relation: kind }) => kind === 'became')
      .flatMap(({ claim: later, note }) => [
        element('entity', nameRecord(later), type(hearsay('Claim'))),
        relation('wasDerivedFrom', { generatedEntity: nameRecord(later), usedEntity: name }, null, [
          ...type(hearsay('became')),
          ...text(hearsay('note'), note),
        ]),
      ]),
  ];
}

function describeRating(rating: Rating): Pair[] {
  const { reviewerUrl, ratedAt, reviewUrl, publisher, archivedUrl, value, best, worst } = rating;
  const number = (name: string, of: number | null) => typed(hearsay(name), of === null ? null : String(of), 'double');
  return [
    ...text(hearsay('rating'), rating.text),
    ...ownTexts(rating, ['reviewer', 'reviewerKind']),
    ...typed(hearsay('reviewerUrl'), reviewerUrl, 'anyURI'),
    ...text(hearsay('ratedAt'), ratedAt),
    ...typed(hearsay('reviewUrl'), reviewUrl, 'anyURI'),
    ...text(hearsay('reviewPublisher'), publisher),
    ...typed(hearsay('reviewArchivedUrl'), archivedUrl, 'anyURI'),
    ...number('ratingValue', value),
    ...number('bestRating', best),
    ...number('worstRating', worst),
  ];
}

const TYPES: Partial<Record<Source['kind'], string>> = {
  person: 'Person',
  agency: 'Organization',
  outlet: 'Organization',
  government: 'Organization',
  organisation: 'Organization',
};

function describeSource(source: Source): ProvRecord[] {
  const { uid, name, kind, country, parent, parentRelation, aliases, homepage, wikidata } = source;
  const known = TYPES[kind];
  const agent = element('agent', nameRecord(uid), [
    ...(known === undefined ? [] : type(prov(known))),
    ...text(prov('label'), name),
    ...text(hearsay('kind'), kind),
    ...text(hearsay('country'), country),
    ...aliases.flatMap((alias) => text(hearsay('alias'), alias.name, alias.language)),
    ...typed(hearsay('homepage'), homepage, 'anyURI'),
    ...text(hearsay('wikidata'), wikidata),
  ]);
  if (parent === null) return [agent];
  const link = { delegate: nameRecord(uid), responsible: nameRecord(parent) };
  return [agent, relation('actedOnBehalfOf', link, null, type(hearsay(parentRelation ?? 'part-of')))];
}

function describeDocument(document: Document): ProvRecord[] {
  const name = nameRecord(document.uid);
  return [
    element('entity', name, [
      ...type(hearsay('Document'), prov('Collection')),
      ...text(prov('label'), document.title),
      ...typed(hearsay('url'), document.url, 'anyURI'),
      ...typed(hearsay('archivedUrl'), document.archivedUrl, 'anyURI'),
      ...ownTexts(document, ['kind', 'version', 'publishedAt', 'retrievedAt', 'language', 'sha256']),
    ]),
    relation('wasAttributedTo', { entity: name, agent: nameRecord(document.publisher) }),
  ];
}

/** What the documents at one address are to each other: each to the next by the dates of their versions. */
function describeVersions(documents: readonly Document[]): ProvRecord[] {
  const pages = groupBy(
    documents.filter(({ url }) => url !== null),
    ({ url }) => url,
  );
  return [...pages.values()].flatMap((page) => {
    const versions = page
      .map(({ uid, version }) => ({ name: nameRecord(uid), date: parseDate(version) }))
      .sort((a, b) => (a.date?.start ?? Infinity) - (b.date?.start ?? Infinity));
    return versions.slice(1).map((later, place) => {
      const earlier = versions[place]!;
      if (!isSurelyBefore(earlier.date, later.date))
        return relation('alternateOf', { alternate1: later.name, alternate2: earlier.name });
      const pair = { generatedEntity: later.name, usedEntity: earlier.name };
      return relation('wasDerivedFrom', pair, null, type(prov('Revision')));
    });
  });
}

/** @param isUnmade whether nobody is known to have made it */
function describeStatement({ statement, name: speaker }: HopEnd, claim: Uid, isUnmade: boolean): ProvRecord[] {
  const { uid, source, document, statedAt, wording, language } = statement;
  const day = statedAt === null ? '' : `, ${formatDate(cutTime(statedAt))}`;
  const [name, publication] = [nameRecord(uid), nameRecord(uid, 'publication')];
  const time = writeTime(statedAt);
  return [
    element('entity', name, [
      ...type(hearsay('Statement')),
      ...text(prov('label'), `${speaker}${day}`),
      ...text(prov('value'), wording, language),
      ...ownTexts(statement, ['language', 'stance', 'basis', 'statedAt', 'retractedAt', 'retractionReason']),
      ...(isUnmade ? [[hearsay('source'), { kind: 'name', uri: nameRecord(source) }] satisfies Pair] : []),
    ]),
    statement.stance === 'asserts'
      ? relation('specializationOf', { specificEntity: name, generalEntity: nameRecord(claim) })
      : relation(
          'wasInfluencedBy',
          { influencee: name, influencer: nameRecord(claim) },
          null,
          type(hearsay(statement.stance)),
        ),
    ...(isUnmade
      ? []
      : [
          relation('wasAttributedTo', { entity: name, agent: nameRecord(source) }),
          element('activity', publication, type(hearsay('Publication'))),
          relation('wasGeneratedBy', { entity: name, activity: publication, ...(time === null ? {} : { time }) }),
        ]),
    ...(document === null ? [] : [relation('hadMember', { collection: nameRecord(document), entity: name })]),
  ];
}

/** Only a time to the minute is an xsd:dateTime; a day, a month or a year is none. */
function writeTime(statedAt: string | null): string | null {
  const date = parseDate(statedAt);
  return date?.precision === 'minute' ? `${date.text.slice(0, 16)}:00${date.text.slice(16)}` : null;
}

function describeAttribution(edge: Attribution, citing: HopEnd, cited: HopEnd, passesOn: boolean): ProvRecord {
  const { uid, manner } = edge;
  const label = text(prov('label'), `${citing.name} ${manner} ${cited.name}`);
  const attributes = [...label, ...ownTexts(edge, ['manner', 'cue', 'note'])];
  const [later, earlier] = [nameRecord(edge.citing), nameRecord(edge.cited)];
  if (isDisputed(edge)) {
    return element('entity', nameRecord(uid), [
      ...type(hearsay('Attribution')),
      ...attributes,
      [hearsay('citing'), { kind: 'name', uri: later }],
      [hearsay('cited'), { kind: 'name', uri: earlier }],
      ...ownTexts(edge, ['disputedAt', 'disputeReason']),
      ...(edge.disputedBy === null
        ? []
        : [[hearsay('disputedBy'), { kind: 'name', uri: nameRecord(edge.disputedBy) }] satisfies Pair]),
    ]);
  }
  const types = [
    ...(manner === 'quotes' ? [prov('Quotation')] : []),
    ...(cited.statement.basis === 'witnessed' ? [prov('PrimarySource')] : []),
  ];
  const citesLater = isSurelyBefore(parseDate(citing.statement.statedAt), parseDate(cited.statement.statedAt));
  return !passesOn || citesLater
    ? relation('wasInfluencedBy', { influencee: later, influencer: earlier }, nameRecord(uid), attributes)
    : relation('wasDerivedFrom', { generatedEntity: later, usedEntity: earlier }, nameRecord(uid), [
        ...type(...types),
        ...attributes,
      ]);
}

function describeEvidence(piece: Evidence, attribution: Uid, position: number): ProvRecord[] {
  const { document, exact, prefix, suffix, start, end } = piece;
  const name = nameRecord(attribution, `evidence-${position}`);
  return [
    element('entity', name, [
      ...type(inNamespace('oa', 'Annotation'), inNamespace('oa', 'TextQuoteSelector')),
      [hearsay('shows'), { kind: 'name', uri: nameRecord(attribution) }],
      ...typed(hearsay('position'), String(position), 'int'),
      ...text(inNamespace('oa', 'exact'), exact),
      ...text(inNamespace('oa', 'prefix'), prefix),
      ...text(inNamespace('oa', 'suffix'), suffix),
      ...typed(inNamespace('oa', 'start'), start === null ? null : String(start), 'int'),
      ...typed(inNamespace('oa', 'end'), end === null ? null : String(end), 'int'),
    ]),
    relation('hadMember', { collection: nameRecord(document), entity: name }),
  ];
}

function element(kind: ProvKind, id: string, attributes: Attributes): ProvRecord {
  return { kind, id, formal: {}, attributes };
}

function relation(
  kind: ProvKind,
  formal: Readonly<Record<string, string>>,
  id: string | null = null,
  attributes: Attributes = [],
): ProvRecord {
  return { kind, id, formal, attributes };
}

type Pair = readonly [string, ProvValue];

function type(...uris: readonly string[]): Pair[] {
  return uris.map((uri) => [prov('type'), { kind: 'name', uri }]);
}

function text(name: string, value: string | null, language: string | null = null): Pair[] {
  return value === null ? [] : [[name, { kind: 'text', text: value, language }]];
}

/** Members that are attributes by the same names in our namespace. */
function ownTexts<Name extends string>(row: Readonly<Record<Name, string | null>>, names: readonly Name[]): Pair[] {
  return names.flatMap((name) => text(hearsay(name), row[name]));
}

function typed(name: string, value: string | null, datatype: 'anyURI' | 'dateTime' | 'double' | 'int'): Pair[] {
  return value === null ? [] : [[name, { kind: 'typed', text: value, datatype: inNamespace('xsd', datatype) }]];
}
