/** The table of hops: who cites whom, in which words, and how we know. */
import { deriveDrift } from '../../../provenance/drift.ts';
import type { Attribution, Evidence, Support, Uid } from '../../../model/records.ts';
import { editAttributionPath, excerptUrl, hopAnchor, outboundUrl } from '../../../urls/records.ts';
import { writeNumber, SUPPORT_WORDS } from '../../../wording/values.ts';
import { writeDate, type DateView, writeLag, type LagView } from '../../../wording/dates.ts';
import { writeName, type TextWithLanguage } from '../../../wording/names.ts';
import { find, linkDocument, type ClaimIndex } from './claim-index.ts';
import { mention, type Mention } from './statement-model.ts';

/** A page shows so many hops; fewer where the claim is not shown whole. */
const HOPS_SHOWN = 200;
const HOPS_OF_PART = 60;
/** So many excerpts of each hop. */
const EXCERPTS_SHOWN = 5;

export interface ExcerptView {
  /** With an ellipsis where the text goes on; empty when it is not known. */
  prefix: string;
  exact: string;
  suffix: string;
  lang: string | null;
  title: string;
  publisher: TextWithLanguage;
  date: DateView | null;
  /** The page of the document here. */
  documentHref: string | null;
  url: string | null;
  /** The page opened at these words. */
  wordsUrl: string | null;
  archivedUrl: string | null;
}

/** How the words changed on the way: part by part in one language, side by side otherwise. */
export type WordingView =
  | { kind: 'same'; lang: string }
  | { kind: 'changed'; lang: string; parts: readonly { removed: boolean; added: boolean; text: string }[] }
  | { kind: 'apart'; cited: TextWithLanguage; citing: TextWithLanguage };

export interface HopView {
  anchor: string;
  citing: Mention;
  cited: Mention;
  manner: string;
  cue: TextWithLanguage | null;
  note: string | null;
  excerpts: readonly ExcerptView[];
  moreExcerpts: number;
  support: { kind: Support; word: string; reason: string; via: readonly TextWithLanguage[] };
  lag: LagView | null;
  wording: WordingView | null;
  /** "It cites a retracted statement"; null when what it leads to stands. */
  retraction: string | null;
  /** Where editors change it; null for everybody else. */
  editHref: string | null;
}

/** What the tree shows of a claim, and in what order: the rest of the page follows it. */
export interface TreeContents {
  /** Statements with a line on the page: what may be linked to. */
  shown: ReadonlySet<Uid>;
  /** The hops to list, in the order of the tree; unless a reader made a selection, all others come after them. */
  hops: readonly Attribution[];
  /** So many of these are between statements that the tree shows. */
  hopsBetween: number;
}

export interface HopsModel {
  total: string;
  hops: readonly HopView[];
  /** "200 of 8,000 hops shown; all are in the JSON"; null when all are. */
  cut: string | null;
}

/** So many of the tree's hops have a row in the table. */
export function countRows({ chosen, isSelected }: ClaimIndex, between: number): number {
  return chosen === null || isSelected ? HOPS_SHOWN : Math.max(HOPS_OF_PART, Math.min(between, HOPS_SHOWN));
}

/** The hops in the order of the tree. */
export function listHops(index: ClaimIndex, tree: TreeContents): HopsModel {
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

function describeHop(index: ClaimIndex, hop: Attribution, shown: ReadonlySet<Uid>): HopView {
  return {
    anchor: hopAnchor(hop.uid),
    citing: mention(index, hop.citing, shown),
    cited: mention(index, hop.cited, shown),
    manner: hop.manner,
    cue: hop.cue === null ? null : { text: hop.cue, lang: findCueLanguage(index, hop) },
    note: hop.note,
    excerpts: hop.evidence.slice(0, EXCERPTS_SHOWN).map((piece) => describeExcerpt(index, piece)),
    moreExcerpts: Math.max(0, hop.evidence.length - EXCERPTS_SHOWN),
    support: describeSupport(index, hop),
    lag: writeLag(find(index.analysis.lag, hop.uid)),
    wording: describeWording(index, hop),
    retraction: describeCitedRetraction(index, hop),
    editHref: index.mayEdit ? editAttributionPath(hop.uid) : null,
  };
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

function describeExcerpt(index: ClaimIndex, { document: uid, exact, prefix, suffix }: Evidence): ExcerptView {
  const document = find(index.documents, uid);
  return {
    prefix: prefix ? `…${prefix}` : '',
    exact,
    // A sentence that ends needs no sign that more follows.
    suffix: suffix && !/[.!?。！？؟][”"»」]?\s*$/u.test(suffix) ? `${suffix}…` : (suffix ?? ''),
    lang: document.language,
    title: document.title,
    publisher: writeName(find(index.sources, document.publisher)),
    date: writeDate(document.publishedAt),
    documentHref: linkDocument(index, document),
    url: outboundUrl(document.url),
    wordsUrl: excerptUrl(document.url, exact),
    archivedUrl: outboundUrl(document.archivedUrl),
  };
}

function describeSupport(index: ClaimIndex, hop: Attribution): HopView['support'] {
  const kind = find(index.analysis.support, hop.uid);
  const word = SUPPORT_WORDS[kind];
  if (kind === 'seen') return { kind, word, reason: 'The words are in the citing document itself.', via: [] };
  if (kind === 'unsupported') return { kind, word, reason: 'Nothing we hold shows it.', via: [] };
  const publishers = new Set(hop.evidence.map(({ document }) => find(index.documents, document).publisher));
  const via = [...publishers].slice(0, EXCERPTS_SHOWN).map((publisher) => writeName(find(index.sources, publisher)));
  return { kind, word, reason: 'Known only through', via };
}

function describeWording(index: ClaimIndex, hop: Attribution): WordingView | null {
  const citing = find(index.statements, hop.citing);
  const cited = find(index.statements, hop.cited);
  if (citing.wording === null || cited.wording === null) return null;
  const parts = deriveDrift(citing, cited)?.parts;
  if (!parts || citing.language === null) {
    const apart = [cited, citing].map(({ wording, language }) => ({ text: wording ?? '', lang: language }));
    return { kind: 'apart', cited: apart[0]!, citing: apart[1]! };
  }
  if (parts.every(({ kind }) => kind === 'same')) return { kind: 'same', lang: citing.language };
  return {
    kind: 'changed',
    lang: citing.language,
    parts: parts.map(({ kind, text }) => ({ removed: kind === 'removed', added: kind === 'added', text })),
  };
}
