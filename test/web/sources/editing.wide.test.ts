/** Editors add and change sources. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Source } from '../../../src/model/records.ts';
import { graph } from '../../support/graph.ts';
import { cleanName } from '../../../src/text/invisible.ts';
import { HOSTILE } from '../../support/hostile.ts';
import { aRecord, putIn } from '../open-app.ts';
import { read, readIssues } from '../signed-in.ts';
import { app, find, openDesk, PLAIN, post, see, type Fields } from './desk.ts';
import { oneIn } from '../../support/thorough.ts';
import { recordHistorySchema } from '../../../src/web/records/twins.ts';

beforeEach(openDesk);

async function add(fields: Fields): Promise<{ id: number; revision: number; source: Source }> {
  const answer = await post('/sources/new', { ...PLAIN, ...fields });
  expect(answer.status, answer.text).toBe(303);
  return find(app.store, fields.name ?? PLAIN.name);
}

describe('a new source', () => {
  it('a new source is saved with all its fields', async () => {
    read(await see('/sources/new'));
    const { source } = await add({
      ...{ country: 'kr', homepage: 'https://yna.example', wikidata: 'q485077' },
      ...{ 'alias-0-name': '연합뉴스', 'alias-0-language': 'ko', 'alias-1-name': '', 'alias-1-language': '' },
      ...{ parent: 'The state', relation: 'controlled-by', reason: 'From its own page.' },
      ...{ 'parent-pick': 'new', 'parent-pickedFor': 'The state', 'parent-kind': 'government' },
    });
    const { source: state } = await find(app.store, 'The state');
    expect(source).toEqual({
      ...{ uid: source.uid, name: 'Yonhap', kind: 'agency', country: 'KR', wikidata: 'Q485077' },
      ...{ parent: state.uid, parentRelation: 'controlled-by', homepage: 'https://yna.example' },
      aliases: [{ name: '연합뉴스', language: 'ko' }],
    });
    const { revisions } = await app.store.history.list(source.uid, { before: null, limit: 1 });
    expect(revisions[0]).toMatchObject({ actor: 'Ed', reason: 'From its own page.', action: 'create' });
  });

  it('the form of a source shows every mistake at its field and what was typed', async () => {
    const typed = {
      ...{ name: ' ', kind: 'robot', country: 'XQ', homepage: 'javascript:alert(1)', wikidata: '42' },
      ...{ 'alias-0-name': '', 'alias-0-language': '!!', 'alias-1-name': 'Two', 'alias-1-language': '' },
      ...{ 'alias-2-name': 'Two', 'alias-2-language': '', parent: 'Nobody we know', relation: '', action: 'save' },
    };
    const answer = await post('/sources/new', typed);
    expect(answer.status).toBe(422);
    const page = read(answer);
    expect(page.title).toBe('Error: Add a source – Hearsay');
    expect(readIssues(answer).map(([field]) => field)).toEqual([
      ...['name', 'kind', 'country', 'homepage', 'wikidata', 'alias-0-name', 'alias-0-language'],
      ...['alias-2-name', 'parent-pick', 'relation'],
    ]);
    for (const value of ['XQ', 'javascript:alert(1)', '42', '!!', 'Nobody we know']) {
      expect(answer.text).toContain(`value="${value}"`);
    }
    expect(page.text).toContain('Which source is “Nobody we know”?');
    expect(await app.store.claims.countAll()).toBe(0);
  });

  it('aliases are added and removed in the form of a source without losing anything', async () => {
    const rows = { 'alias-0-name': 'One', 'alias-0-language': 'en', 'alias-1-name': 'Two', 'alias-1-language': '' };
    const more = await post('/sources/new', { name: 'A name', ...rows, action: 'add-alias' });
    expect(more.status).toBe(200);
    expect(more.text).toContain('name="alias-2-name"');
    expect(more.text).toContain('value="A name"');
    const less = await post('/sources/new', { name: 'A name', ...rows, action: 'remove-alias-0' });
    expect(less.text).toMatch(/name="alias-0-name"[^>]* value="Two"/);
    expect(less.text).not.toContain('value="One"');
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`alias-${i}-name`, `Alias ${i}`]));
    const answer = await post('/sources/new', { ...PLAIN, ...many });
    expect(readIssues(answer)).toContainEqual(['alias-0-name', 'Aliases must be at most 50']);
  });

  it('a new source with a known name is saved only when it is said to be another one', async () => {
    const first = await add({});
    const answer = await post('/sources/new', { ...PLAIN, name: 'YONHAP' });
    expect(answer.status).toBe(422);
    expect(readIssues(answer)).toEqual([
      ['namesake', '“YONHAP” is known here already: say whether this is another one'],
    ]);
    expect(answer.text).toContain(`href="/sources/${first.id}-yonhap"`);
    expect((await post('/sources/new', { ...PLAIN, namesake: 'yes' })).status).toBe(303);
    expect(await app.store.sources.findByName('Yonhap')).toHaveLength(2);
  });

  it('the form of a source asks which parent is meant when several have the name', async () => {
    await add({ name: 'The Times' });
    await add({ name: 'The Times', namesake: 'yes', country: 'IN' });
    const [one] = await app.store.sources.findByName('The Times');
    const fields = { ...PLAIN, parent: 'the times', relation: 'part-of' };
    const answer = await post('/sources/new', fields);
    expect(readIssues(answer)).toEqual([
      ['parent-pick', 'Several sources are called “the times”: choose the one you mean'],
    ]);
    expect(read(answer).text).toContain('news agency · IN');
    const chosen = { 'parent-pick': one!.source.uid, 'parent-pickedFor': 'the times' };
    expect((await post('/sources/new', { ...fields, ...chosen })).status).toBe(303);
    expect((await find(app.store, 'Yonhap')).source.parent).toBe(one!.source.uid);
    const form = await see(`/sources/${(await find(app.store, 'Yonhap')).id}/edit`);
    expect(form.text).toContain(`name="parent-pick" value="${one!.source.uid}"`);
  });
});

describe('a name that is much like a known one', () => {
  it('a name that only looks like a known one is asked about, and saved when it is said to be another', async () => {
    const known = await add({ name: 'ТАСС' });
    const answer = await post('/sources/new', { ...PLAIN, name: 'TACC' });
    expect(readIssues(answer)).toEqual([
      ['namesake', '“TACC” is much like the name of a source that is here already: say whether this is another one'],
    ]);
    expect(answer.text).toContain(`href="${encodeURI(`/sources/${known.id}-тасс`)}"`);
    expect((await post('/sources/new', { ...PLAIN, name: 'TACC', namesake: 'yes' })).status).toBe(303);
    expect((await post('/sources/new', { ...PLAIN, name: 'TASS' })).status).toBe(303);
  });

  it("an alias that is another source's name is asked about, and one that the source had is not", async () => {
    await add({ name: 'TASS' });
    const { id, revision } = await add({ name: 'Information Telegraph Agency' });
    const path = `/sources/${id}/edit`;
    const fields = { ...PLAIN, name: 'Information Telegraph Agency', revision: String(revision) };
    const answer = await post(path, { ...fields, 'alias-0-name': 'Itar', 'alias-1-name': 'tass' });
    expect(readIssues(answer)).toEqual([['namesake', '“tass” is known here already: say whether this is another one']]);
    const typed = { ...fields, 'alias-0-name': 'Itar', 'alias-1-name': 'tass', namesake: 'yes' };
    expect((await post(path, typed)).status).toBe(303);
    const again = { ...typed, revision: '2', namesake: '', country: 'RU', 'alias-2-name': '' };
    expect((await post(path, again)).status).toBe(303);
    expect(
      (await post('/sources/new', { ...PLAIN, name: 'officials', kind: 'unnamed', 'alias-0-name': 'TASS' })).status,
    ).toBe(303);
  });

  it('editors see which sources may be the same, and readers do not', async () => {
    await add({ name: 'ТАСС' });
    expect(read(await see('/sources')).text).not.toContain('May be the same');
    const { id } = await add({ name: 'TACC', namesake: 'yes' });
    const page = await see('/sources');
    expect(read(page).text).toMatch(/May be the same.*ТАСС \(news agency\) Merge ТАСС · TACC \(news agency\)/);
    expect(page.text).toContain(`href="/sources/${id}/merge"`);
    expect(read(await see('/sources?kind=agency')).text).not.toContain('May be the same');
    expect(read(await app.get('/sources')).text).not.toContain('May be the same');
  });
});

describe('characters that nobody sees', () => {
  it('a name is saved without them, by whatever door it comes in', async () => {
    const { source } = await add({
      ...{ name: 'Yon\u200bhap\u202e', 'alias-0-name': '연합\u3164뉴스', 'alias-0-language': '' },
      ...{
        parent: 'The\u00ad state',
        'parent-pick': 'new',
        'parent-pickedFor': 'The\u00ad state',
        'parent-kind': 'government',
      },
      relation: 'part-of',
    });
    expect([source.name, source.aliases[0]!.name]).toEqual(['Yonhap', '연합뉴스']);
    expect((await find(app.store, 'The state')).source.name).toBe('The state');
    const again = await post('/sources/new', { ...PLAIN, name: 'Yonhap\ufeff' });
    expect(readIssues(again).map(([field]) => field)).toEqual(['namesake']);
    const blank = await post('/sources/new', { ...PLAIN, name: '\u3164\u2800' });
    expect(readIssues(blank)).toEqual([['name', 'Name must not be empty']]);
  });
});

describe('a source that somebody else makes meanwhile', () => {
  it('is asked about where nobody was', async () => {
    const findByName = app.store.sources.findByName.bind(app.store.sources);
    const rival = { name: 'Yonhap', kind: 'organisation' };
    let isMade = false;
    // Somebody adds one between the check and the commit.
    app.store.sources.findByName = async (name) => {
      const found = await findByName(name);
      if (!isMade) {
        isMade = true;
        await post('/sources/new', { ...PLAIN, ...rival });
      }
      return found;
    };
    const answer = await post('/sources/new', PLAIN);
    app.store.sources.findByName = findByName;
    expect(isMade).toBe(true);
    expect([answer.status, readIssues(answer)]).toEqual([
      422,
      [['namesake', '“Yonhap” is known here already: say whether this is another one']],
    ]);
    expect(await findByName('Yonhap')).toHaveLength(1);
    expect((await post('/sources/new', { ...PLAIN, namesake: 'yes' })).status).toBe(303);
  });

  it('is asked about as a parent, and another may be made beside it', async () => {
    const asked = { parent: 'The state', relation: 'part-of', 'parent-pickedFor': 'The state' };
    const chosen = { ...asked, 'parent-pick': 'new', 'parent-kind': 'government' };
    await add({ name: 'The state', kind: 'organisation' });
    const answer = await post('/sources/new', { ...PLAIN, ...chosen });
    expect(readIssues(answer)).toEqual([
      ['parent-pick', '“The state” is here now: choose it, or another source of that name'],
    ]);
    const beside = /value="(new [^"]+)"/.exec(answer.text)![1]!;
    expect(read(answer).text).toContain('Another source called “The state”');
    await add({ ...chosen, 'parent-pick': beside });
    expect(await app.store.sources.findByName('The state')).toHaveLength(2);
  });

  it('may be an alias of a new one', async () => {
    await add({ name: 'First', 'alias-0-name': 'Wire' });
    await add({ name: 'Second', 'alias-0-name': 'Wire', namesake: 'yes' });
  });
});

describe('changing a source', () => {
  it('the second of two editors of a source keeps what was typed and sees both values of what both changed', async () => {
    const { id } = await add({ country: 'KR' });
    const path = `/sources/${id}/edit`;
    expect((await see(path)).text).toContain('name="revision" value="1"');
    expect((await post(path, { ...PLAIN, revision: '1', name: 'Theirs', country: 'KR' })).status).toBe(303);
    const answer = await post(path, { ...PLAIN, revision: '1', name: 'Mine', 'alias-0-name': 'Alias of mine' });
    expect(answer.status).toBe(409);
    const page = read(answer);
    expect(page.text).toContain('Name Mine Theirs');
    expect(page.text).toContain('Error: Ed changed this on 20 June 2025, 12:00 UTC. The current version has “Theirs”');
    expect(page.text).not.toContain('Country KR');
    expect(answer.text).toMatch(/name="alias-0-name"[^>]* value="Alias of mine"/);
    expect(answer.text).toContain('name="revision" value="2"');
    expect((await post(path, { ...PLAIN, revision: '2', name: 'Mine' })).status).toBe(303);
    expect((await app.store.sources.load(id))!.source.name).toBe('Mine');
  });

  it('a well-known parent brings its family, but not below the source itself', async () => {
    const { source: state } = await add({ name: 'Russian state', kind: 'government' });
    const { id, revision } = await find(app.store, 'Russian state');
    const change = { name: 'Russian state', kind: 'government', parent: 'TASS', relation: 'part-of' };
    const refused = await post(`/sources/${id}/edit`, { ...PLAIN, ...change, revision: String(revision) });
    expect(refused.status).toBe(422);
    expect(readIssues(refused)).toMatchObject([['parent', expect.stringContaining('no loops')]]);
    await add({ name: 'Baltic wire', parent: 'TASS', relation: 'part-of' });
    const { source: tass } = await find(app.store, 'TASS');
    expect(tass).toMatchObject({ country: 'RU', parent: state.uid, parentRelation: 'controlled-by' });
  });

  it('a parent that would close a loop in a family is refused by form and database', async () => {
    await add({ name: 'Above' });
    const below = await add({ name: 'Below', parent: 'Above', relation: 'part-of' });
    const { id, source } = await find(app.store, 'Above');
    const fields = { ...PLAIN, name: 'Above', revision: '1', parent: 'Below', relation: 'part-of' };
    const message = 'Choose another: this one is below the source itself, and a family has no loops';
    const answer = await post(`/sources/${id}/edit`, fields);
    expect([answer.status, readIssues(answer)]).toEqual([422, [['parent', message]]]);
    // As if it had been put below only after the check.
    const loadFamilies = app.store.sources.loadFamilies.bind(app.store.sources);
    app.store.sources.loadFamilies = () => Promise.resolve([]);
    const late = await post(`/sources/${id}/edit`, fields);
    app.store.sources.loadFamilies = loadFamilies;
    expect([late.status, readIssues(late)]).toEqual([422, [['parent', message]]]);
    expect((await app.store.sources.load(id))!.source.parent).toBeNull();
    expect(below.source.parent).toBe(source.uid);
    const itself = await post(`/sources/${id}/edit`, { ...fields, parent: 'Above' });
    expect(readIssues(itself)[0]![0]).toBe('parent-pick');
  });

  it('the claims of a source are derived again after its family changed', async () => {
    await putIn(app.store, aRecord(graph('paper->tass paper->ria'), { text: 'Two ends.' }));
    const read = async () => (await app.store.claims.list({ status: 'published', after: null, limit: 1 })).items[0]!;
    expect((await read()).independentSources).toBe(2);
    const { id } = await find(app.store, 'tass');
    const fields = { ...PLAIN, name: 'tass', revision: '1', parent: 'ria', relation: 'part-of' };
    expect((await post(`/sources/${id}/edit`, fields)).status).toBe(303);
    await app.store.claims.refreshSummaries();
    expect((await read()).independentSources).toBe(1);
  });

  it('a source is saved even when deriving its claims again fails, and the failure is logged', async () => {
    const { id } = await add({});
    app.store.claims.refreshSummaries = () => Promise.reject(new Error('the disk is full'));
    const answer = await post(`/sources/${id}/edit`, { ...PLAIN, revision: '1', kind: 'outlet' });
    expect(answer.status).toBe(303);
    expect(JSON.stringify(app.lines)).toContain('the disk is full');
  });

  it('the history of a source tells who, when and why, and each field before and after', async () => {
    const { id } = await add({ 'alias-0-name': 'One', 'alias-1-name': 'Two' });
    await post(`/sources/${id}/edit`, {
      ...{ ...PLAIN, revision: '1', country: 'KR', reason: 'It moved.' },
      ...{ 'alias-0-name': 'Two', 'alias-1-name': 'Three' },
    });
    const page = read(await see(`/sources/${id}/history`));
    expect(page.text).toMatch(/Revision 2 .*Ed It moved\. Country added: KR Aliases removed: One added: Three/);
    expect(page.text).toMatch(/Revision 1 .*Added, with: Name added: Yonhap Kind added: news agency/);
    const { body } = await see(`/sources/${id}/history.json`);
    expect(recordHistorySchema.parse(body)).toMatchObject({
      revisions: [{ revision: 2, reason: 'It moved.' }, { revision: 1 }],
      next: null,
    });
  });
});

describe('hostile input in a source', () => {
  const FIELDS = ['name', 'country', 'homepage', 'wikidata', 'alias-0-name', 'alias-0-language', 'parent', 'reason'];

  it('hostile input in a source is stored and shown as typed or refused by its field', async () => {
    for (const [i, input] of oneIn(12, HOSTILE).entries()) {
      for (const fields of [FIELDS, ['name', 'alias-0-name', 'reason']]) {
        const typed = Object.fromEntries(fields.map((field) => [field, input]));
        const answer = await post('/sources/new', { ...PLAIN, namesake: 'yes', ...typed });
        expect([303, 422], `${i}: ${JSON.stringify(input)}`).toContain(answer.status);
        expect(answer.text).not.toMatch(/<script>alert|onerror=alert\(1\)>/);
        if (answer.status === 422) expect(readIssues(answer).length).toBeGreaterThan(0);
        else {
          const page = await see(answer.headers.location!);
          expect(page.status).toBe(200);
          read(page);
          const id = Number(/\d+/.exec(answer.headers.location!)![0]);
          const { name } = (await app.store.sources.load(id))!.source;
          expect(name).toBe(cleanName(input.replace(/\r\n?/g, '\n').trim()));
        }
      }
    }
    expect(read(await see('/sources')).text).toContain('Sources');
  });
});
