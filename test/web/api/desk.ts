/** Programs before the real application: tokens, and what they send. */
import { writeHearsayClaim } from '../../../src/formats/hearsay/writer.ts';
import { analyse } from '../../../src/provenance/analysis.ts';
import type { ClaimRecord } from '../../../src/model/records.ts';
import type { UserRole } from '../../../src/storage/accounts/sessions.ts';
import type { Store } from '../../../src/storage/store.ts';
import type { TokenScope } from '../../../src/storage/accounts/tokens.ts';
import { addPerson } from '../../support/people.ts';
import { NOW, openApp, type Answer } from '../open-app.ts';

export interface List {
  items: { id: number; status?: string; text?: string; name?: string }[];
  next: string | null;
}
interface Problem {
  type: string;
  status: number;
  detail: string;
  instance: string;
  issues: { field: string; message: string }[];
}
export const listOf = ({ body }: Answer) => body as List;

/** The problem, with its issues at hand. */
export function problemOf({ body }: Answer): Problem {
  const problem = body as Omit<Problem, 'issues'> & { error: Pick<Problem, 'issues'> };
  return { ...problem, issues: problem.error.issues };
}

/** A claim as a program sends it. */
export function asSent(record: ClaimRecord): object {
  const stamp = { exportedAt: '2025-06-18T09:00:00Z', url: 'https://other.example/claims/9-a' };
  return writeHearsayClaim(record, analyse(record), stamp);
}

/** The editor whose tokens they are. */
export const KIM = 'kim@news.example';

/** A token of an editor, or of somebody else. */
export async function giveToken(store: Store, scope: TokenScope, role: UserRole = 'editor'): Promise<string> {
  const email = role === 'editor' ? KIM : `${role}@news.example`;
  const known = await store.accounts.findByEmail(email);
  const userId = known?.id ?? (await addPerson(store, email, role, 'Kim Min'));
  const made = await store.accounts.makeToken({ userId, name: 'night desk', scope, expiresAt: null }, NOW);
  if (made.kind !== 'made') throw new Error(made.kind);
  return made.secret;
}

/** The application with a token of each scope. */
export async function openDesk() {
  const app = openApp();
  const [read, write] = [await giveToken(app.store, 'read'), await giveToken(app.store, 'write')];
  const send = (body: string | object, token: string | null = write, type = 'application/json') => {
    const asked = app.ask('post', '/api/claims').set('Content-Type', type);
    if (token !== null) asked.set('Authorization', `Bearer ${token}`);
    return asked.send(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const sendOver = (etag: string, body: object) => send(body).set('If-Match', etag);
  return { ...app, read, write, send, sendOver };
}
