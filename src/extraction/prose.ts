/** What of a text can be read: English in sentences. Markup, tables and endless words are left out, and it is said so. */
import { eld } from 'eld/extrasmall';
import { writeCount } from '../wording/values.ts';
import type { Unread } from './model.ts';
import type { Span } from '../text/words.ts';

export interface Prose {
  /** As long as the whole text, with white space for what is left out: offsets are the same in both. */
  text: string;
  skipped: Unread[];
}

/** The prose of a text. Linear in it. */
export function findProse(whole: string): Prose {
  const skipped: Unread[] = [];
  const plain = isMarkedUp(whole) ? replaceEntities(blankMarkup(whole, skipped)) : whole;
  const lines = listLines(plain);
  const blocks = [...findTables(plain, lines), ...findEndless(plain, lines)];
  skipped.push(...blocks);
  const prose = blank(plain, [...blocks.flatMap(({ spans }) => spans)]);
  return { text: unwrapLines(prose, lines), skipped: skipped.sort((a, b) => a.spans[0]![0] - b.spans[0]![0]) };
}

/** The prose of a text that is HTML, as it is read: without markup, scripts, menus and tables. Null for any other text. */
export function extractProse(whole: string): string | null {
  if (!isMarkedUp(whole)) return null;
  // In HTML a line break is a space, and a word may be partly bold.
  const flat = whole.replace(/[\r\n\u2028\u2029]/gu, ' ');
  const plain = flat.replace(TAG, (tag, name: string | undefined) =>
    INLINE.test(name?.toLowerCase() ?? '') ? '' : tag,
  );
  return blankMarkup(plain, [])
    .replace(ENTITY, (_, name: string) => ENTITIES[name.toLowerCase()] ?? ' ')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** The text with spaces in place of all characters of these spans, except line breaks. */
function blank(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let [at, kept] = [0, ''];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (to <= at) continue;
    kept += text.slice(at, Math.max(at, from)) + text.slice(Math.max(at, from), to).replace(/[^\r\n]/g, ' ');
    at = to;
  }
  return kept + text.slice(at);
}

const TAG = /<(?:!--|\/?([a-z][a-z0-9]*)\b)[^<>]*>/giu;
/** Two of these are no accident. */
const KNOWN_TAG =
  /<\/?(?:p|div|br|span|a|b|i|u|em|strong|h[1-6]|[uod]l|li|table|t[rdh]|html|body|head|main|article|section|blockquote|figure|img|script|style|nav|header|footer|meta|link)(?:\s[^<>]*)?\/?>/giu;

function isMarkedUp(text: string): boolean {
  let tags = 0;
  for (const _ of text.matchAll(KNOWN_TAG)) if (++tags === 2) return true;
  return false;
}

/** Elements whose text is no prose of the story. */
const NO_PROSE = new Set([
  'script',
  'style',
  'nav',
  'form',
  'svg',
  'noscript',
  'select',
  'button',
  'table',
  'template',
]);
const INLINE = /^(?:a|abbr|b|cite|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u|wbr)$/;

/** Blanks tags, scripts, menus and tables; where a block begins or ends, a line does. */
function blankMarkup(text: string, skipped: Unread[]): string {
  const tags = [...text.matchAll(TAG)];
  if (tags.length === 0) return text;
  const lastEnd = new Map(
    tags.flatMap(({ 0: tag, 1: name, index }) => (tag[1] === '/' ? [[name!.toLowerCase(), index]] : [])),
  );
  const spans: Span[] = [];
  const breaks: number[] = [];
  let [within, from, depth] = ['', 0, 0];
  for (const { 0: tag, 1: name = '', index } of tags) {
    const [element, isEnd, to] = [name.toLowerCase(), tag[1] === '/', index + tag.length];
    if (within === '') {
      spans.push([index, to]);
      if (!INLINE.test(element)) breaks.push(index);
      // One that is never closed hides nothing.
      if (isEnd || !NO_PROSE.has(element) || (lastEnd.get(element) ?? -1) < to) continue;
      [within, from, depth] = [element, index, 1];
    } else if (element === within) {
      depth += isEnd ? -1 : 1;
      if (depth > 0) continue;
      spans.push([from, to]);
      if (within === 'table') skipped.push(skipTable([[from, to]], countRows(text.slice(from, to))));
      within = '';
    }
  }
  skipped.push({
    spans: [[tags[0]!.index, tags.at(-1)!.index + tags.at(-1)![0].length]],
    why: 'The text is HTML: its markup was not read.',
  });
  const blanked = blank(text, spans);
  return breakLines(blanked, breaks);
}

/** Characters in place of their names, as long as these. */
const replaceEntities = (text: string): string =>
  text.replace(ENTITY, (entity, name: string) => (ENTITIES[name.toLowerCase()] ?? ' ').padEnd(entity.length));

const countRows = (table: string): number => (table.match(/<tr\b/giu) ?? []).length;

function breakLines(text: string, places: readonly number[]): string {
  let [at, broken] = [0, ''];
  for (const place of places) {
    broken += `${text.slice(at, place)}\n`;
    at = place + 1;
  }
  return broken + text.slice(at);
}

const ENTITY = /&(#?[a-z0-9]{2,8});/giu;
/** Those that matter for reading. */
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#34': '"', '#x27': "'", nbsp: ' ' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', '#8217': '’', '#8216': '‘' },
  ...{ '#8220': '“', '#8221': '”', ndash: '–', mdash: '—', hellip: '…', '#8211': '–', '#8212': '—' },
};

interface Line {
  from: number;
  to: number;
}

function listLines(text: string): Line[] {
  return Array.from(text.matchAll(/[^\r\n\u2028\u2029]*[^\s][^\r\n\u2028\u2029]*/gu), ({ 0: line, index }) => {
    return { from: index, to: index + line.length };
  });
}

/** Whether no empty line stands between two lines. */
const isNext = (text: string, before: Line, next: Line): boolean =>
  (text.slice(before.to, next.from).match(/\r\n|[\r\n\u2028\u2029]/gu) ?? []).length === 1;

/** Fewest lines of a table whose cells are parted by spaces or commas alone. */
const FEWEST_ROWS = 3;
const LONGEST_CELL = 60;

/** Lines in cells, one below the other. */
function findTables(text: string, lines: readonly Line[]): Unread[] {
  const rows = lines.map(({ from, to }) => measureRow(text.slice(from, to)));
  return groupLines(text, lines, (i) => rows[i] !== null).flatMap(([first, last]) => {
    const count = last - first;
    const isSure = rows.slice(first, last).every((row) => row === 'sure');
    const isRule = rows.slice(first, last).every((row) => row === 'rule');
    if (isRule || count < (isSure ? 2 : FEWEST_ROWS)) return [];
    return [skipTable([[lines[first]!.from, lines[last - 1]!.to]], count)];
  });
}

function skipTable(spans: Span[], count: number): Unread {
  return { spans, why: `A table of ${writeCount(count, 'line')} was not read.` };
}

/** Whether a line is a row: by tabs or bars for sure, by spaces or commas where others follow; or a rule between rows. */
function measureRow(line: string): 'sure' | 'likely' | 'rule' | null {
  const trimmed = line.trim();
  if (/^[-=+|:\s]{3,}$/u.test(trimmed)) return 'rule';
  const cells = splitCells(trimmed);
  if (cells === null || cells.list.some((cell) => cell.length > LONGEST_CELL)) return null;
  return cells.isSure ? 'sure' : 'likely';
}

function splitCells(line: string): { list: string[]; isSure: boolean } | null {
  for (const mark of [/\t+/u, /\s*\|\s*/u]) {
    const list = line.split(mark).filter((cell) => cell.trim() !== '');
    if (list.length > 1) return { list, isSure: true };
  }
  for (const mark of [/\s{2,}/u, /;\s?/u, /,(?=\S)/u]) {
    const list = line.split(mark).filter((cell) => cell.trim() !== '');
    const hasFigure = list.some((cell) => /^[\p{Sc}+–-]?\d[\d.,]*\s?%?$/u.test(cell.trim()));
    if (list.length > 2 || (list.length === 2 && hasFigure && mark.source === '\\s{2,}'))
      return { list, isSure: false };
  }
  return null;
}

/** In words: so many without a mark are no sentence. */
const LONGEST_UNMARKED = 60;
const MARK = /[.,;:!?…"“”()—–](?!\d)/u;

/** Words without punctuation: one long line, or lines of a subtitle. What they say, and to whom it belongs, is a guess. */
function findEndless(text: string, lines: readonly Line[]): Unread[] {
  const isUnmarked = lines.map(({ from, to }) => !MARK.test(text.slice(from, to)));
  return groupLines(text, lines, (i) => isUnmarked[i]!).flatMap(([first, last]) => {
    const group = lines.slice(first, last).map(({ from, to }) => text.slice(from, to).trim());
    const words = group.reduce((sum, line) => sum + line.split(/\s+/u).length, 0);
    const goOn = group.slice(1).filter((line) => /^\p{Ll}/u.test(line)).length;
    const isOne = group.length === 1 || 2 * goOn >= group.length - 1;
    if (words <= LONGEST_UNMARKED || !isOne) return [];
    const spans: Span[] = [[lines[first]!.from, lines[last - 1]!.to]];
    return [{ spans, why: `${writeCount(words, 'word')} without punctuation were not read.` }];
  });
}

/** Runs of consecutive lines that fit, as first and last, exclusive. */
function groupLines(text: string, lines: readonly Line[], fits: (i: number) => boolean): [number, number][] {
  const groups: [number, number][] = [];
  for (let i = 0; i < lines.length; i += 1) {
    if (!fits(i)) continue;
    const last = groups.at(-1);
    if (last?.[1] === i && isNext(text, lines[i - 1]!, lines[i]!)) last[1] = i + 1;
    else groups.push([i, i + 1]);
  }
  return groups;
}

/** Wider lines were not broken by a mail program. */
const WIDEST = 120;
const NARROWEST = 40;

/** Spaces in place of line breaks that only keep a width: no line has room for the first word of the next. */
function unwrapLines(text: string, lines: readonly Line[]): string {
  const places = groupLines(text, lines, () => true).flatMap(([first, last]) => {
    const group = lines.slice(first, last);
    const width = Math.max(...group.map(({ from, to }) => to - from));
    if (group.length < 2 || width > WIDEST || width < NARROWEST) return [];
    const isFull = group.slice(1).every(({ from, to }, i) => {
      const [word] = text.slice(from, to).trim().split(/\s/u);
      return group[i]!.to - group[i]!.from + 1 + word!.length > width;
    });
    return isFull ? group.slice(1).map(({ from }, i): Span => [group[i]!.to, from]) : [];
  });
  let [at, joined] = [0, ''];
  for (const [from, to] of places) {
    joined += text.slice(at, from) + ' '.repeat(to - from);
    at = to;
  }
  return joined + text.slice(at);
}

/** In UTF-16 units. Shorter texts are often mere names. */
const SHORTEST = 60;
const PIECE = 1_000;
/** By how much a language must be likelier than English. */
const LEAST_LEAD = 0.1;

/** The language of a text that is surely not in English, such as `de`; null for one that is, in part, or may be. */
export function detectForeign(text: string): string | null {
  const whole = text.trim();
  if (whole.length < SHORTEST) return null;
  if (isEnglish(whole.slice(0, PIECE))) return null;
  const last = Math.max(0, whole.length - PIECE);
  const pieces = new Set([0, Math.floor(last / 2), last]);
  const [first, ...others] = Array.from(pieces, (from) => detectPiece(whole.slice(from, from + PIECE)));
  return first !== undefined && others.every((language) => language !== null) ? first : null;
}

/** Words of English alone, and often enough to spare the detector. */
const ENGLISH = /\b(?:the|and|that|with|from|said|which|this|have|been|would|they|were)\b/giu;
const FEWEST_ENGLISH = 0.08;

function isEnglish(piece: string): boolean {
  return (piece.match(ENGLISH)?.length ?? 0) >= FEWEST_ENGLISH * piece.split(/\s+/u).length;
}

function detectPiece(piece: string): string | null {
  const found = eld.detect(piece);
  const { [found.language]: likeness = 0, en = 0 } = found.getScores();
  const isSure = found.isReliable() && found.language !== 'en' && likeness - en >= LEAST_LEAD;
  return isSure ? found.language : null;
}
