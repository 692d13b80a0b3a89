/** The nodes of an rqlite cluster, each a whole copy of the database that answers by HTTP (https://rqlite.io/docs/api/). */
import { Unavailable, UnusableDatabase } from '../errors.ts';
import { parseUrl } from '../../model/url.ts';

/** `none`: as the node that is asked has it, which goes on without a leader. `weak`: as the leader has it. */
export type Level = 'none' | 'weak';

export interface BoundSql {
  sql: string;
  params: readonly unknown[];
}

export interface SqlResult {
  /** Null where the statement gives none, by its nature. */
  rows: unknown[][] | null;
  changes: number;
  /** SQLite's message; null where it went well. */
  error: string | null;
}

/** What became of a request: `unsent` for certain did nothing, `lost` may have been carried out. */
export type Attempt = { kind: 'answered'; results: SqlResult[] } | { kind: 'unsent' | 'lost'; reason: string };

export interface Nodes {
  /** Their addresses without passwords, for messages. */
  readonly names: readonly string[];
  /** Statements that read, all from one state of the database. Whichever node answers. */
  query: (statements: readonly BoundSql[], level: Level) => Promise<Attempt>;
  /** Statements that write, all or none, sent again to the next node when an answer is lost: they must not happen twice. */
  execute: (statements: readonly BoundSql[]) => Promise<Attempt>;
  /** One statement of any kind, sent to the next node only when it was not carried out for certain. */
  request: (statement: BoundSql) => Promise<Attempt>;
  /** The first rows of a query as one node has them; null where that node does not answer in so many milliseconds. */
  queryNode: (name: string, statement: BoundSql, patience?: number) => Promise<unknown[][] | null>;
  /** The whole database as the leader has it, as a SQLite file that comes in. @throws Unavailable */
  download: () => Promise<ReadableStream<Uint8Array>>;
}

/** In milliseconds: how long a node may take to answer. Then another is asked, in case it hangs. */
const PATIENCE = { none: 3_000, weak: 5_000, write: 5_000 };

/** Large imports take longer: in bytes of the request a millisecond. */
const PACE = 50;

/** The addresses in DATABASE; null where it is a file. @throws UnusableDatabase for a list of addresses that can't be used */
export function readAddresses(database: string): URL[] | null {
  if (!/^https?:\/\//i.test(database)) return null;
  return database.split(',').map((part) => {
    const text = part.trim();
    const url = parseUrl(text);
    if (url && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && url.search === '') return url;
    throw new UnusableDatabase('DATABASE must be a file, or the addresses of a cluster: http://a:4001,http://b:4001');
  });
}

/** DATABASE as messages may show it: without passwords. */
export function nameDatabase(database: string): string {
  return (
    readAddresses(database)
      ?.map(({ origin }) => origin)
      .join(', ') ?? database
  );
}

/** Asks the node that answered last, and the others in turn when it does not. */
export function createNodes(addresses: readonly URL[]): Nodes {
  const nodes = addresses.map((url) => ({ origin: url.origin, headers: writeHeaders(url) }));
  let first = 0;

  async function ask(node: (typeof nodes)[number], path: string, body: string, patience: number): Promise<Attempt> {
    let status: number;
    let text: string;
    try {
      const signal = AbortSignal.timeout(patience);
      const response = await fetch(node.origin + path, { method: 'POST', headers: node.headers, body, signal });
      status = response.status;
      text = await response.text();
    } catch (error) {
      if (!(error instanceof TypeError || (error as Error).name === 'TimeoutError')) throw error;
      const { cause } = error as { cause?: { code?: string } };
      const kind = NEVER_ARRIVED.has(cause?.code ?? '') ? 'unsent' : 'lost';
      return { kind, reason: `${node.origin}: ${describeFailure(error)}` };
    }
    return readAnswer(node.origin, status, text);
  }

  async function askInTurn(
    path: string,
    statements: readonly BoundSql[],
    { isRepeatable, patience, isBehind }: AskOptions,
  ): Promise<Attempt> {
    const body = JSON.stringify(statements.map(({ sql, params }) => [sql, ...params]));
    let lost: Attempt | null = null;
    let last: Attempt = { kind: 'unsent', reason: 'no node' };
    for (let i = 0; i < nodes.length; i++) {
      const at = (first + i) % nodes.length;
      last = await ask(nodes[at]!, path, body, patience + Math.ceil(body.length / PACE));
      if (last.kind === 'answered' && (i === nodes.length - 1 || !isBehind?.(last.results))) {
        first = at;
        return last;
      }
      if (last.kind === 'lost') lost = last;
      if (lost && !isRepeatable) return lost;
    }
    return lost ?? last;
  }

  return {
    names: nodes.map(({ origin }) => origin),
    query: (statements, level) =>
      askInTurn(`/db/query?transaction&level=${level}&timeout=${PATIENCE[level]}ms`, statements, {
        ...{ isRepeatable: true, patience: PATIENCE[level] },
        ...(level === 'none' ? { isBehind } : {}),
      }),
    execute: (statements) =>
      askInTurn('/db/execute?transaction', statements, { isRepeatable: true, patience: PATIENCE.write }),
    request: (statement) =>
      askInTurn('/db/request?level=weak', [statement], { isRepeatable: false, patience: PATIENCE.write }),
    queryNode: async (name, { sql, params }, patience = PATIENCE.none) => {
      const node = nodes.find(({ origin }) => origin === name)!;
      const path = `/db/query?level=none&timeout=${patience}ms`;
      const attempt = await ask(node, path, JSON.stringify([[sql, ...params]]), patience);
      return attempt.kind === 'answered' ? (attempt.results[0]?.rows ?? []) : null;
    },
    download: async () => {
      let reason = '';
      for (const { origin, headers } of nodes) {
        try {
          const response = await fetch(`${origin}/db/backup`, { headers });
          if (response.ok && response.body) return response.body;
          reason = `${origin}: ${response.status} ${(await response.text()).trim().slice(0, 300)}`;
        } catch (error) {
          reason = `${origin}: ${describeFailure(error)}`;
        }
      }
      throw new Unavailable(reason);
    },
  };
}

interface AskOptions {
  isRepeatable: boolean;
  /** In milliseconds. */
  patience: number;
  /** Whether an answer shows that the node lacks what the others have. */
  isBehind?: (results: readonly SqlResult[]) => boolean;
}

/** A node that was started a moment ago has not even our tables yet. */
function isBehind(results: readonly SqlResult[]): boolean {
  return results.some(({ error }) => error?.startsWith('no such table') ?? false);
}

function describeFailure(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.message || cause?.code || message;
}

/** Node's names for connections that were never made. */
const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const NO_LEADER = 'leader not found';

/** @throws UnusableDatabase when the node refuses us */
function readAnswer(origin: string, status: number, text: string): Attempt {
  if (status === 401 || status === 403) {
    throw new UnusableDatabase(`DATABASE ${origin} refuses the name or the password in its address`);
  }
  const reason = `${origin}: ${text.trim().slice(0, 300)}`;
  if (status !== 200) return { kind: text.includes(NO_LEADER) ? 'unsent' : 'lost', reason };
  // Without a leader rqlite may answer with 200, no results and an error beside them.
  const { results = [], error } = JSON.parse(text) as { results?: RawResult[]; error?: string };
  if (error !== undefined) return { kind: error === NO_LEADER ? 'unsent' : 'lost', reason };
  return { kind: 'answered', results: results.map(readResult) };
}

interface RawResult {
  columns?: string[];
  values?: unknown[][];
  rows_affected?: number;
  error?: string;
}

function readResult({ columns, values, rows_affected: changes = 0, error = null as never }: RawResult): SqlResult {
  return { rows: columns ? (values ?? []) : null, changes, error };
}

function writeHeaders({ username, password }: URL): Record<string, string> {
  const json = { 'content-type': 'application/json' };
  if (username === '') return json;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { ...json, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
