/** The texts that come in with documents: what they tell of the records, and the excerpts that move with them. */
import type { CountedText } from '../../text/characters.ts';
import { checkPlace, locateEvidence } from '../../text/excerpts.ts';
import type { ClaimRecord, Evidence, Uid } from '../../model/records.ts';
import type { Write } from '../engine.ts';
import type { WriteContext } from '../history/history.ts';
import type { Present, Union } from './records.ts';
import { planMovedExcerpts } from '../documents/excerpt-moves.ts';
import type { ImportProblem, IncomingClaim } from '../types.ts';

/**
 * Where a document comes without its text and we have it, ours tells its hash and where excerpts stand.
 * @param textOf the text that a document will have
 */
export function resolveDocuments(
  { record, url, place }: IncomingClaim,
  union: Union,
  present: Present,
  textOf: (document: Uid) => CountedText | null,
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
      const text = textOf(piece.document);
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

/** Claims that do not come in, but show excerpts of documents whose text does: the excerpts get their new places. */
export async function moveExcerpts(
  incoming: readonly IncomingClaim[],
  fresh: ReadonlyMap<Uid, string>,
  present: Present,
  context: WriteContext,
): Promise<{ writes: Write[]; problems: ImportProblem[] }> {
  const move = { fresh, except: new Set(present.claims.values()), instead: new Map<string, string>() };
  const { writes, lost } = await planMovedExcerpts(move, context);
  return { writes, problems: lost.map(({ piece, claim }) => describeLost(incoming, piece, claim)) };
}

function describeLost(incoming: readonly IncomingClaim[], piece: Evidence, claim: Uid): ImportProblem {
  const from = incoming.find(({ texts }) => texts.has(piece.document))!;
  const i = from.record.documents.findIndex(({ uid }) => uid === piece.document);
  return {
    place: from.place,
    field: `documents[${i}].text`,
    message: `has no “${piece.exact}”, an excerpt that claim ${claim} shows`,
  };
}
