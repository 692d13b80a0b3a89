import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLocalEngine } from '../../../src/storage/better-sqlite3.ts';
import { createStore } from '../../../src/storage/store.ts';
import { setUpFactor, showCode } from '../../support/authenticator.ts';
import { addPerson, anAddress, asHeader, PASSWORD, signIn } from '../../support/people.ts';
import { freshClient, freshStore } from '../../support/store.ts';

const KIM = 'kim@paper.example';

afterEach(() => {
  vi.useRealTimers();
});

async function withFactor() {
  const opened = freshStore();
  await addPerson(opened.store, KIM, 'admin', 'Kim');
  const factor = await setUpFactor(opened.store, await signIn(opened.store, KIM));
  const { accounts } = opened.store;
  /** The first step of signing in: gives the cookies that wait for a code. */
  async function typePassword(address = anAddress()) {
    const outcome = await accounts.signIn({ email: KIM, password: PASSWORD, address });
    if (outcome.kind !== 'code') throw new Error(outcome.kind);
    return asHeader(outcome.cookies);
  }
  const typeCode = (cookieHeader: string, code: string, address = anAddress()) =>
    accounts.finishSignIn({ cookieHeader, code, address });
  return { ...opened, ...factor, accounts, typePassword, typeCode };
}

describe('a second factor', () => {
  test('is asked for after the password, which alone lets nobody in', async () => {
    const { accounts, secret, typePassword, typeCode, client } = await withFactor();
    const waiting = await typePassword();
    expect([accounts.hasSession(waiting), accounts.awaitsCode(waiting)]).toEqual([false, true]);
    expect((await accounts.readVisitor(waiting)).visitor).toBeNull();
    expect(client.prepare('select count(*) as n from session').get()).toEqual({ n: 1 });
    const outcome = await typeCode(waiting, ` ${showCode(secret).replace(/^.../, '$& ')}`);
    if (outcome.kind !== 'in') throw new Error(outcome.kind);
    expect([outcome.email, outcome.isBackup]).toEqual([KIM, false]);
    const { visitor } = await accounts.readVisitor(asHeader(outcome.cookies));
    expect(visitor).toMatchObject({ name: 'Kim', session: { hasSecondFactor: true, isRecent: true } });
    expect(client.prepare('select count(*) as n from session').get()).toEqual({ n: 2 });
    // The challenge is spent.
    expect(await typeCode(waiting, showCode(secret, 1))).toEqual({ kind: 'over' });
  });

  test('takes a code once', async () => {
    const { secret, typePassword, typeCode } = await withFactor();
    const code = showCode(secret);
    expect((await typeCode(await typePassword(), code)).kind).toBe('in');
    expect((await typeCode(await typePassword(), code)).kind).toBe('used');
  });

  test('counts wrong codes by account, wherever they come from, and the right ones not', async () => {
    const { secret, typePassword, typeCode } = await withFactor();
    expect((await typeCode(await typePassword(), showCode(secret))).kind).toBe('in');
    const kinds: string[] = [];
    const wrong = (n: number): string => String((Number(showCode(secret)) + 5000 + n) % 1_000_000).padStart(6, '0');
    for (let n = 0; n < 10; n += 1) kinds.push((await typeCode(await typePassword(), wrong(n))).kind);
    expect(kinds).toEqual(Array(10).fill('wrong-code'));
    expect(await typeCode(await typePassword(), showCode(secret, 1))).toMatchObject({ kind: 'wait', email: KIM });
  });

  test('has a challenge end after five wrong codes, or ten minutes', async () => {
    const { secret, typePassword, typeCode } = await withFactor();
    const waiting = await typePassword();
    const kinds: string[] = [];
    for (let n = 0; n < 6; n += 1) kinds.push((await typeCode(waiting, `00000${n}`)).kind);
    expect(kinds.at(-1)).toBe('over');
    const another = await typePassword();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60 * 1000 });
    expect((await typeCode(another, showCode(secret))).kind).toBe('over');
  });

  test('takes each backup code once, however it is typed', async () => {
    const { client, backupCodes, typePassword, typeCode } = await withFactor();
    const kept = () => client.prepare('select backup_codes from two_factor').pluck().get();
    const before = kept();
    expect(backupCodes).toHaveLength(10);
    expect(new Set(backupCodes).size).toBe(10);
    const typed = backupCodes[3]!.replace('-', ' ').toUpperCase();
    expect(await typeCode(await typePassword(), typed)).toMatchObject({ kind: 'in', isBackup: true });
    expect((await typeCode(await typePassword(), typed)).kind).toBe('used');
    // Not in memory alone.
    expect(kept()).not.toBe(before);
  });

  test('keeps neither secret nor codes as they are', async () => {
    const { client, secret, backupCodes } = await withFactor();
    const row = JSON.stringify(client.prepare('select * from two_factor').get());
    for (const one of [secret, ...backupCodes]) expect(row).not.toContain(one);
  });

  test('ends the sessions that were begun without it', async () => {
    const { store } = freshStore();
    await addPerson(store, KIM, 'admin');
    const [other, own] = [await signIn(store, KIM), await signIn(store, KIM)];
    const { cookie } = await setUpFactor(store, own);
    const isIn = async (one: string) => (await store.accounts.readVisitor(one)).visitor !== null;
    expect([await isIn(other), await isIn(own), await isIn(cookie)]).toEqual([false, false, true]);
  });

  test('takes the password and a code to be turned off, or for other backup codes', async () => {
    const { accounts, secret, cookie, backupCodes, typePassword, typeCode } = await withFactor();
    const { visitor } = await accounts.readVisitor(cookie);
    const own = { id: visitor!.id, email: KIM, cookieHeader: cookie, address: anAddress(), password: PASSWORD };
    const code = showCode(secret);
    expect((await accounts.endSecondFactor({ ...own, password: 'another one', code })).kind).toBe('wrong-password');
    expect((await accounts.endSecondFactor({ ...own, code: '000000' })).kind).toBe('wrong-code');
    const renewed = await accounts.renewBackupCodes({ ...own, code });
    if (renewed.kind !== 'made') throw new Error(renewed.kind);
    expect((await typeCode(await typePassword(), backupCodes[0]!)).kind).toBe('wrong-code');
    const ended = await accounts.endSecondFactor({ ...own, code: renewed.backupCodes[0]! });
    if (ended.kind !== 'off') throw new Error(ended.kind);
    const after = (await accounts.readVisitor(asHeader(ended.cookies))).visitor;
    expect(after?.session?.hasSecondFactor).toBe(false);
    expect((await accounts.signIn({ email: KIM, password: PASSWORD, address: anAddress() })).kind).toBe('in');
  });

  test('is on once a code confirmed it, and shows its secret and codes once', async () => {
    const { store } = freshStore();
    await addPerson(store, KIM, 'admin');
    const cookieHeader = await signIn(store, KIM);
    const id = (await store.accounts.findByEmail(KIM))!.id;
    const own = { id, email: KIM, cookieHeader, address: anAddress() };
    expect((await store.accounts.beginSecondFactor({ ...own, password: 'wrong' })).kind).toBe('wrong-password');
    const begun = await store.accounts.beginSecondFactor({ ...own, password: PASSWORD });
    if (begun.kind !== 'begun') throw new Error(begun.kind);
    expect((await store.accounts.confirmSecondFactor({ ...own, code: '123456' })).kind).toBe('wrong-code');
    await signIn(store, KIM);
    const { cookie, secret } = await setUpFactor(store, cookieHeader);
    const again = { ...own, cookieHeader: cookie };
    expect((await store.accounts.confirmSecondFactor({ ...again, code: showCode(secret) })).kind).toBe('over');
    expect((await store.accounts.beginSecondFactor({ ...again, password: PASSWORD })).kind).toBe('on');
  });

  test('can be taken from those who lost it, and says so where the server’s secret is another', async () => {
    const client = freshClient();
    const open = (secret: string) => createStore(createLocalEngine(client), { secret: secret.repeat(32) });
    const before = open('a');
    await addPerson(before, KIM, 'admin');
    const { secret } = await setUpFactor(before, await signIn(before, KIM));
    const { accounts } = open('b');
    const outcome = await accounts.signIn({ email: KIM, password: PASSWORD, address: anAddress() });
    if (outcome.kind !== 'code') throw new Error(outcome.kind);
    const attempt = { cookieHeader: asHeader(outcome.cookies), code: showCode(secret), address: anAddress() };
    expect(await accounts.finishSignIn(attempt)).toEqual({ kind: 'unreadable', email: KIM });
    const { id, hasSecondFactor } = (await accounts.findByEmail(KIM))!;
    expect(hasSecondFactor).toBe(true);
    expect(await accounts.removeSecondFactor(id, new Date())).toBe('done');
    expect((await accounts.findByEmail(KIM))!.hasSecondFactor).toBe(false);
    expect((await accounts.signIn({ email: KIM, password: PASSWORD, address: anAddress() })).kind).toBe('in');
  });

  test('has its own cookie be as safe as the session’s', async () => {
    const options = { baseUrl: 'https://hearsay.example', secret: 's'.repeat(32) };
    const store = createStore(createLocalEngine(freshClient()), options);
    await addPerson(store, KIM);
    const { secret } = await setUpFactor(store, await signIn(store, KIM));
    const outcome = await store.accounts.signIn({ email: KIM, password: PASSWORD, address: anAddress() });
    if (outcome.kind !== 'code') throw new Error(outcome.kind);
    expect(outcome.cookies).toHaveLength(1);
    expect(outcome.cookies[0]).toMatch(
      /^__Host-hearsay\.two_factor=[^;]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const attempt = { cookieHeader: asHeader(outcome.cookies), code: showCode(secret), address: anAddress() };
    expect((await store.accounts.finishSignIn(attempt)).kind).toBe('in');
  });
});
