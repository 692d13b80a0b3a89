/** The machine's clock is set back by a day while the server runs, or was ahead when it was started before. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as makeUid } from 'uuid';
import { beforeAll, expect, test, vi } from 'vitest';
import { openStore } from '../../src/storage/store.ts';
import { SECRET } from '../support/kill-rounds.ts';
import { signIn } from '../support/people.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { expectReading, expectWholeEnd, fillDatabase, openDesks, type Desk } from './desk.ts';

const DAY = 86_400_000;
const DATABASE = join(makeTempFolder(), 'served.sqlite');
let writer: Awaited<ReturnType<typeof fillDatabase>>;
const serveDesk = openDesks();

beforeAll(async () => {
  writer = await fillDatabase(DATABASE);
});

/** Starts a server whose clock is ahead, until it is told to set it right. */
function serve(ahead: number): Promise<Desk> {
  const clock = `
    const Real = Date;
    let ahead = ${ahead};
    process.on('SIGUSR2', () => { ahead = 0; });
    globalThis.Date = class Date extends Real {
      constructor(...all) { all.length === 0 ? super(Real.now() + ahead) : super(...all); }
      static now() { return Real.now() + ahead; }
    };`;
  const nodeArgs = ['--import', `data:text/javascript,${encodeURIComponent(clock)}`];
  return serveDesk(DATABASE, writer, nodeArgs);
}

/** Expects that claim 1 says this to everybody, as its newest version. */
async function expectText({ get }: Desk, text: string, revision: number): Promise<void> {
  expect(await (await get('/claims/1.json')).json()).toMatchObject({ claim: { text } });
  const history = (await (await get('/claims/1/history.json')).json()) as { revisions: { revision: number }[] };
  expect(history.revisions.map(({ revision: one }) => one)).toEqual(
    Array.from({ length: revision }, (_, i) => revision - i),
  );
}

test('sessions, drafts, versions and pages go on when the clock is set back', async () => {
  const desk = await serve(DAY);
  expect((await desk.edit('Tomorrow.', 1)).status).toBe(303);
  const uid = makeUid();
  expect((await desk.keepDraft(uid, 'Of tomorrow.')).status).toBe(303);
  expect((await desk.sendClaim('tomorrow')).status).toBe(201);
  await expectText(desk, 'Tomorrow.', 2);
  await expectReading(desk);

  desk.child.kill('SIGUSR2');
  await sleep(100);
  await expectText(desk, 'Tomorrow.', 2);
  expect((await desk.edit('Today.', 2)).status).toBe(303);
  await expectText(desk, 'Today.', 3);
  expect((await desk.sendClaim('today')).status).toBe(201);
  expect((await desk.keepDraft(makeUid(), 'Of today.')).status).toBe(303);
  for (const key of ['tomorrow', 'today']) expect((await desk.readClaim(key)).status).toBe(200);
  await expectReading(desk);
  await expectWholeEnd(desk, DATABASE);

  // The next start has the right clock, and a session begun before.
  const again = await serve(0);
  expect((await again.edit('Later today.', 3)).status).toBe(303);
  await expectText(again, 'Later today.', 4);
  await expectWholeEnd(again, DATABASE);
});

test('who signed in while the clock was ahead stays signed in', async () => {
  const store = await openStore(DATABASE, { secret: SECRET });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY });
  const cookie = await signIn(store, 'kim@desk.example');
  vi.useRealTimers();
  await store.close();
  const { port } = await serve(0);
  const headers = { cookie };
  expect((await fetch(`http://127.0.0.1:${port}/account`, { headers, redirect: 'manual' })).status).toBe(200);
});
