import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpretChainLine, listChainNames } from '../../../../src/web/claims/edit/chain/line.ts';

const readNames = (typed: string): string[] | null => {
  const understood = interpretChainLine(typed);
  return 'value' in understood ? listChainNames(understood.value) : null;
};

describe('a chain in one line', () => {
  it.each([
    'IANS < Yonhap < TASS',
    'IANS<Yonhap<TASS',
    'IANS ← Yonhap ← TASS',
    'IANS <- Yonhap <-- TASS',
    'IANS <= Yonhap << TASS',
    'IANS＜Yonhap＜TASS',
    'IANS citing Yonhap citing TASS',
    'IANS, citing Yonhap, quoting TASS',
    'IANS < Yonhap citing TASS',
    'IANS → cites Yonhap → cites TASS',
    '«IANS» < “Yonhap” < "TASS"',
    '« IANS » < „Yonhap“ < 「TASS」',
    'TASS > Yonhap > IANS',
    'TASS>Yonhap>IANS',
    'TASS ＞ Yonhap ＞ IANS',
    '«TASS» > Yonhap >> IANS',
    'TASS cited by Yonhap, quoted by IANS',
    '< IANS < Yonhap < TASS <',
  ])('“%s” is IANS, which cites Yonhap, which cites TASS', (typed) => {
    expect(readNames(typed)).toEqual(['IANS', 'Yonhap', 'TASS']);
  });

  it('says what a line became that was turned round', () => {
    expect(interpretChainLine('TASS > IANS')).toEqual({ value: 'IANS < TASS', echo: 'IANS, citing TASS' });
    expect(interpretChainLine('IANS < TASS')).toEqual({ value: 'IANS < TASS', echo: null });
  });

  it.each([
    'IANS < Yonhap > TASS',
    'IANS → Yonhap → TASS',
    'IANS -> Yonhap => TASS',
    'IANS <-> Yonhap < TASS',
    'IANS > Yonhap citing TASS',
  ])('“%s” may mean two chains, and is asked about', (typed) => {
    expect(interpretChainLine(typed)).toEqual({
      question: 'Who cites whom?',
      choices: [
        { value: 'IANS < Yonhap < TASS', text: 'IANS, citing Yonhap, citing TASS' },
        { value: 'TASS < Yonhap < IANS', text: 'TASS, citing Yonhap, citing IANS' },
      ],
    });
  });

  it('marks within names are no arrows', () => {
    const names = [
      'Al-Jazeera',
      'Asharq Al-Awsat',
      'L’Express',
      '“A” and “B”',
      'Rodong Sinmun (Pyongyang)',
      '연합뉴스',
    ];
    expect(readNames(names.join(' < '))).toEqual(names);
    expect(readNames('Yonhap')).toEqual(['Yonhap']);
  });

  it('a line written with < is understood as itself, and one with > as its reverse', () => {
    const name = fc.constantFrom('IANS', 'Yonhap', 'TASS', 'Security Council of Russia', 'two officials', '연합뉴스');
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 30 }), (names) => {
        expect(readNames(names.join(' < '))).toEqual(names);
        expect(readNames(names.join(' > '))).toEqual(names.length === 1 ? names : names.toReversed());
      }),
    );
  });

  it('a long line of hostile marks takes no time', () => {
    const start = performance.now();
    for (const typed of [
      '-'.repeat(200_000),
      ' '.repeat(200_000) + 'x',
      '<'.repeat(200_000),
      '> '.repeat(100_000),
      ', '.repeat(100_000),
    ]) {
      interpretChainLine(typed);
    }
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
