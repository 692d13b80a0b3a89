/** Whatever is sent to any route, by anybody: never a failure of ours, and no word of how the program is made. */
import { once } from 'node:events';
import { createServer, request as send, Agent, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeRandom } from '../../src/newsroom/random.ts';
import type { Route } from '../../src/web/http/route.ts';
import { routes } from '../../src/web/routes.ts';
import { createFuzzer, type FuzzedRequest, type Target } from '../support/fuzz.ts';
import { addPerson, signIn } from '../support/people.ts';
import { asSent } from './api/desk.ts';
import { openSample } from './open-app.ts';

/** `INPUTS=25000` takes a quarter of an hour. */
const INPUTS = Number(process.env.INPUTS ?? 4_000);
/** Another seed makes other requests. */
const SEED = Number(process.env.SEED ?? 17);
const ROLES = ['nobody', 'editor', 'admin'] as const;
/** A token may write sixty times a minute. */
const WRITES = 50;

const faults: unknown[] = [];
const note = (error: unknown): void => void faults.push(error);
beforeAll(() => {
  process.on('unhandledRejection', note).on('uncaughtExceptionMonitor', note);
});
afterAll(() => {
  process.off('unhandledRejection', note).off('uncaughtExceptionMonitor', note);
});

type Sample = Awaited<ReturnType<typeof openSample>>;
type Role = (typeof ROLES)[number];

let people = 0;

/** Somebody new, since the last one may have signed out, changed their password or left. */
async function enter({ store }: Sample, role: Role, isApi: boolean): Promise<Record<string, string>> {
  if (role === 'nobody') return {};
  people += 1;
  const email = `person-${people}@desk.example`;
  const userId = await addPerson(store, email, role);
  if (!isApi) return { cookie: await signIn(store, email) };
  const made = await store.accounts.makeToken(
    { userId, name: 'robot', scope: 'write', expiresAt: null },
    new Date('2025-06-18T09:00:00Z'),
  );
  if (made.kind !== 'made') throw new Error(made.kind);
  return { authorization: `Bearer ${made.secret}` };
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

interface Heard {
  status: number;
  text: string;
}

/** What comes back; null where the connection was cut, as for a body that is not read. */
async function ask(port: number, { method, path, headers, body }: FuzzedRequest): Promise<Heard | null> {
  return new Promise((resolve) => {
    const asked = send({ host: '127.0.0.1', port, agent, method, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode!, text: Buffer.concat(chunks).toString('latin1') }));
      answer.on('error', () => resolve(null));
    });
    asked.on('error', () => resolve(null));
    asked.end(body ?? undefined);
  });
}

/** What a form has in it, hidden or not. */
function readFields(html: string): Record<string, string> {
  const names = [...html.matchAll(/<(?:input|textarea|select|button)\b[^>]*\bname="([^"]+)"[^>]*>/gu)];
  return Object.fromEntries(names.map(([tag, name]) => [name!, /\bvalue="([^"]*)"/u.exec(tag)?.[1] ?? 'x']));
}

/** Fields of forms that stand on another page than theirs. */
const MORE_FIELDS = {
  action: 'save',
  text: 'A claim.',
  language: 'en',
  mode: 'cards',
  line: 'A < B',
  reason: 'why',
  'story-text': 'TASS said so, citing officials.',
  'card-0-source': 'TASS',
  'card-1-source': 'IANS',
  'hop-0-cue': 'said',
};

async function describe(sample: Sample, port: number, route: Route): Promise<Target> {
  const one = sample.claims[0]!;
  const { claim, statements, attributions, sources, documents } = one;
  const uids: Record<string, string> = {
    statements: statements[0]!.uid,
    attributions: attributions[0]!.uid,
    sources: sources[0]!.uid,
    documents: documents[0]!.uid,
  };
  const noun = /^(?:\/api)?\/(\w+)/u.exec(route.path)?.[1] ?? '';
  const params = { id: ['1', '2', '1-x'], uid: [uids[noun] ?? claim.uid], revision: ['1', '2'], part: ['1'] };
  const cookie = (await enter(sample, 'admin', false)).cookie!;
  const paths = [route.path, ...(route.json === null ? [] : [route.json])];
  const filled = route.path.replace(/:(\w+)/gu, (_, name: string) => params[name as keyof typeof params]?.[0] ?? 'x');
  const shown =
    route.method === 'post' ? await ask(port, { method: 'GET', path: filled, headers: { cookie }, body: null }) : null;
  const query = [route.query, route.operation?.query].flatMap((shape) => (shape ? Object.keys(shape.shape) : []));
  const sent = noun === 'sources' ? sources[0]! : noun === 'documents' ? documents[0]! : asSent(one);
  const fields = { ...MORE_FIELDS, ...(shown?.status === 200 ? readFields(shown.text) : {}) };
  return {
    method: route.method,
    paths,
    isApi: route.isApi ?? false,
    params,
    query: [...query, 'done', 'return', 'after', 'q', 'focus', 'without'],
    fields,
    sent,
  };
}

const STACK = /\n\s+at .+\(|node_modules|\/src\/[\w/-]+\.ts|SQLITE_|SqliteError|DrizzleQueryError/u;

it(`${INPUTS} hostile requests over all routes`, { timeout: INPUTS * 300 }, async () => {
  const random = makeRandom(SEED);
  const fuzzer = createFuzzer(random);
  const each = Math.ceil(INPUTS / (routes.length * ROLES.length));
  const statuses = new Map<number, number>();
  const wrong: string[] = [];
  let count = 0;
  let [sample, server, port]: [Sample | null, Server | null, number] = [null, null, 0];
  for (const route of routes) {
    // What is written stays with its route.
    if (!sample || route.method === 'post') {
      server?.closeAllConnections();
      server?.close();
      sample = await openSample();
      server = createServer(sample.app).listen(0, '127.0.0.1');
      await once(server, 'listening');
      ({ port } = server.address() as AddressInfo);
    }
    const target = await describe(sample, port, route);
    for (const role of ROLES) {
      let who: Record<string, string> = {};
      for (let n = 0; n < each; n += 1) {
        if (n % WRITES === 0) who = await enter(sample, role, target.isApi);
        const asked = fuzzer.make(target);
        const heard = await ask(port, { ...asked, headers: { ...asked.headers, ...who } });
        count += 1;
        const status = heard?.status ?? 0;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        const isWrong = status === 500 || faults.length > 0 || (heard !== null && STACK.test(heard.text));
        if (isWrong) {
          wrong.push(
            `${role} ${asked.method} ${asked.path.slice(0, 300)} ${JSON.stringify(asked.headers).slice(0, 300)} ${String(asked.body).slice(0, 1_500)}: ${status} ${JSON.stringify(sample.lines.at(-1)?.err ?? '').slice(0, 1_500)} ${faults.splice(0).map(String).join()}`,
          );
        }
      }
    }
    expect((await ask(port, { method: 'GET', path: '/healthz', headers: {}, body: null }))?.status, route.path).toBe(
      200,
    );
  }
  server?.closeAllConnections();
  server?.close();
  process.stdout.write(
    `${count} inputs over ${routes.length} routes: ${JSON.stringify(Object.fromEntries([...statuses].sort(([a], [b]) => a - b)))}\n`,
  );
  expect(wrong).toEqual([]);
});
