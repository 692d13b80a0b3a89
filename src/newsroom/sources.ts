/** Who speaks in an invented newsroom. Ten in a row belong together: an agency, its outlets, a government and its people. */
import { UNKNOWN_OF_SOURCE, type Alias, type Source, type SourceKind } from '../model/records.ts';
import { inventUid, throwDice, type Dice } from './random.ts';
import { ENGLISH, SCRIPTS, spell, spellName } from './words.ts';

const ROW: readonly SourceKind[] = [
  ...(['agency', 'outlet', 'government', 'outlet', 'person', 'outlet', 'organisation', 'account', 'unnamed'] as const),
  'outlet',
];
/** Where they stand in their row, by what they do in a chain: those named more often speak more often. */
const PARTS = {
  report: [1, 3, 5, 9, 1, 3, 0, 7],
  middle: [0, 0, 0, 1, 3],
  end: [2, 2, 4, 4, 6, 8, 8, 0],
} as const;
const ROWS = 1_000;

/** What somebody does in a chain: reports, passes on, or is where it ends. */
export type ChainPart = keyof typeof PARTS;

/** The place of somebody who speaks: the first rows speak far more often than the last. */
export function chooseSpeaker(dice: Dice, part: ChainPart): number {
  return dice.rank(ROWS) * ROW.length + dice.pick(PARTS[part]);
}

/** The places of those above somebody in the family, nearest first. */
export function listAbove(place: number): number[] {
  const above = findParent(place);
  return above === null ? [] : [above, ...listAbove(above)];
}

function findParent(place: number): number | null {
  const [row, seat] = [Math.floor(place / ROW.length), place % ROW.length];
  const government = row * ROW.length + 2;
  if (seat === 2) return row > 0 && row % 4 === 0 ? (row / 4) * ROW.length + 2 : null;
  if (seat === 4) return government;
  if (seat === 7) return row * ROW.length + 5;
  if (seat === 0) return row % 3 === 0 ? government : null;
  return seat === 1 && row % 2 === 0 ? row * ROW.length : null;
}

/** Somebody by their place, the same each time. */
export function inventSource(seed: number, place: number): Source {
  const [row, seat] = [Math.floor(place / ROW.length), place % ROW.length];
  const script = SCRIPTS[row % SCRIPTS.length]!;
  const kind = ROW[seat]!;
  const parent = findParent(place);
  const word = spellName(row + 256);
  const own = script === ENGLISH ? [] : [{ name: spell(place + 4_096, script), language: script.language }];
  return {
    ...UNKNOWN_OF_SOURCE,
    uid: inventUid(seed, 'source', place),
    kind,
    name: nameSpeaker(kind, word, seat, throwDice(seed, place)),
    country: kind === 'unnamed' || kind === 'account' ? null : script.country,
    parent: parent === null ? null : inventUid(seed, 'source', parent),
    parentRelation: parent === null ? null : seat === 0 ? 'controlled-by' : 'part-of',
    aliases: listAliases(kind, word, own),
    homepage: kind === 'agency' || kind === 'outlet' ? `https://${word.toLowerCase()}-${seat}.example/` : null,
  };
}

function listAliases(kind: SourceKind, word: string, own: readonly Alias[]): readonly Alias[] {
  if (kind === 'unnamed' || kind === 'account') return [];
  return kind === 'agency' ? [{ name: `${word.toUpperCase()}NA`, language: null }, ...own] : own;
}

const PAPERS = ['Herald', 'Times', 'Observer', 'Post', 'Courier', 'Gazette', 'Daily', 'Standard', 'Mirror', 'Tribune'];
const OFFICES = ['Foreign Ministry', 'Security Council', 'Ministry of Health', 'Coast Guard', 'Statistics Office'];
const BODIES = ['Institute', 'Red Crescent', 'Shipping Union', 'University', 'Observatory'];
const NOBODY = ['an official', 'two officials', 'a source close to the talks', 'a diplomat', 'social media users'];
const FIRST = ['Ada', 'Karim', 'Min-jun', 'Olga', 'Ravi', 'Leyla', 'Tomas', 'Wei', 'Amina', 'Jonas'];

function nameSpeaker(kind: SourceKind, word: string, seat: number, dice: Dice): string {
  if (kind === 'agency') return `${word} News Agency`;
  if (kind === 'outlet') return `The ${word} ${PAPERS[seat]!}`;
  if (kind === 'government') return `${dice.pick(OFFICES)} of ${word}`;
  if (kind === 'organisation') return `${word} ${dice.pick(BODIES)}`;
  if (kind === 'person') return `${dice.pick(FIRST)} ${word}`;
  return kind === 'account' ? `@${word.toLowerCase()}_news` : dice.pick(NOBODY);
}
