import { chooseKind } from '../../../drawing/claim/claim.ts';
import type { Statement, Uid } from '../../../model/records.ts';
import { editStatementPath, focusAddress, outboundUrl, statementAnchor } from '../../../urls/records.ts';
import { writeDate, writeDay, type DateView } from '../../../wording/dates.ts';
import { writeKindAndVersion } from '../../../wording/documents.ts';
import { writeAlias, writeName, writeTitle, type ShownName } from '../../../wording/names.ts';
import { BASIS_WORDS, SOURCE_KIND_WORDS, writeStance } from '../../../wording/values.ts';
import { find, linkDocument, linkSource, type ClaimIndex } from './claim-index.ts';

/** A statement named in passing, linked to its line in the evidence: on the page, or on the page around it. */
export interface Mention {
  name: ShownName;
  date: DateView | null;
  href: string;
  retracted: boolean;
}

/** @param shown the statements with a line on the page */
export function mention(index: ClaimIndex, uid: Uid, shown: ReadonlySet<Uid>): Mention {
  const statement = find(index.statements, uid);
  return {
    name: writeName(find(index.sources, statement.source)),
    date: writeDay(statement.statedAt),
    href: linkStatement(index, uid, shown),
    retracted: statement.retractedAt !== null,
  };
}

export function linkStatement({ page }: ClaimIndex, uid: Uid, shown: ReadonlySet<Uid>): string {
  const anchor = statementAnchor(uid);
  return shown.has(uid) ? `#${anchor}` : focusAddress(page, uid, anchor);
}

export type StatementView = ReturnType<typeof describeStatement>;

/** All that the evidence shows of a statement. */
export function describeStatement(index: ClaimIndex, uid: Uid) {
  const statement = find(index.statements, uid);
  const source = find(index.sources, statement.source);
  const { wording, language } = statement;
  const passesOn = citesByHop(index, uid);
  const role = nameRole(index, uid);
  return {
    name: writeName(source),
    alias: writeAlias(source),
    shape: chooseKind(statement, source, index.ends.get(uid) ?? null),
    role,
    // "Unnamed source" says it already.
    kind: source.kind === 'unnamed' && role !== null ? null : SOURCE_KIND_WORDS[source.kind],
    date: writeDate(statement.statedAt),
    read: find(index.analysis.read, uid),
    isVoid: index.analysis.void.has(uid),
    sourceHref: linkSource(index, source),
    document: describeDocument(index, statement),
    wording: wording === null ? null : { text: wording, lang: language },
    stance: writeStance(statement.stance, passesOn),
    // A statement that cites another was told, which goes without saying.
    basis: statement.basis === 'told' && passesOn ? null : BASIS_WORDS[statement.basis],
    retracted: describeRetraction(statement),
    restsOnRetracted: index.restsOnRetracted.has(uid),
    editHref: index.mayEdit ? editStatementPath(uid) : null,
  };
}

/** "Report", "Report, gives no source", "Origin"; null in the middle of a chain. */
function nameRole({ reports, endWords }: ClaimIndex, uid: Uid): string | null {
  const words = endWords.get(uid);
  if (!reports.has(uid)) return words ?? null;
  return words === undefined ? 'Report' : `Report, ${words.toLowerCase()}`;
}

/** Whether a chain leads on from a statement. */
export function citesByHop({ cites, roles }: ClaimIndex, uid: Uid): boolean {
  return (cites.get(uid) ?? []).some((attribution) => roles.get(attribution.uid) === 'hop');
}

function describeDocument(index: ClaimIndex, { document: uid }: Statement) {
  if (uid === null) return null;
  const document = find(index.documents, uid);
  return {
    title: document.title,
    kindAndVersion: writeKindAndVersion(document),
    href: linkDocument(index, document),
    url: outboundUrl(document.url),
    archivedUrl: outboundUrl(document.archivedUrl),
    lang: writeTitle(document).lang,
  };
}

function describeRetraction({ retractedAt, retractionReason }: Statement) {
  if (retractedAt === null && retractionReason === null) return null;
  return { date: writeDate(retractedAt), reason: retractionReason };
}
