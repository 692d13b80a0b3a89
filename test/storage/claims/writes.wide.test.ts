import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { undoChanges, type ClaimChange, type ClaimState } from '../../../src/provenance/revisions.ts';
import { UNDISPUTED, type ClaimGraph, type ClaimRecord, type ClaimRelation } from '../../../src/model/records.ts';
import { Conflict } from '../../../src/storage/errors.ts';
import { parseChanges } from '../../../src/storage/history/history.ts';
import type { Store } from '../../../src/storage/store.ts';
import { uidOf } from '../../support/graph.ts';
import { planChange } from '../../support/plan-change.ts';
import { randomGraph } from '../../support/random-graph.ts';
import { aClaim, aRecord, keepUsed, recordOf, sortRecord, uidFrom } from '../../support/records.ts';
import { AT, freshStore, putIn } from '../../support/store.ts';
import { runs } from '../../support/thorough.ts';

async function read(store: Store, id = 1): Promise<ClaimRecord> {
  return sortRecord((await store.claims.load(id))!.record);
}

const revisionOf = async (store: Store, id = 1) => (await store.claims.load(id))!.revision;

/** Every row of every table. */
function dump(client: Database.Database): unknown {
  const tables = client.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[];
  return tables.map((name) => [name, client.prepare(`select * from "${name}"`).all()]);
}

function stateOf({ claim, statements, attributions }: ClaimRecord): ClaimState {
  const { claim: _, ...lists } = sortRecord({ claim, statements, attributions, sources: [], documents: [] });
  return { claim, statements: lists.statements, attributions: lists.attributions };
}

/** The changes that history tells of a claim, newest first. */
async function readChanges(store: Store, { claim }: ClaimRecord): Promise<ClaimChange[]> {
  const { revisions } = await store.history.list(claim.uid, { before: null, limit: 100 });
  return revisions.flatMap(({ changes }) => changes as readonly ClaimChange[]);
}

/** What a file does not know stays as it is known: here every state knows that all was read, and nothing disputed. */
function knowAll(graph: ClaimGraph): ClaimGraph {
  return {
    ...graph,
    documents: graph.documents.map((document) => ({ ...document, retrievedAt: '2025-06-18' })),
    attributions: graph.attributions.map((edge) => ({ ...edge, ...UNDISPUTED })),
  };
}

describe('writing a claim', () => {
  test('writing a claim replaces any earlier state, and its history leads back', async () => {
    const law = fc.asyncProperty(fc.array(randomGraph.map(knowAll), { minLength: 2, maxLength: 4 }), async (graphs) => {
      const { store } = freshStore();
      const records = graphs.map((graph, i) =>
        recordOf('changed', graph, { text: `Version ${i}.`, topics: [`${i}`, 'same'] }),
      );
      for (const record of records) {
        await putIn(store, record);
        expect(await read(store)).toEqual(sortRecord(record));
      }
      const [first, last] = [records[0]!, records.at(-1)!];
      expect(await revisionOf(store)).toBe(records.length);
      const { revisions } = await store.history.list(last.claim.uid, { before: null, limit: 100 });
      expect(revisions.map(({ revision }) => revision)).toEqual(records.map((_, i) => records.length - i));
      const undone = undoChanges(
        stateOf(last),
        revisions.slice(0, -1).flatMap(({ changes }) => changes as readonly ClaimChange[]),
      );
      expect(stateOf({ ...first, ...undone })).toEqual(stateOf(first));
    });
    await fc.assert(law, { numRuns: runs(60), seed: 20250617, endOnFailure: true });
  });

  test('writing a claim that did not change writes no row', async () => {
    const { store, client } = freshStore();
    const record = aRecord('same', 'ians->tass->council', { seen: 'ians->tass', claim: { topics: ['one', 'two'] } });
    await putIn(store, record);
    const before = dump(client);
    await putIn(store, { ...record, attributions: [...record.attributions].reverse() });
    expect(dump(client)).toEqual(before);
  });

  test('the history of a claim tells who, when, why and which records changed, before and after', async () => {
    const { store } = freshStore();
    const record = aRecord('told', 'ians->tass->council', { seen: 'ians->tass' });
    await putIn(store, record);
    const [ians, tass, council] = record.statements;
    const later = { ...record.claim, text: 'Corrected.' };
    const attributions = record.attributions.slice(0, 1);
    const changed = { ...record, claim: later, statements: [ians!, { ...tass!, wording: 'new' }], attributions };
    const options = { at: '2025-06-19T10:00:00Z', actor: 'Ada', reason: 'The council said nothing.' };
    await store.claims.import([{ record: keepUsed(changed), texts: new Map(), url: null, place: '' }], options);

    const { revisions } = await store.history.list(record.claim.uid, { before: null, limit: 10 });
    expect(revisions.map(({ revision, action, actor }) => [revision, action, actor])).toEqual([
      [2, 'update', 'Ada'],
      [1, 'create', 'test'],
    ]);
    const { changes, ...row } = revisions[0]!;
    expect(row).toEqual({ subjectUid: record.claim.uid, subject: 'claim', revision: 2, action: 'update', ...options });
    const lost = record.attributions[1]!;
    expect(changes).toEqual([
      { kind: 'claim', uid: later.uid, before: record.claim, after: later },
      { kind: 'statement', uid: council!.uid, before: council, after: null },
      { kind: 'statement', uid: tass!.uid, before: tass, after: { ...tass, wording: 'new' } },
      { kind: 'attribution', uid: lost.uid, before: lost, after: null },
    ]);
    // What was not there before has no "before".
    expect(revisions[1]!.changes.every(({ before, after }) => before === null && after !== null)).toBe(true);
    expect(revisions[1]!.changes).toHaveLength(6);
  });
});

describe('two writers of one claim', () => {
  test('the second of two writers of the same revision gets a conflict and writes nothing', async () => {
    const { store, engine, client } = freshStore();
    const record = aRecord('met', 'ians->tass->council');
    await putIn(store, record);
    const first = await planChange(engine, 1, { ...record, claim: { ...record.claim, text: 'The first.' } }, 'Ada');
    const shorter = keepUsed({ ...record, attributions: [], statements: record.statements.slice(1) });
    const second = await planChange(engine, 1, { ...shorter, claim: { ...record.claim, text: 'The second.' } }, 'Bob');
    await engine.commit(first);
    const between = dump(client);
    const refused = await engine.commit(second).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Conflict);
    expect(refused).toMatchObject({ constraint: 'history.subject_uid, history.revision' });
    expect(dump(client)).toEqual(between);
    expect((await read(store)).claim.text).toBe('The first.');
    expect(await revisionOf(store)).toBe(2);
  });

  test('the second of two writers of the same new claim gets a conflict', async () => {
    const { engine, store } = freshStore();
    const record = aRecord('made twice', '');
    const [first, second] = [await planChange(engine, 0, record), await planChange(engine, 0, record)];
    await engine.commit(first);
    await expect(engine.commit(second)).rejects.toThrow(Conflict);
    expect(await store.claims.countAll()).toBe(1);
  });
});

describe('rows in the way of a change', () => {
  const stories = { 'ians@1': 'one', 'ians@2': 'two', tass: 'three' };

  async function change(before: ClaimRecord, after: ClaimRecord): Promise<void> {
    const { store } = freshStore();
    await putIn(store, before);
    await putIn(store, after);
    expect(await read(store)).toEqual(sortRecord(after));
    const undone = undoChanges(stateOf(after), (await readChanges(store, after)).slice(0, -countRecords(before)));
    expect(stateOf({ ...before, ...undone })).toEqual(stateOf(before));
  }
  const countRecords = ({ statements, attributions }: ClaimRecord) => 1 + statements.length + attributions.length;

  test('two statements can swap their documents', async () => {
    const before = aRecord('swap', 'ians@1->tass ians@2->tass', { documents: stories });
    const [one, two] = [uidOf('document', 'one'), uidOf('document', 'two')];
    const swapped = before.statements.map((s) => ({
      ...s,
      document: s.document === one ? two : s.document === two ? one : s.document,
    }));
    await change(before, { ...before, statements: swapped });
  });

  test('three statements can pass their dates round', async () => {
    const dates = { 'a@1': '2025', 'a@2': '2026', 'a@3': '2027' };
    const before = aRecord('round', 'a@1 a@2 a@3', { dates });
    const passed = before.statements.map((s, i, all) => ({ ...s, statedAt: all[(i + 1) % 3]!.statedAt }));
    await change(before, { ...before, statements: passed });
  });

  test('a statement can take the place of one that is removed', async () => {
    const before = aRecord('heir', 'ians@1->tass ians@2->tass', { documents: stories });
    const [gone, tass, heir] = [before.statements[0]!, before.statements[1]!, before.statements[2]!];
    const statements = [tass, { ...heir, document: gone.document }];
    await change(before, keepUsed({ ...before, statements, attributions: before.attributions.slice(1) }));
  });

  test('a new statement can take the place of one that changes', async () => {
    const before = aRecord('moves on', 'ians@1->tass', { documents: { 'ians@1': 'one' } });
    const [ians, tass] = [before.statements[0]!, before.statements[1]!];
    const statements = [{ ...ians, stance: 'denies' as const }, tass, { ...ians, uid: uidFrom('new') }];
    await change(before, { ...before, statements });
  });

  test('an attribution can be turned round', async () => {
    const before = aRecord('turned', 'ians->tass->council', { seen: 'ians->tass' });
    const turned = before.attributions.map((edge) => ({ ...edge, citing: edge.cited, cited: edge.citing }));
    await change(before, { ...before, attributions: turned });
  });

  test('two attributions can change places with their evidence', async () => {
    const before = aRecord('places', 'ians->tass ians->yonhap', { seen: 'ians->tass', relayed: 'ians->yonhap' });
    const [one, two] = [before.attributions[0]!, before.attributions[1]!];
    const changed = [
      { ...one, cited: two.cited },
      { ...two, cited: one.cited },
    ];
    await change(before, { ...before, attributions: changed });
  });

  test('evidence can be added, removed and put in another order', async () => {
    const before = aRecord('evidence', 'ians->tass', { seen: 'ians->tass', relayed: 'ians->tass' });
    const [edge] = before.attributions;
    const [own, other] = edge!.evidence;
    const withEvidence = (...evidence: (typeof own)[]) =>
      keepUsed({ ...before, attributions: [{ ...edge!, evidence: evidence.map((piece) => piece!) }] });
    await change(before, withEvidence(other, own));
    await change(before, withEvidence(own));
    await change(withEvidence(other), before);
    await change(before, withEvidence());
    await change(before, withEvidence(own, { ...own!, exact: 'the same story, once more' }, other));
  });

  test('topics can be removed and reordered', async () => {
    const before = aRecord('topics', '', { claim: { topics: ['a', 'b', 'c'] } });
    await change(before, { ...before, claim: aClaim('topics', { topics: ['c', 'a'] }) });
    await change(before, { ...before, claim: aClaim('topics', { topics: [] }) });
  });

  test('relations can be added, changed and removed', async () => {
    const became = { claim: uidFrom('claim later'), relation: 'became', note: 'Later.' } as const;
    const partOf = { claim: uidFrom('claim whole'), relation: 'part-of', note: null } as const;
    const withRelations = (...relations: ClaimRelation[]) => aRecord('related', '', { claim: { relations } });
    await change(withRelations(), withRelations(became, partOf));
    const { store } = freshStore();
    await putIn(store, withRelations(became, partOf));
    for (const relations of [[{ ...became, note: null }, partOf], [partOf], []]) {
      const base = { id: 1, revision: await revisionOf(store) };
      await store.claims.save(
        { base, record: withRelations(...relations), texts: new Map() },
        { at: AT, actor: 'test', reason: null },
      );
      expect((await read(store)).claim.relations).toEqual(relations);
    }
  });

  test('everything in a claim can be removed', async () => {
    const before = aRecord('all', 'ians->tass->council ians->council', { seen: 'ians->tass' });
    await change(before, { ...before, sources: [], documents: [], statements: [], attributions: [] });
  });
});

test('a history row from before there were ratings is read as a claim without a rating', () => {
  const { rating: _, ...claim } = aClaim('old');
  const changes = [{ kind: 'claim', uid: claim.uid, before: null, after: claim }];
  expect(parseChanges(JSON.stringify(changes))).toEqual([{ ...changes[0], after: { ...claim, rating: null } }]);
});
