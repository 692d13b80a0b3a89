import { describe, expect, it } from 'vitest';
import { interpretAddress, interpretWikidata } from '../../../../src/web/forms/interpreters/addresses.ts';

describe('an address as people write it', () => {
  it.each([
    ['yna.co.kr', 'https://yna.co.kr'],
    ['www.yna.co.kr/view/1?a=b#c', 'https://www.yna.co.kr/view/1?a=b#c'],
    ['//a.example/b', 'https://a.example/b'],
    ['<http://a.example/b>', 'http://a.example/b'],
    ['a.example:8080/x', 'https://a.example:8080/x'],
    ['пример.рф/путь', 'https://пример.рф/путь'],
  ])('“%s” is %s, and is echoed', (typed, value) => {
    expect(interpretAddress(typed)).toEqual({ value, echo: value });
  });

  it.each([
    ...[
      'https://a.example',
      'HTTP://A.example/x',
      '10.02.2009',
      'javascript:alert(1)',
      'mailto:a@b.example',
      '12',
      '#5',
    ],
    ...['a@b.example', 'localhost', 'a b.example', 'a.example/b c', 'a..example', `${'a.'.repeat(9999)}example`],
  ])('“%s” stays as it is', (typed) => {
    expect(interpretAddress(typed)).toEqual({ value: typed, echo: null });
  });
});

describe('a Wikidata item as people write it', () => {
  it.each([
    'q42',
    'wd:Q42',
    'https://www.wikidata.org/wiki/Q42',
    'www.wikidata.org/wiki/Q42#P31',
    'wikidata.org/wiki/Special:EntityPage/Q42',
    'http://www.wikidata.org/entity/Q42',
    'https://m.wikidata.org/wiki/Q42?uselang=ko',
  ])('“%s” is Q42, and is echoed', (typed) => {
    expect(interpretWikidata(typed)).toEqual({ value: 'Q42', echo: 'Q42' });
  });

  it.each([
    ...['Q42', 'Q0', 'P31', 'Q42x', 'https://wikidata.example/wiki/Q42', 'https://www.wikidata.org/wiki/Property:P31'],
    ...['https://www.wikidata.org/wiki/Q42/Q1', 'https://evil.example/https://www.wikidata.org/wiki/Q42'],
  ])('“%s” stays as it is', (typed) => {
    expect(interpretWikidata(typed)).toEqual({ value: typed, echo: null });
  });
});
