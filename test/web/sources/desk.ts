/** Ed, an editor, before a newsroom of his own. */
import type { Source } from '../../../src/model/records.ts';
import type { Store } from '../../../src/storage/store.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { openApp, type Answer } from '../open-app.ts';

export type Fields = Record<string, string>;

export let app: ReturnType<typeof openApp>;
let cookie: string;
export const post = (path: string, fields: Fields): PromiseLike<Answer> => app.post(path, fields, cookie);
export const see = (path: string): PromiseLike<Answer> => app.get(path).set('Cookie', cookie);

/** Comes before each test. */
export async function openDesk(): Promise<void> {
  app = openApp();
  await addPerson(app.store, 'ed@news.example', 'editor', 'Ed');
  cookie = await signIn(app.store, 'ed@news.example');
}

export const PLAIN = { name: 'Yonhap', kind: 'agency', action: 'save' };

export async function find(store: Store, name: string): Promise<{ id: number; revision: number; source: Source }> {
  return (await store.sources.findByName(name))[0]!;
}
