/** What the form of a chain takes, and what it says of what it doesn't. */
import { describe, expect, it } from 'vitest';
import { CLAIM, fresh, loadAt, openNewsroom, recordFirst, cards, sendDraft, STORY } from './desk.ts';
import { read } from '../../signed-in.ts';

describe('the chain form', () => {
  it('names that are known nowhere are asked about as cards, when a line is sent', async () => {
    const { app, cookie } = await openNewsroom();
    const made = await sendDraft(
      app,
      '/claims/new',
      { ...CLAIM, ...cards({}), line: 'Hearsay Herold < Nobody', action: 'continue' },
      cookie,
    );
    expect(made.status).toBe(200);
    expect(made.text).toMatch(/name="card-1-source"[^>]*value="Nobody"/);
  });

  it('a chain that is too long is refused and shown again, from cards or from a line', async () => {
    const { app, cookie } = await openNewsroom();
    const names = Array.from({ length: 40 }, (_, n) => `Source ${n}`);
    const inRows = { ...CLAIM, ...cards(...names.map((source) => ({ source }))), action: 'continue' };
    const typed = await sendDraft(app, '/claims/new', inRows, cookie);
    expect(typed.status).toBe(422);
    expect(read(typed).text).toContain('A chain can have at most 30 sources; this one has 40');
    expect(typed.text).toContain('href="#f-card-30-source"');
    expect(typed.text).toMatch(/name="card-39-source"[^>]*value="Source 39"/);
    const fewer = await sendDraft(app, '/claims/new', { ...inRows, action: 'remove-0' }, cookie);
    expect(fewer.text).not.toContain('name="card-39-source"');
    expect(fewer.text).toMatch(/name="card-38-source"[^>]*value="Source 39"/);
    const line = names.join(' < ');
    const long = await sendDraft(app, '/claims/new', { ...CLAIM, ...cards({}), line, action: 'read-line' }, cookie);
    expect(long.status).toBe(422);
    expect(long.text).toContain('href="#f-line"');
    expect(read(long).text).toContain('this one has 40');
    expect(long.text).toContain('Source 38 &lt; Source 39');
  });

  it('the chain form says what differs from the known story at the same address', async () => {
    const { app, cookie } = await openNewsroom();
    await recordFirst(app, cookie);
    const other = { 'story-title': 'Another title', 'story-date': '2025-01-01' };
    const typed = { ...CLAIM, text: 'Another claim.', ...STORY, ...other, ...cards({ source: 'IANS' }) };
    const told = await sendDraft(app, '/claims/new', { ...typed, action: 'continue' }, cookie);
    expect(told.status).toBe(422);
    for (const field of ['story-title', 'story-date']) expect(told.text).toContain(`href="#f-${field}"`);
    expect(read(told).text).toContain(`already here, with “${STORY['story-title']}”`);
    const publisher = { ...typed, ...STORY, 'story-publisher': 'TASS' };
    const another = await sendDraft(app, '/claims/new', { ...publisher, action: 'continue' }, cookie);
    expect(read(another).text).toContain('already here, from another publisher');
    const plain = { ...CLAIM, text: 'Another claim.', 'story-url': STORY['story-url'], ...cards({ source: 'IANS' }) };
    const look = await sendDraft(app, '/claims/new', { ...plain, action: 'continue' }, cookie);
    expect(read(look).text).toContain(`in “${STORY['story-title']} (IANS, 17 June 2025)”`);
  });

  it('a story was read on the day it was entered', async () => {
    const { app, cookie } = await openNewsroom();
    const { record } = await recordFirst(app, cookie);
    expect(record.documents).toMatchObject([{ retrievedAt: record.claim.createdAt.slice(0, 10) }]);
  });

  it('another version of a story’s page is another document, and an address of several must be told apart', async () => {
    const { app, cookie } = await openNewsroom();
    const first = await recordFirst(app, cookie);
    const typed = { ...CLAIM, text: 'Another claim.', ...STORY, ...cards({ source: 'IANS' }), action: 'save' };
    const version = { 'story-version': '2025-06-18', 'story-kind': 'page' };
    const second = await loadAt(app, await sendDraft(app, '/claims/new', { ...typed, ...version }, cookie));
    expect(second.record.documents).toMatchObject([{ kind: 'page', version: '2025-06-18' }]);
    const same = await loadAt(app, await sendDraft(app, '/claims/new', { ...typed, text: 'A third.' }, cookie));
    expect(same.record.documents).toEqual(first.record.documents);
    const third = {
      ...typed,
      text: 'A fourth.',
      'card-0-document': STORY['story-url'],
      ...{ 'story-url': '', 'story-title': '', 'story-publisher': '' },
    };
    const told = await sendDraft(app, '/claims/new', { ...third, 'story-date': '' }, cookie);
    expect(read(told).text).toContain(`Which document is “${STORY['story-url']}”?`);
  });

  it('a story that nothing in the chain is from is not kept unseen', async () => {
    const { app, cookie } = await openNewsroom();
    const typed = { ...CLAIM, ...STORY, ...cards(fresh('TASS', 'agency')), action: 'continue' };
    const told = await sendDraft(app, '/claims/new', typed, cookie);
    expect(told.status).toBe(422);
    expect(told.text).toContain('Nothing in the chain is from this story');
  });
});
