import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNearestPassage, findPassage, refindEvidence } from '../../src/text/excerpts.ts';
import { countText } from '../../src/text/characters.ts';
import { isBlank } from '../../src/text/invisible.ts';
import { findPlaces } from '../../src/text/places.ts';
import { measureCost } from '../support/cost.ts';

const TEXT = 'The council said “nothing was agreed” on Monday.\nA spokesman — who was not named — told the Courier so.';

describe('an excerpt in a text', () => {
  it.each([
    ['on Monday', 'on Monday'],
    ['"nothing was agreed"', '“nothing was agreed”'],
    ['on Monday. A spokesman', 'on Monday.\nA spokesman'],
    ['spokesman - who was not named -', 'spokesman — who was not named —'],
    ['  the Courier  ', 'the Courier'],
  ])('the excerpt %j is found as it stands in the text', (excerpt, passage) => {
    expect(findPassage(TEXT, excerpt)).toBe(passage);
  });

  it.each([
    ['the café was closed', 'the cafe\u0301 was closed'],
    ['the cafe\u0301 was closed', 'the café was closed'],
    ['information', 'infor\u00admation'],
    ['the office', 'the oﬃce'],
    ['and so on...', 'and so on…'],
    ['and so on…', 'and so on...'],
    ['TASS 2025', 'ＴＡＳＳ　２０２５'],
    ['said today', 'said\u200b\u00a0 \n today'],
    ['“It’s true”', '"It\'s true"'],
    ["'nothing'", '“nothing”'],
    ['「平壤」', '“平壤”'],
    ['Agence France-Presse', 'Agence France\u2011Presse'],
    ['俄罗斯安全会议', '俄罗斯\n安全会议'],
    ['쇼이구는 평양에', '쇼이구는 평양에'.normalize('NFD')],
    ['쇼이구는'.normalize('NFD'), '쇼이구는'],
    ['می\u200cخواهد', 'میخواهد'],
  ])('the excerpt %j is found where the text has %j', (excerpt, written) => {
    expect(findPassage(`Before. ${written} After.`, excerpt)).toBe(written);
    expect(findPlaces(`Before. ${written} After.`, excerpt)).toEqual([[8, 8 + written.length]]);
  });

  it.each([
    ['cafe', 'cafe\u0301'],
    ['cafe', 'café'],
    ['cafés', 'cafe\u0301'],
    ['tass said', 'TASS said'],
    ['하', '한'],
    ['하', '한'.normalize('NFD')],
    ['सीता', 'सात'],
    ['in formation', 'information'],
    ['\u200b', 'a\u200bb'],
  ])('the excerpt %j is not found where the text has %j', (excerpt, written) => {
    expect(findPassage(`Before. ${written} After.`, excerpt)).toBeNull();
  });

  it('every place of an excerpt is found, those that are written the same alone where there are some', () => {
    expect(findPlaces('no no no', 'no no')).toEqual([
      [0, 5],
      [3, 8],
    ]);
    expect(findPlaces('“yes” and "yes" and "yes"', '"yes"')).toEqual([
      [10, 15],
      [20, 25],
    ]);
    expect(findPlaces('“yes” and «yes»', '"yes"')).toHaveLength(2);
    expect(findPlaces('a '.repeat(1_000), 'a')).toHaveLength(100);
  });

  it('an excerpt is looked for in time that grows with the text, whatever repeats in both', async () => {
    const half = 'a '.repeat(50_000);
    const excerpts = [`${'a '.repeat(999)}b`, `b ${'a '.repeat(999)}`, `${'a '.repeat(500)}b ${'a '.repeat(499)}`];
    for (const excerpt of excerpts) {
      let round = 0;
      // Another text each time: what was folded for the last one is kept.
      const look = (text: string) =>
        measureCost(() => expect(findPassage(text + String((round += 1)), excerpt)).toBeNull());
      expect((await look(half + half)) / (await look(half))).toBeLessThan(6);
    }
  });

  it.each(['on Tuesday', '', 'council said nothing'])('the excerpt %j is not found', (excerpt) => {
    expect(findPassage(TEXT, excerpt)).toBeNull();
  });

  it('an excerpt is matched literally, whatever its characters are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (excerpt) => {
        const passage = findPassage(`before ${excerpt} after`, excerpt);
        return isBlank(excerpt) ? passage === null : passage !== null;
      }),
    );
  });
});

describe('the nearest passage', () => {
  it('the nearest passage is the one that shares the most words', () => {
    expect(findNearestPassage(TEXT, 'a spokesman who was unnamed told the Courier')).toBe(
      'A spokesman — who was not named — told the',
    );
  });

  it('the nearest passage counts a word as often as the excerpt has it', () => {
    expect(findNearestPassage('no no no no yes but not here', 'yes but no')).toBe('no yes but');
  });

  it.each([
    ['쇼이구가 평양에 왔다', '쇼이구는 17일 평양에 도착했다', '쇼이구는 17일 평양에'],
    ['LE PRESIDENT a declare', 'Le président a déclaré cela', 'Le président a déclaré'],
    ['俄罗斯安全委员会秘书', '据悉，俄罗斯安全会议秘书绍伊古', '俄罗斯安全会议秘书'],
    ["don't agree at all", 'They don’t agree at all.', 'don’t agree at all'],
  ])('%j is nearest to the words of %j', (excerpt, text, nearest) => {
    expect(findNearestPassage(text, excerpt)).toBe(nearest);
  });

  it('no nearest passage is found when less than half of the words are shared', () => {
    expect(findNearestPassage(TEXT, 'an altogether different sentence')).toBeNull();
    expect(findNearestPassage('', 'words')).toBeNull();
    expect(findNearestPassage(TEXT, '…')).toBeNull();
  });

  it('the nearest passage is always a part of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, excerpt) => {
        const passage = findNearestPassage(text, excerpt);
        return passage === null || text.includes(passage);
      }),
    );
  });
});

describe('an excerpt after its text was changed', () => {
  const OLD = 'He had no comment. The council said yes on Monday. A day before, the mayor said yes too.';
  const place = (exact: string, at: number) => {
    const start = OLD.split(exact).slice(0, at).join(exact).length;
    const end = start + exact.length;
    return { exact, start, end, prefix: OLD.slice(Math.max(0, start - 32), start), suffix: OLD.slice(end, end + 32) };
  };
  const find = (piece: ReturnType<typeof place>, text: string) => refindEvidence(piece, countText(text))?.start ?? null;

  it.each([
    ['the text begins otherwise', `Updated. ${OLD}`, 40],
    ['another sentence goes', OLD.replace('He had no comment. ', ''), 12],
    ['its sentence comes last', 'The mayor said yes too. The council said yes on Monday.', 41 - 5],
    ['words after it are others', OLD.replace('on Monday', 'a day later'), 31],
    ['words before it are others', OLD.replace('The council', 'The town council'), 36],
    ['marks and blanks are others', OLD.replace('comment. The', 'comment.\n\nThe').replace('Monday.', 'Monday…'), 32],
  ])('an excerpt keeps its place where %s', (_, text, start) => {
    expect(find(place('said yes', 1), text)).toBe(start);
  });

  it.each([
    ['its sentence is gone', 'He had no comment. A day before, the mayor said yes too.'],
    ['both sides of it are others', 'Nobody spoke. The mayor said yes to all.'],
    ['only its words are left', 'said yes'],
    ['it is gone', 'The council agreed on Monday.'],
    ['its sentence comes twice', `Again: ${OLD} ${OLD}`],
  ])('an excerpt is lost where %s', (_, text) => {
    expect(find(place('said yes', 1), text)).toBeNull();
  });

  it('the second of two keeps to its own sentence', () => {
    expect(find(place('said yes', 2), OLD)).toBe(75);
    expect(find(place('said yes', 2), OLD.replace('The council said yes on Monday. ', ''))).toBe(43);
    expect(find(place('said yes', 2), OLD.replace(', the mayor said yes too', ''))).toBeNull();
  });
});
