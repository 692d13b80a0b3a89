import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createStore } from '../../../src/storage/store.ts';
import { addPerson, anAddress, asHeader, PASSWORD, signIn } from '../../support/people.ts';
import { freshStore } from '../../support/store.ts';
import { countHashes } from '../../support/quick-hashing.ts';

const DAY = 24 * 60 * 60 * 1000;
const NEXT = 'another long password';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Lets time pass; only dates move, or nothing that waits would end. */
function pass(milliseconds: number): void {
  const now = Date.now() + milliseconds;
  vi.useFakeTimers({ toFake: ['Date'], now });
}

async function withEditor() {
  const opened = freshStore();
  const id = await addPerson(opened.store, 'kim@paper.example', 'editor', 'Kim Min');
  return { ...opened, accounts: opened.store.accounts, id };
}

describe('signing in', () => {
  test('signing in sets a cookie that scripts can’t read and other sites don’t send', async () => {
    const { accounts, client, id } = await withEditor();
    const outcome = await accounts.signIn({ email: ' Kim@Paper.example ', password: PASSWORD, address: anAddress() });
    expect(outcome.kind).toBe('wrong');
    const signedIn = await accounts.signIn({ email: 'Kim@Paper.example', password: PASSWORD, address: anAddress() });
    if (signedIn.kind !== 'in') throw new Error(signedIn.kind);
    expect(signedIn.cookies).toHaveLength(1);
    expect(signedIn.cookies[0]).toMatch(
      /^hearsay\.session_token=\S+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const visitor = { id, name: 'Kim Min', email: 'kim@paper.example', role: 'editor' };
    const session = { id: expect.any(String) as string, isRecent: true, hasSecondFactor: false };
    expect(await accounts.readVisitor(asHeader(signedIn.cookies))).toEqual({
      visitor: { ...visitor, session },
      cookies: [],
    });
    expect(client.prepare('select ip_address, user_agent from session').all()).toMatchObject([{ user_agent: null }]);
  });

  test('the session cookie is Secure when the base URL is https', async () => {
    const options = { baseUrl: 'https://hearsay.example', secret: 's'.repeat(32) };
    const store = createStore(freshStore().engine, options);
    await addPerson(store, 'kim@paper.example');
    const outcome = await store.accounts.signIn({ email: 'kim@paper.example', password: PASSWORD, address: '::1' });
    if (outcome.kind !== 'in') throw new Error(outcome.kind);
    expect(outcome.cookies[0]).toMatch(
      /^__Host-hearsay\.session_token=[^;]*; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(store.accounts.hasSession(asHeader(outcome.cookies))).toBe(true);
  });

  test('an unknown address, a wrong password and a disabled account get the same answer in similar time', async () => {
    const { accounts, store } = await withEditor();
    const disabled = await addPerson(store, 'lee@paper.example');
    await accounts.disable(disabled, new Date());
    const attempts = {
      wrong: { email: 'kim@paper.example', password: 'not the password' },
      unknown: { email: 'nobody@paper.example', password: 'not the password' },
      disabled: { email: 'lee@paper.example', password: PASSWORD },
    };
    for (const attempt of Object.values(attempts)) {
      const before = countHashes();
      expect(await accounts.signIn({ ...attempt, address: anAddress() })).toEqual({ kind: 'wrong' });
      // Hashing is nearly all the time that it takes.
      expect(countHashes() - before).toBe(1);
    }
  });

  test('an invalid address or password is wrong, not an error', async () => {
    const { accounts } = await withEditor();
    for (const [email, password] of [
      ['', ''],
      ['kim', PASSWORD],
      ['kim@paper.example\u0000', PASSWORD],
      ["' or 1=1 --@x.example", '\ud800'],
      ['kim@paper.example', 'x'.repeat(1_000_000)],
    ] as const) {
      expect(await accounts.signIn({ email, password, address: anAddress() })).toEqual({ kind: 'wrong' });
    }
  });

  test('an address has ten tries to sign in a minute, and other addresses are not affected', async () => {
    const { accounts } = await withEditor();
    const attempt = { email: 'kim@paper.example', password: PASSWORD, address: anAddress() };
    // What can't be an address is counted too, and nothing is hashed for it.
    const wrong = { ...attempt, email: 'kim' };
    const outcomes = await Promise.all(Array.from({ length: 14 }, () => accounts.signIn(wrong)));
    expect(outcomes.filter(({ kind }) => kind === 'wrong')).toHaveLength(10);
    const right = await accounts.signIn(attempt);
    if (right.kind !== 'wait') throw new Error(right.kind);
    expect(right.seconds).toBeGreaterThan(0);
    expect(right.seconds).toBeLessThanOrEqual(60);
    expect((await accounts.signIn({ ...attempt, address: anAddress() })).kind).toBe('in');
    // Setting the machine's clock shortens no wait, and prolongs none.
    pass(-DAY);
    const later = await accounts.signIn(attempt);
    if (later.kind !== 'wait') throw new Error(later.kind);
    expect(later.seconds).toBeLessThanOrEqual(60);
    pass(2 * DAY);
    expect((await accounts.signIn(attempt)).kind).toBe('wait');
    const uptime = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => uptime + 61_000);
    expect((await accounts.signIn(attempt)).kind).toBe('in');
  });

  test('an account has fifty tries an hour from all addresses, but for those that its person signed in from', async () => {
    const { accounts, store } = await withEditor();
    await addPerson(store, 'lee@paper.example');
    const home = anAddress();
    const right = { email: 'kim@paper.example', password: PASSWORD };
    expect(await accounts.signIn({ ...right, address: home })).toMatchObject({ kind: 'in' });
    // However the address is written, and many at once.
    const guesses = Array.from({ length: 300 }, (_, n) => ({
      ...{ email: n % 2 ? 'kim@paper.example' : 'KIM@paper.example', password: `guess number ${n}` },
      address: anAddress(),
    }));
    const outcomes = await Promise.all(guesses.map((guess) => accounts.signIn(guess)));
    expect(outcomes.filter(({ kind }) => kind === 'wrong')).toHaveLength(50);
    expect(await accounts.signIn({ ...right, address: anAddress() })).toMatchObject({ kind: 'wait' });
    // Nobody else has to wait, nor Kim where she was before.
    expect(await accounts.signIn({ ...right, email: 'lee@paper.example', address: anAddress() })).toMatchObject({
      kind: 'in',
    });
    expect(await accounts.signIn({ ...right, address: home })).toMatchObject({ kind: 'in' });
  });

  test('an unknown address is counted as one that is known: the answers don’t tell which it is', async () => {
    const { accounts } = await withEditor();
    const guess = () => accounts.signIn({ email: 'nobody@paper.example', password: 'a guess', address: anAddress() });
    const outcomes = await Promise.all(Array.from({ length: 60 }, guess));
    expect(outcomes.filter(({ kind }) => kind === 'wait')).toHaveLength(10);
  });

  test('signing in clears away expired sessions', async () => {
    const { store, client } = await withEditor();
    await signIn(store, 'kim@paper.example');
    pass(8 * DAY);
    await signIn(store, 'kim@paper.example');
    expect(client.prepare('select count(*) from session').pluck().get()).toBe(1);
  });
});

describe('a session', () => {
  /** A store whose sessions end after an hour without use, and after three. */
  async function withLimits() {
    const sessions = { idle: 60 * 60, longest: 3 * 60 * 60 };
    const store = createStore(freshStore().engine, { sessions });
    const id = await addPerson(store, 'kim@paper.example');
    return { store, id, cookie: await signIn(store, 'kim@paper.example') };
  }
  const isIn = async ({ store, cookie }: Awaited<ReturnType<typeof withLimits>>) =>
    (await store.accounts.readVisitor(cookie)).visitor !== null;
  const MINUTE = 60 * 1000;

  test('a session ends when it is not used, and lasts while it is', async () => {
    const unused = await withLimits();
    const used = await withLimits();
    pass(40 * MINUTE);
    expect(await isIn(used)).toBe(true);
    pass(40 * MINUTE);
    expect([await isIn(unused), await isIn(used)]).toEqual([false, true]);
  });

  test('a session ends some time after signing in, however much it is used', async () => {
    const opened = await withLimits();
    for (let minutes = 0; minutes < 160; minutes += 40) {
      pass(40 * MINUTE);
      expect(await isIn(opened)).toBe(true);
    }
    pass(25 * MINUTE);
    expect(await isIn(opened)).toBe(false);
    expect(await opened.store.accounts.listSessions(opened.id)).toEqual([]);
  });

  test('a clock that was ahead locks nobody out', async () => {
    pass(400 * DAY);
    const opened = await withLimits();
    pass(-400 * DAY);
    expect(await isIn(opened)).toBe(true);
    const link = await opened.store.accounts.makeLink({ purpose: 'reset', userId: opened.id }, 'Ada', new Date());
    if (link.kind !== 'made') throw new Error(link.kind);
    const newcomer = { name: '', email: '', password: NEXT };
    expect((await opened.store.accounts.useLink(link.token, newcomer, new Date())).kind).toBe('used');
    await signIn(opened.store, 'kim@paper.example', NEXT);
    // One that was made before it was set right can be used too.
    pass(400 * DAY);
    const early = await opened.store.accounts.makeLink({ purpose: 'reset', userId: opened.id }, 'Ada', new Date());
    if (early.kind !== 'made') throw new Error(early.kind);
    pass(-400 * DAY);
    expect(
      (await opened.store.accounts.useLink(early.token, { ...newcomer, password: PASSWORD }, new Date())).kind,
    ).toBe('used');
  });

  test('somebody’s sessions are listed, and ended one by one or all but one', async () => {
    const { accounts, store, id } = await withEditor();
    await addPerson(store, 'lee@paper.example');
    const lee = await signIn(store, 'lee@paper.example');
    const from = (address: string, agent: string) =>
      accounts.signIn({ email: 'kim@paper.example', password: PASSWORD, address, agent });
    const cookies: string[] = [];
    for (const [address, agent] of [
      ['10.1.0.1', 'Firefox'],
      ['10.1.0.2', 'Safari'],
      ['10.1.0.3', 'x'.repeat(999)],
    ] as const) {
      const outcome = await from(address, agent);
      if (outcome.kind === 'in') cookies.push(asHeader(outcome.cookies));
    }
    const list = await accounts.listSessions(id);
    expect(list.map(({ address, agent }) => [address, agent?.slice(0, 7)]).sort()).toEqual([
      ['10.1.0.1', 'Firefox'],
      ['10.1.0.2', 'Safari'],
      ['10.1.0.3', 'xxxxxxx'],
    ]);
    const isSignedIn = async (cookie: string) => (await accounts.readVisitor(cookie)).visitor !== null;
    await accounts.endSession(id, list.find(({ agent }) => agent === 'Safari')!.id);
    expect(await Promise.all(cookies.map(isSignedIn))).toEqual([true, false, true]);
    const { visitor } = await accounts.readVisitor(cookies[0]!);
    await accounts.endOtherSessions(id, visitor!.session!.id);
    expect(await Promise.all(cookies.map(isSignedIn))).toEqual([true, false, false]);
    // Nobody ends a session that isn't theirs.
    const [theirs] = await accounts.listSessions((await accounts.findByEmail('lee@paper.example'))!.id);
    await accounts.endSession(id, theirs!.id);
    expect(await isSignedIn(lee)).toBe(true);
  });

  test('a session cookie that is made up, changed or signed with another secret belongs to nobody', async () => {
    const { accounts, store, engine } = await withEditor();
    const cookie = await signIn(store, 'kim@paper.example');
    const other = createStore(engine, { baseUrl: 'http://127.0.0.1', secret: 'o'.repeat(32) });
    for (const wrong of ['hearsay.session_token=abc', cookie.slice(0, -6), `${cookie}x`, '', 'a=b; ;;=%']) {
      expect((await accounts.readVisitor(wrong)).visitor).toBeNull();
    }
    expect((await other.accounts.readVisitor(cookie)).visitor).toBeNull();
    expect((await accounts.readVisitor(`a=b; ${cookie}`)).visitor).not.toBeNull();
  });

  test('the error of a session that can’t be read does not contain its token', async () => {
    const { accounts, store, client } = await withEditor();
    const cookie = await signIn(store, 'kim@paper.example');
    const token = client.prepare('select token from session').pluck().get() as string;
    client.exec('alter table session rename to gone');
    const error = await accounts.readVisitor(cookie).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: "The session can't be read: no such table: session" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(token);
  });

  test('a session lasts for seven days after each use', async () => {
    const { accounts, store } = await withEditor();
    const cookie = await signIn(store, 'kim@paper.example');
    pass(6 * DAY);
    const { visitor, cookies } = await accounts.readVisitor(cookie);
    expect(visitor).not.toBeNull();
    expect(cookies[0]).toMatch(/^hearsay\.session_token=\S+; Max-Age=604800;/);
    pass(6 * DAY);
    expect((await accounts.readVisitor(asHeader(cookies))).visitor).not.toBeNull();
    pass(8 * DAY);
    const over = await accounts.readVisitor(asHeader(cookies));
    expect(over.visitor).toBeNull();
    expect(over.cookies[0]).toMatch(/^hearsay\.session_token=; Max-Age=0;/);
  });

  test('signing out ends a session and no other', async () => {
    const { accounts, store } = await withEditor();
    const [one, two] = [await signIn(store, 'kim@paper.example'), await signIn(store, 'kim@paper.example')];
    expect((await accounts.signOut(one))[0]).toMatch(/^hearsay\.session_token=; Max-Age=0;/);
    expect((await accounts.readVisitor(one)).visitor).toBeNull();
    expect((await accounts.readVisitor(two)).visitor).not.toBeNull();
    await accounts.signOut(one);
    await accounts.signOut('');
  });

  test('changing the password ends all other sessions', async () => {
    const { accounts, store } = await withEditor();
    const [here, there] = [await signIn(store, 'kim@paper.example'), await signIn(store, 'kim@paper.example')];
    const change = { cookieHeader: here, current: PASSWORD, next: NEXT, address: anAddress() };
    expect(await accounts.changePassword({ ...change, current: 'not the password' })).toEqual({ kind: 'wrong' });
    expect((await accounts.readVisitor(there)).visitor).not.toBeNull();
    const changed = await accounts.changePassword(change);
    if (changed.kind !== 'in') throw new Error(changed.kind);
    expect((await accounts.readVisitor(here)).visitor).toBeNull();
    expect((await accounts.readVisitor(there)).visitor).toBeNull();
    expect((await accounts.readVisitor(asHeader(changed.cookies))).visitor?.name).toBe('Kim Min');
    await signIn(store, 'kim@paper.example', NEXT);
    await expect(signIn(store, 'kim@paper.example')).rejects.toThrow('wrong');
    expect(await accounts.changePassword({ ...change, cookieHeader: '' })).toEqual({ kind: 'wrong' });
  });

  test('tries to change a password are limited, so that the current one can’t be guessed', async () => {
    const { accounts, store } = await withEditor();
    const cookieHeader = await signIn(store, 'kim@paper.example');
    const change = { cookieHeader: '', current: 'not the password', next: NEXT, address: anAddress() };
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => accounts.changePassword(change)));
    expect(outcomes.filter(({ kind }) => kind === 'wait')).toHaveLength(2);
    expect((await accounts.changePassword({ ...change, cookieHeader, current: PASSWORD })).kind).toBe('wait');
  });

  test('a session has its owner’s present role and ends when the owner is disabled', async () => {
    const { accounts, store, id } = await withEditor();
    const cookie = await signIn(store, 'kim@paper.example');
    expect(await accounts.setRole(id, 'reader', new Date())).toBe('done');
    expect((await accounts.readVisitor(cookie)).visitor?.role).toBe('reader');
    expect(await accounts.disable(id, new Date())).toBe('done');
    expect((await accounts.readVisitor(cookie)).visitor).toBeNull();
    expect(await accounts.enable(id, new Date())).toBe('done');
    expect((await accounts.readVisitor(cookie)).visitor).toBeNull();
    await signIn(store, 'kim@paper.example');
  });
});

describe('people', () => {
  test('the last admin can’t step back, even when two do so at once', async () => {
    const { accounts, store, id } = await withEditor();
    const at = new Date();
    const ada = await addPerson(store, 'ada@paper.example', 'admin');
    expect(await accounts.setRole(ada, 'editor', at)).toBe('last-admin');
    expect(await accounts.disable(ada, at)).toBe('last-admin');
    expect((await accounts.find(ada))?.role).toBe('admin');
    expect(await accounts.setRole(id, 'admin', at)).toBe('done');
    expect((await Promise.all([accounts.disable(ada, at), accounts.setRole(id, 'reader', at)])).sort()).toEqual([
      'done',
      'last-admin',
    ]);
    expect((await accounts.list()).filter(({ role, disabledAt }) => role === 'admin' && !disabledAt)).toHaveLength(1);
  });

  test('a disabled admin does not count as another admin, and an unknown person can’t be changed', async () => {
    const { accounts, store } = await withEditor();
    const at = new Date();
    const [ada, bo] = [
      await addPerson(store, 'ada@a.example', 'admin'),
      await addPerson(store, 'bo@a.example', 'admin'),
    ];
    expect(await accounts.disable(bo, at)).toBe('done');
    expect(await accounts.setRole(ada, 'reader', at)).toBe('last-admin');
    expect(await accounts.setRole('nobody', 'reader', at)).toBe('unknown');
    expect(await accounts.disable('nobody', at)).toBe('unknown');
  });
});
