import type { AttributionRole } from '../../../provenance/graph/graph.ts';
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
import {
  BASIS_WORDS,
  MANNER_WORDS,
  SOURCE_KIND_WORDS,
  writeCount,
  writeNumber,
  SUPPORT_WORDS,
  writeStance,
} from '../../../wording/values.ts';
import {
  joinNames,
  writeName,
  markNames,
  writeAlias,
  describeCue,
  writeTitle,
  type ShownName,
} from '../../../wording/names.ts';
import { writeDispute } from '../../../wording/disputes.ts';
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
  const passesOn = citesByHop(index, uid);
  return {
    anchor: statementAnchor(uid),
    name: writeName(source),
    alias: writeAlias(source),
    shape: chooseKind(statement, source, index.ends.get(uid) ?? null),
    role: nameRole(index, uid),
    kind: SOURCE_KIND_WORDS[source.kind],
    date: writeDate(statement.statedAt),
    read: find(index.analysis.read, uid),
    isVoid: index.analysis.void.has(uid),
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
    stance: writeStance(statement.stance, passesOn),
    // A statement that cites another was told, which goes without saying.
    basis: statement.basis === 'told' && passesOn ? null : BASIS_WORDS[statement.basis],
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
  /** The hops to list, and all other attributions, in the order of the tree; unless a reader made a selection, all others come after them. */
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
    // Replies, disputed attributions and those that carry nothing are no hops.
    total: writeNumber(countRole(index, 'hop')),
    others: countOthers(index),
    hops: listed.map((hop) => describeHop(index, hop, tree.shown)),
    cut: describeCut(index, listed.length, tree.hopsBetween),
  };
}

function countRole({ roles }: ClaimIndex, wanted: AttributionRole): number {
  return [...roles.values()].filter((role) => role === wanted).length;
}

/** "2 replies and 1 disputed attribution"; null where every attribution is a hop. */
function countOthers(index: ClaimIndex): string | null {
  const [replies, disputed, idle] = (['reply', 'disputed', 'idle'] as const).map((role) => countRole(index, role));
  const parts = [
    replies === 0 ? null : replies === 1 ? '1 reply' : `${writeNumber(replies!)} replies`,
    disputed === 0 ? null : writeCount(disputed!, 'disputed attribution'),
    idle === 0 ? null : `${writeNumber(idle!)} that nobody is known to have made`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : joinNames(parts);
}

function describeCut(index: ClaimIndex, listed: number, between: number): string | null {
  const all = index.record.attributions.length;
  const first = index.chosen !== null && between < listed ? ', first those between the statements shown above' : '';
  const noun = countRole(index, 'hop') === all ? 'hops' : 'attributions';
  if (listed === all) return null;
  if (index.isSelected && listed === between) {
    return `${writeNumber(listed)} of ${writeNumber(all)} ${noun} shown: those between the statements shown above.`;
  }
  return `${writeNumber(listed)} of ${writeNumber(all)} ${noun} shown${first}; all are in the JSON.`;
}

function describeHop(index: ClaimIndex, hop: Attribution, shown: ReadonlySet<Uid>) {
  return {
    anchor: hopAnchor(hop.uid),
    citing: mention(index, hop.citing, shown),
    cited: mention(index, hop.cited, shown),
    manner: MANNER_WORDS[hop.manner],
    cue: describeCue(hop.cue, findCueLanguage(index, hop), hop.manner),
    note: hop.note,
    excerpts: hop.evidence.slice(0, EXCERPTS_SHOWN).map((piece) => describeExcerpt(index, piece)),
    moreExcerpts: Math.max(0, hop.evidence.length - EXCERPTS_SHOWN),
    support: describeSupport(index, hop),
    dispute: tellDispute(index, hop),
    lag: writeLag(find(index.analysis.lag, hop.uid)),
    wording: describeWording(index, hop),
    retraction: describeCitedRetraction(index, hop),
    editHref: index.mayEdit ? editAttributionPath(hop.uid) : null,
  };
}

/** Who says that it was never said, when and why; null for what nobody disputes. */
export function tellDispute({ sources }: ClaimIndex, hop: Attribution) {
  const disputedBy = hop.disputedBy === null ? null : find(sources, hop.disputedBy);
  const sentence = writeDispute({ ...hop, disputedBy });
  if (sentence === null) return null;
  return { sentence: markNames(sentence, disputedBy ? [disputedBy] : []), reason: hop.disputeReason };
}

function describeCitedRetraction(index: ClaimIndex, { uid, cited }: Attribution): string | null {
  if (index.roles.get(uid) !== 'hop') return null;
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
  const role = find(index.roles, hop.uid);
  if (role !== 'hop') return { kind: role, ...NO_HOP[role], via: [] };
  if (kind === 'read') return { kind, word, reason: 'The words are in the citing document itself.', via: [] };
  if (kind === 'unsupported') return { kind, word, reason: 'No document here shows it.', via: [] };
  const publishers = new Set(hop.evidence.map(({ document }) => find(index.documents, document).publisher));
  const via = [...publishers].slice(0, EXCERPTS_SHOWN).map((publisher) => writeName(find(index.sources, publisher)));
  return { kind, word, reason: 'Known only through', via };
}

/** What an attribution is that is no hop, and what it does instead. */
const NO_HOP = {
  reply: { word: 'Reply', reason: 'It answers the other statement: no hop.' },
  disputed: { word: 'Disputed', reason: 'It carries nothing on: no hop.' },
  idle: { word: 'No hop', reason: 'Nobody is known to have said this.' },
} as const;

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
