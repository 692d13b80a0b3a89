import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../src/provenance/analysis.ts';
import { foldText, listFoldedWords } from '../../../src/text/words.ts';
import {
  CLAIM_STATUSES,
  FINDING_KINDS,
  type Analysis,
  type ClaimRecord,
  type FindingKind,
} from '../../../src/model/records.ts';
import type { ClaimKey, ClaimQuery } from '../../../src/storage/claims/list.ts';
import { toMatch } from '../../../src/storage/search/terms.ts';
import type { Store } from '../../../src/storage/store.ts';
import { copyClaim } from '../../support/many-claims.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { aRecord, recordOf } from '../../support/records.ts';
import { freshStore, putIn } from '../../support/store.ts';
import { CLAIM_SORTS, SOURCE_PLACES } from '../../../src/model/queries.ts';
import { runs } from '../../support/thorough.ts';

const TOPICS = ['sea', 'Land', 'Ægir’s Çay'];
const WORDS = ['bridge', 'closed', 'open', '다리'];
const DATES = ['2025-06-18T09:00:00Z', '2025-06-19T09:00:00Z', '2025-07-01T00:00:00Z'];

/** A dozen claims with little to tell them apart, so that filters meet and sorts tie. */
const base: fc.Arbitrary<ClaimRecord[]> = fc
  .array(
    fc.record({
      graph: randomGraph,
      topics: fc.subarray(TOPICS),
      words: fc.subarray(WORDS, { minLength: 2 }),
      updatedAt: fc.constantFrom(...DATES),
      status: fc.constantFrom(...CLAIM_STATUSES, 'published' as const, 'published' as const),
    }),
    { minLength: 16, maxLength: 20 },
  )
  .map((claims) =>
    claims.map(({ graph, topics, words, updatedAt, status }, place) =>
      recordOf(`claim ${place}`, graph, { topics, text: words.join(' '), updatedAt, status }),
    ),
  );

/** Mostly not set: with every filter at once nothing is left. */
const some = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const query = fc.record({
  status: fc.constantFrom(...CLAIM_STATUSES, 'published' as const, 'published' as const),
  words: some(fc.constantFrom('bridge', 'closed open', 'bri', '"bridge closed"', '다리')),
  source: some(fc.integer({ min: 1, max: 7 })),
  as: some(fc.constantFrom(...SOURCE_PLACES)),
  origin: some(fc.integer({ min: 1, max: 7 })),
  findings: fc.oneof(fc.constant<FindingKind[]>([]), fc.subarray([...FINDING_KINDS], { minLength: 1, maxLength: 2 })),
  hops: some(fc.nat(3)),
  topic: some(fc.constantFrom(...TOPICS, 'air', 'SEA', 'land')),
  since: some(fc.constantFrom('2025-06-18', '2025-06-18T09:00:00Z', '2025-06-20')),
  sort: fc.constantFrom(...CLAIM_SORTS),
  limit: fc.integer({ min: 1, max: 4 }),
});

interface Known {
  id: number;
  record: ClaimRecord;
  analysis: Analysis;
}

/** Every claim with what is derived from it as it stands in the store. */
async function readAll(store: Store): Promise<Known[]> {
  const ids = await store.claims.listIds(0, 100);
  const loaded = await Promise.all(ids.map((id) => store.claims.load(id)));
  return loaded.map((claim) => ({ id: claim!.id, record: claim!.record, analysis: analyse(claim!.record) }));
}

function hasWords(text: string, typed: string): boolean {
  const words = listFoldedWords(text);
  if (typed.startsWith('"')) return words.join(' ').includes(listFoldedWords(typed).join(' '));
  const wanted = listFoldedWords(typed);
  return wanted.every((word, place) =>
    words.some((other) => (place === wanted.length - 1 ? other.startsWith(word) : other === word)),
  );
}

type Asked = typeof query extends fc.Arbitrary<infer T> ? T : never;

/** The list by going through every claim. */
function listByForce(all: readonly Known[], asked: Asked, uidOf: (id: number | null) => string | null): number[] {
  const fits = ({ record, analysis }: Known): boolean => {
    const { claim } = record;
    const statements = record.statements.filter(({ uid }) => !analysis.void.has(uid));
    const kinds = analysis.findings.map(({ kind }) => kind);
    const sides = [analysis, ...(analysis.contested ? [analysis.contested] : [])];
    const ends = sides.flatMap((side) => side.ends);
    const reports = sides.flatMap((side) => side.reports.map(({ statement }) => statement));
    const pick = (uids: readonly string[]) => statements.filter(({ uid }) => uids.includes(uid));
    const outer = [...reports, ...ends.map(({ statement }) => statement)];
    const places = {
      report: pick(reports),
      end: pick(ends.map(({ statement }) => statement)),
      middle: statements.filter(({ uid }) => !outer.includes(uid)),
    };
    const speaks = (id: number | null, among: ClaimRecord['statements']): boolean =>
      id === null || among.some(({ source }) => source === uidOf(id));
    return (
      claim.status === asked.status &&
      (asked.words === null || hasWords(claim.text, asked.words)) &&
      speaks(asked.source, asked.as === null ? statements : places[asked.as]) &&
      speaks(asked.origin, pick(ends.filter(({ kind }) => kind === 'origin').map(({ statement }) => statement))) &&
      asked.findings.every((kind) => kinds.includes(kind)) &&
      (asked.hops === null || (analysis.hops?.most ?? -1) >= asked.hops) &&
      (asked.topic === null || claim.topics.some((topic) => foldText(topic) === foldText(asked.topic!))) &&
      (asked.since === null || claim.updatedAt > asked.since)
    );
  };
  const keyOf = ({ id, record, analysis }: Known): number => {
    const keys = {
      newest: id,
      // They came in at once, or were never published.
      published: 0,
      updated: Date.parse(record.claim.updatedAt),
      hops: analysis.hops?.most ?? -1,
      reports: analysis.reports.length,
      'independent-sources': analysis.independentSources,
    };
    return keys[asked.sort];
  };
  return all
    .filter(fits)
    .sort((a, b) => keyOf(b) - keyOf(a) || b.id - a.id)
    .map(({ id }) => id);
}

async function readPages(store: Store, asked: ClaimQuery): Promise<number[]> {
  const ids: number[] = [];
  for (let after: ClaimKey | null = null, pages = 0; pages < 50; pages += 1) {
    const { items, next } = await store.claims.list({ ...asked, after });
    expect(items.length).toBeLessThanOrEqual(asked.limit);
    ids.push(...items.map(({ id }) => id));
    if (next === null) return ids;
    after = next;
  }
  throw new Error('The list has no end.');
}

describe('the filtered claim list', () => {
  test('the filtered claim list agrees with brute force, whatever its filters, order and pages', async () => {
    let found = 0;
    const law = fc.asyncProperty(base, fc.array(query, { minLength: 60, maxLength: 60 }), async (records, asks) => {
      const { store } = freshStore();
      // One by one: each may say something else of the families.
      for (const record of records) await putIn(store, record);
      await store.claims.refreshSummaries();
      const all = await readAll(store);
      const uids = new Map<number, string>();
      for (let id = 1; id <= 7; id += 1) uids.set(id, (await store.sources.load(id))?.source.uid ?? '');
      for (const asked of asks) {
        const { words, ...filters } = asked;
        const wanted = { ...filters, match: words === null ? null : toMatch(words), after: null };
        const ids = await readPages(store, wanted);
        expect(ids, JSON.stringify(asked)).toEqual(listByForce(all, asked, (id) => uids.get(id!) ?? null));
        expect(await store.claims.count(wanted, 1000)).toEqual({ count: ids.length, isMore: false });
        found += ids.length;
      }
    });
    await fc.assert(law, { numRuns: runs(5), seed: 20250617, endOnFailure: true });
    expect(found).toBeGreaterThan(runs(200));
  });

  test('a filter that is rare among very many claims is followed page by page without gaps', async () => {
    const { store, client } = freshStore();
    await putIn(store, aRecord('pattern', 'a->b', { claim: { topics: ['common'] } }));
    copyClaim(client, 12_000);
    for (const sort of CLAIM_SORTS) {
      const rare = { status: 'published', topic: 'common', findings: ['echo', 'circle'], sort, limit: 5 } as const;
      const ids: number[] = [];
      let [after, pages]: [ClaimKey | null, number] = [null, 0];
      do {
        const page = await store.claims.list({ ...rare, after });
        ids.push(...page.items.map(({ id }) => id));
        [after, pages] = [page.next, pages + 1];
      } while (after !== null && pages < 50);
      expect(ids.sort((a, b) => b - a)).toEqual([12_000, 6_000]);
      expect(pages, sort).toBeGreaterThan(1);
    }
    expect(await store.claims.count({ status: 'published' }, 1000)).toEqual({ count: 1000, isMore: true });
    const rare = { status: 'published', findings: ['echo', 'circle'] } as const;
    expect(await store.claims.count(rare, 1000)).toEqual({ count: 2, isMore: true });
  });

  test('a list by common words sorts only the newest claims and says so', async () => {
    const { store, client } = freshStore();
    await putIn(store, aRecord('pattern', 'a->b', { claim: { topics: ['common'] } }));
    copyClaim(client, 5_002);
    const asked = { status: 'published', match: toMatch('pattern'), after: null, limit: 2 } as const;
    expect(await store.claims.list({ ...asked, sort: 'hops' })).toMatchObject({
      isCut: true,
      items: [{ id: 5_002 }, { id: 5_001 }],
    });
    expect(await store.claims.list(asked)).toMatchObject({ isCut: false, next: { id: 5_001 } });
    expect(await store.claims.list({ ...asked, topic: 'none', sort: 'hops' })).toMatchObject({ items: [], next: null });
  });
});
