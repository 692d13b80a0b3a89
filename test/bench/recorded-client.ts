/** A connection that can note what it is asked, so that the same can be asked of SQLite alone. */
import type Database from 'better-sqlite3';

export interface RecordedStatement {
  sql: string;
  params: readonly unknown[];
  reads: boolean;
}

/** @returns what is run while `work` is done, in order */
export type RecordStatements = (work: () => Promise<unknown>) => Promise<RecordedStatement[]>;

/** Statements that the client prepares from now on can be noted. */
export function recordClient(client: Database.Database): RecordStatements {
  let noted: RecordedStatement[] | null = null;
  const prepare = client.prepare.bind(client);
  const noting = (sql: string) => {
    const statement = prepare<unknown[], unknown>(sql);
    for (const method of ['all', 'get', 'run'] as const) {
      const run: (...params: unknown[]) => unknown = statement[method].bind(statement);
      Object.assign(statement, {
        [method]: (...params: unknown[]) => {
          noted?.push({ sql, params, reads: statement.reader });
          return run(...params);
        },
      });
    }
    return statement;
  };
  client.prepare = noting as unknown as typeof client.prepare;
  return async (work) => {
    const statements: RecordedStatement[] = [];
    noted = statements;
    await work();
    noted = null;
    return statements;
  };
}

/** The statements on a connection, prepared and ready to be run with nothing around them. */
export function prepareReplay(client: Database.Database, statements: readonly RecordedStatement[]): () => void {
  const prepared = new Map<string, Database.Statement<unknown[], unknown>>();
  for (const { sql, reads } of statements) {
    if (prepared.has(sql)) continue;
    const statement = client.prepare<unknown[], unknown>(sql);
    prepared.set(sql, reads ? statement.raw() : statement);
  }
  return () => {
    for (const { sql, params, reads } of statements) {
      if (reads) prepared.get(sql)!.all(...params);
      else prepared.get(sql)!.run(...params);
    }
  };
}
