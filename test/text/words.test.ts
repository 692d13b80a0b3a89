import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, listFoldedWords, walkWords } from '../../src/text/words.ts';
import { findNearestPassage } from '../../src/text/excerpts.ts';

const SEGMENTER = new Intl.Segmenter('und', { granularity: 'word' });

/** The words as the segmenter cuts them in one go. */
const cutWhole = (text: string) =>
  Array.from(SEGMENTER.segment(text)).flatMap(({ segment, index, isWordLike }) =>
    isWordLike === true ? [{ segment, index, isWordLike }] : [],
  );

describe('the key of names, topics and words', () => {
  it.each([
    ['A’B', "A'B", 'AʼB', 'A`B', 'A´B', 'A‘B', 'A＇B'],
    ["Kaʿba Qa'ida", 'Kaʽba Qaʾida'],
    ['TA\u200bSS', 'TASS', '\ufeffTASS\u2060', 'TA\u00adSS', '\u202eTASS\u202c', 'TASS\u3164', 'TASS\u2800'],
    ['Łódź', 'Lodz', 'LÓDZ', 'Ło\u0301dz\u0301'],
    ['Straße', 'Strasse', 'STRASSE', 'STRAẞE'],
    ['DIŞİŞLERİ', 'Dışişleri', 'dışişleri', 'Disisleri'],
    ['Ærø Þór Đorđe', 'AERO Thor Dorde', 'ærø þór đorđe'],
    ['Œuvre', 'oeuvre'],
    ['Ħal Qormi', 'Hal Qormi'],
    ['خبرگزاری ایران', 'خبرگزاري ايران'],
    ['کیهان', 'كيهان', 'كيهــان', 'کی\u200cهان'],
    ['رسالة', 'رساله', 'رسالہ'],
    ['الأهرام', 'الاهرام', 'الْأَهْرَام', 'ٱلاهرام'],
    ['المصرى', 'المصري'],
    ['همهٔ مردم', 'همۀ مردم', 'همه مردم'],
    ['شبکه ۳', 'شبكه ٣', 'شبکه 3'],
    ['ﻣﺼﺮ', 'مصر'],
    ['Ελλάδα', 'ΕΛΛΑΔΑ', 'ελλαδα'],
    ['ΠΌΛΙΣ', 'πόλις'],
    [
      'Agence France–Presse',
      'Agence France-Presse',
      'Agence France‑Presse',
      'AGENCE FRANCE—PRESSE',
      'Agence France−Presse',
    ],
    ['Газета «Правда»', 'газета "Правда"', 'Газета “Правда”'],
    ['弗拉基米尔·普京', '弗拉基米尔・普京', '弗拉基米尔•普京'],
    ['ＴＡＳＳ　Ｎｅｗｓ', 'TASS  News', ' tass\u00a0news\n'],
    ['ｶﾞｰﾃﾞｨｱﾝ', 'ガーディアン', 'ガーディアン'.normalize('NFD')],
    ['연합뉴스', '연합뉴스'.normalize('NFD')],
    ['Ёлка', 'елка'],
    ['The Oﬃce…', 'the office...'],
    ['Ɗan Masani', 'dan masani'],
  ])('%j is the same as its other forms', (name, ...forms) => {
    expect(forms.map(foldText)).toEqual(forms.map(() => foldText(name)));
  });

  it.each([
    ['TACC', 'ТАСС'],
    ['中國日報', '中国日报'],
    ['Yonhap', 'Yohnap'],
    ["A'B", 'AB'],
    ['Asia-Pacific', 'Asia Pacific'],
    ['US', 'U.S.'],
    ['Müller', 'Mueller'],
    ['सीता', 'सात'],
    ['कि', 'की'],
    ['ไม', 'ไม่'],
    ['はす', 'ばす'],
    ['گرگ', 'كرك'],
    ['پارس', 'بارس'],
    ['کھ', 'کہ'],
    ['سلام', 'شلام'],
    ['Channel 1', 'Channel l'],
    ['A·B', 'A.B'],
    ['ə', 'a'],
  ])('%j is not the same as %j', (one, other) => {
    expect(foldText(one)).not.toBe(foldText(other));
  });

  it('a key is its own key', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldText(foldText(text)) === foldText(text)));
  });

  it('what is not seen has no key', () => {
    expect(['', ' ', '\u200b', '\u3164\u115f\u1160\uffa0', '\u2800', '\u{e0041}\ufe0f'].map(foldText)).toEqual(
      Array.from({ length: 6 }, () => ''),
    );
  });
});

describe('words of a text', () => {
  it('words of a text with blanks are cut as the segmenter cuts them in one go', () => {
    const word = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('can’t', '3.14', 'é', '👩‍👩‍👧'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 100, maxLength: 200 }), fc.constantFrom(' ', '\n'), (words, blank) => {
        const text = words.join(blank);
        expect([...walkWords(text)]).toEqual(cutWhole(text));
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it('no word is cut in two in a long text without blanks', () => {
    const [sentence, count] = ['俄罗斯安全会议秘书绍伊古抵达平壤。', 200];
    const words = cutWhole(sentence).map(({ segment }) => segment);
    expect(Array.from(walkWords(sentence.repeat(count)), ({ segment }) => segment)).toEqual(
      Array.from({ length: count }, () => words).flat(),
    );
  });

  it('a long text without blanks or words, or with one endless word, is walked to its end', () => {
    expect([...walkWords('。'.repeat(2_000))]).toEqual([]);
    const endless = Array.from(walkWords('a'.repeat(1_999)), ({ segment }) => segment);
    expect(endless.join('')).toBe('a'.repeat(1_999));
    expect(Array.from(walkWords('😀'.repeat(1_999)), ({ segment }) => segment)).toEqual([]);
  });
});

describe('a document of 200,000 characters', () => {
  const text = 'The minister said that nothing had been agreed on Monday. '.repeat(3_450).slice(0, 199_960);
  const long = `${text} Then came the spring.`;

  it('a document of 200,000 characters is cut into words', () => {
    expect(listFoldedWords(long).slice(-4)).toEqual(['then', 'came', 'the', 'spring']);
  });

  it('a document of 200,000 characters is searched for the passage nearest to an excerpt', () => {
    expect(findNearestPassage(long, 'then came a spring')).toBe('Then came the spring');
  });
});
