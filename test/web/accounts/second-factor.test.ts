import { describe, expect, it } from 'vitest';
import { setUpFactor, showCode } from '../../support/authenticator.ts';
import { addPerson, asHeader, PASSWORD, signIn } from '../../support/people.ts';
import { readFields } from '../claims/edit/reading/desk.ts';
import { openApp, type Answer } from '../open-app.ts';
import { makeToken, read } from '../signed-in.ts';

const KIM = 'kim@paper.example';
const PATH = '/account/second-factor';
const cookiesOf = ({ headers }: Answer): string =>
  asHeader((headers['set-cookie'] as unknown as string[] | undefined) ?? []);

async function openNewsroom(isAdminFactorAsked = false) {
  const app = openApp({ config: { isAdminFactorAsked } });
  await addPerson(app.store, KIM, 'admin', 'Kim');
  const cookie = await signIn(app.store, KIM);
  const listKinds = async () => (await app.store.accounts.listEvents(KIM, 20)).map(({ kind }) => kind);
  return { ...app, cookie, listKinds };
}

async function withFactor() {
  const app = await openNewsroom();
  return { ...app, ...(await setUpFactor(app.store, app.cookie)) };
}

describe('a second factor', () => {
  it('is set up without a script, by a picture or a key, and shows its backup codes once', async () => {
    const { get, post, cookie, listKinds } = await openNewsroom();
    expect(read(await get('/account').set('Cookie', cookie)).hrefs).toContain(PATH);
    const wrong = await post(PATH, { do: 'begin', current: 'not the password' }, cookie);
    expect(read(wrong).text).toContain('This is not your current password');
    const begun = await post(PATH, { do: 'begin', current: PASSWORD }, cookie);
    expect(begun.headers['cache-control']).toBe('private, no-store');
    const { secret } = readFields(begun) as { secret: string };
    expect(read(begun).text).toContain(secret.match(/.{1,4}/g)!.join(' '));
    expect(begun.text).toMatch(
      /<svg class="qr-code" viewBox="0 0 53 53" role="img"[^>]*><path d="M[Mhvz\d -]+"\/><\/svg>/,
    );
    const uri = `otpauth://totp/Hearsay%20(hearsay.test):kim%40paper.example?secret=${secret}&issuer=`;
    expect(read(begun).hrefs.filter((href) => href.startsWith(uri))).toHaveLength(1);
    expect(begun.text).not.toContain(PASSWORD);
    const mistyped = await post(PATH, { do: 'confirm', secret, code: '12345' }, cookie);
    expect(mistyped.status).toBe(422);
    expect(read(mistyped).text).toContain('The code is incorrect');
    expect(readFields(mistyped)).toMatchObject({ secret });
    const done = await post(PATH, { do: 'confirm', secret, code: showCode(secret) }, cookie);
    expect(read(done).text).toContain('Your second factor is on.');
    expect(done.text.match(/<li><code>[a-z2-9]{5}-[a-z2-9]{5}<\/code><\/li>/g)).toHaveLength(10);
    const own = cookiesOf(done);
    expect(read(await get('/account').set('Cookie', own)).text).toContain('On: signing in takes a code, too.');
    expect(await listKinds()).toEqual(expect.arrayContaining(['sign-in-failed', 'code-failed', 'second-factor-on']));
    const page = await get(PATH).set('Cookie', own);
    expect(page.text).not.toContain(secret);
    expect(read(page).text).toContain('Turn it off and on again to use another phone');
  });

  it('asks for a code after the password, and leads to where its person wanted to go', async () => {
    const { get, post, secret, backupCodes, listKinds } = await withFactor();
    const password = { email: KIM, password: PASSWORD, return: '/users' };
    const first = await post('/sign-in', password);
    expect([first.status, first.headers.location]).toEqual([303, '/sign-in/code?return=%2Fusers']);
    const waiting = cookiesOf(first);
    expect((await get('/users').set('Cookie', waiting)).headers.location).toMatch(/^\/sign-in/);
    const asked = await get('/sign-in/code?return=%2Fusers').set('Cookie', waiting);
    expect(readFields(asked)).toEqual({ return: '/users', code: '' });
    expect(asked.text).toContain('autocomplete="one-time-code"');
    const wrong = await post('/sign-in/code', { return: '/users', code: 'what?' }, waiting);
    expect([wrong.status, read(wrong).text.includes('The code is incorrect')]).toEqual([422, true]);
    const done = await post('/sign-in/code', { return: '/users', code: showCode(secret) }, waiting);
    expect([done.status, done.headers.location]).toEqual([303, '/users']);
    expect((await get('/users').set('Cookie', cookiesOf(done))).status).toBe(200);
    const again = cookiesOf(await post('/sign-in', password));
    const used = await post('/sign-in/code', { code: showCode(secret) }, again);
    expect(read(used).text).toContain('This code was used before. Wait for the next one');
    const backup = await post('/sign-in/code', { code: backupCodes[0]!, return: '//evil.example' }, again);
    expect([backup.status, backup.headers.location]).toEqual([303, '/']);
    expect(await listKinds()).toEqual(expect.arrayContaining(['code-asked', 'code-failed', 'signed-in']));
    const over = await post('/sign-in/code', { code: showCode(secret, 1), return: '/users' }, again);
    expect(read(over).text).toContain('That took too long, or there were too many wrong codes. Sign in again');
    expect(readFields(over)).toMatchObject({ return: '/users' });
  });

  it('leads those without a password typed to the sign-in', async () => {
    const { get, post } = await openNewsroom();
    const answer = await get('/sign-in/code?return=%2Fusers');
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in?return=%2Fusers']);
    expect((await post('/sign-in/code', { code: '123456' })).status).toBe(422);
    expect((await post('/sign-in/code', { code: '123456' }, 'hearsay.two_factor=%E0%A4%A')).status).toBe(422);
  });

  it('is asked for in place where a session ended, and the very write goes on', async () => {
    const { store, post, secret } = await withFactor();
    const typed = { name: 'Straits <Herald>', kind: 'outlet', action: 'save' };
    const password = { 'sign-in-email': KIM, 'sign-in-password': PASSWORD };
    const asked = await post('/sources/new', { ...typed, ...password });
    expect([asked.status, asked.headers['cache-control']]).toEqual([401, 'private, no-store']);
    expect(read(asked).text).toContain('Your password is right. What you typed is kept on this page');
    expect(readFields(asked)).toEqual({ ...typed, 'sign-in-code': '' });
    const waiting = cookiesOf(asked);
    const wrong = await post('/sources/new', { ...typed, 'sign-in-code': '1' }, waiting);
    expect([wrong.status, readFields(wrong)]).toEqual([401, { ...typed, 'sign-in-code': '' }]);
    expect(read(wrong).text).toContain('The code is incorrect');
    expect(await store.sources.findByName(typed.name)).toEqual([]);
    const saved = await post('/sources/new', { ...typed, 'sign-in-code': showCode(secret) }, waiting);
    expect(saved.status).toBe(303);
    expect(saved.headers.location).toMatch(/^\/sources\/\d+/);
    const late = await post('/sources/new', { ...typed, 'sign-in-code': showCode(secret, 1) }, waiting);
    expect(readFields(late)).toEqual({ ...typed, 'sign-in-email': '', 'sign-in-password': '' });
  });

  it('takes password and code to be turned off, and for other backup codes', async () => {
    const { get, post, cookie, secret, listKinds } = await withFactor();
    for (const [typed, message] of [
      [{ current: 'wrong', code: showCode(secret) }, 'This is not your current password'],
      [{ current: PASSWORD, code: '' }, 'The code is incorrect'],
    ] as const) {
      expect(read(await post(PATH, { do: 'off', ...typed }, cookie)).text).toContain(message);
    }
    const made = await post(PATH, { do: 'codes', current: PASSWORD, code: showCode(secret) }, cookie);
    expect(read(made).text).toContain('Those from before no longer work.');
    const off = await post(PATH, { do: 'off', current: PASSWORD, code: showCode(secret, 1) }, cookie);
    expect([off.status, off.headers.location]).toEqual([303, '/account?done=factor-off']);
    expect(read(await get('/account').set('Cookie', cookiesOf(off))).text).toContain('Off: your password alone');
    expect(await listKinds()).toEqual(expect.arrayContaining(['backup-codes-made', 'second-factor-off']));
  });

  it('can be taken from a person by an admin', async () => {
    const { store, get, post, cookie } = await withFactor();
    await addPerson(store, 'lee@paper.example', 'editor', 'Lee');
    await setUpFactor(store, await signIn(store, 'lee@paper.example'));
    const { id } = (await store.accounts.findByEmail('lee@paper.example'))!;
    expect(read(await get(`/users/${id}`).set('Cookie', cookie)).text).toContain('Second factor on');
    expect((await post(`/users/${id}`, { do: 'factor-off' }, cookie)).status).toBe(303);
    expect((await store.accounts.find(id))!.hasSecondFactor).toBe(false);
    expect(await store.accounts.listEvents('lee@paper.example', 1)).toMatchObject([
      { kind: 'second-factor-off', actor: 'Kim' },
    ]);
  });

  it('stays with a new password by a link, and is asked for then', async () => {
    const { store, get, post } = await withFactor();
    const { id } = (await store.accounts.findByEmail(KIM))!;
    const token = await makeToken(store, { purpose: 'reset', userId: id });
    const answer = await post('/welcome', { token, password: 'another long password' });
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in/code']);
    expect((await get('/sign-in/code').set('Cookie', cookiesOf(answer))).status).toBe(200);
  });
});

it('a step that is none is not found, whatever it is called', async () => {
  const { post, cookie } = await openNewsroom();
  for (const step of ['', 'nothing', 'toString', 'hasOwnProperty', '__proto__']) {
    expect((await post(PATH, { do: step }, cookie)).status, step).toBe(404);
  }
});

describe('where admins need a second factor', () => {
  it('they are led to it before anything else', async () => {
    const { get, post, cookie, store } = await openNewsroom(true);
    for (const path of ['/', '/claims', '/users', '/account', '/claims/new']) {
      const answer = await get(path).set('Cookie', cookie);
      expect([path, answer.status, answer.headers.location]).toEqual([path, 303, PATH]);
    }
    const twin = await get('/users.json').set('Cookie', cookie);
    const error = { status: 403, title: 'Set up your second factor first', issues: [] };
    expect([twin.status, twin.body]).toMatchObject([403, { error }]);
    expect((await get('/healthz').set('Cookie', cookie)).status).toBe(200);
    expect(read(await get(PATH).set('Cookie', cookie)).text).toContain('Admins sign in here with a second factor.');
    const own = (await setUpFactor(store, cookie)).cookie;
    expect((await get('/users').set('Cookie', own)).status).toBe(200);
    expect((await post('/sign-out', {}, own)).status).toBe(303);
  });

  it('a form that they send is kept until they have one', async () => {
    const { store, post, cookie } = await openNewsroom(true);
    const typed = { name: 'Herald', kind: 'outlet', action: 'save' };
    const kept = await post('/sources/new', typed, cookie);
    expect([kept.status, readFields(kept)]).toEqual([403, typed]);
    expect(read(kept).hrefs).toContain(PATH);
    expect(await store.sources.findByName('Herald')).toEqual([]);
    const inPlace = { 'sign-in-email': KIM, 'sign-in-password': PASSWORD };
    const signedIn = await post('/sources/new', { ...typed, ...inPlace });
    expect([signedIn.status, readFields(signedIn)]).toEqual([403, typed]);
    const { cookie: own } = await setUpFactor(store, cookiesOf(signedIn));
    expect((await post('/sources/new', typed, own)).status).toBe(303);
  });

  it('editors and the first admin’s link are as ever', async () => {
    const { store, get, post } = openApp({ config: { isAdminFactorAsked: true } });
    const token = await makeToken(store, { purpose: 'first-admin' });
    const answer = await post('/welcome', { token, name: 'Ada', email: 'ada@paper.example', password: PASSWORD });
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect((await get('/').set('Cookie', cookiesOf(answer))).headers.location).toBe(PATH);
    await addPerson(store, 'ed@paper.example', 'editor');
    expect((await get('/').set('Cookie', await signIn(store, 'ed@paper.example'))).status).toBe(200);
  });
});
