/** One statement in words. */
import type { Source, Statement, Uid } from '../../../model/records.ts';
import { editStatementPath, focusAddress, outboundUrl, statementAnchor } from '../../../urls/records.ts';
import { writeDate, writeDay, type DateView } from '../../../wording/dates.ts';
import { BASIS_WORDS, SOURCE_KIND_WORDS, STANCE_WORDS } from '../../../wording/values.ts';
import { writeAlias, writeName, type TextWithLanguage } from '../../../wording/names.ts';
import { find, linkDocument, linkSource, type ClaimIndex } from './claim-index.ts';

/** The shapes of look.md; each has its colour. */
export type Shape = 'document' | 'origin' | 'person' | 'unnamed';

export interface StatementView {
  anchor: string;
  name: TextWithLanguage;
  /** The source's name in another script. */
  alias: TextWithLanguage | null;
  shape: Shape;
  /** "Report", "Origin"; null in between. */
  role: string | null;
  kind: string;
  date: DateView | null;
  /** Whether we hold the item in which the source said it. */
  read: boolean;
  /** The page of its source. */
  sourceHref: string | null;
  document: {
    title: string;
    /** Its page here. */
    href: string | null;
    url: string | null;
    archivedUrl: string | null;
    lang: string | null;
  } | null;
  wording: { text: string; lang: string | null } | null;
  stance: string | null;
  basis: string | null;
  retracted: { date: DateView | null; reason: string | null } | null;
  /** Whether something that it rests on was retracted. */
  restsOnRetracted: boolean;
  /** Where editors change it; null for everybody else. */
  editHref: string | null;
}

/** A statement named in passing, linked to its line in the tree: on the page, or on the page around it. */
export interface Mention {
  name: TextWithLanguage;
  date: DateView | null;
  href: string;
  retracted: boolean;
}

/** Says all that the tree shows of a statement. */
export function describeStatement(index: ClaimIndex, uid: Uid): StatementView {
  const statement = find(index.statements, uid);
  const source = find(index.sources, statement.source);
  const document = statement.document === null ? null : find(index.documents, statement.document);
  const { wording, language } = statement;
  return {
    anchor: statementAnchor(uid),
    name: writeName(source),
    alias: writeAlias(source),
    shape: chooseShape(index, statement, source),
    role: nameRole(index, uid),
    kind: SOURCE_KIND_WORDS[source.kind],
    date: writeDate(statement.statedAt),
    read: document !== null,
    sourceHref: linkSource(index, source),
    document: document && {
      title: document.title,
      href: linkDocument(index, document),
      url: outboundUrl(document.url),
      archivedUrl: outboundUrl(document.archivedUrl),
      lang: document.language,
    },
    wording: wording === null ? null : { text: wording, lang: language },
    stance: STANCE_WORDS[statement.stance],
    // Of one that cites another it goes without saying that it was told.
    basis: statement.basis === 'told' && index.cites.has(uid) ? null : BASIS_WORDS[statement.basis],
    retracted: describeRetraction(statement),
    restsOnRetracted: index.restsOnRetracted.has(uid),
    editHref: index.mayEdit ? editStatementPath(uid) : null,
  };
}

/** Names a statement in passing. `shown` holds the statements that have a line on the page. */
export function mention(index: ClaimIndex, uid: Uid, shown: ReadonlySet<Uid>): Mention {
  const statement = find(index.statements, uid);
  return {
    name: writeName(find(index.sources, statement.source)),
    date: writeDay(statement.statedAt),
    href: shown.has(uid) ? `#${statementAnchor(uid)}` : focusAddress(index.page, uid, statementAnchor(uid)),
    retracted: statement.retractedAt !== null,
  };
}

/** That a source is not named weighs more than that it is the origin; a person is a person unless we hold a document. */
function chooseShape({ origins }: ClaimIndex, { uid, document }: Statement, { kind }: Source): Shape {
  if (kind === 'unnamed') return 'unnamed';
  if (origins.has(uid)) return 'origin';
  return kind === 'person' && document === null ? 'person' : 'document';
}

function nameRole({ reports, origins }: ClaimIndex, uid: Uid): string | null {
  if (reports.has(uid)) return origins.has(uid) ? 'Report and origin' : 'Report';
  return origins.has(uid) ? 'Origin' : null;
}

function describeRetraction({ retractedAt, retractionReason }: Statement): StatementView['retracted'] {
  if (retractedAt === null && retractionReason === null) return null;
  return { date: writeDate(retractedAt), reason: retractionReason };
}
