import { describe, expect, it, test } from 'vitest';
import { claimAddress, excerptUrl, isRecordParam, outboundUrl, parseId } from '../../src/urls/records.ts';
import { claimsAddress } from '../../src/urls/site.ts';

describe('a claim’s address', () => {
  it('a claim’s address is its number and words, with .json for the JSON twin', () => {
    expect(claimAddress({ id: 12, text: 'Shoigu arrived in Pyongyang' })).toEqual({
      html: '/claims/12-shoigu-arrived-in-pyongyang',
      json: '/claims/12-shoigu-arrived-in-pyongyang.json',
    });
  });

  it('a claim’s address is percent-encoded', () => {
    const { html } = claimAddress({ id: 3, text: '쇼이구, 평양 도착' });
    expect(html).toMatch(/^[!-~]+$/);
    expect(decodeURIComponent(html)).toBe('/claims/3-쇼이구-평양-도착');
  });

  it('a claim’s address is the number alone when its text has no letters', () => {
    expect(claimAddress({ id: 3, text: '?!' }).html).toBe('/claims/3');
  });

  it('a claim’s address is recognised only in the form in which it is written', () => {
    const record = { folder: 'claims', id: 3, words: 'Café à Genève' } as const;
    expect(isRecordParam('3-cafe-a-geneve', record)).toBe(true);
    expect(isRecordParam('3', record)).toBe(false);
    expect(isRecordParam('3-', record)).toBe(false);
    expect(isRecordParam('03-cafe-a-geneve', record)).toBe(false);
  });
});

describe('a record’s number in an address', () => {
  test.each([
    ['12', 12],
    ['12-words', 12],
    ['12-', 12],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('the number in the address part %s is %s', (param, id) => {
    expect(parseId(param)).toBe(id);
  });

  test.each([
    '',
    '0',
    '012',
    '-1',
    '1.5',
    '1e3',
    'words',
    '12words',
    '9007199254740992',
    '99999999999999999999',
    '１２',
  ])('the address part %j holds no number', (param) => {
    expect(parseId(param)).toBeNull();
  });
});

describe('links to other sites', () => {
  it('links to other sites are http or https and never scripts or relative', () => {
    expect(outboundUrl('https://news.example/a')).toBe('https://news.example/a');
    expect(outboundUrl('javascript:alert(1)')).toBeNull();
    expect(outboundUrl('JavaScript:alert(1)')).toBeNull();
    expect(outboundUrl('data:text/html,x')).toBeNull();
    expect(outboundUrl('/relative')).toBeNull();
    expect(outboundUrl(null)).toBeNull();
    expect(excerptUrl('javascript:alert(1)', 'words')).toBeNull();
  });

  it('a link to an excerpt opens the page at its words', () => {
    expect(excerptUrl('https://news.example/a', 'so-called, “deal”')).toBe(
      'https://news.example/a#:~:text=so%2Dcalled%2C%20%E2%80%9Cdeal%E2%80%9D',
    );
    expect(excerptUrl('https://news.example/a#part', 'deal')).toBe('https://news.example/a#part:~:text=deal');
  });

  it('a link to a long excerpt names its first and last words', () => {
    const words = Array.from({ length: 20 }, (_, place) => `w${place}`).join(' ');
    expect(excerptUrl('https://news.example/a', words)).toBe(
      'https://news.example/a#:~:text=w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19',
    );
  });
});

test('the address of the claim list carries the number it goes on from', () => {
  expect(claimsAddress()).toEqual({ html: '/claims', json: '/claims.json' });
  expect(claimsAddress({ after: '7' })).toEqual({ html: '/claims?after=7', json: '/claims.json?after=7' });
});
