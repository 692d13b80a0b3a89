import { expect, it } from 'vitest';
import { addPerson, PASSWORD } from '../../support/people.ts';
import { openWith, read } from '../signed-in.ts';

interface Events {
  events: {
    kind: string;
    account: string | null;
    actor: string | null;
    address: string | null;
    detail: string | null;
  }[];
}

it('what happens to accounts is recorded for admins and in the log, without secrets', async () => {
  const { store, get, post, see, cookie, lines } = await openWith('kim@paper.example', 'admin');
  const lee = await addPerson(store, 'lee@paper.example', 'reader');
  await post('/sign-in', { email: 'Lee@paper.example', password: 'a wrong guess' });
  await post('/sign-in', { email: 'lee@paper.example', password: PASSWORD });
  await post('/users/invite', { email: 'new@paper.example', role: 'editor' }, cookie);
  await post(`/users/${lee}`, { do: 'role', role: 'editor' }, cookie);
  await post(`/users/${lee}`, { do: 'reset' }, cookie);
  await post(`/users/${lee}`, { do: 'disable' }, cookie);
  await post(`/users/${lee}`, { do: 'enable' }, cookie);
  const token = await post('/account/tokens', { name: 'Bot', scope: 'write', days: '30' }, cookie);
  await post('/account/tokens/1/revoke', {}, cookie);
  await get('/export.ndjson');
  await see('/export.ndjson');
  await post('/account', { current: 'not it at all', next: 'another long password' }, cookie);
  await post('/account/sessions', {}, cookie);
  const { events } = (await see('/users/events.json')).body as Events;
  const said = events.map(({ kind, account, actor, detail }) => [kind, account, actor, detail].join(' | ')).sort();
  expect(said).toEqual(
    [
      'sign-in-failed | lee@paper.example | lee@paper.example | ',
      'signed-in | lee@paper.example | lee@paper.example | ',
      'link-made | new@paper.example | Kim Min | invite, editor',
      'role-changed | lee@paper.example | Kim Min | reader to editor',
      'link-made | lee@paper.example | Kim Min | reset',
      'disabled | lee@paper.example | Kim Min | ',
      'enabled | lee@paper.example | Kim Min | ',
      'token-made | kim@paper.example | kim@paper.example | Bot (write)',
      'token-revoked | kim@paper.example | kim@paper.example | token 1',
      'everything-exported |  |  | ',
      'everything-exported | kim@paper.example | kim@paper.example | ',
      'sign-in-failed | kim@paper.example | kim@paper.example | password change',
      'session-ended | kim@paper.example | kim@paper.example | all others',
    ].sort(),
  );
  for (const { address } of events) expect(address).toMatch(/127\.0\.0\.1|::1/);
  const logged = lines.filter(({ msg }) => msg === 'security event');
  expect(logged).toHaveLength(events.length);
  const secret = /hsy_[\w-]+/.exec(token.text)![0];
  for (const text of [JSON.stringify(lines), JSON.stringify(events)]) {
    for (const word of [PASSWORD, 'a wrong guess', secret, 'not it at all']) expect(text).not.toContain(word);
  }
  const page = read(await see('/users/events'));
  expect(page.text).toContain('Role changed: reader to editor by Kim Min');
});

it('everybody sees what happened to their own account, and only admins the rest', async () => {
  const { store, post, see } = await openWith('kim@paper.example', 'editor');
  await addPerson(store, 'lee@paper.example', 'reader');
  for (const email of ['kim@paper.example', 'lee@paper.example']) {
    await post('/sign-in', { email, password: 'a wrong guess' });
    await post('/sign-in', { email, password: PASSWORD });
  }
  const { text } = read(await see('/account'));
  expect(text).toContain('Wrong password kim@paper.example');
  expect(text).toContain('Signed in kim@paper.example');
  expect(text).not.toContain('lee@paper.example');
  expect((await see('/users/events')).status).toBe(403);
});

it('whoever is not signed in writes nothing to the database', async () => {
  const { store, post, see } = await openWith('kim@paper.example', 'admin');
  const before = (await store.accounts.listEvents(null, 10)).length;
  await post('/sign-in', { email: 'kim@paper.example', password: 'a wrong guess' });
  expect((await store.accounts.listEvents(null, 10)).length).toBe(before + 1);
  const again = await openWith('kim@paper.example', 'admin');
  expect((await again.see('/users/events.json')).body).toEqual({ events: [] });
  expect((await see('/users/events.json')).body).toMatchObject({ events: [{ kind: 'sign-in-failed' }] });
});
