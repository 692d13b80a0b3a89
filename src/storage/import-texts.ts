/** The texts that come in with documents: what they tell of the records, and the excerpts that move with them. */
import { eq } from 'drizzle-orm';
import { document, documentText, evidence } from '../../db/schema.ts';
import { analyse } from '../provenance/analyse.ts';
import { checkPlace, countCharacters, locateEvidence } from '../provenance/evidence.ts';
import type { ClaimRecord, Evidence, Uid } from '../provenance/model.ts';
import { documentIdOf } from './documents.ts';
import type { Db, Write } from './engine.ts';
import type { WriteContext } from './history.ts';
import type { ImportProblem, Incoming, Present, Union } from './import-claims.ts';
import { prepareClaimReader } from './read-claim.ts';
import { inList } from './sources.ts';
import { planClaim } from './write-claim.ts';

/** Where a document comes without its text and we have it, ours tells its hash and where excerpts stand. */
export function settleDocuments(
  { record, url, place }: Incoming,
  union: Union,
  present: Present,
): { record: ClaimRecord; url: string | null; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  record.documents.forEach(({ uid, sha256 }, i) => {
    const ours = present.documents.get(uid)?.document.sha256 ?? null;
    if (union.texts.has(uid) || !present.texts.has(uid)) return;
    const document = union.documents.get(uid)!;
    if (sha256 === null) union.documents.set(uid, { ...document, sha256: ours });
    else if (sha256 !== ours) {
      problems.push({ place, field: `documents[${i}].sha256`, message: 'is not that of the text we have' });
    }
  });
  const attributions = record.attributions.map((edge, i) => {
    const evidence = edge.evidence.map((piece, j) => {
      const text = union.texts.get(piece.document) ?? present.texts.get(piece.document) ?? null;
      const reason = checkPlace(piece, text);
      if (reason)
        problems.push({ place, field: `attributions[${i}].evidence[${j}].${reason.field}`, message: reason.message });
      return locateEvidence(piece, text);
    });
    return { ...edge, evidence };
  });
  return { record: { ...record, attributions }, url, problems };
}

/** The texts that are new here, or differ from ours. */
export function listFreshTexts({ texts }: Union, present: Present): Map<Uid, string> {
  return new Map([...texts].filter(([uid, text]) => text !== present.texts.get(uid)));
}

/**
 * The writes before and after all others of the commit: the old texts go out before any excerpt moves, and the fresh
 * ones come in when all have their places. The database then holds every excerpt against the text as it will be.
 */
export function planTexts(fresh: ReadonlyMap<Uid, string>, { db }: WriteContext): { out: Write[]; in: Write[] } {
  const texts = [...fresh];
  return {
    out: texts.map(([uid]) => db.delete(documentText).where(eq(documentText.documentId, documentIdOf(uid)))),
    in: texts.map(([uid, text]) => db.insert(documentText).values({ documentId: documentIdOf(uid), text })),
  };
}

/** Claims that do not come in, but show excerpts of documents whose text does: the excerpts get their new places. */
export async function moveExcerpts(
  incoming: readonly Incoming[],
  fresh: ReadonlyMap<Uid, string>,
  present: Present,
  context: WriteContext,
): Promise<{ writes: Write[]; problems: ImportProblem[] }> {
  const [writes, problems]: [Write[], ImportProblem[]] = [[], []];
  const comeIn = new Set(present.claims.values());
  const readClaim = prepareClaimReader(context.db);
  for (const id of await listShowing(context.db, fresh.keys())) {
    const before = comeIn.has(id) ? null : await readClaim(id);
    if (!before) continue;
    const after = mapEvidence(before.record, (piece) => {
      const text = fresh.get(piece.document);
      if (text === undefined) return piece;
      if (!text.includes(piece.exact)) problems.push(tellLost(incoming, piece, before.record.claim.uid));
      return checkPlace(piece, text) ? findAgain(piece, text) : locateEvidence(piece, text);
    });
    writes.push(...planClaim(before, after, analyse(after), context));
  }
  return { writes, problems };
}

/** The numbers of the claims that show excerpts of these documents. */
async function listShowing(db: Db, documents: Iterable<Uid>): Promise<number[]> {
  const query = db
    .selectDistinct({ id: evidence.claimId })
    .from(document)
    .innerJoin(evidence, eq(evidence.documentId, document.id))
    .where(inList(document.uid, 'list'))
    .prepare();
  return (await query.execute({ list: JSON.stringify([...documents]) })).map(({ id }) => id);
}

function mapEvidence(record: ClaimRecord, move: (piece: Evidence) => Evidence): ClaimRecord {
  const attributions = record.attributions.map((edge) => ({ ...edge, evidence: edge.evidence.map(move) }));
  return { ...record, attributions };
}

/** The excerpt where the text has it between the same words, or else where it has it first. */
function findAgain(piece: Evidence, text: string): Evidence {
  const { exact, prefix, suffix } = piece;
  const at = text.indexOf([prefix, exact, suffix].join(''));
  if (at < 0) return locateEvidence({ ...piece, start: null, end: null, prefix: null, suffix: null }, text);
  const start = countCharacters(text.slice(0, at + (prefix?.length ?? 0)));
  return { ...piece, start, end: start + countCharacters(exact) };
}

function tellLost(incoming: readonly Incoming[], piece: Evidence, claim: Uid): ImportProblem {
  const from = incoming.find(({ texts }) => texts.has(piece.document))!;
  const i = from.record.documents.findIndex(({ uid }) => uid === piece.document);
  return {
    place: from.place,
    field: `documents[${i}].text`,
    message: `has no “${piece.exact}”, an excerpt that claim ${claim} shows`,
  };
}
