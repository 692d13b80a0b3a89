/** `/documents/:id/read`, shown: the story with what is proposed, why it can't be read, or what was saved. */
import type { Request } from 'express';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../../http/route.ts';
import { claimAddress, documentAddress, editDocumentPath, readDocumentPath } from '../../../urls/records.ts';
import { guessKind, lookUpNames } from './hop-names.ts';
import { openStory, type OpenStory, type StoryDocument, type Nearby } from './story.ts';
import { buildReadModel } from './page-model.ts';
import { MOST_PROPOSALS, propose } from './proposals.ts';
import { writeReadingValues, type ProposalValues, type ReadingValues } from './values.ts';
import type { ClaimRef } from '../../../storage/types.ts';

/** How many claims that say nearly the same are offered to join. */
const SIMILAR = 3;

export async function showReading(
  { store }: Site,
  request: Request,
  _format: Format,
  _visitor: Visitor | null,
): Promise<Reply> {
  const opened = await openStory(store, request);
  const { made, joined } = request.query;
  if (made !== undefined || joined !== undefined) return showSaved(store, opened, listIds(made), listIds(joined));
  const { stored, story } = opened;
  if (story === null) return showTextless(opened);
  const { list, total } = propose(story.text, story.reading);
  const values = writeReadingValues(story.text, list, story.document.language ?? 'en', guessKind);
  return showReadingForm(store, stored.id, story, values, { total, issues: [] });
}

/** See `ReadView`. */
interface FormState {
  issues: readonly Issue[];
  total?: number | null;
  open?: number | null;
}

/** The form, with what was proposed or typed. */
export async function showReadingForm(
  store: Store,
  id: number,
  story: StoryDocument,
  values: ReadingValues,
  { issues, total = null, open = null }: FormState,
): Promise<FormReply> {
  const names = await lookUpNames(store, values.proposals);
  const similar: Nearby[][] = [];
  for (const proposal of values.proposals) similar.push(await findNearby(store, proposal));
  return {
    kind: 'form',
    view: 'reading/read',
    title: `Read for attributions: ${story.document.title}`,
    path: readDocumentPath(id),
    issues,
    model: buildReadModel({ id, story, values, total, open, names, similar, issues }),
  };
}

/** Claims that a proposal may join: those that say nearly the same, and the one that was chosen before its words changed. */
async function findNearby({ claims }: Store, { claim, join }: ProposalValues): Promise<Nearby[]> {
  const near = await claims.findSimilar(claim, SIMILAR);
  const chosen = /^\d{1,15}$/.test(join) && !near.some(({ id }) => String(id) === join);
  return chosen ? [...near, ...(await claims.readRefs([Number(join)]))] : near;
}

/** A document without its text can't be read. */
export function showTextless({ stored: { id, document } }: OpenStory): FormReply {
  const { title, language } = document;
  return {
    kind: 'form',
    view: 'reading/textless',
    title: `Read for attributions: ${title}`,
    path: readDocumentPath(id),
    issues: [],
    model: { title, lang: language, href: documentAddress({ id, title }).html, editHref: editDocumentPath(id) },
  };
}

function listIds(value: unknown): number[] {
  const ids = typeof value === 'string' ? value.split('.').filter((part) => /^[1-9]\d{0,14}$/.test(part)) : [];
  return ids.slice(0, MOST_PROPOSALS).map(Number);
}

/** The claims that were made of a story, or that gained chains. */
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
  const { title, language } = document;
  return {
    kind: 'form',
    view: 'reading/saved',
    title: `Saved from ${title}`,
    path: readDocumentPath(id),
    issues: [],
    model: {
      ...{ title, lang: language, href: documentAddress({ id, title }).html, readHref: readDocumentPath(id) },
      made: (await store.claims.readRefs(made)).map(link),
      joined: (await store.claims.readRefs(joined)).map(link),
    },
  };
}
