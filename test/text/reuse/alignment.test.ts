import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignReuse, type Passage } from '../../../src/text/reuse/alignment.ts';
import { makeWords, randomWords } from './random-words.ts';
import { measureCost } from '../../support/cost.ts';

const COPIED = 'the ferry left the quay at noon with eleven passengers and a goat on board';

/** Both sides of each passage, in words. */
const cut = (earlier: string, later: string): [string, string][] =>
  alignReuse(earlier, later).map((passage) => [earlier.slice(...passage.earlier), later.slice(...passage.later)]);

const turnRound = <T extends Pick<Passage, 'earlier' | 'later'>>(pair: T): T => {
  return { ...pair, earlier: pair.later, later: pair.earlier };
};
const mirror = (passages: readonly Passage[]): Passage[] =>
  passages
    .map((passage) => ({ ...turnRound(passage), runs: passage.runs.map(turnRound) }))
    .sort((a, b) => a.later[0] - b.later[0]);

describe('a reused passage', () => {
  it('a reused passage is found whole with its places in both texts, from either side', () => {
    const around = randomWords(0, 80);
    fc.assert(
      fc.property(around, around, around, around, randomWords(8, 40), (a, b, c, d, words) => {
        const planted = words.join(' ');
        const earlier = [...a, planted, ...b].join(' ');
        const later = [...c, planted, ...d].join('\n');
        expect(cut(earlier, later)).toEqual([[planted, planted]]);
        expect(alignReuse(earlier, later)).toMatchObject([{ shared: words.length, likeness: 1 }]);
        expect(alignReuse(later, earlier)).toEqual(mirror(alignReuse(earlier, later)));
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });

  it('a passage is found as one when words in it were changed, left out or added', () => {
    fc.assert(
      fc.property(
        randomWords(16, 40),
        randomWords(30, 30),
        randomWords(30, 30),
        fc.integer({ min: 5, max: 10 }),
        fc.constantFrom<[number, number]>([1, 0], [0, 1], [1, 1], [2, 1]),
        (words, before, after, at, [out, put]) => {
          const changed = words.toSpliced(at, out, ...Array<string>(put).fill('another'));
          const earlier = [...before, ...words].join(' ');
          const later = [...changed, ...after].join(' ');
          expect(cut(earlier, later)).toEqual([[words.join(' '), changed.join(' ')]]);
          const [passage] = alignReuse(earlier, later) as [Passage];
          expect(passage.shared).toBe(words.length - out);
          expect(passage.likeness).toBeCloseTo((2 * passage.shared) / (words.length + changed.length));
        },
      ),
      { numRuns: 100, endOnFailure: true },
    );
  });

  it('no reused passage is found in texts of different words', () => {
    fc.assert(
      fc.property(randomWords(0, 400), randomWords(0, 400), (a, b) => {
        expect(alignReuse(a.join(' '), b.join(' '))).toEqual([]);
      }),
      { numRuns: 50, endOnFailure: true },
    );
    const salad = (seed: number): string => makeWords(3000, seed, 300).join(' ');
    expect(alignReuse(salad(1), salad(2))).toEqual([]);
  });

  it('reused passages are the same from either side, even in texts that repeat themselves', () => {
    const repetitive = fc.array(fc.constantFrom('alpha', 'bravo', 'candid', 'delta', 'elder', 'fixed'), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(repetitive, repetitive, (a, b) => {
        const [earlier, later] = [a.join(' '), b.join(' ')];
        expect(alignReuse(later, earlier)).toEqual(mirror(alignReuse(earlier, later)));
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  it('a reused passage lists which of its words are the same, in order', () => {
    const word = fc.constantFrom('alpha', 'bravo', 'candid', 'delta', 'elder', 'fixed', 'grand', 'house');
    const texts = fc.tuple(fc.array(word, { maxLength: 80 }), fc.array(word, { maxLength: 80 }));
    fc.assert(
      fc.property(texts, ([a, b]) => {
        const [earlier, later] = [a.join(' '), b.join(' ')];
        for (const passage of alignReuse(earlier, later)) {
          const same = passage.runs.map((run) => [earlier.slice(...run.earlier), later.slice(...run.later)] as const);
          for (const [one, other] of same) expect(one).toBe(other);
          expect(same.flatMap(([words]) => words.split(' '))).toHaveLength(passage.shared);
          for (const side of ['earlier', 'later'] as const) {
            const edges = passage.runs.flatMap((run) => run[side]);
            expect(edges).toEqual([...edges].sort((x, y) => x - y));
            expect([edges[0], edges.at(-1)]).toEqual(passage[side]);
          }
        }
      }),
      { numRuns: 200, endOnFailure: true },
    );
  });

  it('a reused passage is found whatever its case, punctuation and line breaks', () => {
    expect(alignReuse(`Zebras: ${COPIED}.`, COPIED.toUpperCase())).toHaveLength(1);
    const later = COPIED.toUpperCase().replace('NOON', '“noon”,').replaceAll(' ', '\n ');
    expect(alignReuse(`Yesterday ${COPIED}.`, later)).toMatchObject([{ shared: 15, likeness: 1 }]);
  });

  it('several reused passages are all found, in the order of the later text', () => {
    const [one, two] = [makeWords(12, 1).join(' '), makeWords(15, 2).join(' ')];
    const between = makeWords(40, 3).join(' ');
    expect(cut(`${one} ${between} ${two}`, `${two}. But ${one}.`)).toEqual([
      [two, two],
      [one, one],
    ]);
  });

  it.each([
    ['Russian', 'министр прибыл в столицу соседней страны вечером во вторник для переговоров о поставках зерна'],
    ['Arabic', 'وصل الوزير إلى العاصمة مساء الثلاثاء لإجراء محادثات حول إمدادات القمح والغاز مع نظيره'],
    ['Korean', '장관은 화요일 저녁 수도에 도착하여 곡물 공급과 가스 운송에 관한 회담을 가질 예정이다'],
    ['Chinese', '部长星期二晚上抵达首都与邻国官员就粮食供应和天然气运输问题举行会谈'],
    ['Hindi', 'मंत्री मंगलवार शाम को अनाज की आपूर्ति पर बातचीत के लिए पड़ोसी देश की राजधानी पहुँचे'],
    ['Thai', 'รัฐมนตรีเดินทางถึงเมืองหลวงเมื่อเย็นวันอังคารเพื่อหารือเรื่องการส่งข้าวและก๊าซธรรมชาติ'],
  ])('a reused passage is found in %s', (_, copied) => {
    expect(cut(`One two three. ${copied}. Four five six.`, `Something else.\n${copied}`)).toEqual([[copied, copied]]);
  });
});

describe('trivial overlap', () => {
  const [before, after] = [makeWords(20, 1).join(' '), makeWords(20, 2).join(' ')];

  it.each([
    ['seven words', 'ferries carried passengers across yesterday despite warnings'],
    ['names', 'Deputy Prime Minister and Minister of Foreign Affairs Sheikh Abdullah bin Rashid'],
    ['boilerplate', 'said in a statement on Monday that the'],
    ['numbers', '1 2 3 4 5 6 7 8 9 10 11 12 and so on'],
  ])('a trivial overlap is no passage: %s', (_, words) => {
    expect(alignReuse(`${before} ${words}`, `${after} ${words}`)).toEqual([]);
  });

  it('nothing is reused from or in an empty text', () => {
    expect([alignReuse('', ''), alignReuse(COPIED, ''), alignReuse('', COPIED)]).toEqual([[], [], []]);
  });
});

describe('long texts', () => {
  const LONG = 200_000;
  const grow = (text: string): string => `${text} `.repeat(Math.ceil(LONG / text.length)).slice(0, LONG);

  it.each([
    ['a word again and again', grow('again'), grow('again')],
    ['no spaces', grow('x').replaceAll(' ', 'x'), grow('x').replaceAll(' ', 'y')],
    ['few different words', makeWords(30_000, 1, 8).join(' '), makeWords(30_000, 2, 8).join(' ')],
    ['the same block eight times', grow(makeWords(3600, 1).join(' ')), `x ${grow(makeWords(3600, 1).join(' '))}`],
  ])('aligning long texts costs less than quadratic time: %s', async (_, earlier, later) => {
    const part = (text: string): string => text.slice(0, LONG / 8);
    const cost = {
      part: await measureCost(() => alignReuse(part(earlier), part(later)), 3),
      whole: await measureCost(() => alignReuse(earlier, later), 1),
    };
    // Eight times the length; what is quadratic costs 64 times as much.
    expect(cost.whole / cost.part).toBeLessThan(32);
  });

  it('a long text is found whole in itself', () => {
    const text = makeWords(20_000, 1).join(' ');
    expect(alignReuse(text, text)).toMatchObject([
      { earlier: [0, text.length], later: [0, text.length], shared: 20_000, likeness: 1 },
    ]);
  });
});
