/** When a document's text changes, its excerpts move to their new places in every claim that shows them. */
import { eq } from 'drizzle-orm';
import { document, evidence } from '../../../db/schema.ts';
import { analyse } from '../../provenance/analysis.ts';
import { countTexts, type CountedText, countCharacters } from '../../text/characters.ts';
import { checkPlace, locateEvidence } from '../../text/excerpts.ts';
import type { ClaimRecord, Evidence, Uid } from '../../model/records.ts';
import type { Db, Write } from '../engine.ts';
import type { PlanContext } from '../history/history.ts';
import { prepareClaimReader } from '../claims/reader.ts';
import { inList } from '../sources/sources.ts';
import { planClaim } from '../claims/writes.ts';
import { planTextIn, planTextOut } from './documents.ts';

/**
 * The writes before and after all others of the commit: old texts are removed before excerpts move, and new ones added
 * when all are in place. Triggers then check every excerpt against the new text.
 */
export function planTexts(fresh: ReadonlyMap<Uid, string>, { db }: PlanContext): { out: Write[]; in: Write[] } {
  const texts = [...fresh];
  return {
    out: texts.flatMap(([uid]) => planTextOut(uid, db)),
    in: texts.flatMap(([uid, text]) => planTextIn(uid, text, db)),
  };
}

/** Which excerpts move, and how. */
export interface ExcerptMove {
  /** By document: its text as it will be. */
  fresh: ReadonlyMap<Uid, string>;
  /** Claims whose excerpts stay as they are. */
  except: ReadonlySet<number>;
  /** By an excerpt that is no longer in the text: the excerpt that replaces it. */
  instead: ReadonlyMap<string, string>;
}

/** The writes that move excerpts, and the excerpts that are no longer in their texts. */
export async function planMovedExcerpts(
  { fresh, except, instead }: ExcerptMove,
  context: PlanContext,
): Promise<{ writes: Write[]; lost: { piece: Evidence; claim: Uid }[] }> {
  const [writes, lost]: [Write[], { piece: Evidence; claim: Uid }[]] = [[], []];
  const readClaim = prepareClaimReader(context.db);
  const textOf = countTexts(fresh);
  for (const id of await listShowing(context.db, fresh.keys())) {
    const before = except.has(id) ? null : await readClaim(id);
    if (!before) continue;
    const after = mapEvidence(before.record, (piece) => {
      const counted = textOf(piece.document);
      if (counted === null) return piece;
      const { text } = counted;
      const words = text.includes(piece.exact) ? undefined : instead.get(piece.exact);
      if (words !== undefined) return placeAnew({ ...piece, exact: words }, counted);
      if (!text.includes(piece.exact)) lost.push({ piece, claim: before.record.claim.uid });
      return checkPlace(piece, counted) ? findAgain(piece, counted) : locateEvidence(piece, counted);
    });
    writes.push(...planClaim(before, after, analyse(after), context));
  }
  return { writes, lost };
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

/** Places the excerpt between the same words, or else at its first occurrence. */
function findAgain(piece: Evidence, counted: CountedText): Evidence {
  const { exact, prefix, suffix } = piece;
  const at = counted.text.indexOf([prefix, exact, suffix].join(''));
  if (at < 0) return placeAnew(piece, counted);
  const start = counted.countTo(at + (prefix?.length ?? 0));
  return { ...piece, start, end: start + countCharacters(exact) };
}

function placeAnew(piece: Evidence, text: CountedText): Evidence {
  return locateEvidence({ ...piece, start: null, end: null, prefix: null, suffix: null }, text);
}
