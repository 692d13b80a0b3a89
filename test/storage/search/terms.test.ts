import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  cutSearchTokens,
  findTerm,
  isSearchable,
  placeTokens,
  readTerms,
  toMatch,
} from '../../../src/storage/search/terms.ts';
import { HOSTILE } from '../../support/hostile.ts';
import { freshClient } from '../../support/store.ts';

describe('search terms', () => {
  test.each([
    ['shoigu', '"shoigu" *'],
    ['Shoigu visits', '"shoigu" AND "visits" *'],
    ['"second visit" Shoigu', '"second visit" AND "shoigu" *'],
    ['Shoigu “second visit”', '"shoigu" AND "second visit"'],
    ['«второй визит»', '"второи визит"'],
    ['「二回目」', '"二回 回目"'],
    ['俄罗斯的安全会议', '"俄罗 罗斯" AND "安全" AND "会议"'],
    ['绍伊古', '"绍伊 伊古"'],
    ['绍伊古和俄罗斯', '"绍伊 伊古" AND "俄罗 罗斯"'],
    ['の', '"の" *'],
    ['러시아 "북한 외무성"', '"러시 시아" AND "북한 한 외무 무성"'],
    ['U.S. troops', '"us" AND "troops" *'],
    ['1,000', '"1000" *'],
    ['Russia’s', '"russia" *'],
    ['4.5', '"4 5" *'],
    ['सात', '"सात" *'],
    ['"not closed', '"not" AND "closed" *'],
    ['tass a', '"tass" AND "a"'],
    ['쇼이구 평양', '"쇼이 이구" AND "평양"'],
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

/** Whether the index finds it, as a word that is complete, and so does what marks it. */
function finds(typed: string, text: string): boolean {
  const client = freshClient();
  client.prepare('insert into claim_search (rowid, words) values (1, ?)').run(cutSearchTokens(text).join(' '));
  const search = client.prepare('select rowid from claim_search where claim_search match ?');
  const found = search.all(toMatch(typed, { isDone: true })).length === 1;
  const tokens = cutSearchTokens(text);
  expect(readTerms(typed, { isDone: true }).every((term) => findTerm(term, tokens).length > 0)).toBe(found);
  return found;
}

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
    texts.forEach((text, place) => put.run(place + 1, cutSearchTokens(text).join(' ')));
    for (const [place, text] of texts.entries()) {
      for (const token of cutSearchTokens(text)) expect(search.all(`"${token}"`), token).toContain(place + 1);
    }
    expect(cutSearchTokens("Shoigu's U.S. trip")).toEqual(['shoigu', 'us', 'trip']);
    for (const text of [...texts, '17日、ロシアの「外務省」', 'ｶﾞｰﾃﾞｨｱﾝ 北한', 'Nach\u00adrichten', 'مي\u200cخواهد'])
      expect(placeTokens(text).map(({ token }) => token)).toEqual(cutSearchTokens(text));
  });

  it.each([
    ['a U.S.A. base, x.y', ['a', 'usa', 'base', 'xy']],
    ['www.a.b.com, A.1, no.t', ['www', 'a', 'b', 'com', 'a', '1', 'no', 't']],
    ['1,000,000 or 3’000', ['1000000', 'or', '3000']],
    ['1,000,00 12,345.6 1,0001', ['1', '000', '00', '12345', '6', '1', '0001']],
    ['Russia’s 7’s it’sx', ['russia', '7', 's', 'it', 'sx']],
  ])('initials, thousands and possessives in %s are told from what only looks like them', (text, tokens) => {
    expect(cutSearchTokens(text)).toEqual(tokens);
  });

  it.each([
    ['外务省', '俄罗斯外务省发言人'],
    ['会', '中国会议'],
    ['罗斯', '俄罗斯'],
    ['外務省', 'ロシア外務省によると'],
    ['シア', 'ロシア'],
    ['외무성', '북한외무성은'],
    ['쇼이구', '쇼이구는'],
    ['구', '쇼이구는'],
    ['सीता', 'सीता ने कहा'],
    ['US', 'The U.S. said'],
    ['U.S.', 'The US said'],
    ['US', 'U.S.-led'],
    ['1000', '1,000 men'],
    ['1,000', '1000 men'],
    ['1,234,567', '1234567'],
    ["1'000", '1,000'],
    ["o'brien", 'O’Brien'],
    ['équipe', 'L’Équipe'],
    ['Russia', "Russia's"],
    ['Russia’s', 'Russia'],
    ['information', 'infor\u00admation'],
    ['strasse', 'Straße'],
    ['كيهان', 'کیهان'],
    ['กลาโหม', 'กระทรวงกลาโหม'],
    ['ＴＡＳＳ', 'TASS'],
  ])('%s is found in %s', (typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  it.each([
    ['सात', 'सीता'],
    ['कि', 'की'],
    ['ไม', 'ไม่'],
    ['务外', '外务'],
    ['외성', '외무성'],
    ['中議', '中国会議'],
    ['1000', '1,0000'],
    ['1', '1,000'],
    ['100', '1,000'],
    ['us', 'u s'],
    ['usa', 'US'],
    ['"북 한"', '북한'],
  ])('%s is not found in %s', (typed, text) => {
    expect(finds(typed, text)).toBe(false);
  });

  it('a phrase matches in its order only, and the last word matches a beginning', () => {
    const tokens = cutSearchTokens('The second visit, a visit second to none');
    const phrase = readTerms('"second visit"')[0]!;
    expect(findTerm(phrase, tokens)).toEqual([{ from: 1, to: 3 }]);
    expect(findTerm(readTerms('sec')[0]!, tokens)).toHaveLength(2);
    expect(findTerm(readTerms('sec x')[0]!, tokens)).toEqual([]);
  });
});
