/** Two editors who make a source of one name at once: the second learns of the first. */
import { describe, expect, test } from 'vitest';
import { UNKNOWN_OF_SOURCE, type ClaimRecord, type Source } from '../../../src/model/records.ts';
import { isNameTaken } from '../../../src/storage/sources/sources.ts';
import type { Store } from '../../../src/storage/store.ts';
import type { ClaimDraft } from '../../../src/storage/types.ts';
import { analyse } from '../../../src/provenance/analysis.ts';
import { aDocument, aRecord, uidFrom } from '../../support/records.ts';
import { freshStore } from '../../support/store.ts';

const BY = { at: '2025-06-19T09:00:00Z', actor: 'Ada', reason: null };

const aSource = (key: string, more: Partial<Source> = {}): Source => {
  return { ...UNKNOWN_OF_SOURCE, uid: uidFrom(`source ${key}`), name: 'Yonhap', kind: 'agency', ...more };
};
const keep = (store: Store, record: Source, namesakes: readonly string[] = []) =>
  store.sources.save({ base: null, record, namesakes }, BY);

/** A claim with one statement, by this source. */
function claimBy(source: Source, namesakes: readonly string[] = []): ClaimDraft {
  const record = aRecord(`of ${source.uid}`, 'someone');
  const statements = record.statements.map((one) => ({ ...one, source: source.uid }));
  const draft: ClaimRecord = { ...record, sources: [source], statements, documents: [] };
  return { base: null, record: draft, texts: new Map(), namesakes };
}

async function isRefused(saved: Promise<unknown>): Promise<boolean> {
  return saved.then(
    () => false,
    (error: unknown) => isNameTaken(error),
  );
}

const rivals: [string, Source][] = [
  ['the same name', aSource('rival')],
  ['the name in other letters', aSource('rival', { name: '  YÓNHAP ' })],
  ['an alias', aSource('rival', { name: 'Another', aliases: [{ name: 'Yonhap', language: null }] })],
];

describe.each(rivals)('when somebody made a source with %s meanwhile', (_, rival) => {
  test('a new source is refused, alone, with a claim and with a document', async () => {
    const { store, client } = freshStore();
    await keep(store, rival);
    const mine = aSource('mine');
    expect(await isRefused(keep(store, mine))).toBe(true);
    expect(await isRefused(store.claims.save(claimBy(mine), BY))).toBe(true);
    const other = aSource('other', { name: 'Other' });
    expect(await isRefused(store.claims.saveAll([claimBy(other), claimBy(mine)], BY))).toBe(true);
    const document = aDocument(uidFrom('story'), { publisher: mine.uid });
    const draft = { base: null, record: document, text: null, newSources: [mine], instead: new Map<string, string>() };
    expect(await isRefused(store.documents.save(draft, BY))).toBe(true);
    const parent = { ...other, parent: mine.uid, parentRelation: 'part-of' as const };
    expect(await isRefused(store.sources.save({ base: null, record: parent, newSources: [mine] }, BY))).toBe(true);
    expect(await store.sources.loadByUids([mine.uid, other.uid])).toEqual([]);
    expect(client.prepare('select count(*) from claim').pluck().get()).toBe(0);
    expect(client.prepare('select count(*) from name_guard').pluck().get()).toBe(0);
  });

  test('it is made beside the one that its editor knew of, but not beside a third', async () => {
    const { store } = freshStore();
    await keep(store, rival);
    await store.claims.save(claimBy(aSource('mine'), [rival.uid]), BY);
    expect(await store.sources.loadByUids([uidFrom('source mine')])).toHaveLength(1);
    expect(await isRefused(keep(store, aSource('third'), [rival.uid]))).toBe(true);
    await keep(store, aSource('third'), [rival.uid, uidFrom('source mine')]);
  });
});

describe('a new source', () => {
  test('is refused for an alias that is the name of another', async () => {
    const { store } = freshStore();
    await keep(store, aSource('rival'));
    const mine = aSource('mine', { name: '연합뉴스', aliases: [{ name: 'Yonhap', language: 'en' }] });
    expect(await isRefused(keep(store, mine))).toBe(true);
  });

  test('is made where names are only alike, unnamed, or those of a source that was merged', async () => {
    const { store } = freshStore();
    await keep(store, aSource('near', { name: 'Yonhap TV' }));
    await keep(store, aSource('unnamed', { name: 'two officials', kind: 'unnamed' }));
    await keep(store, aSource('mine'));
    await keep(store, aSource('named', { name: 'two officials', kind: 'organisation' }));
    await keep(store, aSource('more', { name: 'two officials', kind: 'unnamed' }));
  });

  test('may share a name with another of the same commit', async () => {
    const { store } = freshStore();
    const [person, agency] = [aSource('person', { kind: 'person' }), aSource('agency')];
    await store.claims.saveAll([claimBy(person), claimBy(agency)], BY);
    expect(await store.sources.findByName('Yonhap')).toHaveLength(2);
  });

  test('of two writers at once only one is made', async () => {
    const { store } = freshStore();
    const saves = [store.claims.save(claimBy(aSource('one')), BY), store.claims.save(claimBy(aSource('two')), BY)];
    const outcomes = await Promise.allSettled(saves);
    const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(failed.map(isNameTaken)).toEqual([true]);
    expect(await store.sources.findByName('Yonhap')).toHaveLength(1);
  });
});

test('a claim counts the family of a new source whose parent was here already', async () => {
  const { store, client } = freshStore();
  const state = aSource('state', { name: 'State', kind: 'government' });
  await keep(store, state);
  const family = { parent: state.uid, parentRelation: 'part-of' as const };
  const [one, other] = [aSource('one', { name: 'One', ...family }), aSource('other', { name: 'Other', ...family })];
  const [first, second] = [claimBy(one).record, claimBy(other).record];
  const statements = [...first.statements, ...second.statements];
  const record = { ...first, statements, sources: [one, other] };
  await store.claims.save({ base: null, record, texts: new Map() }, BY);
  expect(client.prepare('select independent_sources from claim_summary').pluck().get()).toBe(1);
  expect(analyse((await store.claims.load(1))!.record).independentSources).toBe(1);
});
