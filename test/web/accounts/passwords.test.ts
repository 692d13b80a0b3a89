import { describe, expect, it, test } from 'vitest';
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

describe('the form of a new password', () => {
  it('says why one is easy to guess', async () => {
    const { post, cookie } = await openWith('kim@paper.example', 'editor');
    const answer = await post('/account', { current: PASSWORD, next: 'welcome-admin1' }, cookie);
    expect(answer.status).toBe(422);
    expect(read(answer).text).toContain('New password is easy to guess: it is one of the most common');
  });
});
