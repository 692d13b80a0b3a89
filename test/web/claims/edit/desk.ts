/** An editor, and the worked example's story as they type it. */
import { v7 as makeUid } from 'uuid';
import { expect } from 'vitest';
import { addPerson, signIn } from '../../../support/people.ts';
import { openApp, type Answer } from '../../open-app.ts';
import type { LoadedClaim } from '../../../../src/storage/types.ts';

export type App = ReturnType<typeof openApp>;
export type Fields = Record<string, string>;

export const STORY = {
  'story-url': 'https://news.example/2025/06/17/visit?utm_source=feed',
  'story-title': 'A report of 17 June',
  'story-date': '2025-06-17',
  'story-publisher': 'IANS',
};
export const CLAIM = { text: 'The visit follows up what was agreed on 4 June.', language: 'en' };

const HOP_FIELD = /^(?:cue|manner|excerpt|hop-document(?:-\w+)?)$/;

/** Cards as `card-N-…` fields; the words by which one cites the next as `hop-N-…`. */
export function cards(...list: readonly Fields[]): Fields {
  const entries = list.flatMap((card, i) =>
    Object.entries({ source: '', ...card }).map(([name, value]) =>
      HOP_FIELD.test(name) ? [`hop-${i}-${name.replace('hop-', '')}`, value] : [`card-${i}-${name}`, value],
    ),
  );
  return { mode: 'cards', ...(Object.fromEntries(entries) as Fields) };
}

/** A card whose source is new. */
export const fresh = (source: string, kind: string, more: Fields = {}): Fields => {
  return { source, pick: 'new', pickedFor: source, kind, ...more };
};

export async function openNewsroom(): Promise<{ app: App; cookie: string }> {
  const app = openApp();
  await addPerson(app.store, 'ed@news.example', 'editor', 'Ed');
  return { app, cookie: await signIn(app.store, 'ed@news.example') };
}

export async function loadAt(app: App, answer: Answer): Promise<LoadedClaim> {
  expect(answer.status).toBe(303);
  const id = Number(/^\/claims\/(\d+)/.exec(answer.headers.location!)![1]);
  return (await app.store.claims.load(id))!;
}

/** The first chain of the worked example. */
export const FIRST = {
  ...CLAIM,
  ...STORY,
  ...cards(
    fresh('IANS', 'agency', { cue: 'quoted', excerpt: 'TASS quoted' }),
    fresh('TASS', 'agency', {
      cue: 'quoted … as saying',
      manner: 'quotes',
      excerpt: 'quoted the Russian Security Council as saying',
    }),
    fresh('Security Council of Russia', 'government'),
  ),
  action: 'save',
};

export async function recordFirst(app: App, cookie: string): Promise<LoadedClaim> {
  const { id } = await loadAt(app, await sendDraft(app, '/claims/new', FIRST, cookie));
  return loadAt(app, await app.post(`/claims/${id}/publish`, {}, cookie));
}

/**
 * Sends a form of `/claims/new` or `/claims/:id/chains/new` as a new draft; with `action: 'save'` its preview too.
 * @returns the page that the editor then sees
 */
export async function sendDraft(
  app: Pick<App, 'get' | 'post'>,
  form: string,
  fields: Fields,
  cookie: string,
): Promise<Answer> {
  const claim = /^\/claims\/(\d+)\/chains\/new$/.exec(form)?.[1] ?? '';
  const path = `/drafts/${makeUid()}`;
  const isSave = fields.action === 'save';
  const sent = { claim, draft: '0', ...fields, ...(isSave ? { action: 'continue' } : {}) };
  const shown = await followDraft(app, await app.post(path, sent, cookie), cookie);
  return isSave && shown.status === 200
    ? followDraft(app, await app.post(path, acceptPreview(shown), cookie), cookie)
    : shown;
}

/** What Save sends from a preview. */
export function acceptPreview({ text }: Pick<Answer, 'text'>): Fields {
  const read = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
  return { page: 'preview', draft: read('draft'), claim: read('claim'), seen: read('seen'), action: 'save' };
}

/** A draft is shown at its own address; what was saved is left where it leads. */
export async function followDraft(app: Pick<App, 'get'>, answer: Answer, cookie: string): Promise<Answer> {
  const location = answer.headers.location ?? '';
  return location.startsWith('/drafts/') ? app.get(location.replace(/#.*/, '')).set('Cookie', cookie) : answer;
}
