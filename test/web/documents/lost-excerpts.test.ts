/** An editor changes the text of a document that excerpts are from. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, openApp } from '../open-app.ts';
import { read, readIssues } from '../signed-in.ts';
import { EDIT, openStoryDesk, PLAIN, TEXT } from './story-desk.ts';

type Fields = Record<string, string>;

describe('excerpts of a changed text', () => {
  let app: ReturnType<typeof openApp>;
  let cookie: string;
  const post = (path: string, fields: Fields): PromiseLike<Answer> => app.post(path, fields, cookie);

  beforeEach(async () => {
    ({ app, cookie } = await openStoryDesk());
  });

  it('a text that loses excerpts is refused with the nearest words, which can be used instead', async () => {
    expect((await post('/documents/1/edit', { ...EDIT, text: TEXT })).status).toBe(303);
    const text = TEXT.replaceAll('TASS said', 'TASS has said');
    const answer = await post('/documents/1/edit', { ...PLAIN, revision: '2', text });
    expect(answer.status).toBe(422);
    read(answer);
    const [issue] = readIssues(answer);
    expect(issue![0]).toBe('text');
    expect(issue![1]).toContain('The text does not contain the excerpt “TASS said”. The closest match is “');
    expect(issue![1]).not.toContain('excerpt “Busan, TASS”');
    expect(answer.text).toContain('name="instead-0-was" value="TASS said"');
    expect(answer.text).toContain(`\n${text}</textarea>`);

    const mended = { ...PLAIN, revision: '2', text, 'instead-0-was': 'TASS said', 'instead-0-take': 'yes' };
    const wrong = await post('/documents/1/edit', { ...mended, 'instead-0-now': 'TASS denied' });
    expect(readIssues(wrong)).toEqual([['instead-0-now', 'Enter words that are in the text']]);
    expect(wrong.text).toContain('\nTASS denied</textarea>');
    const taken = await post('/documents/1/edit', { ...mended, 'instead-0-now': 'TASS has said' });
    expect(taken.status).toBe(303);
    const [piece] = (await app.store.claims.load(1))!.record.attributions[0]!.evidence;
    expect(piece).toMatchObject({ exact: 'TASS has said', start: 18, end: 31 });
  });

  it('an excerpt whose sentence is gone is not moved to another one, and asked about', async () => {
    expect((await post('/documents/1/edit', { ...EDIT, text: TEXT })).status).toBe(303);
    const text = 'Fire 🔥🚒 in Busan, TASS wrote. A day later it had been put out, TASS said on Monday.';
    const answer = await post('/documents/1/edit', { ...PLAIN, revision: '2', text });
    expect(readIssues(answer)).toEqual([
      [
        'text',
        'The text has “TASS said”, but it can’t be told that this is where the excerpt stood. Nothing in it is close',
      ],
    ]);
    const twice = `${text} In all, TASS said so twice.`;
    const mended = { ...PLAIN, revision: '2', 'instead-0-was': 'TASS said', 'instead-0-take': 'yes' };
    const open = await post('/documents/1/edit', { ...mended, text: twice, 'instead-0-now': 'TASS said' });
    expect(readIssues(open)).toEqual([['instead-0-now', 'Enter words that are in the text once']]);
    const now = 'put out, TASS said';
    expect((await post('/documents/1/edit', { ...mended, text: twice, 'instead-0-now': now })).status).toBe(303);
    const [piece] = (await app.store.claims.load(1))!.record.attributions[0]!.evidence;
    expect(piece).toMatchObject({ exact: now, suffix: ' on Monday. In all, TASS said so' });
    // Another title leaves all places as they are.
    expect((await post('/documents/1/edit', { ...PLAIN, revision: '3', title: 'Another', text: twice })).status).toBe(
      303,
    );
  });
});
