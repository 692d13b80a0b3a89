/** Hostile input in every field: shown and stored faithfully, or refused by the field's name. Never a failure of ours. */
import { sendDraft } from './claims/edit/desk.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE, HUGE } from '../support/hostile.ts';
import { addPerson, signIn } from '../support/people.ts';
import { openApp, type Answer } from './open-app.ts';
import { cleanName } from '../../src/text/invisible.ts';
import type { LoadedClaim } from '../../src/storage/types.ts';

type Fields = Record<string, string>;

/** As Handlebars escapes. */
const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  ...{ "'": '&#x27;', '`': '&#x60;', '=': '&#x3D;' },
};
const escape = (text: string): string => text.replace(/[&<>"'`=]/g, (character) => ESCAPES[character]!);

/** A text as a form carries it: line ends are one character, white space around a line is nobody's wish. */
const asTyped = (text: string, isLine: boolean): string => {
  const lines = text.replace(/\r\n?/g, '\n');
  return isLine ? lines.trim() : lines;
};

describe('hostile input', () => {
  const app = openApp();
  let cookie: string;
  let claim: LoadedClaim;
  beforeAll(async () => {
    await addPerson(app.store, 'ed@news.example', 'editor', 'Ed');
    cookie = await signIn(app.store, 'ed@news.example');
    const { headers } = await sendDraft(app, '/claims/new', { ...PLAIN, action: 'save' }, cookie);
    claim = (await app.store.claims.load(Number(/\d+/.exec(headers.location!)![0])))!;
  });

  /** Sends it in each of the fields, then in all of them at once. */
  async function send(path: string, plain: Fields, fields: readonly string[], input: string): Promise<Answer[]> {
    const all = Object.fromEntries(fields.map((field) => [field, input]));
    const sent = { ...plain, ...all };
    return [await (path === '/claims/new' ? draftOnce(sent) : app.post(path, sent, cookie))];
  }

  /** Nobody keeps more than two hundred drafts. */
  async function draftOnce(sent: Fields): Promise<Answer> {
    const answer = await sendDraft(app, '/claims/new', sent, cookie);
    const path = /action="(\/drafts\/[^"]+)"/.exec(answer.text)?.[1];
    if (path) await app.post(path, { action: 'discard' }, cookie);
    return answer;
  }

  function judge(answer: Answer, fields: readonly string[], input: string): void {
    expect(answer.status, JSON.stringify(input)).toBeLessThan(500);
    expect(answer.text).not.toMatch(/<script>alert|onerror=alert\(1\)>/);
    if (answer.status !== 422) return;
    // Every field is shown with what was typed, and at least one is named.
    const named = [...answer.text.matchAll(/href="#f-([^"]+)"/g)].map(([, field]) => field!);
    expect(named.length, JSON.stringify(input)).toBeGreaterThan(0);
    for (const field of fields) {
      const [line, area] = [asTyped(input, true), asTyped(input, false)].map(escape);
      const shown = answer.text.includes(`value="${line}"`) || answer.text.includes(`>\n${area}</textarea>`);
      expect(shown || line === '', `${field}: ${JSON.stringify(input)}`).toBe(true);
    }
  }

  const PLAIN: Fields = {
    ...{ mode: 'cards', text: 'A plain claim.', language: 'en' },
    ...{ 'story-url': 'https://news.example/plain', 'story-title': 'A plain story', 'story-publisher': 'Courier' },
    ...{ 'card-0-source': 'Courier', 'card-0-pick': 'new', 'card-0-pickedFor': 'Courier', 'card-0-kind': 'outlet' },
    ...{ 'card-1-source': 'Mayor', 'card-1-pick': 'new', 'card-1-pickedFor': 'Mayor', 'card-1-kind': 'person' },
  };
  const TEXTS = ['text', 'topics', 'note', 'reason', 'hop-0-cue', 'card-0-wording', 'hop-0-excerpt', 'card-1-wording'];
  const OTHERS = [
    'language',
    'aboutDate',
    'story-publisher',
    'story-url',
    'story-title',
    'story-date',
    'story-archivedUrl',
    'story-text',
  ];
  const RATING = [
    'rating',
    'reviewer',
    'reviewerUrl',
    'ratedAt',
    'reviewUrl',
    'ratingValue',
    'bestRating',
    'worstRating',
  ];
  const CARD = ['source', 'pick', 'pickedFor', 'kind', 'date', 'document', 'language', 'stance', 'basis', 'statement'];
  const DOCUMENT = ['document', 'document-pick', 'document-pickedFor', 'document-title'];
  const HOP = ['manner', 'cue', 'excerpt', 'at', 'from', 'document'];
  const STEPS = ['mode', 'page', 'action', 'join', 'seen', 'words', 'story-known', 'story-publisher-pick'];

  it.each([
    ['texts', TEXTS],
    ['claim and story', OTHERS],
    ['rating', RATING],
    ['cards', CARD.map((name) => `card-1-${name}`)],
    ['documents', DOCUMENT.map((name) => `card-1-${name}`)],
    ['hops', HOP.map((name) => `hop-0-${name}`)],
    ['steps', STEPS],
    ['line', ['line']],
  ])('hostile input in the %s of a new claim is shown again or refused by its field', async (what, fields) => {
    for (const input of HOSTILE) {
      for (const answer of await send('/claims/new', { ...PLAIN, action: 'continue' }, fields, input)) {
        if (['texts', 'claim and story', 'rating'].includes(what)) judge(answer, fields, input);
        else expect(answer.status, JSON.stringify(input)).toBeLessThan(500);
      }
    }
    const line = Object.fromEntries([['line', HOSTILE.join(' < ').slice(0, 20_000)]]);
    const lines = await sendDraft(app, '/claims/new', { ...PLAIN, ...line, action: 'read-line' }, cookie);
    expect(lines.status).toBeLessThan(500);
  });

  it('hostile input in a claim is stored and shown as it was typed', async () => {
    let stored = 0;
    for (const input of HOSTILE) {
      const now = (await app.store.claims.load(claim.id))!;
      const fields = { text: input, language: 'en', note: input, revision: String(now.revision) };
      const answer = await app.post(`/claims/${claim.id}/edit`, fields, cookie);
      expect([303, 422], JSON.stringify(input)).toContain(answer.status);
      if (answer.status === 422) continue;
      stored += 1;
      const { record } = (await app.store.claims.load(claim.id))!;
      // What nobody sees is no part of a claim.
      const text = cleanName(asTyped(input, true));
      expect(record.claim.text).toBe(text);
      expect(record.claim.note).toBe(asTyped(input, false).trim() === '' ? null : asTyped(input, false));
      const page = await app.get(answer.headers.location!).set('Cookie', cookie);
      expect(page.status, JSON.stringify(input)).toBe(200);
      expect(page.text).toContain(escape(text));
    }
    expect(stored).toBeGreaterThan(120);
  });

  it('hostile input in statements, hops and evidence never fails', async () => {
    const { record } = (await app.store.claims.load(claim.id))!;
    const [statement, hop] = [record.statements[0]!, record.attributions[0]!];
    const paths: [string, Fields, string[]][] = [
      [
        `/statements/${statement.uid}/edit`,
        { 'card-0-source': 'Courier' },
        ['card-0-wording', 'card-0-date', 'card-0-document', 'retractedAt', 'retractionReason', 'reason'],
      ],
      [
        `/statements/${statement.uid}/edit`,
        {},
        ['card-0-source', 'card-0-pick', 'card-0-pickedFor', 'card-0-stance', 'revision'],
      ],
      [
        `/attributions/${hop.uid}/edit`,
        { citing: hop.citing, cited: hop.cited, manner: 'cites' },
        ['cue', 'note', 'piece-0-document', 'piece-0-exact'],
      ],
      [`/attributions/${hop.uid}/edit`, {}, ['citing', 'cited', 'manner', 'revision', 'action']],
    ];
    for (const [path, plain, fields] of paths) {
      for (const input of HOSTILE) {
        for (const answer of await send(path, { ...plain, action: 'save' }, fields, input)) {
          expect(answer.status, `${path} ${JSON.stringify(input)}`).toBeLessThan(500);
        }
      }
    }
  });

  it('input of a megabyte is refused by its field', async () => {
    for (const input of HUGE) {
      const { status, text } = await draftOnce({ ...PLAIN, 'story-text': input, action: 'continue' });
      expect([200, 413, 422]).toContain(status);
      if (status === 422) expect(text).toContain('href="#f-story-text"');
    }
  });

  it('hostile input in addresses and query strings never fails', async () => {
    for (const input of HOSTILE.filter((text) => text.length < 2_000 && text.isWellFormed())) {
      const part = encodeURIComponent(input);
      for (const path of [
        `/claims/${part}`,
        `/claims?after=${part}`,
        `/statements/${part}/edit`,
        `/claims/${part}.json`,
        `/search?q=${part}`,
        `/search.json?q=${part}&type=claims`,
      ]) {
        expect((await app.get(path).set('Cookie', cookie)).status, path).toBeLessThan(500);
      }
    }
  });
});
