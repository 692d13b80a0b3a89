import { describe, expect, it, test } from 'vitest';
import { rateStrength } from '../../../src/web/accounts/form.ts';
import { findWeakness } from '../../../src/web/accounts/passwords.ts';
import { read } from '../signed-in.ts';
import { openWith } from '../signed-in.ts';
import { PASSWORD } from '../../support/people.ts';

const KIM = ['Kim Minseo', 'kim.minseo@paper.example'];

test.each([
  ['password1234', 'common'],
  ['Password!2345', 'common'],
  ['p@ssw0rdp@ssw0rd', 'repeats'],
  ['iloveyou-123', 'common'],
  ['welcome2024!!', 'common'],
  ['adminadmin2025', 'common'],
  ['Letmein-please!', 'common'],
  ['hearsay-newsroom', 'common'],
  ['Newspaper-Editor', 'common'],
  // Of the list, and made of no word.
  ['flvbybcnhfnjh', 'common'],
  ['mailcreated5240', 'common'],
  ['123456789012', 'follows'],
  ['qwertyuiop12', 'follows'],
  ['abcdefghijklm', 'follows'],
  ['asdfghjkl;123', 'follows'],
  ['zxcvbnm,./123', 'common'],
  ['aaaaaaaaaaaa', 'repeats'],
  ['abcabcabcabca', 'repeats'],
  ['112233112233', 'repeats'],
  ['minseo123456', 'name or address'],
  ['kim.minseo@paper', 'name or address'],
])('%s is easy to guess', (password, reason) => {
  expect(findWeakness(password, KIM)).toContain(reason);
});

test.each([
  PASSWORD,
  'another long password',
  'tPv9#qLx2mZr',
  'the spring that never came',
  'minseo reads seven letters',
  'password of my grandmother',
  '평양에서 온 편지가 늦었다',
  'zebra-quartz-1948',
])('%s is not known to be', (password) => {
  expect(findWeakness(password, KIM)).toBeNull();
});

describe('how strong a new password is', () => {
  it.each([
    ['', 0, ''],
    ['short', 0, 'Password must have at least 12 characters'],
    ['password1234', 0, 'Password is easy to guess: it is one of the most common'],
    ['kim.minseo@paper', 0, 'Password is easy to guess: it is made of your name or address'],
    ['tPv9#qLx2mZr', 1, 'Fair: longer is stronger'],
    ['zebra-quartz-1948', 2, 'Good'],
    [PASSWORD, 3, 'Strong'],
    ['x'.repeat(300), 0, 'Password must have at most 200 characters'],
  ])('%s: %i', (password, score, words) => {
    expect(rateStrength(password, KIM)).toEqual({ score, words });
  });

  it('is told while it is typed, to whoever types one', async () => {
    const { post, cookie } = await openWith('kim@paper.example', 'editor');
    const { status, body, headers } = await post('/password-strength', { password: PASSWORD });
    expect([status, body, headers['cache-control']]).toEqual([200, { score: 3, words: 'Strong' }, 'no-store']);
    const own = await post('/password-strength', { password: 'kim@paper.example' }, cookie);
    expect(own.body).toMatchObject({ score: 0, words: expect.stringContaining('your name or address') as string });
  });

  it('stands beside its field once it was sent, and not before', async () => {
    const { post, see, cookie } = await openWith('kim@paper.example', 'editor');
    expect((await see('/account')).text).toContain('<p class="hint strength" hidden><meter');
    const { text } = await post('/account', { current: 'not the one at all', next: 'zebra-quartz-1948' }, cookie);
    expect(text).toMatch(
      /<p class="hint strength"><meter [^>]*value="2"[^>]*><\/meter> <span role="status">Good<\/span>/,
    );
    expect(text).not.toContain('zebra-quartz');
  });
});

describe('the form of a new password', () => {
  it('says why one is easy to guess', async () => {
    const { post, cookie } = await openWith('kim@paper.example', 'editor');
    const answer = await post('/account', { current: PASSWORD, next: 'welcome-admin1' }, cookie);
    expect(answer.status).toBe(422);
    expect(read(answer).text).toContain('New password is easy to guess: it is one of the most common');
  });
});
