import type { Statement, Uid, Attribution, Evidence } from '../../../model/records.ts';
import {
  editStatementPath,
  focusAddress,
  outboundUrl,
  statementAnchor,
  hopAnchor,
  editAttributionPath,
  excerptUrl,
} from '../../../urls/records.ts';
import { writeDate, writeDay, type DateView, writeLag } from '../../../wording/dates.ts';
import { writeKindAndVersion } from '../../../wording/documents.ts';
import { writeDispute } from '../../../wording/disputes.ts';
import { BASIS_WORDS, SOURCE_KIND_WORDS, STANCE_WORDS, writeNumber, SUPPORT_WORDS } from '../../../wording/values.ts';
import { writeName, writeAlias, describeCue, markNames, writeTitle, type ShownName } from '../../../wording/names.ts';
import { find, linkDocument, linkSource, type ClaimIndex } from './claim-index.ts';
import { chooseKind } from '../../../drawing/claim/claim.ts';
import { deriveDrift } from '../../../provenance/drift.ts';

/** A statement named in passing, linked to its line in the tree: on the page, or on the page around it. */
export interface Mention {
  name: ShownName;
  date: DateView | null;
  href: string;
  retracted: boolean;
}

export type StatementView = ReturnType<typeof describeStatement>;

/** All that the tree shows of a statement. */
export function describeStatement(index: ClaimIndex, uid: Uid) {
  const statement = find(index.statements, uid);
  const source = find(index.sources, statement.source);
  const document = statement.document === null ? null : find(index.documents, statement.document);
  const { wording, language } = statement;
  return {
    anchor: statementAnchor(uid),
    name: writeName(source),
    alias: writeAlias(source),
    shape: chooseKind(statement, source, index.origins.has(uid)),
    role: nameRole(index, uid),
    kind: SOURCE_KIND_WORDS[source.kind],
    date: writeDate(statement.statedAt),
    read: document !== null,
    sourceHref: linkSource(index, source),
    document: document && {
      title: document.title,
      kindAndVersion: writeKindAndVersion(document),
      href: linkDocument(index, document),
      url: outboundUrl(document.url),
      archivedUrl: outboundUrl(document.archivedUrl),
      lang: writeTitle(document).lang,
    },
    wording: wording === null ? null : { text: wording, lang: language },
    stance: STANCE_WORDS[statement.stance],
    // A statement that cites another was told, which goes without saying.
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

function nameRole({ reports, origins }: ClaimIndex, uid: Uid): string | null {
  if (reports.has(uid)) return origins.has(uid) ? 'Report and origin' : 'Report';
  return origins.has(uid) ? 'Origin' : null;
}

function describeRetraction({ retractedAt, retractionReason }: Statement) {
  if (retractedAt === null && retractionReason === null) return null;
  return { date: writeDate(retractedAt), reason: retractionReason };
}

/** Rows of a page; fewer where the claim is not shown whole. */
const HOPS_SHOWN = 200;
const HOPS_OF_PART = 60;
const EXCERPTS_SHOWN = 5;

/** What the tree shows of a claim, and in what order: the rest of the page follows it. */
export interface TreeContents {
  /** Statements with a line on the page: what may be linked to. */
  shown: ReadonlySet<Uid>;
  /** The hops to list, in the order of the tree; unless a reader made a selection, all others come after them. */
  hops: readonly Attribution[];
  /** How many of these are between statements that the tree shows. */
  hopsBetween: number;
}

/** How many of the tree's hops have a row in the table. */
export function countRows({ chosen, isSelected }: ClaimIndex, between: number): number {
  return chosen === null || isSelected ? HOPS_SHOWN : Math.max(HOPS_OF_PART, Math.min(between, HOPS_SHOWN));
}

export type HopsModel = ReturnType<typeof listHops>;

export function listHops(index: ClaimIndex, tree: TreeContents) {
  const listed = tree.hops.slice(0, countRows(index, tree.hopsBetween));
  return {
    total: writeNumber(index.record.attributions.length),
    hops: listed.map((hop) => describeHop(index, hop, tree.shown)),
    cut: describeCut(index, listed.length, tree.hopsBetween),
  };
}

function describeCut(index: ClaimIndex, listed: number, between: number): string | null {
  const all = index.record.attributions.length;
  const first = index.chosen !== null && between < listed ? ', first those between the statements shown above' : '';
  if (listed === all) return null;
  if (index.isSelected && listed === between) {
    return `${writeNumber(listed)} of ${writeNumber(all)} hops shown: those between the statements shown above.`;
  }
  return `${writeNumber(listed)} of ${writeNumber(all)} hops shown${first}; all are in the JSON.`;
}

function describeHop(index: ClaimIndex, hop: Attribution, shown: ReadonlySet<Uid>) {
  return {
    anchor: hopAnchor(hop.uid),
    citing: mention(index, hop.citing, shown),
    cited: mention(index, hop.cited, shown),
    manner: hop.manner,
    cue: describeCue(hop.cue, findCueLanguage(index, hop), hop.manner),
    note: hop.note,
    dispute: describeDispute(index, hop),
    excerpts: hop.evidence.slice(0, EXCERPTS_SHOWN).map((piece) => describeExcerpt(index, piece)),
    moreExcerpts: Math.max(0, hop.evidence.length - EXCERPTS_SHOWN),
    support: describeSupport(index, hop),
    lag: writeLag(find(index.analysis.lag, hop.uid)),
    wording: describeWording(index, hop),
    retraction: describeCitedRetraction(index, hop),
    editHref: index.mayEdit ? editAttributionPath(hop.uid) : null,
  };
}

function describeDispute({ sources }: ClaimIndex, hop: Attribution) {
  const disputedBy = hop.disputedBy === null ? null : find(sources, hop.disputedBy);
  const sentence = writeDispute({ ...hop, disputedBy });
  if (sentence === null) return null;
  return { sentence: markNames(sentence, disputedBy ? [disputedBy] : []), reason: hop.disputeReason };
}

function describeCitedRetraction(index: ClaimIndex, { cited }: Attribution): string | null {
  if (find(index.statements, cited).retractedAt !== null) return 'cites a retracted statement';
  return index.restsOnRetracted.has(cited) ? 'rests on a retracted statement' : null;
}

/** A cue is in the language of the document that shows it. */
export function findCueLanguage(index: ClaimIndex, { evidence }: Attribution): string | null {
  const [first] = evidence;
  return first ? find(index.documents, first.document).language : null;
}

function describeExcerpt(index: ClaimIndex, { document: uid, exact, prefix, suffix }: Evidence) {
  const document = find(index.documents, uid);
  return {
    prefix: prefix ? `…${prefix}` : '',
    exact,
    // A sentence that ends needs no sign that more follows.
    suffix: suffix && !/[.!?。！？؟][”"»」]?\s*$/u.test(suffix) ? `${suffix}…` : (suffix ?? ''),
    lang: document.language,
    title: document.title,
    kindAndVersion: writeKindAndVersion(document),
    publisher: writeName(find(index.sources, document.publisher)),
    date: writeDate(document.publishedAt),
    documentHref: linkDocument(index, document),
    url: outboundUrl(document.url),
    wordsUrl: excerptUrl(document.url, exact),
    archivedUrl: outboundUrl(document.archivedUrl),
  };
}

function describeSupport(index: ClaimIndex, hop: Attribution) {
  const kind = find(index.analysis.support, hop.uid);
  const word = SUPPORT_WORDS[kind];
  if (kind === 'seen') return { kind, word, reason: 'The words are in the citing document itself.', via: [] };
  if (kind === 'unsupported') return { kind, word, reason: 'Nothing we hold shows it.', via: [] };
  const publishers = new Set(hop.evidence.map(({ document }) => find(index.documents, document).publisher));
  const via = [...publishers].slice(0, EXCERPTS_SHOWN).map((publisher) => writeName(find(index.sources, publisher)));
  return { kind, word, reason: 'Known only through', via };
}

/** How the words changed on the way: part by part within one language, side by side otherwise. */
function describeWording(index: ClaimIndex, hop: Attribution) {
  const citing = find(index.statements, hop.citing);
  const cited = find(index.statements, hop.cited);
  if (citing.wording === null || cited.wording === null) return null;
  const parts = deriveDrift(citing, cited)?.parts;
  if (!parts || citing.language === null) {
    const apart = [cited, citing].map(({ wording, language }) => ({ text: wording ?? '', lang: language }));
    return { kind: 'apart' as const, cited: apart[0]!, citing: apart[1]! };
  }
  if (parts.every(({ kind }) => kind === 'same')) return { kind: 'same' as const, lang: citing.language };
  return {
    kind: 'changed' as const,
    lang: citing.language,
    parts: parts.map(({ kind, text }) => ({ removed: kind === 'removed', added: kind === 'added', text })),
  };
}
