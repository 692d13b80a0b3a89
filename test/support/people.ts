/** People who can sign in, made the way everybody is: by a one-time link. */
import type { Store } from '../../src/storage/store.ts';
import type { UserRole } from '../../src/storage/accounts/sessions.ts';

export const PASSWORD = 'correct horse battery staple';

/** Makes an account and gives its number. */
export async function addPerson(store: Store, email: string, role: UserRole = 'editor', name = email): Promise<string> {
  const at = new Date();
  const made = await store.accounts.makeLink({ purpose: 'invite', email, name, role }, 'test', at);
  if (made.kind !== 'made') throw new Error(`No link for ${email}: ${made.kind}`);
  const used = await store.accounts.useLink(made.token, { name, email, password: PASSWORD }, at);
  if (used.kind !== 'used') throw new Error(`No account for ${email}: ${used.kind}`);
  return (await store.accounts.findByEmail(email))!.id;
}

let addresses = 0;

/** Another address each time, so that tests don't use up each other's tries. */
export function anAddress(): string {
  addresses += 1;
  return `10.0.${addresses >> 8}.${addresses & 255}`;
}

/** Signs in, and gives what a browser would send from then on. */
export async function signIn(store: Store, email: string, password = PASSWORD): Promise<string> {
  const outcome = await store.accounts.signIn({ email, password, address: anAddress() });
  if (outcome.kind !== 'in') throw new Error(`${email} is not let in: ${outcome.kind}`);
  return asHeader(outcome.cookies);
}

/** `Set-Cookie` values as the browser sends them back. */
export function asHeader(cookies: readonly string[]): string {
  return cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ');
}
