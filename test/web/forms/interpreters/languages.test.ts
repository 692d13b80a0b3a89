import { describe, expect, it } from 'vitest';
import { writeLanguage } from '../../../../src/wording/values.ts';
import { interpretLanguage } from '../../../../src/web/forms/interpreters/languages.ts';

describe('a language as people write it', () => {
  it.each([
    ['Korean', 'ko'],
    ['korean', 'ko'],
    ['한국어', 'ko'],
    ['русский', 'ru'],
    ['Francais', 'fr'],
    ['Farsi', 'fa'],
    ['Simplified Chinese', 'zh-Hans'],
    ['British English', 'en-GB'],
    ['Cantonese', 'yue'],
    ['KO', 'ko'],
    ['en_US', 'en-US'],
    ['zh-hant', 'zh-Hant'],
    ['ga', 'ga'],
    ['Ga', 'gaa'],
  ])('“%s” is %s', (typed, value) => {
    expect(interpretLanguage(typed)).toMatchObject({ value });
  });

  it('is echoed by its name, a tag too: kr is not Korean', () => {
    expect(interpretLanguage('kr')).toEqual({ value: 'kr', echo: 'Kanuri' });
    expect(interpretLanguage('Korean')).toEqual({ value: 'ko', echo: null });
  });

  it.each(['jp', 'cn', 'Elvish', 'English, mostly', 'x-foo', '<b>', '__proto__', 'toString', 'x'.repeat(9999)])(
    '“%s” is none',
    (typed) => {
      expect(interpretLanguage(typed)).toEqual({ issue: 'must be a language or its tag, such as Korean or ko' });
    },
  );

  it('tags are understood as themselves, and their names as the tags', () => {
    for (const tag of [
      'en',
      'ko',
      'ja',
      'zh',
      'ru',
      'hi',
      'ar',
      'fa',
      'he',
      'nb',
      'uk',
      'yue',
      'fil',
      'zh-Hans',
      'pt-BR',
      'sr-Latn',
    ]) {
      expect(interpretLanguage(tag)).toMatchObject({ value: tag });
      expect(interpretLanguage(writeLanguage(tag)), tag).toMatchObject({ value: tag });
    }
    for (const tag of ['iw', 'en-IN', 'abc', 'de-AT', 'en-x-private'])
      expect(interpretLanguage(tag)).toMatchObject({ value: tag });
  });
});
