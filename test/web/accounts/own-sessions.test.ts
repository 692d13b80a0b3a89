import { afterEach, describe, expect, it, vi } from 'vitest';
import { addPerson, asHeader, PASSWORD } from '../../support/people.ts';
import { openWith, read } from '../signed-in.ts';

afterEach(() => {
  vi.useRealTimers();
});

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

async function openTwice() {
  const opened = await openWith('kim@paper.example', 'admin');
  const attempt = { email: 'kim@paper.example', password: PASSWORD, address: '10.9.9.9', agent: FIREFOX };
  const outcome = await opened.store.accounts.signIn(attempt);
  if (outcome.kind !== 'in') throw new Error(outcome.kind);
  const other = asHeader(outcome.cookies);
  const isIn = async (cookie: string) => (await opened.store.accounts.readVisitor(cookie)).visitor !== null;
  return { ...opened, other, isIn };
}

describe('the sessions of an account', () => {
  it('are shown to their person, with the browser and the address, and can be ended', async () => {
    const { see, post, cookie, other, isIn } = await openTwice();
    const page = read(await see('/account'));
    expect(page.text).toContain('Firefox on Linux 10.9.9.9');
    expect(page.text).toContain('A browser this one');
    const { body } = await see('/account.json');
    const { sessions } = body as { sessions: { id: string; agent: string | null }[] };
    const session = sessions.find(({ agent }) => agent === FIREFOX)!.id;
    const { status, headers } = await post('/account/sessions', { session }, cookie);
    expect([status, headers.location]).toEqual([303, '/account?done=session']);
    expect([await isIn(cookie), await isIn(other)]).toEqual([true, false]);
    expect(read(await see('/account')).text).not.toContain('Firefox');
  });

  it('are ended everywhere else by one button', async () => {
    const { post, cookie, other, isIn } = await openTwice();
    await post('/account/sessions', {}, cookie);
    expect([await isIn(cookie), await isIn(other)]).toEqual([true, false]);
  });
});

describe('what decides who may do what', () => {
  it('takes the password again where it was typed half an hour ago, and loses nothing that was typed', async () => {
    const { store, post, cookie, isIn } = await openTwice();
    const lee = await addPerson(store, 'lee@paper.example', 'reader');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31 * 60 * 1000 });
    const forms: [string, Record<string, string>][] = [
      ['/users/invite', { email: 'new@paper.example', role: 'admin' }],
      [`/users/${lee}`, { do: 'role', role: 'admin' }],
      ['/account/tokens', { name: 'Bot', scope: 'write', days: '30' }],
    ];
    for (const [path, fields] of forms) {
      const asked = await post(path, fields, cookie);
      expect(asked.status, path).toBe(401);
      const page = read(asked);
      expect(page.text).toContain('Type your password again');
      for (const value of Object.values(fields)) expect(asked.text).toContain(`value="${value}"`);
    }
    expect((await store.accounts.find(lee))!.role).toBe('reader');
    const [path, fields] = forms[1]!;
    const wrong = { ...fields, 'sign-in-email': 'kim@paper.example', 'sign-in-password': 'not the password' };
    expect((await post(path, wrong, cookie)).status).toBe(401);
    expect((await store.accounts.find(lee))!.role).toBe('reader');
    const done = await post(path, { ...wrong, 'sign-in-password': PASSWORD }, cookie);
    expect(done.status).toBe(303);
    expect((await store.accounts.find(lee))!.role).toBe('admin');
    expect(await isIn(cookie)).toBe(false);
  });

  it('is done at once soon after signing in', async () => {
    const { store, post, cookie } = await openTwice();
    const lee = await addPerson(store, 'lee@paper.example', 'reader');
    expect((await post(`/users/${lee}`, { do: 'role', role: 'editor' }, cookie)).status).toBe(303);
  });
});
