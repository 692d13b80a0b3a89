/** What a line, and the buttons of the cards, make of a chain. */
import { describe, expect, it } from 'vitest';
import {
  changeCards,
  checkLength,
  EMPTY_CARD,
  EMPTY_HOP,
  MOST_CARDS,
  parseCardAction,
  readCards,
  replaceCards,
  type CardValues,
} from '../../../../../src/web/claims/edit/chain/values.ts';

/** A card of this name, with words by which it cites the next. */
const card = (source: string, more: Partial<CardValues> = {}): CardValues => {
  return { ...EMPTY_CARD, source, hop: { ...EMPTY_HOP, cue: `words of ${source}` }, ...more };
};
const last = (source: string): CardValues => ({ ...EMPTY_CARD, source });

const CHAIN = [
  card('IANS', { date: '2025-06-17', statement: 'card-2' }),
  card('TASS', { wording: 'As follows', pick: 'new', pickedFor: 'TASS', kind: 'agency' }),
  last('Council'),
];

/** The names in order, and after each the words that lead from it. */
const sketch = (cards: readonly CardValues[] | null) =>
  cards?.map(({ source, hop }) => [source, hop.cue.replace('words of ', '')].join(': ').replace(/: $/, ''));

describe('a line that becomes cards', () => {
  it('a card of the same name stays as it is, however the name is written', () => {
    const cards = replaceCards(CHAIN, 'ians < tass < council')!;
    expect(cards.map(({ source }) => source)).toEqual(['IANS', 'TASS', 'Council']);
    expect(cards[0]!.date).toBe('2025-06-17');
    expect(cards[1]).toEqual(CHAIN[1]);
    expect(cards[2]).toEqual(CHAIN[2]);
  });

  it.each([
    ['the same chain', 'IANS < TASS < Council', ['IANS: IANS', 'TASS: TASS', 'Council']],
    ['the other way round', 'Council > TASS > IANS', ['IANS: IANS', 'TASS: TASS', 'Council']],
    ['one more in between', 'IANS < Yonhap < TASS < Council', ['IANS', 'Yonhap', 'TASS: TASS', 'Council']],
    ['one more before', 'Reuters < IANS < TASS < Council', ['Reuters', 'IANS: IANS', 'TASS: TASS', 'Council']],
    ['one more at the end', 'IANS < TASS < Council < Clerk', ['IANS: IANS', 'TASS: TASS', 'Council', 'Clerk']],
    ['one taken out', 'IANS < Council', ['IANS', 'Council']],
    ['the last taken out', 'IANS < TASS', ['IANS: IANS', 'TASS']],
    ['another at the end', 'IANS < TASS < Clerk', ['IANS: IANS', 'TASS', 'Clerk']],
    ['two that change places', 'TASS < IANS < Council', ['TASS', 'IANS', 'Council']],
    ['nobody it had before', 'Reuters < AFP', ['Reuters', 'AFP']],
  ])('words of a hop stay while it leads from the same name to the same name: %s', (_, line, chain) => {
    expect(sketch(replaceCards(CHAIN, line))).toEqual(chain);
  });

  it('a name that stands in a line twice takes one card each', () => {
    expect(sketch(replaceCards(CHAIN, 'TASS < IANS < TASS'))).toEqual(['TASS', 'IANS: IANS', 'TASS']);
    const twice = [card('IANS', { date: '2025' }), card('IANS', { date: '2024' }), last('TASS')];
    expect(replaceCards(twice, 'IANS < IANS < TASS')!.map(({ date }) => date)).toEqual(['2025', '2024', '']);
  });

  it('a name that is put into a denial denies', () => {
    const denial = CHAIN.map((one) => ({ ...one, stance: 'denies' }));
    const stances = (list: readonly CardValues[]) => replaceCards(list, 'IANS < Clerk')!.map(({ stance }) => stance);
    expect(stances(denial)).toEqual(['denies', 'denies']);
    expect(stances([denial[0]!, ...CHAIN.slice(1)])).toEqual(['denies', 'asserts']);
  });

  it('“the same as card 3” is forgotten, as it may mean another card now', () => {
    expect(replaceCards(CHAIN, 'IANS < TASS')!.map(({ statement }) => statement)).toEqual(['', '']);
  });

  it('a line that may mean two chains, or is too long, becomes no cards', () => {
    expect(replaceCards(CHAIN, 'IANS → TASS')).toBeNull();
    expect(checkLength(CHAIN, 'IANS → TASS', '')).toMatchObject([{ field: 'line' }]);
    const long = (count: number) => Array.from({ length: count }, (_, at) => `Source ${at}`).join(' < ');
    expect(replaceCards([], long(MOST_CARDS))).toHaveLength(MOST_CARDS);
    expect(replaceCards([], long(MOST_CARDS + 1))).toBeNull();
    expect(checkLength([], long(MOST_CARDS), '')).toEqual([]);
    expect(checkLength([], long(MOST_CARDS + 1), '')).toMatchObject([{ field: 'line' }]);
  });
});

describe('the buttons of the cards', () => {
  const press = (action: string, cards: readonly CardValues[] = CHAIN, body: unknown = {}) =>
    changeCards(cards, parseCardAction(action)!, body);

  it.each([
    // The words are those of whoever cites: where they lead, the editor sees.
    ['insert-0', ['', 'IANS: IANS', 'TASS: TASS', 'Council']],
    ['insert-1', ['IANS: IANS', '', 'TASS: TASS', 'Council']],
    ['insert-2', ['IANS: IANS', 'TASS: TASS', '', 'Council']],
    ['insert-3', ['IANS: IANS', 'TASS: TASS', 'Council', '']],
    ['up-1', ['TASS: TASS', 'IANS: IANS', 'Council']],
    ['down-0', ['TASS: TASS', 'IANS: IANS', 'Council']],
    ['up-0', ['IANS: IANS', 'TASS: TASS', 'Council']],
    ['down-2', ['IANS: IANS', 'TASS: TASS', 'Council']],
    ['up-9', ['IANS: IANS', 'TASS: TASS', 'Council']],
    ['remove-0', ['TASS: TASS', 'Council']],
    ['remove-1', ['IANS', 'Council']],
    ['remove-2', ['IANS: IANS', 'TASS']],
    ['remove-9', ['IANS: IANS', 'TASS: TASS', 'Council']],
  ])('%s takes the words of a hop where its card goes, or away with the card that they cite', (action, chain) => {
    expect(sketch(press(action))).toEqual(chain);
  });

  it('a card that goes to the end and back keeps its words', () => {
    expect(sketch(press('up-2', press('down-1')))).toEqual(['IANS: IANS', 'TASS: TASS', 'Council']);
  });

  it('“the same as card 3” is forgotten when cards move, and kept when none does', () => {
    for (const action of ['insert-0', 'up-1', 'down-1', 'remove-2']) {
      expect(
        press(action).every(({ statement }) => statement === ''),
        action,
      ).toBe(true);
    }
    expect(press('use-passage-0')[0]!.statement).toBe('card-2');
  });

  it('a new card has the stance of whoever it is put before, or of the last', () => {
    const denial = [card('IANS', { stance: 'denies' }), { ...last('Council'), stance: 'denies' }];
    for (const at of [0, 1, 2]) expect(press(`insert-${at}`, denial)[at]).toEqual({ ...EMPTY_CARD, stance: 'denies' });
    expect(press('insert-0')[0]).toEqual(EMPTY_CARD);
    expect(press('insert-0', [])).toEqual([EMPTY_CARD]);
  });

  it('there are no more cards than a chain may have', () => {
    const full = Array.from({ length: MOST_CARDS }, (_, at) => last(`Source ${at}`));
    expect(press('insert-3', full)).toHaveLength(MOST_CARDS);
    expect(press('insert-3', full.slice(1))).toHaveLength(MOST_CARDS);
  });

  it('the passage that was found takes the place of the excerpt, of that card alone', () => {
    const used = press('use-passage-1', CHAIN, { 'passage-1': 'as it stands' });
    expect(used.map(({ hop }) => hop.excerpt)).toEqual(['', 'as it stands', '']);
    const third = changeCards(CHAIN, parseCardAction('p-2-use-passage-0')!, { 'p-2-passage-0': 'of a proposal' });
    expect(third[0]!.hop.excerpt).toBe('of a proposal');
  });

  it('each button says which cards it is for, and nothing else is one', () => {
    expect(parseCardAction('p-12-remove-3')).toEqual({ kind: 'remove', prefix: 'p-12-', card: 3 });
    expect(parseCardAction('up-0')).toEqual({ kind: 'up', prefix: '', card: 0 });
    for (const none of [
      '',
      'up',
      'up-',
      'up-1234',
      'p-up-1',
      'p-1-',
      'save',
      'remove-1 ',
      'insert--1',
      'p-1234-up-1',
    ]) {
      expect(parseCardAction(none), none).toBeNull();
    }
  });
});

describe('cards as they are sent', () => {
  it('are read in order until one is missing, each with the hop of its number', () => {
    const body = { 'card-0-source': ' «IANS» ', 'hop-0-cue': 'quoted', 'card-1-source': '', 'card-3-source': 'TASS' };
    const cards = readCards(body, '');
    expect(cards.map(({ source, hop }) => [source, hop.cue, hop.manner])).toEqual([
      ['IANS', 'quoted', 'cites'],
      ['', '', 'cites'],
    ]);
    expect(readCards(body, 'p-0-')).toEqual([]);
  });
});
