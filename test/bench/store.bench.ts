/**
 * What the store reads and writes at several numbers of claims, beside the same statements run by SQLite alone. Rounds go
 * through all of them in turn, so that whatever else the machine does falls on all alike; told are medians.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Uid } from '../../src/model/records.ts';
import { UNDISPUTED, type ClaimRecord, type Statement } from '../../src/model/records.ts';
import { COMMON_WORD, RARE_WORD } from '../../src/newsroom/words.ts';
import { createLocalEngine, openClient } from '../../src/storage/better-sqlite3.ts';
import { createStore, type Store } from '../../src/storage/store.ts';
import { median, timeWork, type Measurement } from './benchmark.ts';
import { findBase, SIZES } from './open-base.ts';
import { prepareReplay, recordClient, type RecordedStatement, type RecordStatements } from './recorded-client.ts';

export const name = 'The store: reads, searches and writes, beside the same statements alone';

const ROUNDS = 5;
const TURNS = 30;
const PAGE = 50;

interface Task {
  what: string;
  work: (turn: number) => Promise<unknown>;
  /** Reads can be run again as they were. */
  isRead: boolean;
}

interface Base {
  claims: number;
  store: Store;
  client: Database.Database;
  record: RecordStatements;
  /** Of a store that notes what it asks; the reads of the other are timed with nothing in their way. */
  noted: Task[];
  /** The same file once more, for what is written by the statements alone. */
  twin: Database.Database;
  tasks: Task[];
}

export async function run(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-bench-'));
  const bases: Base[] = [];
  try {
    for (const claims of SIZES) bases.push(await openCopy(claims, folder));
    const measurements: Measurement[] = [];
    for (const what of bases[0]!.tasks.map((task) => task.what)) {
      measurements.push(...(await measure(bases, what)));
    }
    return measurements;
  } finally {
    for (const { store, twin } of bases) {
      twin.close();
      await store.close();
    }
    rmSync(folder, { recursive: true });
  }
}

/** What is written goes into a copy. */
async function openCopy(claims: number, folder: string): Promise<Base> {
  const base = await findBase(claims);
  const [path, other] = ['own', 'twin'].map((part) => join(folder, `${claims}-${part}.sqlite`));
  copyFileSync(base, path!);
  copyFileSync(base, other!);
  const client = openClient(path!);
  const store = createStore(createLocalEngine(client));
  const noting = openClient(path!);
  const record = recordClient(noting);
  const noted = listTasks(createStore(createLocalEngine(noting)), noting, claims);
  return {
    claims,
    store,
    client,
    record,
    noted,
    twin: openClient(other!),
    tasks: listTasks(store, client, claims),
  };
}

function listTasks(store: Store, client: Database.Database, claims: number): Task[] {
  // Spread over the base, so that their rows are not near each other, and none of the large ones.
  const ids = Array.from({ length: 97 }, (_, n) => 2 + Math.floor((n * (claims - 2)) / 97));
  const first = (sql: string): number => client.prepare(sql).pluck().get() as number;
  const cited = first('select source_id from source_stat order by named desc limit 1');
  const document = first('select document_id from statement where document_id is not null limit 1');
  const published = { status: 'published', after: null, limit: PAGE } as const;
  const read = (what: string, work: Task['work']): Task => ({ what, work, isRead: true });
  const search = (typed: string) => () => store.search.findClaims({ typed, ...published });
  return [
    read('a claim', (turn) => store.claims.load(ids[turn % ids.length]!)),
    read('the newest claims', () => store.claims.list({ ...published })),
    read('the claims changed last', () => store.claims.list({ ...published, sort: 'updated' })),
    read('the claims with most hops', () => store.claims.list({ ...published, sort: 'hops' })),
    read('claims of a topic with a finding', () =>
      store.claims.list({ ...published, topic: 'elections', findings: ['contested'] }),
    ),
    read('claims of six hops', () => store.claims.list({ ...published, hops: 6 })),
    read('a search for a rare word', search(RARE_WORD)),
    read('a search for a common word', search(COMMON_WORD)),
    read('a search for a beginning', search(COMMON_WORD.slice(0, 4))),
    read('claims of the most cited source', () =>
      store.sources.listClaims(cited, { published: true, after: null, limit: PAGE }),
    ),
    read('whom the most cited source cites', () => store.sources.listPairs(cited, 'cites', PAGE)),
    read('the sources', () =>
      store.sources.list({ name: null, kind: null, published: true, after: null, limit: PAGE }),
    ),
    read('the documents', () => store.documents.list({ publisher: null, published: true, after: null, limit: PAGE })),
    read('the excerpts of a document', () => store.documents.listExcerpts(document, { published: true, limit: PAGE })),
    read('related claims', async (turn) => {
      const claim = (await store.claims.load(ids[turn % ids.length]!))!;
      return store.claims.findRelated(claim, { published: true, limit: 8 });
    }),
    {
      what: 'a new claim with a chain of four',
      isRead: false,
      work: (turn) => {
        const stamp = { at: '2025-06-18T09:00:00Z', actor: 'benchmark', reason: null };
        return store.claims.save({ base: null, record: makeChain(turn), texts: new Map() }, stamp);
      },
    },
  ];
}

const uidFrom = (letter: string, turn: number, n = 0): Uid =>
  `${letter}${String(turn).padStart(7, '0')}-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Four new sources, each resting on the next. */
function makeChain(turn: number): ClaimRecord {
  const four = [0, 1, 2, 3];
  const at = '2025-06-18T09:00:00Z';
  const none = { country: null, parent: null, parentRelation: null, aliases: [], homepage: null, wikidata: null };
  const statements = four.map((n): Statement => {
    const rest = {
      document: null,
      statedAt: null,
      wording: null,
      language: null,
      retractedAt: null,
      retractionReason: null,
    };
    return { uid: uidFrom('b', turn, n), source: uidFrom('a', turn, n), stance: 'asserts', basis: 'unknown', ...rest };
  });
  return {
    claim: {
      ...{ uid: uidFrom('c', turn), text: `The bridge ${turn} is closed.`, language: 'en', aboutDate: null },
      ...{
        status: 'published',
        topics: ['bridges'],
        note: null,
        relations: [],
        rating: null,
        createdAt: at,
        updatedAt: at,
      },
    },
    sources: four.map((n) => ({ uid: uidFrom('a', turn, n), name: `Speaker ${turn} ${n}`, kind: 'outlet', ...none })),
    documents: [],
    statements,
    attributions: four.slice(1).map((n) => ({
      ...{ uid: uidFrom('d', turn, n), citing: statements[n - 1]!.uid, cited: statements[n]!.uid },
      ...{ manner: 'cites' as const, cue: 'citing', note: null, evidence: [], ...UNDISPUTED },
    })),
  };
}

async function measure(bases: readonly Base[], what: string): Promise<Measurement[]> {
  const times = new Map(bases.map((base) => [base, { own: [] as number[], alone: [] as number[] }]));
  // The first round is not counted: it warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const base of bases) {
      const { own, alone } = await runRound(
        base,
        base.tasks.find((task) => task.what === what)!,
        round * TURNS,
      );
      if (round === 0) continue;
      times.get(base)!.own.push(own);
      times.get(base)!.alone.push(alone);
    }
  }
  return [...times].map(([{ claims }, { own, alone }]) => {
    const ratio = median(own.map((milliseconds, n) => milliseconds / alone[n]!));
    return { what, claims, milliseconds: median(own), ratios: { 'the statements alone': ratio } };
  });
}

/** The store's own time, and that of the statements alone. */
async function runRound({ client, record, twin, noted }: Base, { what, work, isRead }: Task, first: number) {
  const same = noted.find((task) => task.what === what)!.work;
  let own = 0;
  const statements = await record(async () => {
    own = await timeWork(same, TURNS, first);
  });
  if (isRead) own = await timeWork(work, TURNS, first);
  const alone = isRead ? prepareReplay(client, statements) : prepareCommits(twin, statements);
  return { own, alone: (await timeWork(alone, 1)) / TURNS };
}

/** What each turn wrote, as a transaction; each begins by looking whether the catalogue is as it was. */
function prepareCommits(twin: Database.Database, statements: readonly RecordedStatement[]): () => void {
  const commits: RecordedStatement[][] = [];
  let isWriting = false;
  for (const statement of statements) {
    if (!statement.reads && !isWriting) commits.push([]);
    if (!statement.reads) commits.at(-1)!.push(statement);
    isWriting = !statement.reads;
  }
  const write = commits.map((commit) => twin.transaction(prepareReplay(twin, commit)));
  return () => {
    for (const commit of write) commit.immediate();
  };
}
