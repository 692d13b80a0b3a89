import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  findKnownKind,
  findKnownSource,
  findShownKind,
  findStateOf,
  listKnownSources,
} from '../../../src/extraction/names/known-sources.ts';
import { RECORD_RULES } from '../../../src/formats/hearsay/schema.ts';
import { foldText } from '../../../src/text/words.ts';
import { readSample } from '../../support/sample.ts';

describe('the list of known sources', () => {
  it('holds whole and valid records, whose parents are listed', () => {
    const all = listKnownSources();
    expect(all.length).toBeGreaterThan(250);
    const { name, kind, country, parentRelation, aliases, homepage, wikidata } = RECORD_RULES.source;
    const rule = z.object({ name, kind, country, parentRelation, aliases, homepage, wikidata });
    for (const { parent, ...source } of all) {
      expect([source.name, rule.safeParse(source).error]).toEqual([source.name, undefined]);
      expect(parent === null ? null : findKnownSource(parent)?.name).toBe(parent);
      expect(source.parentRelation === null).toBe(parent === null);
    }
  });

  it('gives no name to two', () => {
    const owners = new Map<string, string>();
    for (const source of listKnownSources()) {
      for (const { name } of [source, ...source.aliases]) {
        expect([name, owners.get(foldText(name)) ?? source.name]).toEqual([name, source.name]);
        owners.set(foldText(name), source.name);
      }
    }
  });

  it('agrees with the sample on names, kinds, countries and families', async () => {
    const names = ['TASS', 'Security Council of Russia', 'KCNA', 'Ministry of Foreign Affairs of North Korea'];
    const records = (await readSample()).flatMap(({ sources }) => sources);
    const byUid = new Map(records.map((source) => [source.uid, source]));
    for (const name of [...names, 'IANS', 'Yonhap', 'MSMT', 'Russian state', 'North Korean state']) {
      const { aliases, kind, country, parent, parentRelation } = records.find((source) => source.name === name)!;
      const known = findKnownSource(name)!;
      expect(known).toMatchObject({ name, kind, country, parentRelation });
      expect(known.parent).toBe(parent === null ? null : byUid.get(parent)!.name);
      expect(known.aliases).toEqual(expect.arrayContaining([...aliases]));
    }
  });

  it('finds one by its names in any script, with or without “the”', () => {
    for (const name of ['ТАСС', 'tass', 'ITAR-TASS']) expect(findKnownSource(name)?.name).toBe('TASS');
    expect(findKnownSource('연합뉴스')?.name).toBe('Yonhap');
    expect(findKnownSource('新华社')?.name).toBe('Xinhua');
    expect(findKnownSource('the Associated Press')?.name).toBe('AP');
    expect(findKnownSource('Agence France-Presse')?.aliases).toContainEqual({
      name: 'Agence France-Presse',
      language: 'fr',
    });
  });

  it('makes no record of a name that others have too', () => {
    for (const name of [
      'Fox',
      'ABC',
      'The Sun',
      'Vox',
      'APA',
      'Joint Chiefs of Staff',
      'Red Cross',
      'Post',
      'Russia',
    ]) {
      expect([name, findKnownSource(name)]).toEqual([name, null]);
    }
    expect(findKnownKind('ABC')).toBe('outlet');
    expect(findKnownSource('ICRC')?.name).toBe('International Committee of the Red Cross');
  });
});

it.each([
  ['Ministry of Defence of Russia', 'Russian state'],
  ['Ministry of Foreign Affairs of the Russian Federation', 'Russian state'],
  ['Russian defence ministry', 'Russian state'],
  ['Russia’s Foreign Ministry', 'Russian state'],
  ['Ministry of National Defense of the Republic of Korea', 'South Korean state'],
  ['Ministry of Foreign Affairs of the Democratic People’s Republic of Korea', 'North Korean state'],
  ['Security Council of Armenia', 'Armenian state'],
  ['UK government', 'British state'],
  ['US government', 'US federal government'],
])('%s belongs to the %s', (name, state) => {
  expect(findStateOf(name)?.name).toBe(state);
});

it.each([
  'Ministry of Defence',
  'Ministry of National Defense of the Republic of China',
  'Ministry of Defence of the Donetsk People’s Republic of Russia',
  'Korean Ministry of Defence',
  'Ministry of Justice of Georgia',
  'Department of Health of Northern Ireland',
  'Ministry of Foreign Affairs of Russia and China',
  'former Russian defence ministry',
  'Russian Orthodox Church',
  'Ministry of Sound of Britain',
  'Embassy of Russia',
])('%s is taken for no state’s', (name) => {
  expect(findStateOf(name)).toBeNull();
});

it.each([
  ['Ministry of Defence of Karrow', 'government'],
  ['Karrow foreign ministry', 'government'],
  ['Security Council of Karrow', 'government'],
  ['Hanyeoul News Agency', 'agency'],
])('the words of %s show that it is of kind %s', (name, kind) => {
  expect(findShownKind(name)).toBe(kind);
});

it.each([
  'The Post',
  'Post Office',
  'Ministry of Sound',
  'UN Security Council',
  'Security Council of the United Nations',
  'Ministry of Defence of Karrow spokesman',
  'Foreign Ministry of Karrow, Anton Lehm',
  'the ministry of defence',
  'a Russian news agency',
  'Russian state news agency',
  'the news agency',
  'Karrow Agency',
])('the words of %s show no kind', (name) => {
  expect(findShownKind(name)).toBeNull();
});
