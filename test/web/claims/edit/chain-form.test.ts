/** What the form of a chain takes, and what it says of what it doesn't. */
import { describe, expect, it } from 'vitest';
import { CLAIM, loadAt, openNewsroom, recordFirst, rows, sendDraft, STORY } from './desk.ts';
import { read } from '../../signed-in.ts';

describe('the chain form', () => {
  it('pressing Enter in the line of the chain form makes rows of it when no row is filled in', async () => {
    const { app, cookie } = await openNewsroom();
    const made = await sendDraft(
      app,
      '/claims/new',
      { ...CLAIM, ...rows({}), line: 'IANS < TASS', action: 'continue' },
      cookie,
    );
    expect(made.status).toBe(200);
    expect(made.text).toMatch(/name="row-1-source"[^>]*value="TASS"/);
  });

  it('a chain that is too long is refused and shown again, from rows or from a line', async () => {
    const { app, cookie } = await openNewsroom();
    const names = Array.from({ length: 40 }, (_, n) => `Source ${n}`);
    const inRows = { ...CLAIM, ...rows(...names.map((source) => ({ source }))), action: 'continue' };
    const typed = await sendDraft(app, '/claims/new', inRows, cookie);
    expect(typed.status).toBe(422);
    expect(read(typed).text).toContain('A chain can have at most 30 sources; this one has 40');
    expect(typed.text).toContain('href="#f-row-30-source"');
    expect(typed.text).toMatch(/name="row-39-source"[^>]*value="Source 39"/);
    const fewer = await sendDraft(app, '/claims/new', { ...inRows, action: 'remove-row-0' }, cookie);
    expect(read(fewer).text).toContain('this one has 39');
    const line = names.join(' < ');
    const long = await sendDraft(app, '/claims/new', { ...CLAIM, ...rows({}), line, action: 'read-line' }, cookie);
    expect(long.status).toBe(422);
    expect(long.text).toContain('href="#f-line"');
    expect(read(long).text).toContain('this one has 40');
    expect(long.text).toContain('Source 38 &lt; Source 39');
  });

  it('the chain form says what differs from the known story at the same address', async () => {
    const { app, cookie } = await openNewsroom();
    await recordFirst(app, cookie);
    const other = { 'story-title': 'Another title', 'story-date': '2025-01-01' };
    const typed = { ...CLAIM, text: 'Another claim.', ...STORY, ...other, ...rows({ source: 'TASS' }) };
    const told = await sendDraft(app, '/claims/new', { ...typed, action: 'continue' }, cookie);
    expect(told.status).toBe(422);
    for (const field of ['story-title', 'story-date']) expect(told.text).toContain(`href="#f-${field}"`);
    expect(read(told).text).toContain(`already here, with “${STORY['story-title']}”`);
    const plain = { ...CLAIM, text: 'Another claim.', 'story-url': STORY['story-url'], ...rows({ source: 'TASS' }) };
    const look = await sendDraft(app, '/claims/new', { ...plain, action: 'continue' }, cookie);
    expect(read(look).text).toContain(`in “${STORY['story-title']}”, published by IANS`);
  });

  it('a story was read on the day it was entered', async () => {
    const { app, cookie } = await openNewsroom();
    const { record } = await recordFirst(app, cookie);
    expect(record.documents).toMatchObject([{ retrievedAt: record.claim.createdAt.slice(0, 10) }]);
  });

  it('another version of a story’s page is another document, and an address of several must be told apart', async () => {
    const { app, cookie } = await openNewsroom();
    const first = await recordFirst(app, cookie);
    const typed = { ...CLAIM, text: 'Another claim.', ...STORY, ...rows({ source: 'TASS' }), action: 'save' };
    const version = { 'story-version': '2025-06-18', 'story-kind': 'page' };
    const second = await loadAt(app, await sendDraft(app, '/claims/new', { ...typed, ...version }, cookie));
    expect(second.record.documents).toMatchObject([{ kind: 'page', version: '2025-06-18' }]);
    const same = await loadAt(app, await sendDraft(app, '/claims/new', { ...typed, text: 'A third.' }, cookie));
    expect(same.record.documents).toEqual(first.record.documents);
    const third = {
      ...typed,
      text: 'A fourth.',
      'row-0-document': STORY['story-url'],
      'story-url': '',
      'story-title': '',
    };
    const told = await sendDraft(app, '/claims/new', { ...third, 'story-date': '' }, cookie);
    expect(told.status).toBe(422);
    expect(told.text).toContain('2 documents here have this address');
  });
});
