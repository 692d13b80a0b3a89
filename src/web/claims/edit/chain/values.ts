/** A chain as it was typed: cards from report to end, each a statement, and the hop from each to the next. */
import { RECORD_RULES } from '../../../../formats/hearsay/schema.ts';
import type { Issue } from '../../../../model/issues.ts';
import { foldText } from '../../../../text/words.ts';
import { defineFields, hasField, readField, readFields, readLine } from '../../../forms/forms.ts';
import { interpretDate } from '../../../forms/interpreters/dates.ts';
import { interpretLanguage } from '../../../forms/interpreters/languages.ts';
import { unquoteName, type Question, type TypedName } from '../../../forms/source-names.ts';
import { EMPTY_CHOICE, readDocumentChoice, type DocumentChoice, type DocumentQuestion } from './documents.ts';
import { interpretChainLine, listChainNames } from './line.ts';

export const MOST_CARDS = 30;

/** How one card cites the next. */
export interface HopValues {
  manner: string;
  cue: string;
  excerpt: string;
  /** Where the excerpt stands in the story, in UTF-16 units: the same words may occur twice. */
  at: string;
  /** The attribution of the reading that showed it; empty for a hop that an editor made. */
  from: string;
  /** Where the excerpt is from; empty for the card's own document, or else the story. */
  document: DocumentChoice;
}

/** A statement, and the words that lead from it to the next. */
export interface CardValues extends Omit<TypedName, 'name'> {
  source: string;
  date: string;
  document: DocumentChoice;
  wording: string;
  language: string;
  stance: string;
  basis: string;
  /** Which statement it is: the uid of one of the claim's, another card's name (`card-0`), `new`, or empty. */
  statement: string;
  hop: HopValues;
}

const { statement, attribution, evidence } = RECORD_RULES;

/** The fields of a card that are stored as typed; the others are resolved. */
export const CARD_FIELDS = defineFields({
  date: { label: 'Date', rule: statement.statedAt, interpret: interpretDate },
  wording: { label: 'Wording', rule: statement.wording, isMultiline: true },
  language: { label: 'Language', rule: statement.language, interpret: interpretLanguage },
  stance: { label: 'Stance', rule: statement.stance },
  basis: { label: 'Basis', rule: statement.basis },
});

/** The same of a hop. */
export const HOP_FIELDS = defineFields({
  manner: { label: 'Manner', rule: attribution.manner },
  cue: { label: 'Cue', rule: attribution.cue },
  excerpt: { label: 'Excerpt', rule: evidence.exact, isMultiline: true },
});

export const EMPTY_HOP: HopValues = {
  ...{ manner: 'cites', cue: '', excerpt: '', at: '', from: '', document: EMPTY_CHOICE },
};

export const EMPTY_CARD: CardValues = {
  ...{ source: '', pick: '', pickedFor: '', kind: '', date: '', document: EMPTY_CHOICE },
  ...{ wording: '', language: '', stance: 'asserts', basis: 'unknown', statement: '', hop: EMPTY_HOP },
};

/** Names the fields of one chain in a form: the only one has no prefix, that of the third proposal `p-2-`. */
export type Prefix = string;

/** The name of a card, which is that of its fields too: `card-0`, `p-2-card-0`. */
export const cardName = (prefix: Prefix, card: number): string => `${prefix}card-${card}`;

export const cardField = (prefix: Prefix, card: number, name: Exclude<keyof CardValues, 'hop'>): string =>
  `${cardName(prefix, card)}-${name}`;

/** The hop from a card to the next has the card's number. */
export const hopField = (prefix: Prefix, card: number, name: keyof HopValues): string => `${prefix}hop-${card}-${name}`;

/** Reads all cards, which are numbered from 0 without a gap: `checkLength` sees that there are not too many. */
export function readCards(body: unknown, prefix: Prefix): CardValues[] {
  const cards: CardValues[] = [];
  while (hasField(body, cardField(prefix, cards.length, 'source'))) cards.push(readCard(body, prefix, cards.length));
  return cards;
}

export function readCard(body: unknown, prefix: Prefix, card: number): CardValues {
  const nameOf = (name: string): string => cardField(prefix, card, name as 'source');
  const line = (name: keyof CardValues): string => readLine(body, nameOf(name));
  const fields = readFields(CARD_FIELDS, body, nameOf);
  return {
    ...{ source: unquoteName(line('source')), pick: line('pick'), pickedFor: line('pickedFor'), kind: line('kind') },
    ...fields,
    stance: fields.stance || EMPTY_CARD.stance,
    basis: fields.basis || EMPTY_CARD.basis,
    document: readDocumentChoice(body, nameOf('document')),
    statement: line('statement'),
    hop: readHop(body, prefix, card),
  };
}

function readHop(body: unknown, prefix: Prefix, card: number): HopValues {
  const nameOf = (name: string): string => hopField(prefix, card, name as 'cue');
  const fields = readFields(HOP_FIELDS, body, nameOf);
  return {
    ...fields,
    manner: fields.manner || EMPTY_HOP.manner,
    at: readLine(body, nameOf('at')),
    from: readLine(body, nameOf('from')),
    document: readDocumentChoice(body, nameOf('document')),
  };
}

const isEmptyHop = ({ cue, excerpt }: HopValues): boolean => cue === '' && excerpt.trim() === '';

export function isEmptyCard({ source, date, document, wording, hop }: CardValues): boolean {
  return [source, date, document.typed, wording].every((text) => text.trim() === '') && isEmptyHop(hop);
}

/** Without the empty ones. */
export const listFilled = (cards: readonly CardValues[]): CardValues[] => cards.filter((card) => !isEmptyCard(card));

/** Shown by the form beside the issues of a chain. */
export interface ChainDetails {
  /** By card: a name that is ambiguous or unknown. */
  names: ReadonlyMap<string, Question>;
  /** By field: a document that is not found by what was typed. */
  documents: ReadonlyMap<string, DocumentQuestion>;
  /** By field of an excerpt that is not in the text: the passage nearest to it. */
  passages: ReadonlyMap<string, string>;
}

export const NO_DETAILS: ChainDetails = { names: new Map(), documents: new Map(), passages: new Map() };

/** The names of a line, from report to end; null for a line that may mean two chains. */
function listNames(line: string): string[] | null {
  const understood = interpretChainLine(line);
  return 'value' in understood ? listChainNames(understood.value) : null;
}

/**
 * The cards that a line names, with what still fits of those there were: a card that has the same name, and its hop if
 * it still leads to the same name. Null where the line may mean two chains, or is too long.
 */
export function replaceCards(cards: readonly CardValues[], line: string): CardValues[] | null {
  const names = listNames(line);
  if (names === null || names.length > MOST_CARDS) return null;
  // A name put into a denial denies.
  const [shared, ...others] = new Set(cards.map((card) => card.stance));
  const stance = shared !== undefined && others.length === 0 ? shared : EMPTY_CARD.stance;
  const rest = cards.map((card, at) => ({ card, next: cards[at + 1]?.source ?? null }));
  return names.map((source, at) => {
    const key = foldText(source);
    const place = rest.findIndex(({ card }) => foldText(card.source) === key);
    const [kept] = place < 0 ? [] : rest.splice(place, 1);
    if (!kept) return { ...EMPTY_CARD, source, stance };
    const next = names[at + 1] ?? null;
    const isSameNext = next !== null && kept.next !== null && foldText(next) === foldText(kept.next);
    // "Same as card 2" may mean another card now.
    return { ...kept.card, statement: '', hop: isSameNext ? kept.card.hop : EMPTY_HOP };
  });
}

/** What is wrong with a line that is to become cards, or with the number of cards. */
export function checkLength(cards: readonly CardValues[], line: string, prefix: Prefix): Issue[] {
  const names = listNames(line);
  if (names === null) return [{ field: 'line', message: 'This line may mean two chains: choose who cites whom' }];
  const count = Math.max(listFilled(cards).length, names.length);
  const field = line === '' ? cardField(prefix, MOST_CARDS, 'source') : 'line';
  const message = `A chain can have at most ${MOST_CARDS} sources; this one has ${count}`;
  return count > MOST_CARDS ? [{ field, message }] : [];
}

/** What a button does to a chain. */
interface CardAction {
  kind: 'insert' | 'remove' | 'up' | 'down' | 'use-passage';
  prefix: Prefix;
  card: number;
}

export function parseCardAction(action: string): CardAction | null {
  const [, prefix = '', kind, card] =
    /^((?:p-\d{1,3}-)?)(insert|remove|up|down|use-passage)-(\d{1,3})$/.exec(action) ?? [];
  return kind === undefined ? null : { kind: kind as CardAction['kind'], prefix, card: Number(card) };
}

/** The cards after a button was pressed: `insert` puts an empty one before the card, `up` moves it towards the report. */
export function changeCards(cards: readonly CardValues[], action: CardAction, body: unknown): CardValues[] {
  const { kind, prefix, card } = action;
  // "Same as card 2" may mean another card now.
  const moved = cards.map((one) => ({ ...one, statement: '' }));
  switch (kind) {
    case 'insert':
      return moved.length < MOST_CARDS ? moved.toSpliced(card, 0, cardBeside(moved, card)) : moved;
    case 'remove':
      return removeCard(moved, card);
    case 'up':
      return card > 0 ? swapCards(moved, card - 1) : moved;
    case 'down':
      return swapCards(moved, card);
    case 'use-passage':
      return cards.map((one, at) =>
        at === card ? { ...one, hop: { ...one.hop, excerpt: readField(body, passageField(prefix, card)) } } : one,
      );
  }
}

/** Whoever passes on a denial denies. */
const cardBeside = (cards: readonly CardValues[], card: number): CardValues => {
  return { ...EMPTY_CARD, stance: (cards[card] ?? cards.at(-1) ?? EMPTY_CARD).stance };
};

/** The words that cite the card say nothing of the next one: they go with it. */
function removeCard(cards: readonly CardValues[], card: number): CardValues[] {
  if (card >= cards.length) return [...cards];
  const citing = cards.map((one, at) => (at === card - 1 ? { ...one, hop: EMPTY_HOP } : one));
  return citing.toSpliced(card, 1);
}

/** Moves a card behind the next; the words of the hops stay with whoever cites. */
function swapCards(cards: readonly CardValues[], card: number): CardValues[] {
  const [one, next] = [cards[card], cards[card + 1]];
  return one && next ? cards.toSpliced(card, 2, next, one) : [...cards];
}

export const passageField = (prefix: Prefix, card: number): string => `${prefix}passage-${card}`;
