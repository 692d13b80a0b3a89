import { describe, expect, test } from 'vitest';
import { findCertaintyRaised } from '../../../src/provenance/findings/hedges.ts';
import { development, setAside } from '../wording-pairs.ts';

const find = (cited: string, citing: string, language = 'en') =>
  findCertaintyRaised({ wording: cited, language }, { wording: citing, language })?.hedge ?? null;

describe('certainty raised', () => {
  test.each([...development, ...setAside])('$cited → $citing', ({ language, cited, citing, raised }) => {
    expect(find(cited, citing, language) !== null).toBe(raised);
  });

  test.each([
    ['are expected to discuss the implementation', 'discussed the implementation of the treaty', 'en', 'expected to'],
    ['reportedly discussed issues of troop deployment', 'discussed issues of troop deployment', 'en', 'reportedly'],
    ['It is likely that the rebels will attack the airport', 'The rebels will attack the airport', 'en', 'likely'],
    ['The bank could raise rates in March', 'The bank will raise rates in March', 'en', 'could'],
    ['It appears that the pilot ignored the warning', 'The pilot ignored the warning', 'en', 'appears that'],
    ['El presidente habría viajado a Cuba el lunes', 'El presidente viajó a Cuba el lunes', 'es', 'habría'],
    ['Ким может посетить Россию в августе', 'Ким посетит Россию в августе', 'ru', 'может'],
    ['북한이 미사일을 발사한 것으로 추정된다', '북한이 미사일을 발사했다', 'ko', '것으로 추정'],
    ['김정은이 8월 러시아를 방문할 가능성이 있다', '김정은이 8월 러시아를 방문한다', 'ko', '가능성이'],
  ])('the hedge that was lost is given: %s → %s', (cited, citing, language, hedge) => {
    expect(find(cited, citing, language)).toBe(hedge);
  });

  test.each([
    ['Trains may not cross the bridge at night', 'Trains did not cross the bridge at night'],
    ['The military might of Russia was shown in the parade', 'Russia was shown in the parade'],
    ['In May Kim visited Russia', 'Kim visited Russia'],
    ['Officials could see the smoke from the harbour', 'Officials saw the smoke from the harbour'],
    ['Kim may visit Russia this year', 'Kim did not visit Russia this year'],
    ['Kim may visit Russia in August', 'Putin visited Russian regions in August'],
    ['Kim may visit Russia this year', 'Will Kim visit Russia this year?'],
    ['The minister believes in the alliance with Japan', 'The minister praised the alliance with Japan'],
    ['The committee plans to meet on Friday', 'The committee is to meet on Friday'],
    ['The suspected gunman was arrested by police in Lyon', 'The gunman may have been arrested by police in Lyon'],
  ])('what is no hedge, stays hedged, or is another thing is not found: %s → %s', (cited, citing) => {
    expect(find(cited, citing)).toBeNull();
  });

  test('a wording with fewer hedges is no finding the other way round', () => {
    expect(find('Kim will visit Russia in August', 'Kim may visit Russia in August')).toBeNull();
  });

  test('nothing is said without both wordings in one language that has a lexicon', () => {
    const [cited, citing] = ['Kim may visit Russia', 'Kim will visit Russia'];
    const compare = (one: string | null, other: string | null) =>
      findCertaintyRaised({ wording: cited, language: one }, { wording: citing, language: other });
    expect(compare('en', 'en-GB')).toEqual({ hedge: 'may' });
    expect(compare('en', 'de')).toBeNull();
    expect(compare(null, null)).toBeNull();
    expect(compare('tlh', 'tlh')).toBeNull();
    expect(findCertaintyRaised({ wording: cited, language: 'en' }, { wording: null, language: 'en' })).toBeNull();
  });

  test('the same Korean in NFD is read as in NFC', () => {
    const [cited, citing] = ['쇼이구는 평양에서 김정은을 만날 것으로 보인다', '쇼이구는 평양에서 김정은을 만났다'];
    expect(find(cited.normalize('NFD'), citing, 'ko')).not.toBeNull();
    expect(find(cited.normalize('NFD'), cited, 'ko')).toBeNull();
  });
});
