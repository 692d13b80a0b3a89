import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readTerms } from '../../../src/storage/search/terms.ts';
import { markTerms } from '../../../src/web/views/marked-terms.ts';

/** The text with marks in brackets. */
const mark = (text: string, typed: string): string =>
  markTerms(text, readTerms(typed))
    .map((part) => (part.isMarked ? `[${part.text}]` : part.text))
    .join('');

describe('marked search terms', () => {
  test.each([
    ['Shoigu came, SHOIGU left.', 'shoigu', '[Shoigu] came, [SHOIGU] left.'],
    ['The café’s owner', 'cafe', 'The [café’s] owner'],
    ['The cafe', 'café', 'The [cafe]'],
    ['Pyongyang', 'pyong', '[Pyongyang]'],
    ['Pyongyang, again', 'pyong again', 'Pyongyang, [again]'],
    ['A second visit, a visit', '"second visit"', 'A [second visit], a visit'],
    ['Visit a second time', '"second visit"', 'Visit a second time'],
    ['Шойгу прибыл', 'ШОЙГУ', '[Шойгу] прибыл'],
    ['쇼이구는 평양에', '평양', '쇼이구는 [평양]에'],
    ['북한외무성은', '외무성', '북한[외무성]은'],
    ['北京大学生', '大学', '北京[大学]生'],
    ['中国会议', '会', '中国[会]议'],
    ['The U.S. and US troops', 'us', 'The [U.S]. and [US] troops'],
    ['1,000 men', '1000', '[1,000] men'],
    ['सीता और सात', 'सात', 'सीता और [सात]'],
    ['绍伊古抵达平壤。', '平壤', '绍伊古抵达[平壤]。'],
    ['ショイグ書記が平壌に', 'ショイグ書記', '[ショイグ書記]が平壌に'],
    ['ผู้นำเกาหลีเหนือพบกับ', 'เกาหลีเหนือ', 'ผู้นำ[เกาหลีเหนือ]พบกับ'],
    ['وَصَلَ شويغو', 'وصل', '[وَصَلَ] شويغو'],
    ['<b>Shoigu</b> & co', 'b', '<[b]>Shoigu</[b]> & co'],
    ['ＴＡＳＳ said', 'tass', '[ＴＡＳＳ] said'],
    ['TASS said', '', 'TASS said'],
  ])('“%s” searched for %s is marked as %s', (text, typed, marked) => {
    expect(mark(text, typed)).toBe(marked);
  });

  it('marking search terms does not change the text', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'ab AB é́\u0301"\'<>&平壤北쇼이ไทย\u0000😀\ud800'.split('')) });
    fc.assert(
      fc.property(letters, letters, (text, typed) => {
        const parts = markTerms(text, readTerms(typed));
        expect(parts.map((part) => part.text).join('')).toBe(text);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});
