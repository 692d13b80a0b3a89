/** `/documents/:id/reuse`: passages that a document shares with others. It shows full texts, so it is for editors. */
import { v7 as makeUid } from 'uuid';
import type { Request } from 'express';
import type { Reply, Site } from '../../http/route.ts';
import { loadDocumentAt } from '../visible-document.ts';
import {
  findDropped,
  findReuse,
  type DocumentText,
  type DroppedBetween,
  type Reuse,
  type DroppedFindings,
  type SharedText,
  PASSAGES,
} from './finder.ts';
import { writeReuse } from './json.ts';
import { reuseAddress, documentAddress, sourceAddress, draftPath } from '../../../urls/records.ts';
import { NO_WORDS, writeName, writeTitle } from '../../../wording/names.ts';
import { writeDate } from '../../../wording/dates.ts';
import { writeKindAndVersion } from '../../../wording/documents.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Passage } from '../../../text/reuse/alignment.ts';
import { MOST_SHARING } from '../../../storage/documents/related-documents.ts';
import { writeCount, writeNumber } from '../../../wording/values.ts';
import { surroundExcerpt } from '../../../text/sentences.ts';

/** Characters compared: enough for all twenty stories, or three of the longest texts. */
const COMPARED = 1_200_000;

export async function showReuse(site: Site, request: Request): Promise<Reply> {
  const { store, config } = site;
  const stored = await loadDocumentAt(store, request);
  const { uid, title } = stored.document;
  const text = (await store.documents.readTexts([uid])).get(uid) ?? null;
  const reuse = text === null ? null : await findReuse(store, stored, text, COMPARED);
  const findings = await findDropped(site, reuse?.shared ?? []);
  return {
    kind: 'page',
    view: 'documents/reuse',
    title: `Shared passages: ${title}`,
    address: reuseAddress(stored.id),
    model: () => buildReuseModel(stored, reuse, findings),
    json: () => writeReuse(stored, reuse, findings, config.baseUrl),
  };
}

function describeSharedDocument({ stored, publisher }: DocumentText, own: number) {
  const { id, document } = stored;
  return {
    title: document.title,
    lang: writeTitle(document).lang,
    href: documentAddress({ id, title: document.title }).html,
    publisher: writeName(publisher.source),
    publisherHref: sourceAddress({ id: publisher.id, name: publisher.source.name }).html,
    kindAndVersion: writeKindAndVersion(document),
    date: writeDate(document.publishedAt),
    isThis: id === own,
  };
}

const LONGEST_SENTENCE = 1_200;

function describeDropped({ shared, attribution, chain, earlierSentence, laterSentence }: DroppedBetween, own: number) {
  const { earlier, later } = shared;
  const { source, cue, content, unnamed } = attribution;
  const said = shortenSentence(later.text.slice(...laterSentence));
  const words = content.spans.map((span) => earlier.text.slice(...span)).join(' ');
  return {
    who: source === null ? 'its unnamed source' : unnamed ? `“${source.name}”` : source.name,
    earlier: {
      of: describeSharedDocument(earlier, own),
      parts: markSpans(earlier.text, earlierSentence, [...(source?.spans ?? []), ...cue.spans]),
    },
    later: { of: describeSharedDocument(later, own), text: said },
    claim: describeNewClaim(earlier, words, chain),
  };
}

/** The form for a new claim accepts a chain in one line. */
function describeNewClaim({ stored }: DocumentText, words: string, chain: DroppedBetween['chain']) {
  const text = words.replace(/\s+/gu, ' ').trim().slice(0, LIMITS.claimText);
  const language = stored.document.language ?? 'en';
  const values = {
    mode: 'cards',
    text,
    language,
    line: chain.map((name) => name ?? NO_WORDS).join(' < '),
    action: 'read-line',
  };
  return {
    path: draftPath(makeUid()),
    hidden: Object.entries(values).map(([field, value]) => ({ name: field, value })),
  };
}

/** A range of a text, cut where spans begin and end. */
function markSpans(
  text: string,
  [from, to]: readonly [number, number],
  spans: readonly (readonly [number, number])[],
): { text: string; isMarked: boolean }[] {
  const marks = spans.filter(([start, end]) => start >= from && end <= to).toSorted((a, b) => a[0] - b[0]);
  const parts: { text: string; isMarked: boolean }[] = [];
  let at = from;
  for (const [start, end] of marks) {
    if (start < at) continue;
    parts.push(
      { text: shortenSentence(text.slice(at, start)), isMarked: false },
      { text: text.slice(start, end), isMarked: true },
    );
    at = end;
  }
  return [...parts, { text: shortenSentence(text.slice(at, to)), isMarked: false }].filter((part) => part.text !== '');
}

function shortenSentence(text: string): string {
  if (text.length <= LONGEST_SENTENCE) return text;
  return `${text.slice(0, LONGEST_SENTENCE / 2).replace(/\S{0,40}$/u, '')}[…]${text.slice(-LONGEST_SENTENCE / 2).replace(/^\S{0,40}/u, '')}`;
}

interface PassagePart {
  text: string;
  removed: boolean;
  added: boolean;
}

/** Of longer equal parts only both ends are shown. */
const LONGEST_PART = 600;
const END = 200;
const MOST_PARTS = 150;

export function cutPassage(earlier: string, later: string, passage: Passage) {
  return { earlier: cutSide(earlier, passage, 'earlier'), later: cutSide(later, passage, 'later') };
}

function cutSide(text: string, { runs }: Passage, side: 'earlier' | 'later'): PassagePart[] {
  const parts: PassagePart[] = [];
  const put = (words: string, isMarked: boolean): void => {
    const last = parts.at(-1);
    if (last && !isMarked && !last.removed && !last.added) last.text += words;
    else if (words !== '') {
      parts.push({ text: words, removed: isMarked && side === 'earlier', added: isMarked && side === 'later' });
    }
  };
  runs.forEach((run, i) => {
    const [from, to] = run[side];
    const between = i === 0 ? '' : text.slice(runs[i - 1]![side][1], from);
    const [first, last] = findWords(between);
    put(between.slice(0, first), false);
    put(between.slice(first, last), true);
    put(between.slice(last) + text.slice(from, to), false);
  });
  const shown = parts.slice(0, MOST_PARTS).map((part) => (part.removed || part.added ? part : shortenPart(part)));
  return parts.length > MOST_PARTS ? [...shown, { text: ' […]', removed: false, added: false }] : shown;
}

const LETTER = /[\p{L}\p{N}\p{Cs}]/u;

/** Where the words between two runs begin and end: differences of white space and punctuation do not count. */
function findWords(between: string): [number, number] {
  const first = between.search(LETTER);
  if (first < 0) return [between.length, between.length];
  let last = between.length;
  while (!LETTER.test(between[last - 1]!)) last -= 1;
  return [first, last];
}

function shortenPart(part: PassagePart): PassagePart {
  const { text } = part;
  if (text.length <= LONGEST_PART) return part;
  const [beginning, end] = [text.slice(0, END), text.slice(-END)];
  return { ...part, text: `${beginning.replace(/\S{0,40}$/u, '')}[…]${end.replace(/^\S{0,40}/u, '')}` };
}

const GROUPS = [
  {
    other: 'earlier',
    heading: 'Published elsewhere before',
    lead: 'These documents were published before this one, so its passages are probably from them or from a common source.',
  },
  { other: 'later', heading: 'Published elsewhere after', lead: 'These documents were published after this one.' },
  {
    other: 'unknown',
    heading: 'Which came first is not known',
    lead: 'The dates are missing or too imprecise. Which document is on the left means nothing.',
  },
] as const;

/** @param reuse null where there is no text to look for */
function buildReuseModel(own: DocumentText['stored'], reuse: Reuse | null, findings: DroppedFindings) {
  const { id, document } = own;
  return {
    title: document.title,
    lang: writeTitle(document).lang,
    href: documentAddress({ id, title: document.title }).html,
    hasText: reuse !== null,
    dropped: findings.dropped.map((one) => describeDropped(one, id)),
    groups: GROUPS.flatMap(({ other, heading, lead }) => {
      const pairs = (reuse?.shared ?? []).filter((one) => one.other === other);
      if (pairs.length === 0) return [];
      return [{ id: other, heading, lead, pairs: pairs.map((pair) => describePair(pair, id)) }];
    }),
    notes: reuse ? listNotes(reuse, findings) : [],
  };
}

function listNotes({ lookup, skipped }: Reuse, { unread }: DroppedFindings): string[] {
  const { hashes, common } = lookup;
  const share = Math.round((100 * common) / Math.max(1, hashes));
  const notes: string[] = [];
  if (share > 0)
    notes.push(
      `About ${share}% of this text appears in more than ${MOST_SHARING} documents here; that part was skipped.`,
    );
  if (skipped > 0)
    notes.push(`${writeCount(skipped, 'more document')} may share words, but there was too much text to compare.`);
  if (unread.length > 0)
    notes.push(
      `Not checked for dropped attributions: ${writeCount(unread.length, 'pair')} of documents whose texts are too long or not in English.`,
    );
  return notes;
}

function describePair({ earlier, later, passages }: SharedText, own: number) {
  const other = earlier.stored.id === own ? later : earlier;
  const views = { earlier: describeSharedDocument(earlier, own), later: describeSharedDocument(later, own) };
  return {
    other: describeSharedDocument(other, own),
    total: writeCount(passages.length, 'passage'),
    passages: passages.slice(0, PASSAGES).map((passage) => {
      const parts = cutPassage(earlier.text, later.text, passage);
      const describe = (side: 'earlier' | 'later', text: string) => {
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

/** The rest of the sentences in which a passage begins and ends. */
function surroundPassage(text: string, [start, end]: readonly [number, number]): { before: string; after: string } {
  const { before } = surroundExcerpt(text, start, start + 1);
  return { before, after: surroundExcerpt(text, end - 1, end).after };
}

/** "Word for word: 18 words"; "Nearly word for word: 14 words the same, 2 omitted, added or changed". */
function describeLikeness({ shared, likeness }: Passage): string {
  const others = Math.round((2 * shared) / likeness) - 2 * shared;
  if (others === 0) return `Word for word: ${writeCount(shared, 'word')}`;
  const same = `${writeCount(shared, 'word')} the same`;
  return `Nearly word for word: ${same}, ${writeNumber(others)} omitted, added or changed`;
}

const WHEN = { earlier: 'published before it', later: 'published after it', unknown: 'that may be older or newer' };

/** One sentence for the document's own page; null if nothing is shared. */
export function describeReuse(id: number, { shared, skipped }: Reuse): { sentence: string; href: string } | null {
  if (shared.length === 0) return null;
  const passages = shared.reduce((sum, one) => sum + one.passages.length, 0);
  const kinds = GROUPS.map(({ other }) => ({ other, count: shared.filter((one) => one.other === other).length }));
  const parts = kinds
    .filter(({ count }) => count > 0)
    .map(({ other, count }) => `${writeNumber(count)} ${WHEN[other]}`);
  const appear = passages === 1 ? 'appears' : 'appear';
  const others = writeCount(shared.length, 'other document');
  const atLeast = skipped > 0 ? 'At least ' : '';
  const sentence = `${atLeast}${writeCount(passages, 'passage')} of its text ${appear} in ${others}: ${parts.join(', ')}.`;
  return { sentence, href: reuseAddress(id).html };
}
