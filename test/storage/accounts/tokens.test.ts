import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { MOST_TOKENS } from '../../../src/storage/accounts/accounts.ts';
import type { Store } from '../../../src/storage/store.ts';
import { addPerson } from '../../support/people.ts';
import { freshStore } from '../../support/store.ts';

const HOUR = 60 * 60 * 1000;
const AT = new Date('2025-06-18T09:00:00Z');
const later = (hours: number): Date => new Date(AT.getTime() + hours * HOUR);

/** A store with Kim, and what the tests want of it. */
async function open() {
  const { store, client } = freshStore();
  const userId = await addPerson(store, 'kim@paper.example', 'editor', 'Kim Min');
  const make = (expiresAt: Date | null = null, at = AT) => makeToken(store, userId, expiresAt, at);
  return { store, client, userId, make };
}

async function makeToken(store: Store, userId: string, expiresAt: Date | null, at: Date): Promise<string> {
  const made = await store.accounts.makeToken({ userId, name: 'night desk', scope: 'write', expiresAt }, at);
  if (made.kind !== 'made') throw new Error(made.kind);
  return made.secret;
}

describe('a token', () => {
  test('an API token is stored only as a hash and never listed', async () => {
    const { store, client, userId, make } = await open();
    const secret = await make();
    expect(secret).toMatch(/^hsy_[\w-]{43}$/);
    const [row] = client.prepare('select * from api_token').all() as Record<string, unknown>[];
    expect(JSON.stringify(row)).not.toContain(secret.slice(4));
    expect(row!.token_hash).toBe(createHash('sha256').update(secret).digest('hex'));
    expect(Object.keys((await store.accounts.listTokens(userId))[0]!)).not.toContain('tokenHash');
  });

  test('an API token has its owner’s present role and ends when the owner is disabled', async () => {
    const { store, userId, make } = await open();
    const secret = await make();
    const token = { id: 1, name: 'night desk', scope: 'write' };
    const kim = { id: userId, name: 'Kim Min', email: 'kim@paper.example', role: 'editor' };
    expect(await store.accounts.useToken(secret, AT)).toEqual({ ...kim, token });
    await store.accounts.setRole(userId, 'reader', AT);
    expect(await store.accounts.useToken(secret, AT)).toMatchObject({ role: 'reader' });
    await store.accounts.disable(userId, AT);
    expect(await store.accounts.useToken(secret, AT)).toBeNull();
  });

  test('an API token expires at its time and not before', async () => {
    const { store, make } = await open();
    const secret = await make(later(1));
    expect(await store.accounts.useToken(secret, new Date(later(1).getTime() - 1))).not.toBeNull();
    expect(await store.accounts.useToken(secret, later(1))).toBeNull();
  });

  test('a text that is not exactly an API token is refused', async () => {
    const { store, make } = await open();
    const secret = await make();
    const [end] = createHash('sha256').update(secret).digest('hex');
    for (const wrong of [
      '',
      'hsy_',
      secret.slice(4),
      `${secret} `,
      `${secret}a`,
      secret.toLowerCase(),
      end!,
      '%',
      '\u0000',
    ])
      expect([wrong, await store.accounts.useToken(wrong, AT)]).toEqual([wrong, null]);
  });

  test('an API token shows when it was last used, to the hour', async () => {
    const { store, client, userId, make } = await open();
    const secret = await make();
    const lastUsed = async () => (await store.accounts.listTokens(userId))[0]!.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await store.accounts.useToken(secret, AT);
    const before = client.prepare('select total_changes()').pluck().get();
    await store.accounts.useToken(secret, later(0.9));
    expect([await lastUsed(), client.prepare('select total_changes()').pluck().get()]).toEqual([AT, before]);
    await store.accounts.useToken(secret, later(1));
    expect(await lastUsed()).toEqual(later(1));
  });

  test('an API token is revoked for good, and only by its owner', async () => {
    const { store, client, userId, make } = await open();
    const secret = await make();
    await store.accounts.revokeToken('somebody else', 1, AT);
    expect(await store.accounts.useToken(secret, AT)).not.toBeNull();
    await store.accounts.revokeToken(userId, 1, AT);
    expect(await store.accounts.useToken(secret, AT)).toBeNull();
    expect(await store.accounts.listTokens(userId)).toEqual([]);
    await store.accounts.revokeToken(userId, 1, later(1));
    expect(client.prepare('select revoked_at from api_token').pluck().get()).toBe(AT.getTime());
    expect(() => client.prepare('update api_token set revoked_at = null').run()).toThrow('api_token_revoked');
  });

  test('the number of valid API tokens of a person is limited', async () => {
    const { store, userId, make } = await open();
    for (let i = 0; i < MOST_TOKENS; i += 1) await make(i === 0 ? later(1) : null);
    const order = { userId, name: 'one more', scope: 'read', expiresAt: null } as const;
    expect(await store.accounts.makeToken(order, AT)).toEqual({ kind: 'too-many' });
    expect((await store.accounts.makeToken(order, later(1))).kind).toBe('made');
    expect((await store.accounts.makeToken(order, later(1))).kind).toBe('too-many');
    await store.accounts.revokeToken(userId, 2, later(1));
    expect((await store.accounts.makeToken(order, later(1))).kind).toBe('made');
    const other = await addPerson(store, 'lee@paper.example');
    expect((await store.accounts.makeToken({ ...order, userId: other }, AT)).kind).toBe('made');
  });
});
