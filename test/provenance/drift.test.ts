import { describe, expect, test } from 'vitest';
import { deriveDrift } from '../../src/provenance/drift.ts';

const words = (wording: string | null, language: string | null = 'en') => ({ wording, language });

describe('drift', () => {
  test('drift is the difference of two wordings word by word, from the cited to the citing one', () => {
    const cited = words('He may discuss the situation on the peninsula');
    const citing = words('He will discuss the situation on the Korean peninsula');
    expect(deriveDrift(citing, cited)?.parts).toEqual([
      { kind: 'same', text: 'He ' },
      { kind: 'removed', text: 'may' },
      { kind: 'added', text: 'will' },
      { kind: 'same', text: ' discuss the situation on the ' },
      { kind: 'added', text: 'Korean ' },
      { kind: 'same', text: 'peninsula' },
    ]);
  });

  test('the drift of equal wordings is one unchanged part', () => {
    expect(deriveDrift(words('He came.'), words('He came.'))?.parts).toEqual([{ kind: 'same', text: 'He came.' }]);
  });

  test('drift is measured by words in scripts without spaces', () => {
    const parts = deriveDrift(words('朝鲜代表团访问莫斯科', 'zh'), words('朝鲜代表团访问北京', 'zh'))?.parts;
    expect(parts).toEqual([
      { kind: 'same', text: '朝鲜代表团访问' },
      { kind: 'removed', text: '北京' },
      { kind: 'added', text: '莫斯科' },
    ]);
  });

  test('drift is null without both wordings in one known language', () => {
    expect(deriveDrift(words(null), words('He came.'))).toBeNull();
    expect(deriveDrift(words('He came.'), words(null))).toBeNull();
    expect(deriveDrift(words('He came.', 'en'), words('Он приехал.', 'ru'))).toBeNull();
    expect(deriveDrift(words('He came.', null), words('He came.', null))).toBeNull();
  });

  test('drift has no parts when the wordings have too little in common', () => {
    const count = (from: number) => Array.from({ length: 1000 }, (_, n) => `w${from + n}`).join(' ');
    expect(deriveDrift(words(count(0)), words(count(5000)))).toEqual({ parts: null });
  });

  test.each([
    ['en', 'en-GB'],
    ['en-US', 'EN-gb'],
    ['ko', 'ko-KR'],
  ])('drift is measured between %s and %s, whose regions don’t matter', (cited, citing) => {
    expect(deriveDrift(words('a c', citing), words('a b', cited))?.parts?.length).toBe(3);
  });

  test('the same Korean wording in composed and decomposed letters has not drifted', () => {
    const wording = '한여울통신이 보도했다';
    const parts = [{ kind: 'same', text: wording }];
    expect(deriveDrift(words(wording.normalize('NFD'), 'ko'), words(wording, 'ko'))?.parts).toEqual(parts);
    expect(deriveDrift(words(wording, 'ko'), words(wording.normalize('NFD'), 'ko'))?.parts).toEqual(parts);
  });

  test('drift accepts a malformed language tag', () => {
    expect(deriveDrift(words('a b', 'not a tag'), words('a c', 'not a tag'))?.parts?.length).toBe(3);
  });
});
