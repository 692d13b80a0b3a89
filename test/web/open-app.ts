/** The real application over a real store, with what a test may want to look at. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import supertest from 'supertest';
import { createApp, watchDamage } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { createPageFetcher } from '../../src/fetching/pages.ts';
import type { Reach } from '../../src/fetching/request.ts';
import type { Claim, ClaimGraph, ClaimRecord, Document, DocumentOfGraph } from '../../src/model/records.ts';
import type { Backups, Damage } from '../../src/web/http/route.ts';
import type { Store } from '../../src/storage/store.ts';
import { createPageReader } from '../../src/threads.ts';
import { uidOf } from '../support/graph.ts';
import { AT, freshSample, freshStore, putIn } from '../support/store.ts';

export const NOW = new Date('2025-06-20T12:00:00.789Z');

const CONFIG: Config = {
  database: ':memory:',
  port: 3000,
  host: '127.0.0.1',
  baseUrl: 'http://hearsay.test',
  isBaseUrlGiven: true,
  secret: null,
  trustProxy: 0,
  rateLimit: 0,
  maxConnections: 10_000,
  requestTimeout: 120,
  isFetchOn: true,
  hasMetrics: false,
  sessionIdle: 7 * 24 * 60,
  sessionLongest: 30 * 24 * 60,
  isAdminFactorAsked: false,
  backupDir: null,
  backupEvery: 24 * 60,
  backupKeep: 14,
  logLevel: 'info',
};

/** All share a thread: starting one takes half a second of processor. */
export const readPage = createPageReader();

const FORM = 'application/x-www-form-urlencoded';

/** What comes back, typed as far as it is known. */
export interface Answer {
  status: number;
  text: string;
  headers: Readonly<Record<string, string>>;
  body: unknown;
}

/** A request on its way: one of supertest's. */
export interface Asked extends PromiseLike<Answer> {
  set: (header: string, value: string) => Asked;
  redirects: (most: number) => Asked;
  send: (body: string | object) => Asked;
}

/** @param change of what the application stands on: another setting, a store or one that fails, a clock that goes on, what is fetched */
export function openApp(
  change: {
    config?: Partial<Config>;
    store?: Store | ((fresh: Store) => Store);
    clock?: () => Date;
    reach?: Reach;
    damage?: Damage;
    isStopping?: () => boolean;
    backups?: Backups;
  } = {},
) {
  const store = typeof change.store === 'object' ? change.store : freshStore().store;
  const lines: Record<string, unknown>[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const parts = {
    store: typeof change.store === 'function' ? change.store(store) : store,
    config: { ...CONFIG, ...change.config },
    clock: change.clock ?? (() => NOW),
    log: pino({ level: 'info' }, sink),
    fetchPage: createPageFetcher(readPage, change.reach),
    metrics: { type: 'text/plain', write: () => Promise.resolve('figures 1\n') },
    damage: change.damage ?? watchDamage(),
    isStopping: change.isStopping ?? (() => false),
    backups: change.backups ?? null,
  };
  const app = createApp(parts);
  const ask = (method: 'get' | 'head' | 'post' | 'delete' | 'options', path: string): Asked =>
    supertest(app)[method](path);
  /** Sends a form as a browser does from a page of ours; with a cookie, as somebody who is signed in. */
  const post = (path: string, fields: Readonly<Record<string, string>> = {}, cookie?: string): Asked => {
    const asked = ask('post', path).set('Sec-Fetch-Site', 'same-origin').set('Content-Type', FORM);
    return (cookie === undefined ? asked : asked.set('Cookie', cookie)).send(new URLSearchParams(fields).toString());
  };
  return { app, parts, store, lines, ask, post, get: (path: string) => ask('get', path) };
}

/** The application with the sample newsroom in it: claim 1 is the worked example. */
export async function openSample() {
  const { store, claims } = await freshSample();
  return { ...openApp({ store }), claims };
}

/** A record around a graph in shorthand, with the documents that it names. */
export function aRecord(graph: ClaimGraph, claim: Partial<Claim> = {}): ClaimRecord {
  const text = claim.text ?? 'The bridge is closed.';
  return {
    ...graph,
    claim: {
      uid: uidOf('source', `claim ${text}`),
      text,
      language: 'en',
      aboutDate: null,
      status: 'published',
      topics: [],
      relations: [],
      note: null,
      rating: null,
      createdAt: AT,
      updatedAt: AT,
      ...claim,
    },
    documents: graph.documents.map(aDocument),
  };
}

function aDocument(document: DocumentOfGraph): Document {
  return {
    ...document,
    kind: null,
    title: 'A story',
    url: 'https://news.example/story',
    version: null,
    archivedUrl: null,
    publishedAt: null,
    language: 'en',
  };
}

export { putIn };
