/** `GET /documents/:id/read`: the story with its proposals, or why it can't be read, or what was saved. */
import type { Request } from 'express';
import type { Store } from '../../../storage/store.ts';
import { groupBy } from '../../../model/grouping.ts';
import type { FormReply, Reply, Site } from '../../http/route.ts';
import { claimAddress, documentAddress, editDocumentPath, readDocumentPath } from '../../../urls/records.ts';
import { lookUpNames } from './hop-names.ts';
import { guessKind } from '../../forms/source-names.ts';
import { openStory, type OpenStory, type StoryDocument } from './story.ts';
import { MOST_PROPOSALS, propose } from './proposals.ts';
import { writeReadingValues, type ProposalValues, type ReadingValues, FIRST_STATUSES } from './values.ts';
import type { ClaimRef } from '../../../storage/types.ts';
import { type Nearby, type ReadView, buildProposal, LIKELY } from './proposal-model.ts';
import type { Span } from '../../../text/words.ts';
import { interpretLanguage } from '../../forms/interpreters/languages.ts';
import { layOutForm } from '../../forms/forms.ts';
import { writeName, writeTitle } from '../../../wording/names.ts';
import { aboutReadingAddress } from '../../../urls/site.ts';
import { writeCount, writeNumber } from '../../../wording/values.ts';

/** How many similar claims are offered to join. */
const SIMILAR = 3;

export async function showReading({ store }: Site, request: Request): Promise<Reply> {
  const opened = await openStory(store, request);
  const { made, joined } = request.query;
  if (made !== undefined || joined !== undefined) return showSaved(store, opened, listIds(made), listIds(joined));
  const { stored, story } = opened;
  if (story === null) return showTextless(opened);
  const { list, total } = propose(story.text, story.reading);
  const values = writeReadingValues(story.text, list, story.document.language ?? 'en', guessKind);
  return showReadingForm(store, stored.id, story, values, { total, issues: [] });
}

export async function showReadingForm(
  store: Store,
  id: number,
  story: StoryDocument,
  values: ReadingValues,
  { issues, total = null, open = null }: Pick<ReadView, 'issues'> & Partial<Pick<ReadView, 'total' | 'open'>>,
): Promise<FormReply> {
  const names = await lookUpNames(store, values.proposals);
  const similar: Nearby[][] = [];
  for (const proposal of values.proposals) similar.push(await findNearby(store, proposal));
  return {
    kind: 'form',
    view: 'reading/read',
    title: `Find attributions: ${story.document.title}`,
    path: readDocumentPath(id),
    issues,
    model: buildReadModel({ id, story, values, total, open, names, similar, issues }),
  };
}

/** Claims that a proposal may join: similar ones, and the one chosen before its words changed. */
async function findNearby({ claims }: Store, { claim, join }: ProposalValues): Promise<Nearby[]> {
  const near = await claims.findSimilar(claim, SIMILAR);
  const chosen = /^\d{1,15}$/.test(join) && !near.some(({ id }) => String(id) === join);
  return chosen ? [...near, ...(await claims.readRefs([Number(join)]))] : near;
}

export function showTextless({ stored: { id, document } }: OpenStory): FormReply {
  const { title } = document;
  return {
    kind: 'form',
    view: 'reading/textless',
    title: `Find attributions: ${title}`,
    path: readDocumentPath(id),
    issues: [],
    model: {
      title,
      lang: writeTitle(document).lang,
      href: documentAddress({ id, title }).html,
      editHref: editDocumentPath(id),
    },
  };
}

function listIds(value: unknown): number[] {
  const ids = typeof value === 'string' ? value.split('.').filter((part) => /^[1-9]\d{0,14}$/.test(part)) : [];
  return ids.slice(0, MOST_PROPOSALS).map(Number);
}

async function showSaved(
  store: Store,
  { stored: { id, document } }: OpenStory,
  made: readonly number[],
  joined: readonly number[],
): Promise<FormReply> {
  const link = ({ id: claim, text, language, status }: ClaimRef) => ({
    ...{ text, language, href: claimAddress({ id: claim, text }).html },
    status: status === 'published' ? null : status,
  });
  const { title } = document;
  return {
    kind: 'form',
    view: 'reading/saved',
    title: `Saved from ${title}`,
    path: readDocumentPath(id),
    issues: [],
    model: {
      ...{
        title,
        lang: writeTitle(document).lang,
        href: documentAddress({ id, title }).html,
        readHref: readDocumentPath(id),
      },
      made: (await store.claims.readRefs(made)).map(link),
      joined: (await store.claims.readRefs(joined)).map(link),
    },
  };
}

export const MARK_KINDS = ['content', 'source', 'cue', 'unread'] as const;

type MarkKind = (typeof MARK_KINDS)[number];

export interface Mark {
  /** In UTF-16 units. */
  span: Span;
  kind: MarkKind;
  /** The numbers shown at its end. */
  proposals: readonly number[];
}

interface StoryPart {
  text: string;
  /** What covers it, in the order of MARK_KINDS. */
  kinds: readonly MarkKind[];
  /** The number of contents around it. */
  depth: number;
  /** What begins here, except contents, which are long. */
  begins: readonly MarkKind[];
  /** Numbers of the proposals whose marks end here, ascending. */
  ends: readonly number[];
}

/** Cuts a text where marks begin or end. Marks may nest, cross and come in pieces. Linear but for sorting. */
export function markStory(text: string, marks: readonly Mark[]): StoryPart[] {
  const sound = marks.flatMap(({ span: [from, to], ...mark }) => {
    const span: Span = [Math.max(0, from), Math.min(text.length, to)];
    return span[0] < span[1] ? [{ ...mark, span }] : [];
  });
  const begins = groupBy(sound, ({ span }) => span[0]);
  const ends = groupBy(sound, ({ span }) => span[1]);
  const cuts = [...new Set([0, text.length, ...begins.keys(), ...ends.keys()])].sort((a, b) => a - b);
  const open: Record<MarkKind, number> = { content: 0, source: 0, cue: 0, unread: 0 };
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1]!;
    for (const { kind } of ends.get(from) ?? []) open[kind] -= 1;
    const opening = begins.get(from) ?? [];
    for (const { kind } of opening) open[kind] += 1;
    const closing = (ends.get(to) ?? []).flatMap(({ proposals }) => proposals);
    return {
      text: text.slice(from, to),
      kinds: MARK_KINDS.filter((kind) => open[kind] > 0),
      depth: open.content,
      begins: MARK_KINDS.filter((kind) => kind !== 'content' && opening.some((mark) => mark.kind === kind)),
      ends: [...new Set(closing)].sort((a, b) => a - b),
    };
  });
}

function buildReadModel(view: ReadView) {
  const { id, story, values, total, issues } = view;
  const { document, publisher, text, reading } = story;
  const form = layOutForm(issues);
  const proposals = values.proposals.map((_, number) => buildProposal(form, view, number));
  const isLikely = ({ confidence }: { confidence: number }): boolean => confidence >= LIKELY;
  return {
    ...{ errors: form.errors, path: readDocumentPath(id), title: document.title, lang: writeTitle(document).lang },
    publisher: writeName(publisher),
    href: documentAddress({ id, title: document.title }).html,
    aboutHref: aboutReadingAddress.html,
    refused: reading.refused,
    total: writeCount(proposals.length, 'proposal'),
    cut: total !== null && total > proposals.length ? describeCut(proposals.length, total) : null,
    groups: [
      {
        ...{ id: 'likely', heading: 'Likely', proposals: proposals.filter(isLikely) },
        hint: 'Found by rules that are rarely wrong.',
      },
      {
        ...{ id: 'unsure', heading: 'Less sure', proposals: proposals.filter((one) => !isLikely(one)) },
        hint: 'Beliefs, hopes, hearsay and phrases that are often misread: check these carefully.',
      },
    ].filter((group) => group.proposals.length > 0),
    parts: markStory(text, listMarks(story, values)).map(describePart),
    unread: reading.unread.map(({ spans, why }) => {
      return { words: spans.map((span) => text.slice(...span)).join(' … '), why };
    }),
    status: form.select({
      ...{ name: 'status', label: 'New claims are', value: values.status },
      options: FIRST_STATUSES.map((value) => ({ value, text: STATUS_WORDS[value] ?? value })),
    }),
    language: form.text({
      ...{ name: 'language', label: 'Language of the claims', value: values.language, width: 'short' },
      hint: 'Its name or its tag, such as English or en',
      interpret: interpretLanguage,
    }),
  };
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  draft: 'drafts: editors only',
  published: 'published: everybody',
};

const describeCut = (shown: number, total: number): string =>
  `Only the ${writeNumber(shown)} surest of ${writeCount(total, 'proposal')} are shown. To see them all, split the story into several documents.`;

function listMarks({ reading }: StoryDocument, { proposals }: ReadingValues): Mark[] {
  const numbers = new Map<string, number[]>();
  proposals.forEach(({ hops }, at) => {
    for (const { from } of hops) numbers.set(from, [...(numbers.get(from) ?? []), at + 1]);
  });
  const plain = (kind: Mark['kind'], spans: Iterable<Mark['span']>): Mark[] =>
    Array.from(spans, (span) => ({ span, kind, proposals: [] }));
  // Attributions that share a content do not make it deeper.
  const contents = new Map(
    reading.attributions.flatMap(({ content }) => content.spans.map((span) => [span.join(' '), span])),
  );
  const marks: Mark[] = reading.attributions.flatMap(({ id, source, cue }) => [
    ...plain('source', source?.spans ?? []),
    ...cue.spans.map((span, at): Mark => {
      const isLast = at === cue.spans.length - 1;
      return { span, kind: 'cue', proposals: isLast ? (numbers.get(id) ?? []) : [] };
    }),
  ]);
  const unread = reading.unread.flatMap(({ spans }) => spans);
  return [...plain('content', contents.values()), ...marks, ...plain('unread', unread)];
}

const LABELS = { content: 'content', source: 'source', cue: 'cue', unread: 'not understood' } as const;

function describePart({ text, kinds, depth, begins, ends }: StoryPart) {
  const classes = kinds.map((kind) => `read-${kind}`);
  if (depth > 1) classes.push('read-deep');
  return {
    text,
    classes: classes.length === 0 ? null : classes.join(' '),
    label: begins.length === 0 ? null : begins.map((kind) => LABELS[kind]).join(' and '),
    proposals: ends,
  };
}
