/** The page of the words that a document shares with others, as plain data. */
import type { Passage } from '../../../text/reuse/alignment.ts';
import { COMMON } from '../../../storage/documents/related-documents.ts';
import { documentAddress, reuseAddress } from '../../../urls/records.ts';
import { writeCount, writeNumber } from '../../../wording/counts.ts';
import { describeDropped, type DroppedAttributionView } from './dropped-model.ts';
import type { DroppedFindings, Reuse, SharedText, DocumentText } from './finder.ts';
import { cutPassage, type PassagePart } from './passage-parts.ts';
import { describeSharedDocument, type SharedDocument } from './text-view.ts';
import { surroundExcerpt } from '../show/excerpt-context.ts';

/** So many passages of two documents are shown. */
export const PASSAGES = 30;

interface SideView {
  of: SharedDocument;
  before: string;
  parts: readonly PassagePart[];
  after: string;
}

interface PairView {
  other: SharedDocument;
  /** "2 passages". */
  total: string;
  passages: readonly { likeness: string; earlier: SideView; later: SideView }[];
  /** "30 of 45 passages shown."; null when all are. */
  cut: string | null;
}

export interface ReuseModel {
  title: string;
  lang: string | null;
  href: string;
  hasText: boolean;
  dropped: readonly DroppedAttributionView[];
  groups: readonly { id: string; heading: string; lead: string; pairs: readonly PairView[] }[];
  /** What was left out, in whole sentences. */
  notes: readonly string[];
}

const GROUPS = [
  {
    other: 'earlier',
    heading: 'Stood elsewhere before',
    lead: 'These documents were published before this one: its passages are likely from them, or from what they had too.',
  },
  {
    other: 'later',
    heading: 'Stood elsewhere after',
    lead: 'These documents were published after this one.',
  },
  {
    other: 'unknown',
    heading: 'Which came first is not known',
    lead: 'The dates are missing or too rough to tell. That the other document stands on the left says nothing about it.',
  },
] as const;

/** @param reuse null where there is no text to look for */
export function buildReuseModel(
  own: DocumentText['stored'],
  reuse: Reuse | null,
  findings: DroppedFindings,
): ReuseModel {
  const { id, document } = own;
  return {
    title: document.title,
    lang: document.language,
    href: documentAddress({ id, title: document.title }).html,
    hasText: reuse !== null,
    dropped: findings.dropped.map((one) => describeDropped(one, id)),
    groups: GROUPS.flatMap(({ other, heading, lead }) => {
      const pairs = (reuse?.shared ?? []).filter((one) => one.other === other);
      return pairs.length === 0
        ? []
        : [{ id: other, heading, lead, pairs: pairs.map((pair) => describePair(pair, id)) }];
    }),
    notes: reuse ? listNotes(reuse, findings) : [],
  };
}

function listNotes({ lookup, skipped }: Reuse, { unread }: DroppedFindings): string[] {
  const { hashes, common } = lookup;
  const share = Math.round((100 * common) / Math.max(1, hashes));
  return [
    ...(share > 0
      ? [`About ${share} % of this text stands in more than ${COMMON} documents here: that part was passed over.`]
      : []),
    ...(skipped > 0
      ? [`${writeCount(skipped, 'document')} more may share words. Too much text would have to be compared.`]
      : []),
    ...(unread.length > 0
      ? [
          `In ${writeCount(unread.length, 'pair')} of documents dropped attributions were not looked for: the texts are too long, or not in English.`,
        ]
      : []),
  ];
}

function describePair({ earlier, later, passages }: SharedText, own: number): PairView {
  const other = earlier.stored.id === own ? later : earlier;
  const views = { earlier: describeSharedDocument(earlier, own), later: describeSharedDocument(later, own) };
  return {
    other: describeSharedDocument(other, own),
    total: writeCount(passages.length, 'passage'),
    passages: passages.slice(0, PASSAGES).map((passage) => {
      const parts = cutPassage(earlier.text, later.text, passage);
      const describe = (side: 'earlier' | 'later', text: string): SideView => {
        return { of: views[side], parts: parts[side], ...surroundPassage(text, passage[side]) };
      };
      return {
        likeness: describeLikeness(passage),
        earlier: describe('earlier', earlier.text),
        later: describe('later', later.text),
      };
    }),
    cut: passages.length > PASSAGES ? `${PASSAGES} of ${writeCount(passages.length, 'passage')} shown.` : null,
  };
}

/** The rest of the sentences that it begins and ends in. Only its two ends are looked at, however long it is. */
function surroundPassage(text: string, [start, end]: readonly [number, number]): { before: string; after: string } {
  const { before } = surroundExcerpt(text, start, start + 1);
  return { before, after: surroundExcerpt(text, end - 1, end).after };
}

/** "Word for word: 18 words"; "Nearly word for word: 14 words the same, 2 left out, put in or changed". */
function describeLikeness({ shared, likeness }: Passage): string {
  const others = Math.round((2 * shared) / likeness) - 2 * shared;
  if (others === 0) return `Word for word: ${writeCount(shared, 'word')}`;
  const same = `${writeCount(shared, 'word')} the same`;
  return `Nearly word for word: ${same}, ${writeNumber(others)} left out, put in or changed`;
}

const WHEN = { earlier: 'published before it', later: 'published after it', unknown: 'that may be older or newer' };

/** The same in one sentence, for the page of the document itself; null when there is nothing to tell. */
export function describeReuse(id: number, { shared, skipped }: Reuse): { sentence: string; href: string } | null {
  if (shared.length === 0) return null;
  const passages = shared.reduce((sum, one) => sum + one.passages.length, 0);
  const kinds = GROUPS.map(({ other }) => ({ other, count: shared.filter((one) => one.other === other).length }));
  const told = kinds.filter(({ count }) => count > 0).map(({ other, count }) => `${writeNumber(count)} ${WHEN[other]}`);
  const stand = passages === 1 ? 'stands' : 'stand';
  const others = writeCount(shared.length, 'other document');
  const atLeast = skipped > 0 ? 'At least ' : '';
  const sentence = `${atLeast}${writeCount(passages, 'passage')} of its text ${stand} in ${others}: ${told.join(', ')}.`;
  return { sentence, href: reuseAddress(id).html };
}
