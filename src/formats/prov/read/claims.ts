import { indexRecords } from './index.ts';
import { inNamespace, isElement, type ProvBundle, type ProvRecord } from '../model.ts';
import { tellUnkept } from './notices.ts';
import {
  findDocument,
  readAttribution,
  readClaim,
  readDocument,
  readSource,
  readStatement,
  readUrl,
  sourceUid,
} from './parts.ts';
import { relateThings, type Relations } from './relations.ts';
import { findRoles, type Roles } from './roles.ts';
import { readUid } from '../uids.ts';
import { readHearsayClaim, type IncomingClaim } from '../../hearsay/reader.ts';
import { PROBLEMS_LISTED, readProvJson } from './reader.ts';
import type { Issue } from '../../../model/issues.ts';

export type ProvClaims =
  | { ok: true; claims: readonly IncomingClaim[]; notices: readonly string[] }
  | { ok: false; problems: readonly Issue[] };

/**
 * Reads the claims in a document of PROV-JSON, its bundles too.
 * @param value parsed JSON, anything at all
 * @param at when this is, UTC to the second: for claims that don't tell when they were recorded
 * @returns the claims and what is not kept of the document; or every problem, with the record it is in
 */
export function readProvClaims(value: unknown, at: string): ProvClaims {
  const reading = readProvJson(value);
  if (!reading.ok) return reading;
  const claims: IncomingClaim[] = [];
  const problems: Issue[] = [];
  const notices: string[] = [];
  for (const bundle of reading.bundles) {
    const found = readBundle(bundle, at);
    for (const { claim, problems: own } of found.claims) {
      if (claim) claims.push(claim);
      problems.push(...own);
    }
    notices.push(...found.notices);
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, PROBLEMS_LISTED) };
  if (claims.length > 0) return { ok: true, claims, notices };
  return {
    ok: false,
    problems: [{ field: '', message: 'has no claim: nothing in it specializes anything or is derived from anything' }],
  };
}

/** What of a bundle was read. */
interface Kept {
  things: Set<string>;
  joins: Set<ProvRecord>;
}

function readBundle(bundle: ProvBundle, at: string) {
  const index = indexRecords(bundle);
  const relations = relateThings(index);
  const roles = findRoles(index);
  const kept: Kept = { things: new Set(), joins: new Set() };
  const joins = groupJoins(roles);
  const claims = roles.claims.map((role, place) => readOne(relations, role, joins[place]!, kept, at));
  const notices = tellUnkept(bundle.records, (record) => isKept(record, kept, relations));
  const place = bundle.id === null ? '' : `bundle ${bundle.id}: `;
  return {
    claims: claims.map(({ claim, problems }) => ({
      claim,
      problems: problems.map(({ field, message }) => ({ field: place + field, message })),
    })),
    notices: notices.map((notice) => place + notice),
  };
}

/** By claim: its joins, the first between any two statements. Those of two claims are left. */
function groupJoins({ claims, joins }: Roles): Roles['joins'][] {
  const claimOf = new Map(claims.flatMap(({ statements }, place) => statements.map((uri) => [uri, place] as const)));
  const groups: Roles['joins'][number][][] = claims.map(() => []);
  const known = new Set<string>();
  for (const join of joins) {
    const place = claimOf.get(join.citing);
    const key = `${join.citing} ${join.cited}`;
    if (place === undefined || place !== claimOf.get(join.cited) || known.has(key)) continue;
    known.add(key);
    groups[place]!.push(join);
  }
  return groups;
}

const PRIMARY = inNamespace('prov', 'PrimarySource');

function readOne(
  relations: Relations,
  { entity, statements }: Roles['claims'][number],
  joins: Roles['joins'],
  kept: Kept,
  at: string,
): { claim: IncomingClaim | null; problems: readonly Issue[] } {
  const witnessed = new Set(
    joins.flatMap(({ cited, record }) =>
      record.attributes.some(([, value]) => value.kind === 'name' && value.uri === PRIMARY) ? [cited] : [],
    ),
  );
  // Called by what nobody rests on, where it has no name of its own.
  const cited = new Set(joins.map((join) => join.cited));
  const first = entity ?? statements.find((uri) => !cited.has(uri)) ?? statements[0]!;
  const documents = listDocuments(relations, statements, joins);
  const publishers = [...documents].map(([uri, speaker]) => relations.agentOf(uri) ?? relations.agentOf(speaker));
  const sources = listSources(relations, statements, [...documents.values()], publishers);
  const url = readUrl(relations, entity);
  const names = {
    claim: [first],
    sources: sources.map(({ agent, of }) => agent ?? of),
    documents: [...documents.keys()],
    statements,
    attributions: joins.map(({ record, citing }) => record.id ?? `the derivation of ${citing}`),
  };
  const reading = readHearsayClaim({
    format: 'hearsay.claim/1',
    ...(url === undefined ? {} : { url }),
    claim: readClaim(relations, entity, first, at),
    sources: sources.map(({ agent, of }) => readSource(relations, agent, of)),
    documents: [...documents].map(([uri, speaker], place) =>
      readDocument(relations, uri, sourceUid(publishers[place]!, speaker)),
    ),
    statements: statements.map((uri) => readStatement(relations, uri, witnessed.has(uri))),
    attributions: joins.map((join) => readAttribution(relations, join)),
  });
  keep(kept, relations, { entity, names, joins });
  return reading.ok
    ? { claim: { ...reading.value, isForeign: entity === null || relations.recordOf(entity) === null }, problems: [] }
    : { claim: null, problems: reading.problems.map((problem) => tellInProv(problem, names)) };
}

/** By document: a statement that stands in it, or else its own entity. */
function listDocuments(
  relations: Relations,
  statements: readonly string[],
  joins: Roles['joins'],
): ReadonlyMap<string, string> {
  const documents = new Map<string, string>();
  for (const uri of statements) {
    const document = findDocument(relations, uri);
    if (document !== null && !documents.has(document)) documents.set(document, uri);
  }
  for (const piece of joins.flatMap(({ record }) => relations.evidenceOf(record.id))) {
    const document = relations.documentOf(piece.uri);
    if (document !== null && !documents.has(document)) documents.set(document, document);
  }
  return documents;
}

/** Everybody who is named, and whom they act for, each once; and a nobody for each that nobody is named for. */
function listSources(
  { agentOf, parentOf }: Relations,
  statements: readonly string[],
  speakers: readonly string[],
  publishers: readonly (string | null)[],
): { agent: string | null; of: string }[] {
  const sources = new Map<string, { agent: string | null; of: string }>();
  const add = (agent: string | null, of: string): void => {
    sources.set(sourceUid(agent, of), { agent, of });
  };
  for (const uri of statements) add(agentOf(uri), uri);
  publishers.forEach((agent, place) => add(agent, speakers[place]!));
  // The map grows as it is walked.
  for (const { agent } of sources.values()) {
    const link = agent === null ? undefined : parentOf.get(agent);
    if (link && !sources.has(readUid(link.parent, 'source'))) add(link.parent, link.parent);
  }
  return [...sources.values()];
}

type Names = Record<'claim' | 'sources' | 'documents' | 'statements' | 'attributions', readonly string[]>;

function keep(
  { things, joins }: Kept,
  relations: Relations,
  read: { entity: string | null; names: Names; joins: Roles['joins'] },
): void {
  const { entity, names } = read;
  const record = entity === null ? null : relations.recordOf(entity);
  const own = [entity, record?.uri].filter((uri) => typeof uri === 'string');
  for (const uri of [...own, ...names.sources, ...names.documents, ...names.statements]) things.add(uri);
  for (const join of read.joins) {
    joins.add(join.record);
    for (const piece of relations.evidenceOf(join.record.id)) things.add(piece.uri);
  }
}

/** Whether a record went into a claim. */
function isKept(record: ProvRecord, { things, joins }: Kept, relations: Relations): boolean {
  const { kind, id, formal } = record;
  const { entity = '', activity = '' } = formal;
  if (kind === 'activity') return relations.generates(id!).some((uri) => things.has(uri));
  if (isElement(kind)) return things.has(id!);
  if (kind === 'specializationOf') return things.has(formal.specificEntity!) && things.has(formal.generalEntity!);
  if (kind === 'wasAttributedTo') return things.has(entity) && relations.agentOf(entity) === formal.agent;
  if (kind === 'wasGeneratedBy') return things.has(entity);
  if (kind === 'hadMember') return things.has(entity) && relations.documentOf(entity) === formal.collection;
  if (kind === 'wasAssociatedWith') {
    return relations.generates(activity).some((uri) => things.has(uri) && relations.agentOf(uri) === formal.agent);
  }
  if (kind === 'actedOnBehalfOf') {
    return things.has(formal.delegate!) && relations.parentOf.get(formal.delegate!)?.parent === formal.responsible;
  }
  return joins.has(record);
}

/** A problem of `hearsay.claim/1`, told of what it was made from. */
function tellInProv({ field, message }: Issue, names: Names): Issue {
  const rename = (text: string): string =>
    text
      .replace(/\b(sources|documents|statements|attributions)\[(\d+)\]/g, (whole, list: keyof Names, place: string) => {
        return names[list][Number(place)] ?? whole;
      })
      .replace(/^claim\b/, names.claim[0]!);
  return { field: rename(field), message: rename(message) };
}
