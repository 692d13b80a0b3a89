import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { LinkOrder } from '../../../src/storage/accounts/links.ts';
import type { Store } from '../../../src/storage/store.ts';
import { addPerson, PASSWORD, signIn } from '../../support/people.ts';
import { freshStore } from '../../support/store.ts';

const MINUTE = 60 * 1000;
const AT = new Date('2025-06-18T09:00:00Z');
const later = (minutes: number): Date => new Date(AT.getTime() + minutes * MINUTE);
const NEXT = 'another long password';
const kim = { name: 'Kim Min', email: 'kim@paper.example', password: PASSWORD };
const invite: LinkOrder = { purpose: 'invite', email: 'Kim@Paper.example', name: null, role: 'editor' };

async function make(store: Store, order: LinkOrder, at = AT): Promise<string> {
  const made = await store.accounts.makeLink(order, 'Ada', at);
  if (made.kind !== 'made') throw new Error(made.kind);
  return made.token;
}

describe('a one-time link', () => {
  test('a one-time link is stored only as a hash', async () => {
    const { store, client } = freshStore();
    const token = await make(store, invite);
    expect(token).toMatch(/^[\w-]{43}$/);
    const [row] = client.prepare('select * from one_time_link').all() as Record<string, unknown>[];
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row!.token_hash).toBe(createHash('sha256').update(token).digest('hex'));
  });

  test('only the first of two people who use a one-time link at once gets in', async () => {
    const { store } = freshStore();
    const token = await make(store, invite);
    const outcomes = await Promise.all([
      store.accounts.useLink(token, kim, later(1)),
      store.accounts.useLink(token, { ...kim, name: 'Mallory', password: NEXT }, later(1)),
    ]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['over', 'used']);
    expect(await store.accounts.list()).toHaveLength(1);
    expect(await store.accounts.readLink(token, later(2))).toBeNull();
    expect((await store.accounts.useLink(token, kim, later(2))).kind).toBe('over');
  });

  test('the database refuses to use a one-time link twice or after its time', async () => {
    const { store, client } = freshStore();
    await make(store, invite);
    const use = client.prepare('update one_time_link set used_at = ?');
    expect(() => use.run(later(7 * 24 * 60).getTime())).toThrow('one_time_link_once');
    use.run(later(1).getTime());
    expect(() => use.run(later(2).getTime())).toThrow('one_time_link_once');
  });

  test('reading a one-time link does not use it', async () => {
    const { store } = freshStore();
    const token = await make(store, invite);
    const shown = { purpose: 'invite', email: 'kim@paper.example', role: 'editor', madeBy: 'Ada', userId: null };
    expect(await store.accounts.readLink(token, later(1))).toMatchObject(shown);
    expect(await store.accounts.readLink(token, later(2))).toMatchObject(shown);
    expect(await store.accounts.readLink('', later(1))).toBeNull();
    expect(await store.accounts.readLink(`${token}x`, later(1))).toBeNull();
  });

  test.each([
    ['first-admin', 60],
    ['reset', 60],
    ['invite', 7 * 24 * 60],
  ] as const)('a link for %s expires after %i minutes', async (purpose, minutes) => {
    const { store } = freshStore();
    const order: LinkOrder =
      purpose === 'reset'
        ? { purpose, userId: await addPerson(store, 'lee@paper.example') }
        : purpose === 'invite'
          ? invite
          : { purpose };
    const token = await make(store, order);
    expect(await store.accounts.readLink(token, later(minutes - 1))).not.toBeNull();
    expect(await store.accounts.readLink(token, later(minutes))).toBeNull();
    expect((await store.accounts.useLink(token, kim, later(minutes))).kind).toBe('over');
    expect((await store.accounts.useLink(token, kim, later(minutes - 1))).kind).toBe('used');
  });

  test('a newer one-time link for the same person and purpose ends the older one', async () => {
    const { store } = freshStore();
    const [first, second] = [await make(store, invite), await make(store, invite, later(1))];
    expect((await store.accounts.useLink(first, kim, later(2))).kind).toBe('over');
    expect((await store.accounts.useLink(second, kim, later(2))).kind).toBe('used');
  });
});

describe('the first admin', () => {
  test('the link for the first admin expires as soon as somebody else has an account', async () => {
    const { store } = freshStore();
    const token = await make(store, { purpose: 'first-admin' });
    const invited = await make(store, invite);
    expect((await store.accounts.useLink(invited, kim, later(1))).kind).toBe('used');
    expect(await store.accounts.readLink(token, later(2))).toBeNull();
    expect((await store.accounts.useLink(token, { ...kim, email: 'm@a.example' }, later(2))).kind).toBe('over');
    expect((await store.accounts.makeLink({ purpose: 'first-admin' }, 'start', later(3))).kind).toBe('taken');
  });

  test('the first admin gives a name, an address and a password and becomes an admin', async () => {
    const { store } = freshStore();
    const token = await make(store, { purpose: 'first-admin' });
    expect(await store.accounts.useLink(token, kim, later(1))).toEqual({ kind: 'used', email: 'kim@paper.example' });
    expect(await store.accounts.findByEmail('KIM@paper.example')).toMatchObject({ name: 'Kim Min', role: 'admin' });
    await signIn(store, 'kim@paper.example');
  });
});

describe('an invitation', () => {
  test('an invitation makes the account for the invited address, whatever else is sent', async () => {
    const { store } = freshStore();
    const token = await make(store, invite);
    await store.accounts.useLink(token, { ...kim, email: 'mallory@evil.example' }, later(1));
    expect(await store.accounts.list()).toMatchObject([{ email: 'kim@paper.example', role: 'editor' }]);
  });

  test('an invitation is refused for somebody who has an account', async () => {
    const { store } = freshStore();
    await addPerson(store, 'kim@paper.example');
    expect(await store.accounts.makeLink(invite, 'Ada', AT)).toEqual({ kind: 'taken' });
  });

  test('only one of two links used at once for the same address makes an account', async () => {
    const { store, client } = freshStore();
    const token = await make(store, { purpose: 'first-admin' });
    const invited = await make(store, invite);
    const outcomes = await Promise.all([
      store.accounts.useLink(token, kim, later(1)),
      store.accounts.useLink(invited, kim, later(1)),
    ]);
    expect(outcomes.filter(({ kind }) => kind === 'used')).toHaveLength(1);
    expect(client.prepare('select count(*) from user').pluck().get()).toBe(1);
  });

  test('an invitation is listed while it is open and can be withdrawn', async () => {
    const { store } = freshStore();
    const token = await make(store, invite);
    const [open] = await store.accounts.listInvites(later(1));
    expect(open).toMatchObject({ email: 'kim@paper.example', role: 'editor', madeBy: 'Ada' });
    await store.accounts.withdrawInvite(open!.id, later(1));
    expect(await store.accounts.listInvites(later(1))).toEqual([]);
    expect((await store.accounts.useLink(token, kim, later(2))).kind).toBe('over');
    await store.accounts.withdrawInvite(open!.id, later(3));
  });
});

describe('a reset link', () => {
  test('a reset link sets another password and ends every session', async () => {
    const { store } = freshStore();
    const id = await addPerson(store, 'kim@paper.example', 'editor', 'Kim Min');
    const cookie = await signIn(store, 'kim@paper.example');
    const token = await make(store, { purpose: 'reset', userId: id });
    const newcomer = { name: 'Mallory', email: 'mallory@evil.example', password: NEXT };
    expect(await store.accounts.useLink(token, newcomer, later(1))).toEqual({
      kind: 'used',
      email: 'kim@paper.example',
    });
    expect((await store.accounts.readVisitor(cookie)).visitor).toBeNull();
    await signIn(store, 'kim@paper.example', NEXT);
    await expect(signIn(store, 'kim@paper.example')).rejects.toThrow('wrong');
    expect(await store.accounts.find(id)).toMatchObject({ name: 'Kim Min', email: 'kim@paper.example' });
  });

  test('a reset link lets nobody in who is disabled or unknown', async () => {
    const { store, client } = freshStore();
    const id = await addPerson(store, 'kim@paper.example');
    const token = await make(store, { purpose: 'reset', userId: id });
    await store.accounts.disable(id, later(1));
    expect(await store.accounts.readLink(token, later(2))).toBeNull();
    expect((await store.accounts.useLink(token, kim, later(2))).kind).toBe('over');
    expect(() => client.prepare('update one_time_link set used_at = expires_at - 1 where user_id = ?').run(id)).toThrow(
      'one_time_link_once',
    );
    expect(await store.accounts.makeLink({ purpose: 'reset', userId: id }, 'Ada', AT)).toEqual({ kind: 'disabled' });
    expect(await store.accounts.makeLink({ purpose: 'reset', userId: 'nobody' }, 'Ada', AT)).toEqual({
      kind: 'unknown',
    });
  });
});
