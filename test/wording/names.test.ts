import { describe, expect, it } from 'vitest';
import {
  beginSentence,
  joinCue,
  joinName,
  joinNames,
  markNames,
  nameSource,
  nameStatements,
  tellStatementsApart,
  sayOriginalsOnce,
  writeAlias,
  writeCue,
  writeName,
  writeNameOf,
  writeOwned,
  writeTitle,
} from '../../src/wording/names.ts';
import { UNDISPUTED, type Alias, type Source, type Statement } from '../../src/model/records.ts';

const source = (name: string, aliases: readonly Alias[] = [], change: Partial<Source> = {}): Source => ({
  ...{ uid: name, name, kind: 'agency', country: null, parent: null, parentRelation: null },
  ...{ aliases, homepage: null, wikidata: null },
  ...change,
});
const alias = (name: string, language: string | null = null): Alias => ({ name, language });

describe('what a reader calls a source', () => {
  it.each([
    ['Korean', '연합뉴스', alias('Yonhap', 'en'), 'ko'],
    ['Japanese', '時事ドットコム', alias('Jiji Press', 'en-GB'), 'ja'],
    ['Cyrillic', 'ТАСС', alias('TASS', 'EN'), null],
    ['Arabic', 'الجزيرة', alias('Al Jazeera', 'en-US'), null],
    ['Chinese', '新华社', alias('Xinhua'), null],
  ])('its English name comes first, the %s one after it', (_, name, english, lang) => {
    const aliases = [alias('Agence', 'fr'), english].slice(english.language === null ? 1 : 0);
    expect(writeName(source(name, aliases))).toEqual({
      ...{ text: english.name, lang: english.language },
      original: { text: name, lang },
    });
    expect(nameSource(source(name, aliases))).toBe(`${english.name} (${name})`);
  });

  it('the first of two English aliases is taken, and the language that an alias records for the name', () => {
    const names = [alias('ТАСС', 'ru'), alias('TASS', 'en'), alias('Russian News Agency TASS', 'en')];
    expect(writeName(source('ТАСС', names))).toEqual({
      text: 'TASS',
      lang: 'en',
      original: { text: 'ТАСС', lang: 'ru' },
    });
  });

  it('an English alias that is not in Latin letters is no help', () => {
    expect(writeName(source('연합뉴스', [alias('연합', 'en')]))).toEqual({ text: '연합뉴스', lang: 'ko' });
  });

  it('a name that is partly in another script has its English name first too', () => {
    expect(nameSource(source('MBC 뉴스', [alias('MBC News', 'en')]))).toBe('MBC News (MBC 뉴스)');
  });

  it('without an English name the original stands alone', () => {
    expect(writeName(source('연합뉴스'))).toEqual({ text: '연합뉴스', lang: 'ko' });
    expect(writeName(source('ТАСС', [alias('ТАСС', 'ru'), alias('塔斯社', 'zh')]))).toEqual({
      text: 'ТАСС',
      lang: 'ru',
    });
    expect(nameSource(source('ТАСС'))).toBe('ТАСС');
  });

  it('a name in Latin letters stays, with the one in another script beside it', () => {
    const world = source('Le Monde', [alias('The World', 'en'), alias('Le Monde', 'fr')]);
    expect(writeName(world)).toEqual({ text: 'Le Monde', lang: 'fr' });
    const yonhap = source('Yonhap', [alias('Yonhap News Agency', 'en'), alias('연합뉴스')]);
    expect(writeName(yonhap)).toEqual({ text: 'Yonhap', lang: null });
    expect(nameSource(yonhap)).toBe('Yonhap');
    expect(writeAlias(yonhap)).toEqual({ text: '연합뉴스', lang: 'ko' });
    expect(writeAlias(source('Yonhap'))).toBeNull();
    expect(writeAlias(source('연합뉴스', [alias('Yonhap', 'en')]))).toBeNull();
  });

  it('the words for an unnamed source are quoted', () => {
    expect(writeName(source('officials', [], { kind: 'unnamed' })).text).toBe('“officials”');
    expect(writeName(source('“officials”', [], { kind: 'unnamed' })).text).toBe('“officials”');
    const media = source('местные СМИ', [alias('local media', 'en')], { kind: 'unnamed' });
    expect(joinName(writeName(media))).toBe('“local media” (местные СМИ)');
    expect(nameSource(media)).toBe('an unnamed source (“local media”, местные СМИ)');
  });

  it('a source that is missing has a name of ours', () => {
    expect(writeNameOf(undefined)).toEqual({ text: 'Unknown source', lang: 'en' });
    expect(nameSource(undefined)).toBe('an unknown source');
  });

  it('an English name takes its article', () => {
    const council = source('Совет безопасности', [alias('Security Council of Russia', 'en')], { kind: 'government' });
    expect(nameSource(council)).toBe('the Security Council of Russia (Совет безопасности)');
  });
});

describe('names in sentences', () => {
  const yonhap = source('연합뉴스', [alias('Yonhap', 'en')]);
  const sources = new Map([[yonhap.uid, yonhap]]);
  const statement = (uid: string, statedAt: string | null) => ({ uid, source: yonhap.uid, statedAt }) as Statement;

  it('the day stands beside the original', () => {
    const names = nameStatements([statement('a', '2025-06-04'), statement('b', '2025-06-17')], sources);
    expect([...names.values()]).toEqual(['Yonhap (연합뉴스, 4 June 2025)', 'Yonhap (연합뉴스, 17 June 2025)']);
    const alone = tellStatementsApart([statement('a', '2025-06-04')], sources).get('a')!;
    expect(alone).toEqual({ text: 'Yonhap (연합뉴스)', source: 'Yonhap (연합뉴스)', day: null });
  });

  it('a possessive has the day after it, and an unnamed source takes none', () => {
    const owned = (name: string, day: string | null) => writeOwned({ text: name, source: name, day }, 'report');
    expect(owned('IANS', '4 June 2025')).toBe("IANS's report of 4 June 2025");
    expect(owned('IANS', null)).toBe("IANS's report");
    expect(owned('an unnamed source (“officials”)', null)).toBe('the report by an unnamed source (“officials”)');
    expect(owned('an unknown source', null)).toBe('the report by an unknown source');
  });

  it('a sentence begins with a capital of ours, and names keep their letters', () => {
    expect(['the Kremlin denies it', 'it is not known', 'dpa denies it'].map(beginSentence)).toEqual([
      'The Kremlin denies it',
      'It is not known',
      'dpa denies it',
    ]);
  });

  it('of many names four are given', () => {
    expect(joinNames(['A', 'B', 'A'])).toBe('A and B');
    expect(joinNames(['A', 'B', 'C', 'D', 'E', 'F'])).toBe('A, B, C, D and 2 others');
  });

  it('an original is said once, and outside a possessive', () => {
    expect(sayOriginalsOnce("Yonhap (연합뉴스)'s report cites TASS (4 June 2025); Yonhap (연합뉴스) was read.")).toBe(
      "Yonhap's (연합뉴스) report cites TASS (4 June 2025); Yonhap was read.",
    );
    expect(sayOriginalsOnce('Yonhap (연합뉴스, 4 June 2025) cites Yonhap (연합뉴스, 3 June 2025).')).toBe(
      'Yonhap (연합뉴스, 4 June 2025) cites Yonhap (3 June 2025).',
    );
  });

  it('the words of unnamed sources stay, however often', () => {
    const text = 'A trail ends at an unnamed source (“местные СМИ”); an unnamed source (“местные СМИ”) denies it.';
    expect(sayOriginalsOnce(text)).toBe(text);
  });

  it('each original is marked with its language where that is known', () => {
    const tass = source('ТАСС', [alias('TASS', 'en'), alias('ТАСС', 'ru')]);
    const xinhua = source('新华社', [alias('Xinhua', 'en')]);
    expect(markNames('Yonhap (연합뉴스) cites TASS (ТАСС) and Xinhua (新华社).', [yonhap, tass, xinhua])).toEqual([
      { text: 'Yonhap (', lang: null },
      { text: '연합뉴스', lang: 'ko' },
      { text: ') cites TASS (', lang: null },
      { text: 'ТАСС', lang: 'ru' },
      { text: ') and Xinhua (新华社).', lang: null },
    ]);
    expect(markNames('TASS.', [source('TASS')])).toEqual([{ text: 'TASS.', lang: null }]);
    const odd = source('뉴스1 (a|b)', [alias('News1', 'en')]);
    expect(markNames('News1 (뉴스1 (a|b))', [odd]).map(({ text }) => text)).toEqual(['News1 (', '뉴스1 (a|b)', ')']);
  });
});

describe('cues and titles', () => {
  it('a cue in another script follows what it does in English', () => {
    expect(writeCue('인용해', 'ko', 'cites')).toEqual({
      ...{ text: 'citing', lang: 'en' },
      original: { text: '“인용해”', lang: 'ko' },
    });
    expect(writeCue('передаёт', 'ru', 'quotes')).toMatchObject({ text: 'quoting', original: { lang: 'ru' } });
    expect(writeCue('نقلا عن', null, 'translates')).toMatchObject({ text: 'translating', original: { lang: null } });
    expect(joinCue({ cue: 'によると', manner: 'paraphrases', ...UNDISPUTED })).toBe('paraphrasing “によると”');
  });

  it('a cue in Latin letters stands alone, and without one the manner does', () => {
    expect(writeCue('selon', 'fr', 'cites')).toEqual({ text: '“selon”', lang: 'fr' });
    expect(writeCue(null, 'ko', 'cites')).toEqual({ text: 'cites', lang: 'en' });
    expect(writeCue(null, 'ko', 'copies')).toEqual({ text: 'uses without credit', lang: 'en' });
    const hop = { cue: null, manner: 'cites', ...UNDISPUTED } as const;
    expect([joinCue({ ...hop, cue: 'selon' }), joinCue(hop)]).toEqual(['selon', 'cites']);
    expect(joinCue({ ...hop, disputeReason: 'Never said.' })).toBe('cites (disputed)');
  });

  it('a title is in the language of its document, unless it is plainly in other letters', () => {
    expect(writeTitle({ title: 'Шойгу в Пхеньяне', language: 'ru' })).toEqual({ text: 'Шойгу в Пхеньяне', lang: 'ru' });
    expect(writeTitle({ title: 'Pont fermé', language: 'fr-CA' }).lang).toBe('fr-CA');
    expect(writeTitle({ title: 'Shoigu in Pyongyang', language: 'ko' }).lang).toBeNull();
    expect(writeTitle({ title: '쇼이구 평양 방문', language: 'en' }).lang).toBe('ko');
    expect(writeTitle({ title: 'Шойгу в Пхеньяне', language: null }).lang).toBeNull();
  });
});
