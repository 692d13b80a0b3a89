import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { listFoldedWords } from '../../../src/text/words.ts';
import { cutSearchTokens, findTerm, isSearchable, readTerms, toMatch } from '../../../src/storage/search/terms.ts';
import { HOSTILE } from '../../support/hostile.ts';
import { freshClient } from '../../support/store.ts';

describe('search terms', () => {
  test.each([
    ['shoigu', '"shoigu" *'],
    ['Shoigu visits', '"shoigu" AND "visits" *'],
    ['"second visit" Shoigu', '"second visit" AND "shoigu" *'],
    ['Shoigu “second visit”', '"shoigu" AND "second visit"'],
    ['«второй визит»', '"второи визит"'],
    ['「二回目」', '"二回 目"'],
    ['"not closed', '"not" AND "closed" *'],
    ['tass a', '"tass" AND "a"'],
    ['쇼이구 평양', '"쇼이구" * AND "평양" *'],
    ['平', '"平" *'],
    ['NOT tass OR x* -y ^z', '"not" AND "tass" AND "or" AND "x" AND "y" AND "z"'],
    ['NEAR(a b, 2)', '"near" AND "a" AND "b" AND "2"'],
    ['Café', '"cafe" *'],
    ['', null],
    ['*"" – !', null],
  ])('the input %s is searched as %s', (typed, match) => {
    expect(toMatch(typed)).toBe(match);
  });

  it.each(['ab', '47', '平', '북', 'a bc', '"ab"', 'шо', 'ไป'])('the input %s is long enough to search', (typed) => {
    expect(isSearchable(typed)).toBe(true);
  });

  it.each(['a', '7', 'a b', '', '--', 'é', '"a"'])('the input %s is too short to search', (typed) => {
    expect(isSearchable(typed)).toBe(false);
  });

  it('no input is taken for search syntax', () => {
    const search = freshClient().prepare('select rowid from claim_search where claim_search match ?');
    const judge = (typed: string): void => {
      const match = toMatch(typed);
      if (match !== null) expect(search.all(match), typed).toEqual([]);
    };
    HOSTILE.filter(({ length }) => length <= 200).forEach(judge);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), judge), { numRuns: 300, endOnFailure: true });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'"“”«»*^-+(){}:ab 平 AND NEAR'.split(''))), (letters) =>
        judge(letters.join('')),
      ),
      {
        numRuns: 300,
        endOnFailure: true,
      },
    );
  });
});

describe('search tokens', () => {
  it('a text is cut into tokens as the search index cuts it', () => {
    const client = freshClient();
    const put = client.prepare('insert into claim_search (rowid, words) values (?, ?)');
    const search = client.prepare('select rowid from claim_search where claim_search match ?').pluck();
    const texts = [
      "Shoigu's U.S. trip",
      'state-run 4.5',
      '쇼이구는 평양에',
      '平壤に到着した',
      'ผู้นำเกาหลีเหนือ',
      'وصل شويغو',
    ];
    texts.forEach((text, place) => put.run(place + 1, listFoldedWords(text).join(' ')));
    for (const [place, text] of texts.entries()) {
      for (const token of cutSearchTokens(text)) expect(search.all(`"${token}"`), token).toContain(place + 1);
    }
    expect(cutSearchTokens("Shoigu's U.S. trip")).toEqual(['shoigu', 's', 'u', 's', 'trip']);
  });

  it('a phrase matches in its order only, and the last word matches a beginning', () => {
    const tokens = cutSearchTokens('The second visit, a visit second to none');
    const phrase = readTerms('"second visit"')[0]!;
    expect(findTerm(phrase, tokens)).toEqual([{ from: 1, to: 3 }]);
    expect(findTerm(readTerms('sec')[0]!, tokens)).toHaveLength(2);
    expect(findTerm(readTerms('sec x')[0]!, tokens)).toEqual([]);
  });
});
