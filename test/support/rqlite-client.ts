/** What tests need of better-sqlite3, over a node of rqlite: it answers at once, as the tests expect. */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type Database from 'better-sqlite3';

const WORKER = `
const { workerData: { port } } = require('node:worker_threads');
port.on('message', async ({ signal, url, body, type }) => {
  let answer;
  try {
    const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': type } });
    answer = { status: response.status, text: await response.text() };
  } catch (error) {
    answer = { status: 0, text: String(error.cause ?? error) };
  }
  port.postMessage(answer);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
});`;

interface Answer {
  status: number;
  text: string;
}

let channel: MessageChannel['port1'] | undefined;

function post(url: string, body: string | Uint8Array, type: string): string {
  if (!channel) {
    const { port1, port2 } = new MessageChannel();
    new Worker(WORKER, { eval: true, workerData: { port: port2 }, transferList: [port2] }).unref();
    port1.unref();
    channel = port1;
  }
  const signal = new Int32Array(new SharedArrayBuffer(4));
  channel.postMessage({ signal, url, body, type });
  Atomics.wait(signal, 0, 0);
  const { status, text } = receiveMessageOnPort(channel)!.message as Answer;
  if (status !== 200) throw new Error(`${url}: ${status} ${text}`);
  return text;
}

/** Makes a node of its own what a file is. */
export function bootNode(url: string, file: Uint8Array): void {
  post(`${url}/boot`, file, 'application/octet-stream');
}

interface Result {
  columns?: string[];
  values?: unknown[][];
  rows_affected?: number;
  error?: string;
}

export function createNodeClient(url: string): Database.Database {
  function run(sql: string, params: readonly unknown[]): Result {
    const text = post(
      `${url}/db/request?transaction&level=strong`,
      JSON.stringify([[sql, ...params]]),
      'application/json',
    );
    const { results, error } = JSON.parse(text) as { results: Result[]; error?: string };
    const [result = {}] = results;
    if (error ?? result.error) throw new Error(error ?? result.error);
    return result;
  }

  function prepare(sql: string) {
    let shape = (columns: string[], values: unknown[]): unknown =>
      Object.fromEntries(columns.map((column, i) => [column, values[i]]));
    const all = (...params: unknown[]): unknown[] => {
      const { columns = [], values = [] } = run(sql, params);
      return values.map((row) => shape(columns, row));
    };
    const statement = {
      all,
      get: (...params: unknown[]) => all(...params)[0],
      run: (...params: unknown[]) => ({ changes: run(sql, params).rows_affected ?? 0 }),
      pluck() {
        shape = (_, values) => values[0];
        return statement;
      },
      raw() {
        shape = (_, values) => values;
        return statement;
      },
    };
    return statement;
  }

  return {
    prepare,
    exec: (sql: string) => void run(sql, []),
    transaction:
      <Args extends unknown[]>(work: (...args: Args) => unknown) =>
      (...args: Args) =>
        work(...args),
    close: () => undefined,
  } as unknown as Database.Database;
}
