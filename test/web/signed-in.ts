/** People before the real application, as their browsers see it. */
import { expect } from 'vitest';
import type { UserRole } from '../../src/storage/accounts/sessions.ts';
import type { Store } from '../../src/storage/store.ts';
import { addPerson, signIn } from '../support/people.ts';
import { readHtml, type Page } from './html.ts';
import { NOW, openApp, type Answer } from './open-app.ts';

/** What a browser sends back of what it was given. */
export const cookieOf = ({ headers }: Answer): string => String(headers['set-cookie']).split(';', 1)[0]!;

/** The page's words, once it is sure that the page is sound. */
export function read({ text }: Answer): Page {
  const page = readHtml(text);
  expect(page.problems()).toEqual([]);
  return page;
}

/** The error summary: where each issue leads, and what it says. */
export function readIssues({ text }: Answer): [string, string][] {
  const links = [...text.matchAll(/<li><a href="#f-([^"]+)">([^<]*)<\/a><\/li>/g)];
  return links.map(([, field, message]) => [field!, message!]);
}

/** The application with Kim Min, who is signed in. */
export async function openWith(email: string, role: UserRole) {
  const opened = openApp();
  const id = await addPerson(opened.store, email, role, 'Kim Min');
  const cookie = await signIn(opened.store, email);
  return { ...opened, id, cookie, see: (path: string) => opened.get(path).set('Cookie', cookie) };
}

type LinkOrder = Parameters<Store['accounts']['makeLink']>[0];

/** The token of a link that was made at the application's own time. */
export async function makeToken(store: Store, order: LinkOrder, at = NOW): Promise<string> {
  const made = await store.accounts.makeLink(order, 'Ada', at);
  if (made.kind !== 'made') throw new Error(made.kind);
  return made.token;
}
