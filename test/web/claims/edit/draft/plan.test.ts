/** What was previewed and what is saved are compared by the key of the plan. */
import { beforeEach, describe, expect, it } from 'vitest';
import { planDraft, type Plan } from '../../../../../src/web/claims/edit/draft/plan.ts';
import { loadStory } from '../../../../../src/web/claims/edit/reading/story-text.ts';
import { readDraft } from '../../../../../src/web/claims/edit/draft/values.ts';
import type { Store } from '../../../../../src/storage/store.ts';
import type { LoadedClaim } from '../../../../../src/storage/types.ts';
import { aClaim, aRecord } from '../../../../support/records.ts';
import { AT, freshStore, putIn } from '../../../../support/store.ts';
import { cards, CLAIM, fresh, STORY, type Fields } from '../desk.ts';

let store: Store;
beforeEach(() => {
  ({ store } = freshStore());
});

const OWN = { pick: 'new', typed: 'Minutes of 4 June' };
const TYPED: Fields = {
  ...{ ...CLAIM, ...STORY, 'story-text': 'TASS quoted the council, citing nobody.' },
  ...cards(
    fresh('IANS', 'agency', { cue: 'quoted', excerpt: 'TASS quoted' }),
    fresh('Harbour Post', 'outlet', {
      document: OWN.typed,
      'document-pick': OWN.pick,
      'document-pickedFor': OWN.typed,
    }),
    fresh('Quay Council', 'government'),
  ),
};

async function plan(fields: Fields, target: LoadedClaim | null = null, today = '2025-06-18'): Promise<Plan> {
  const values = readDraft(fields);
  const planned = await planDraft(store, values, target, await loadStory(store, values.story), today);
  if (!planned.ok) throw new Error(JSON.stringify(planned.issues));
  return planned.value;
}

const keyOf = async (fields: Fields, target?: LoadedClaim, today?: string) => (await plan(fields, target, today)).key;

describe('the key of a plan', () => {
  it('the same draft has the same key each time, though new records get new uids', async () => {
    const [one, other] = [await plan(TYPED), await plan({ ...TYPED })];
    expect(one.key).toBe(other.key);
    expect(one.claims[0]!.record.claim.uid).not.toBe(other.claims[0]!.record.claim.uid);
    expect(one.claims[0]!.record.documents).toHaveLength(2);
    expect(await keyOf({ ...TYPED, action: 'save', draft: '7', page: 'preview', seen: one.key })).toBe(one.key);
  });

  it('whatever would be saved otherwise gives another key', async () => {
    const changes: Fields[] = [
      { text: 'Another claim.' },
      { language: 'ko' },
      { note: 'A note.' },
      { topics: 'rail' },
      { 'story-title': 'Another title' },
      { 'story-date': '2025-06-16' },
      { 'story-text': 'TASS quoted the council, citing somebody.' },
      { 'story-url': 'https://news.example/another' },
      { 'card-0-date': '2025-06-16' },
      { 'card-0-wording': 'Als Folge' },
      { 'card-2-stance': 'denies' },
      { 'card-2-basis': 'own-act' },
      { 'card-1-document': 'Minutes', 'card-1-document-pickedFor': 'Minutes' },
      { 'card-2-source': 'Quay Board', 'card-2-pickedFor': 'Quay Board' },
      { 'card-2-kind': 'organisation' },
      { 'hop-0-cue': 'told' },
      { 'hop-0-manner': 'quotes' },
      { 'hop-0-excerpt': 'TASS quoted the council' },
      { 'hop-0-excerpt': '' },
      { 'card-3-source': 'Reuters', 'hop-2-cue': 'by letter' },
    ];
    const keys = [await keyOf(TYPED)];
    for (const change of changes) keys.push(await keyOf({ ...TYPED, ...change }));
    keys.push(await keyOf(TYPED, undefined, '2025-06-19'));
    const [first] = keys;
    expect(keys.slice(1).flatMap((key, at) => (key === first ? [changes[at] ?? 'another day'] : []))).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('a source that somebody else makes meanwhile gives another key', async () => {
    const before = await plan(TYPED);
    // One of no name in the draft changes nothing.
    await putIn(store, aRecord('two', 'reuters < yonhap'));
    expect(await keyOf(TYPED)).toBe(before.key);
    const theirs = before.claims[0]!.record;
    const quay = theirs.sources.find(({ name }) => name === 'Quay Council')!;
    const { sources, statements, claim: _, ...rest } = aRecord('three', 'tass');
    const named = sources.map((source) =>
      source.uid === statements[0]!.source ? { ...source, name: quay.name, kind: quay.kind } : source,
    );
    await putIn(store, { ...rest, statements, sources: named, claim: aClaim('three') });
    const after = await plan({ ...TYPED, 'card-2-pick': '', 'card-2-pickedFor': '', 'card-2-kind': '' });
    expect(after.fresh.map(({ name }) => name)).not.toContain('Quay Council');
    expect(after.key).not.toBe(before.key);
  });

  it('what somebody else changes in the claim meanwhile gives another key', async () => {
    await putIn(store, aRecord('one', 'reuters < yonhap'));
    const target = (await store.claims.load(1))!;
    const { text: _, ...chain } = TYPED;
    const before = await keyOf(chain, target);
    expect(await keyOf(chain, (await store.claims.load(1))!)).toBe(before);
    const by = { at: AT, actor: 'Bo', reason: null };
    const noted = { ...target.record, claim: { ...target.record.claim, note: 'Theirs.' } };
    await store.claims.save({ base: target, record: noted, texts: new Map() }, by);
    expect(await keyOf(chain, (await store.claims.load(1))!)).not.toBe(before);
  });

  it('which statement of a claim a card is makes another key', async () => {
    await putIn(store, aRecord('one', 'ians < tass'));
    const target = (await store.claims.load(1))!;
    const name = target.record.sources.find(({ uid }) => uid === target.record.statements[1]!.source)!.name;
    const typed = cards(fresh('Harbour Post', 'outlet', { cue: 'citing' }), { source: name, date: '2025-06-16' });
    const uid = target.record.statements[1]!.uid;
    const [other, same] = [
      await plan(typed, target),
      await plan({ ...typed, 'card-1-date': '', 'card-1-statement': uid }, target),
    ];
    expect(same.key).not.toBe(other.key);
    expect(other.claims[0]!.record.statements).toHaveLength(same.claims[0]!.record.statements.length + 1);
  });
});

describe('a new document', () => {
  const named = (name: 'document' | 'hop-document', typed: string, title = ''): Fields => ({
    [name]: typed,
    ...{ [`${name}-pick`]: 'new', [`${name}-pickedFor`]: typed, [`${name}-title`]: title },
  });
  const made = async (...list: readonly Fields[]) => {
    const [claim] = (await plan({ ...CLAIM, ...cards(...list) })).claims;
    const { documents, statements, attributions } = claim!.record;
    const titleOf = (uid: string | null) => documents.find((one) => one.uid === uid)?.title ?? null;
    const [{ evidence = [] } = {}] = attributions;
    return {
      documents: documents.map(({ title, publisher }) => {
        return [title, claim!.record.sources.find(({ uid }) => uid === publisher)!.name];
      }),
      statements: statements.map(({ document }) => titleOf(document)),
      shown: titleOf(evidence[0]?.document ?? null),
    };
  };

  it('that is typed in two fields is one', async () => {
    const words = { excerpt: 'Harbour Post says so' };
    const minutes = 'Minutes of 4 June';
    expect(
      await made(
        fresh('IANS', 'agency', {
          ...words,
          ...named('document', minutes),
          ...named('hop-document', 'minutes of 4 June'),
        }),
        fresh('Harbour Post', 'outlet'),
      ),
    ).toEqual({ documents: [[minutes, 'IANS']], statements: [minutes, null], shown: minutes });
    // The words are from the document of whoever is cited.
    expect(
      await made(
        fresh('IANS', 'agency', { ...words, ...named('hop-document', minutes) }),
        fresh('Harbour Post', 'outlet', named('document', minutes)),
      ),
    ).toEqual({ documents: [[minutes, 'Harbour Post']], statements: [null, minutes], shown: minutes });
    const url = 'https://harbour.example/minutes';
    expect(
      await made(
        fresh('IANS', 'agency', { ...words, ...named('document', url, 'Minutes') }),
        fresh('Harbour Post', 'outlet', named('document', `${url}#top`, 'Minutes')),
      ),
    ).toMatchObject({ documents: [['Minutes', 'IANS']], statements: ['Minutes', 'Minutes'] });
  });

  it('of another publisher, or of another title, is another', async () => {
    const [brief, other] = ['Morning brief', 'Evening brief'];
    const two = (one: string, second: string) =>
      made(
        fresh('IANS', 'agency', { cue: 'quoted', ...named('document', one) }),
        fresh('Harbour Post', 'outlet', named('document', second)),
      );
    expect((await two(brief, brief)).documents).toHaveLength(2);
    expect((await two(brief, other)).documents).toHaveLength(2);
  });
});
