/** The engine over an rqlite cluster. */
import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import { lt } from 'drizzle-orm';
import { v7 as newUid } from 'uuid';
import * as schema from '../../../db/schema.ts';
import type { Db, Engine } from '../engine.ts';
import { Damaged, nameConstraint, Unavailable, Unwritable } from '../errors.ts';
import type { Level, Nodes, BoundSql, SqlResult } from './nodes.ts';

/** In milliseconds: how long a commit whose answer was lost is sent again. A new leader takes one to three seconds. */
const PATIENCE = 8_000;

/** In milliseconds, between two tries. */
const PAUSE = 100;

/** In milliseconds: how long the marks of commits are kept, far longer than any is sent again. */
const MARKS_KEPT = 60 * 60 * 1000;

/**
 * Queries that are asked for together, without waiting for one another, go in one request and see one state of the database.
 * Those of readers who are signed out go on without a leader; all others read what they wrote.
 */
export function createClusterEngine(nodes: Nodes): Engine {
  return { ...createEngine(nodes, 'weak'), forReaders: createEngine(nodes, 'none') };
}

function createEngine(nodes: Nodes, level: Level): Engine {
  const read = createReader(nodes, level);
  const db: Db = drizzle(
    async (sql, params: unknown[], method) => {
      const { rows, changes } = READS.test(sql) ? await read({ sql, params }) : await write(nodes, { sql, params });
      return { rows: (method === 'get' ? rows?.[0] : (rows ?? [])) as unknown[], changes };
    },
    { schema },
  );
  return {
    db,
    async commit(writes) {
      const mark = newUid();
      const old = newUid({ msecs: Date.now() - MARKS_KEPT });
      const marked = [
        db.insert(schema.commitMark).values({ uid: mark }),
        ...writes,
        db.delete(schema.commitMark).where(lt(schema.commitMark.uid, old)),
      ];
      await commitOnce(
        nodes,
        marked.map((one) => one.toSQL()),
      );
    },
    // Nobody tells us of others' commits.
    countCommits: () => null,
    close: () => Promise.resolve(),
  };
}

const READS = /^\s*(select|with)\b/i;

/**
 * Sends a commit until its fate is known. The first statement inserts a mark of its own, so that it can't be carried out
 * twice: where the mark is there already, an earlier try was carried out, and its answer was lost.
 */
async function commitOnce(nodes: Nodes, statements: readonly BoundSql[]): Promise<void> {
  let mayBeWritten = false;
  for (const until = performance.now() + PATIENCE; ;) {
    const attempt = await nodes.execute(statements);
    if (attempt.kind === 'answered') {
      const failed = attempt.results.findIndex(({ error }) => error !== null);
      if (failed === -1 || (failed === 0 && attempt.results[0]!.error === MARK_TAKEN)) return;
      throw nameError(attempt.results[failed]!.error!);
    }
    mayBeWritten ||= attempt.kind === 'lost';
    if (!mayBeWritten || performance.now() >= until) throw new Unavailable(attempt.reason, { mayBeWritten });
    await sleep(PAUSE);
  }
}

const MARK_TAKEN = 'UNIQUE constraint failed: commit_mark.uid';

/** A single statement, whose rows would be lost with its answer: it is never sent twice. */
async function write(nodes: Nodes, statement: BoundSql): Promise<SqlResult> {
  const attempt = await nodes.request(statement);
  if (attempt.kind !== 'answered') throw new Unavailable(attempt.reason, { mayBeWritten: attempt.kind === 'lost' });
  const result = expectOne(attempt.results[0]);
  // rqlite 8.26 drops the rows of some statements with a subquery.
  if (/\breturning\b/i.test(statement.sql) && result.rows === null) {
    throw new Error(`rqlite gives no rows of “${statement.sql}”, which was carried out`);
  }
  return result;
}

interface Waiting {
  statement: BoundSql;
  resolve: (result: SqlResult) => void;
  reject: (error: unknown) => void;
}

function createReader(nodes: Nodes, level: Level): (statement: BoundSql) => Promise<SqlResult> {
  let waiting: Waiting[] = [];

  async function send(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      const attempt = await nodes.query(
        batch.map(({ statement }) => statement),
        level,
      );
      if (attempt.kind !== 'answered') throw new Unavailable(attempt.reason);
      for (const [i, { resolve, reject }] of batch.entries()) {
        try {
          resolve(expectOne(attempt.results[i]));
        } catch (error) {
          reject(error);
        }
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return (statement) =>
    new Promise((resolve, reject) => {
      // Not before all that is asked for now has been asked for.
      if (waiting.push({ statement, resolve, reject }) === 1) setImmediate(() => void send());
    });
}

function expectOne(result: SqlResult | undefined): SqlResult {
  if (!result) throw new Error('rqlite gives fewer results than it was asked for');
  if (result.error !== null) throw nameError(result.error);
  return result;
}

function nameError(message: string): Error {
  if (/^(database or disk is full|attempt to write a readonly database)/.test(message)) return new Unwritable(message);
  if (/^(database disk image is malformed|file is not a database)/.test(message)) return new Damaged(message);
  return nameConstraint(message) ?? new Error(message);
}
