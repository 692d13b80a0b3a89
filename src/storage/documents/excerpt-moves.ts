/** A document's text that changes takes its excerpts along: each gets its new place, in every claim that shows it. */
import { eq } from 'drizzle-orm';
import { document, evidence } from '../../../db/schema.ts';
import { analyse } from '../../provenance/analysis.ts';
import { countTexts, type CountedText, countCharacters } from '../../text/characters.ts';
import { checkPlace, locateEvidence } from '../../text/excerpts.ts';
import type { ClaimRecord, Evidence, Uid } from '../../model/records.ts';
import type { Db, Write } from '../engine.ts';
import type { WriteContext } from '../history/history.ts';
import { prepareClaimReader } from '../claims/reader.ts';
import { inList } from '../sources/sources.ts';
import { planClaim } from '../claims/writes.ts';
import { planTextIn, planTextOut } from './documents.ts';

/**
 * The writes before and after all others of the commit: the old texts go out before any excerpt moves, and the fresh
 * ones come in when all have their places. The database then holds every excerpt against the text as it will be.
 */
export function planTexts(fresh: ReadonlyMap<Uid, string>, { db }: WriteContext): { out: Write[]; in: Write[] } {
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
  /** Claims that are left alone. */
  except: ReadonlySet<number>;
  /** By words that are no longer there: those that stand for them now. */
  instead: ReadonlyMap<string, string>;
}

/** The writes that give excerpts their new places, and the excerpts that are in their texts no longer. */
export async function planMovedExcerpts(
  { fresh, except, instead }: ExcerptMove,
  context: WriteContext,
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

/** The excerpt where the text has it between the same words, or else where it has it first. */
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
