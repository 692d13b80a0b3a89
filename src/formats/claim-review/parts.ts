/** Statements, and what they stand on, out of the claim that a review is about. */
import type { Attribution, Document, Source, Statement, Uid } from '../../model/records.ts';
import {
  makeDocument,
  makeUnnamed,
  readDateOf,
  readSource,
  readWork,
  type ReviewReader,
  type ReviewedWork,
} from './sources.ts';
import type { JsonLdNode } from './json-ld.ts';
import { deriveUid, listValues } from './values.ts';

/** More appearances tell nothing more of where a claim came from. */
const MOST_APPEARANCES = 200;

const CLAIM = 'author datePublished dateCreated firstAppearance appearance text name inLanguage'.split(' ');
const WORK = 'author datePublished dateCreated url sameAs headline name inLanguage publisher archivedAt'.split(' ');

export interface ClaimParts {
  sources: readonly Source[];
  documents: readonly Document[];
  statements: readonly Statement[];
  attributions: readonly Attribution[];
}

/**
 * The statements of a claim that is reviewed.
 * @param claim its uid
 * @param item what is reviewed: a `Claim`, a work that says so, or the address of one
 */
export function gatherClaimParts(claim: Uid, item: unknown, reader: ReviewReader): ClaimParts {
  const node = isNode(item) ? item : null;
  const isClaim = node !== null && (node.types.has('Claim') || node.members.has('appearance'));
  if (node) reader.tellUnread('itemReviewed', node, isClaim ? CLAIM : [...WORK, 'firstAppearance']);
  const of = (name: string): unknown => node?.members.get(name);
  const speaker = readSource(of('author'), 'itemReviewed.author', reader);
  const saidAt = readDateOf([of('datePublished') ?? of('dateCreated')], 'itemReviewed', reader);
  const works = listWorks(node, isClaim, item, reader);
  return layOut(claim, speaker, saidAt, works);
}

const isNode = (item: unknown): item is JsonLdNode =>
  typeof item === 'object' && item !== null && 'members' in item && item.members instanceof Map;

/** Where the claim appears, the first time first. */
function listWorks(node: JsonLdNode | null, isClaim: boolean, item: unknown, reader: ReviewReader): ReviewedWork[] {
  const appearances = node
    ? [
        ...listValues(node.members.get('firstAppearance')).map((value) => ['firstAppearance', value] as const),
        ...listValues(node.members.get('appearance')).map((value) => ['appearance', value] as const),
      ]
    : listValues(item).map((value) => ['itemReviewed', value] as const);
  if (appearances.length > MOST_APPEARANCES) reader.tell(`appearances past ${MOST_APPEARANCES} are not kept`);
  const works = appearances
    .slice(0, MOST_APPEARANCES)
    .flatMap(([member, value]) => readWork(value, node ? `itemReviewed.${member}` : member, reader) ?? []);
  return node && !isClaim ? [...listReviewed(node, reader), ...works] : works;
}

/** A work that is reviewed itself: it is where its author said so. */
function listReviewed(node: JsonLdNode, reader: ReviewReader): ReviewedWork[] {
  if (!['url', 'sameAs', 'headline', 'name'].some((name) => node.members.has(name))) return [];
  // Its author and what is not read of it are told already.
  const own = Object.fromEntries([...node.members].filter(([name]) => name !== 'author' && WORK.includes(name)));
  const work = readWork(own, 'itemReviewed', reader);
  return work ? [work] : [];
}

function layOut(claim: Uid, speaker: Source | null, saidAt: string | null, works: readonly ReviewedWork[]): ClaimParts {
  const unnamed = makeUnnamed(claim);
  const sources = new Map<Uid, Source>();
  const documents = new Map<Uid, Document>();
  const statements = new Map<string, Statement>();
  const state = (source: Source, document: Document | null, statedAt: string | null): void => {
    const key = `${claim} ${source.uid} ${document?.uid ?? ''}`;
    if (statements.has(key)) return;
    sources.set(source.uid, source);
    const said = { wording: null, language: null, stance: 'asserts', basis: 'unknown' } as const;
    const kept = { retractedAt: null, retractionReason: null };
    const uid = deriveUid(key, 'statement in schema.org');
    statements.set(key, { uid, source: source.uid, document: document?.uid ?? null, statedAt, ...said, ...kept });
  };
  for (const work of works) {
    const source = work.author ?? work.publisher ?? speaker ?? unnamed;
    const item = makeDocument(work, source);
    if (item && !documents.has(item.document.uid)) {
      documents.set(item.document.uid, item.document);
      sources.set(item.publisher.uid, item.publisher);
    }
    const isFirst = source.uid === speaker?.uid && !states(statements.values(), speaker);
    state(source, item && documents.get(item.document.uid)!, work.publishedAt ?? (isFirst ? saidAt : null));
  }
  if (speaker && !states(statements.values(), speaker)) state(speaker, null, saidAt);
  return {
    sources: [...sources.values()],
    documents: [...documents.values()],
    statements: [...statements.values()],
    attributions: joinStatements([...statements.values()], speaker),
  };
}

const states = (statements: Iterable<Statement>, { uid }: Source): boolean =>
  [...statements].some(({ source }) => source === uid);

/** Whoever passes the claim on cites the one whose claim it is. */
function joinStatements(statements: readonly Statement[], speaker: Source | null): Attribution[] {
  const own = statements.find(({ source }) => source === speaker?.uid);
  if (!own) return [];
  return statements
    .filter(({ source }) => source !== speaker?.uid)
    .map(({ uid }) => {
      const told = { manner: 'cites', cue: null, note: null, evidence: [] } as const;
      return {
        uid: deriveUid(`${uid} from ${own.uid}`, 'attribution in schema.org'),
        citing: uid,
        cited: own.uid,
        ...told,
      };
    });
}
