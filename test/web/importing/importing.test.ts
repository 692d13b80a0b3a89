import { beforeAll, describe, expect, it, test } from 'vitest';
import { describeClaimInProv } from '../../../src/formats/prov/claim.ts';
import { COLUMN_NOTES, writeHopTemplate, HOP_COLUMNS } from '../../../src/formats/csv/columns.ts';
import { readHearsayClaim } from '../../../src/formats/hearsay/reader.ts';
import { writeHopCsv } from '../../../src/formats/csv/writer.ts';
import { writeProvJson } from '../../../src/formats/prov/writer.ts';
import { analyse } from '../../../src/provenance/analysis.ts';
import type { Store } from '../../../src/storage/store.ts';
import { uidFrom } from '../../support/records.ts';
import { BROKEN_CLAIMS, readSample, WHOLE, writeBroken } from '../../support/broken-claims.ts';
import { writeMultipart, type Multipart } from '../../support/multipart.ts';
import type { Answer } from '../open-app.ts';
import { openWith, read } from '../signed-in.ts';

const file = readSample(WHOLE);
const line = JSON.stringify(file);
const { uid } = file.claim;

let desk: Awaited<ReturnType<typeof openDesk>>;

/** An editor before an empty newsroom. */
async function openDesk() {
  const opened = await openWith('min@news.example', 'editor');
  const sendAs = async ({ type, body }: Multipart): Promise<Answer> =>
    opened
      .ask('post', '/import')
      .set('Cookie', opened.cookie)
      .set('Sec-Fetch-Site', 'same-origin')
      .set('Content-Type', type)
      .send(body);
  const send = async (fields: Parameters<typeof writeMultipart>[0]) => sendAs(await writeMultipart(fields));
  return { ...opened, send, sendAs };
}

/** The fields that the page of the look carries on, as a browser sends them. */
function carriedOn({ text }: Answer): Record<string, string> {
  const fields = [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  return Object.fromEntries(fields.map(([, name, value]) => [name!, value!.replaceAll('&#x3D;', '=')]));
}

/** Everything that would show a write. */
async function takeStock(store: Store): Promise<unknown> {
  return [
    await store.claims.countAll(),
    await store.readRevisions(1),
    await store.history.list(uid, { before: null, limit: 50 }),
  ];
}

beforeAll(async () => {
  desk = await openDesk();
});

describe('the import page', () => {
  it('the import page is for editors, names every format and column and offers a template', async () => {
    const page = read(await desk.see('/import'));
    expect(page.title).toBe('Import claims – Hearsay');
    for (const words of ['hearsay.claim/1', 'ClaimReview', 'CSV', ...HOP_COLUMNS]) expect(page.text).toContain(words);
    const template = await desk.see('/import/template.csv');
    expect(template.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(template.text).toBe(writeHopTemplate());
    const reader = await openWith('reader@news.example', 'reader');
    expect((await reader.see('/import')).status).toBe(403);
  });

  it('the import page documents each column once', () => {
    expect(COLUMN_NOTES.flatMap(({ columns }) => columns).sort()).toEqual([...HOP_COLUMNS].sort());
  });
});

describe('importing claims', () => {
  it('an import is previewed, then written at once, and then changes nothing more', async () => {
    const { send, store } = await openDesk();
    const before = await takeStock(store);
    const look = await send({ text: '', file: { name: 'claim.json', content: line }, action: 'look' });
    expect(look.status).toBe(200);
    const { text } = read(look);
    expect(text).toContain('1 new claim, 0 updated claims, 0 unchanged claims.');
    for (const { name } of file.sources) expect(text).toContain(name);
    for (const { title } of file.documents) expect(text).toContain(title);
    expect(await takeStock(store)).toEqual(before);

    const fields = { ...carriedOn(look), action: 'import', reason: 'From the partner.' };
    const done = await send(fields);
    expect([done.status, done.headers.location]).toEqual([303, expect.stringMatching(/^\/import\?done=1-0-0-\d+-0$/)]);
    expect((await store.claims.load(1))!.record.claim.text).toBe(file.claim.text);
    const { revisions } = await store.history.list(uid, { before: null, limit: 5 });
    expect(revisions).toMatchObject([{ actor: 'Kim Min', reason: 'From the partner.', action: 'create' }]);

    const again = read(await send({ text: line, action: 'look' }));
    expect(again.text).toContain('Nothing would change.');
  });

  /** Every change that a preview offers. */
  const ticks = ({ text }: { text: string }) =>
    Object.fromEntries([...text.matchAll(/name="(take [^"]+)"/gu)].map(([, name]) => [name!, '1']));

  it('what a file says otherwise of a known claim is offered member by member, and off unless it is ticked', async () => {
    const { send, store } = await openDesk();
    await send({ ...carriedOn(await send({ text: line })), action: 'import' });
    const other = { ...file.claim, text: 'Other words.', note: null, updatedAt: '2020-01-01T00:00:00Z' };
    const [source, ...sources] = file.sources.map((one) => ({
      ...one,
      aliases: [],
      parent: null,
      parentRelation: null,
    }));
    const [hop, ...attributions] = file.attributions;
    const changed = {
      ...{ ...file, claim: { ...other, createdAt: '2020-01-01T00:00:00Z' } },
      sources: [{ ...source!, wikidata: 'Q7' }, ...sources],
      attributions: [{ ...hop!, cue: 'as it has it' }, ...attributions.slice(1)],
    };
    const before = (await store.claims.load(1))!;
    const look = await send({ text: JSON.stringify(changed) });
    const { text } = read(look);
    expect(text).toContain(`claim.text : here ${file.claim.text} ; in the file Other words.`);
    expect(text).toContain('wikidata : here unknown ; in the file Q7');
    expect(text).toContain(`hop.cue : here ${hop!.cue!} ; in the file as it has it`);
    // Null, empty and missing erase nothing.
    expect(Object.keys(ticks(look))).toHaveLength(3);
    const left = await send({ ...carriedOn(look), action: 'import' });
    expect(left.headers.location).toBe('/import?done=0-0-1-0-2');
    expect((await store.claims.load(1))!).toEqual(before);
    const taken = await send({
      ...carriedOn(await send({ text: JSON.stringify(changed) })),
      ...ticks(look),
      action: 'import',
    });
    expect(taken.headers.location).toBe('/import?done=0-1-0-1-0');
    const { claim, attributions: hops, sources: named } = (await store.claims.load(1))!.record;
    expect([claim.text, claim.note, hops.length]).toEqual(['Other words.', file.claim.note, file.attributions.length]);
    expect(hops.find(({ uid: own }) => own === hop!.uid)!.cue).toBe('as it has it');
    const was = before.record.sources.find((one) => one.uid === source!.uid)!;
    expect(named.find((one) => one.uid === source!.uid)).toEqual({ ...was, wikidata: 'Q7' });
  });

  it('a source that is known by its name is shown, and can be said to be another', async () => {
    const { send, store } = await openDesk();
    await send({ ...carriedOn(await send({ text: line })), action: 'import' });
    const renew = (json: string) => json.replaceAll(/0197[0-9a-f]{4}-[0-9a-f-]{27}/gu, (one) => uidFrom(`new ${one}`));
    const again = renew(line).replace(file.claim.text, 'Another claim.');
    const look = await send({ text: again });
    for (const { name, kind } of file.sources.filter((one) => one.kind !== 'unnamed')) {
      expect(read(look).text, kind).toContain(`${name} is known here as ${name}`);
    }
    const apart = /name="(apart [^"]+)"/u.exec(look.text)![1]!;
    const count = async () =>
      (await store.sources.list({ name: null, kind: null, published: false, after: null, limit: 99 })).items.length;
    const before = await count();
    await send({ ...carriedOn(look), [apart]: '1', action: 'import' });
    expect(await count()).toBe(before + 1);
    expect(await store.claims.countAll()).toBe(2);
  });

  it('a new claim with the words of a known one is told; ticked as one it is previewed again, and nothing comes in twice', async () => {
    const { send, store } = await openDesk();
    await send({ ...carriedOn(await send({ text: line })), action: 'import' });
    const again = line.replaceAll(/0197[0-9a-f]{4}-[0-9a-f-]{27}/gu, (one) => uidFrom(`twin ${one}`));
    const look = await send({ text: again });
    expect(read(look).text).toContain(`${file.claim.text} has the same words as ${file.claim.text}`);
    const same = /name="(same [^"]+)"/u.exec(look.text)![1]!;
    const ticked = await send({ ...carriedOn(look), [same]: '1', action: 'import' });
    expect(read(ticked).text).toContain('Nothing was imported yet. This is what the import does with what you ticked.');
    expect(ticked.text).toMatch(new RegExp(`name="${same}"[^>]* checked`, 'u'));
    await send({ ...carriedOn(ticked), [same]: '1', action: 'import' });
    expect(await store.claims.countAll()).toBe(1);
  });

  it('an import is previewed again when somebody wrote in the meantime', async () => {
    const { send, store } = await openDesk();
    await send({ ...carriedOn(await send({ text: line })), action: 'import' });
    const mine = await send({ text: line.replace(file.claim.text, 'Mine.') });
    const theirs = await send({ text: line.replace(file.claim.text, 'Theirs.') });
    await send({ ...carriedOn(theirs), ...ticks(theirs), action: 'import' });
    const met = await send({ ...carriedOn(mine), ...ticks(mine), action: 'import', reason: 'Because.' });
    expect(met.status).toBe(409);
    const { text } = read(met);
    expect(text).toContain('Nothing was imported yet: somebody else made changes in the meantime');
    expect(text).toContain('Now: Theirs.');
    expect(met.text).toContain('value="Because."');
    expect((await store.claims.load(1))!.record.claim.text).toBe('Theirs.');
    expect((await send({ ...carriedOn(met), ...ticks(met), action: 'import' })).status).toBe(303);
    expect((await store.claims.load(1))!.record.claim.text).toBe('Mine.');
  });

  it('pasted claims can be changed before they are imported', async () => {
    const look = await desk.send({ text: line });
    const back = await desk.send({ ...carriedOn(look), action: 'back' });
    expect(back.text).toContain('&quot;hearsay.claim/1&quot;');
  });
});

describe('importing a table', () => {
  const import1 = async (send: Awaited<ReturnType<typeof openDesk>>['send'], content: string) => {
    const look = await send({ file: { name: 'hops.csv', content } });
    return { look, done: await send({ ...carriedOn(look), action: 'import' }) };
  };

  it('a table of hops imports new claims, reuses known sources and documents and changes no known claim', async () => {
    const { send, store } = await openDesk();
    const { look, done } = await import1(send, writeHopTemplate());
    expect(read(look).text).toMatch(/New sources.*The Lund Courier.*Northern Wire.*New documents/);
    expect(done.status).toBe(303);
    const { record } = (await store.claims.load(1))!;
    expect([record.statements.length, record.attributions.length, record.claim.status]).toEqual([3, 2, 'draft']);
    expect([...analyse(record).support.values()]).toEqual(['second-hand', 'second-hand']);

    const second = await import1(send, writeHopTemplate().replace('closes for a year', 'opens again'));
    expect(read(second.look).text).not.toContain('New documents');
    const added = (await store.claims.load(2))!.record;
    expect(added.documents).toEqual(record.documents);
    expect(
      added.sources
        .filter(({ kind }) => kind !== 'unnamed')
        .map((source) => source.uid)
        .sort(),
    ).toEqual(
      record.sources
        .filter(({ kind }) => kind !== 'unnamed')
        .map((source) => source.uid)
        .sort(),
    );

    const known = await send({ file: { name: 'hops.csv', content: writeHopCsv(record, analyse(record)) } });
    expect(read(known).text).toContain('Nothing would change.');
  });

  it('a pasted table is recognised by its columns', async () => {
    const { text } = read(await desk.send({ text: 'claim;citing_source\nThe bridge is shut.;Nobody known here' }));
    expect(text).toContain('row 2 citing_source “Nobody known here” is new here: give its kind in citing_source_kind');
  });
});

describe('broken imports', () => {
  let before: unknown;
  beforeAll(async () => {
    before = await takeStock(desk.store);
  });

  test.each(BROKEN_CLAIMS)('an import of a claim with $what is refused and changes nothing', async (broken) => {
    const answer = await desk.send({ text: JSON.stringify(writeBroken(broken)) });
    expect(answer.status).toBe(422);
    const { text } = read(answer);
    for (const problem of broken.problems)
      expect(text).toContain(
        `Pasted text ${problem.includes(' ') && problem.startsWith(' ') ? '– ' : ''}${problem.trimStart()}`,
      );
    expect(answer.text).toContain('<textarea');
    expect(await takeStock(desk.store)).toEqual(before);
  });

  const reading = readHearsayClaim(file);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const prov = JSON.stringify(writeProvJson(describeClaimInProv(reading.value.record, 'https://a.example/1')));
  test.each([
    ['NDJSON, by its line', [line, '{"format":', line].join('\n'), 'line 2'],
    [
      'PROV-JSON',
      prov,
      'Pasted text – seems to be PROV-JSON, which Hearsay writes and does not read. Read here: CSV of hops; ClaimReview',
    ],
    ['CSV', 'claim,citing_source\n"The bridge', 'row 2 – has a quotation mark that is never closed'],
    ['something else', '<!doctype html>', 'seems to be a web page'],
  ])('a broken import is refused and changes nothing: %s', async (_, text, told) => {
    const answer = await desk.send({ text });
    expect(answer.status).toBe(422);
    expect(read(answer).text).toContain(told);
    expect(await takeStock(desk.store)).toEqual(before);
  });

  test.each<[string, Parameters<typeof writeMultipart>[0], string]>([
    ['nothing', { text: ' ' }, 'Paste the claims, or choose a file'],
    ['both', { text: line, file: { name: 'a.json', content: line } }, 'Paste the claims or choose a file, not both'],
    ['bytes', { file: { name: 'a.csv', content: new Uint8Array([0x63, 0xff]) } }, 'The file must be UTF-8 text'],
    ['too much', { file: { name: 'a.json', content: ' '.repeat(3 * 1024 * 1024 + 1) } }, 'can be at most 3 MB'],
    ['far too much', { text: 'x'.repeat(7 * 1024 * 1024) }, 'can be at most 3 MB'],
    [
      'too many',
      {
        text: `claim,citing_source,citing_source_kind\n${Array.from({ length: 1_001 }, (_, i) => `C${i},Post,outlet\n`).join('')}`,
      },
      'At most 1,000 claims can be imported at once',
    ],
    ['something that was never packed', { packed: 'xyz' }, 'The claims arrived damaged'],
  ])('an import of the wrong size or form is refused: %s', async (_, fields, told) => {
    const answer = await desk.send(fields);
    expect(answer.status).toBe(422);
    expect(read(answer).text).toContain(told);
  });

  it('an import form that is cut off is refused', async () => {
    const { type, body } = await writeMultipart({ text: line });
    expect((await desk.sendAs({ type, body: body.subarray(0, body.length / 2) })).status).toBe(400);
    expect((await desk.sendAs({ type: 'multipart/form-data', body })).status).toBe(400);
  });
});
