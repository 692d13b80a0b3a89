import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseFormat, exportClaims } from '../../src/cli/export.ts';
import { fillDatabase } from '../../src/cli/generate.ts';
import { planNewsroom } from '../../src/cli/newsroom-plan.ts';
import { readConfig } from '../../src/config.ts';
import { inventStory } from '../../src/newsroom/stories.ts';
import type { ClaimRecord, Uid } from '../../src/model/records.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import type { Store } from '../../src/storage/store.ts';
import { readCounters, readDerived, recount } from '../support/derived.ts';
import { freshStore } from '../support/store.ts';

const CLAIMS = 120;
const SILENT = { step: () => undefined, stop: () => undefined };

async function generate(seed: number, claims = CLAIMS) {
  const fresh = freshStore();
  const total = await fillDatabase(fresh.engine, planNewsroom({ claims, seed }), SILENT);
  return { ...fresh, total };
}

async function exportAll(store: Store): Promise<string> {
  const out = new PassThrough();
  const format = chooseFormat('hearsay', false, '2025-06-18T09:00:00Z')!;
  const ids = await store.claims.listIds(0, 10_000);
  const config = readConfig({});
  return (await Promise.all([text(out), exportClaims(store, config, ids, out, { format, progress: SILENT })]))[0];
}

/** Everything in a database by uids, which are the same in every one, but for who wrote it. */
function readAll(client: Database.Database): unknown {
  const all = (sql: string): unknown[] => client.prepare(sql).all();
  for (const index of ['claim_search', 'claim_stems', 'document_search', 'source_words', 'source_search']) {
    client.exec(`create virtual table if not exists temp.${index}_all using fts5vocab(main, ${index}, instance)`);
  }
  const ofIndex = (index: string, table: string) =>
    all(`select uid, term, col, offset from ${index}_all as word join ${table} on id = doc order by 1, 3, 4, 2`);
  return {
    history: all('select subject_uid, revision, subject, at, action, reason, changes from history order by 1, 2'),
    texts: all('select uid, text from document_text join document on id = document_id order by 1'),
    shingles: all('select uid, hash from document_shingle join document on id = document_id order by 1, 2'),
    documents: all('select uid, title_key, url_key, sha256, revision from document order by 1'),
    names: all(`select uid, source.name_key, source.look_key, shown_key, alias.name_key as alias
      from source left join source_alias as alias on source_id = id order by 1, 5`),
    evidence: all(`select uid, citing, cited, position, exact, prefix, suffix, start, "end"
      from evidence join claim on id = claim_id order by 1, 2, 3, 4`),
    words: ofIndex('claim_search', 'claim'),
    stems: ofIndex('claim_stems', 'claim'),
    titles: ofIndex('document_search', 'document'),
    speakers: ofIndex('source_words', 'source'),
    trigrams: ofIndex('source_search', 'source'),
    stale: all('select * from stale_claim'),
    derived: readDerived(client),
  };
}

describe('a generated newsroom', () => {
  let made: Awaited<ReturnType<typeof generate>>;
  let records: ClaimRecord[];
  beforeAll(async () => {
    made = await generate(1);
    const ids = await made.store.claims.listIds(0, 10_000);
    records = await Promise.all(ids.map(async (id) => (await made.store.claims.load(id))!.record));
  });

  test('is what an import of the same claims leaves', async () => {
    const imported = freshStore();
    for (const { record, texts } of Array.from({ length: CLAIMS / 4 }, (_, n) => inventStory(1, n)).flat()) {
      const stamp = { at: record.claim.createdAt, actor: 'test', reason: null };
      const outcome = await imported.store.claims.import(
        [{ record, texts, url: null, place: record.claim.uid }],
        stamp,
      );
      expect(outcome).toMatchObject({ ok: true });
    }
    await imported.store.claims.refreshSummaries();
    expect(readAll(made.client)).toEqual(readAll(imported.client));
    expect(readCounters(made.client)).toEqual(recount(made.client));
    expect(made.client.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(made.client.pragma('foreign_key_check')).toEqual([]);
  });

  test('is the same, byte for byte, for the same seed, and another for another', async () => {
    const [one, same, other] = [made, await generate(1), await generate(2, 20)];
    const first = await exportAll(one.store);
    expect(await exportAll(same.store)).toBe(first);
    expect(await exportAll(other.store)).not.toBe(first);
  });

  test('begins alike, however many claims follow', async () => {
    const smaller = await generate(1, 20);
    expect((await exportAll(made.store)).startsWith(await exportAll(smaller.store))).toBe(true);
  });

  test('has what newsrooms have: long chains, convergence, denials, families, other scripts, texts', () => {
    const analyses = records.map((record) => analyse(record));
    expect(made.total).toEqual({ claims: CLAIMS, statements: records.flatMap((one) => one.statements).length });
    expect(Math.max(...analyses.map(({ hops }) => hops?.most ?? 0))).toBeGreaterThanOrEqual(5);
    const kinds = new Set(analyses.flatMap(({ findings }) => findings.map(({ kind }) => kind)));
    for (const kind of ['single-origin', 'choke-point', 'contested', 'unnamed-end', 'second-hand-hop'] as const) {
      expect(kinds).toContain(kind);
    }
    const stories = Array.from({ length: 200 }, (_, n) => inventStory(1, n)).flat();
    const words = JSON.stringify(stories.map(({ record }) => record.documents.map((one) => one.title)));
    for (const script of ['Latin', 'Cyrillic', 'Hangul', 'Han', 'Arabic', 'Devanagari']) {
      expect(words).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
    }
    const sources = new Map(records.flatMap((record) => record.sources.map((source) => [source.uid, source])));
    expect([...sources.values()].filter(({ parent }) => parent !== null).length).toBeGreaterThan(20);
    expect([...sources.values()].filter(({ aliases }) => aliases.length > 1).length).toBeGreaterThan(5);
    expect(records.flatMap((one) => one.documents).filter(({ sha256 }) => sha256 !== null)).not.toEqual([]);
  });

  test('has few who speak often and many who speak rarely', () => {
    const counts = new Map<Uid, number>();
    for (const { statements } of records) {
      for (const { source } of statements) counts.set(source, (counts.get(source) ?? 0) + 1);
    }
    const sorted = [...counts.values()].sort((a, b) => b - a);
    expect(sorted[0]!).toBeGreaterThan(10 * sorted[Math.floor(sorted.length / 2)]!);
  });
});

test('a claim in 25,000 has thousands of statements', () => {
  const large = inventStory(1, 124).map(({ record }) => record.statements.length);
  expect(Math.max(...large)).toBe(2_000);
});
