/**
 * A file's records as they come, without holding the file: lines of NDJSON, and the items of a list of claims. What has to be
 * seen whole, a table or any other JSON, is one record.
 */
import { isTable } from './csv/reader.ts';

export type RawRecord = { place: string } & ({ table: string } | { json: string } | { message: string });

/** In characters: what has to be in memory at once. */
const LARGEST = 64 * 1024 * 1024;
/** As much of a file as tells its form. */
const HEAD = 64 * 1024;

const TOO_LARGE = `is larger than ${LARGEST / 1024 / 1024} MB: put one claim on each line, and the file may be of any size`;

/**
 * @param chunks of the text, each of any length
 * @param place what the file is called in problems
 * @param isStreamed whether an item of a list, parsed, is of a format that is read item by item
 */
export async function* splitRecords(
  chunks: AsyncIterable<string> | Iterable<string>,
  place: string,
  isStreamed: (item: unknown) => boolean,
): AsyncGenerator<RawRecord> {
  const text = bufferText(chunks);
  while (text.held.length < HEAD && (await text.more()));
  text.held = text.held.replace(/^\ufeff/u, '');
  const head = text.held;
  const start = head.trimStart();
  if (isTable(head, place)) yield await takeWhole(text, place, (table) => ({ place, table }));
  else if (start.startsWith('[') && isStreamed(parseFirst(start))) yield* splitList(text, place);
  else if (isLines(start, text.isOver)) yield* splitLines(text, place);
  else yield await takeWhole(text, place, (json) => ({ place, json }));
}

interface TextBuffer {
  held: string;
  isOver: boolean;
  /** Reads on. False at the end. */
  more: () => Promise<boolean>;
}

function bufferText(chunks: AsyncIterable<string> | Iterable<string>): TextBuffer {
  const reader = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  const buffer: TextBuffer = {
    held: '',
    isOver: false,
    more: async () => {
      const { value, done } = (await reader.next()) as IteratorResult<string, undefined>;
      buffer.isOver = done === true;
      if (value !== undefined) buffer.held += value;
      return !buffer.isOver;
    },
  };
  return buffer;
}

async function takeWhole(text: TextBuffer, place: string, make: (whole: string) => RawRecord): Promise<RawRecord> {
  const parts = [text.held];
  let length = text.held.length;
  for (text.held = ''; length <= LARGEST && (await text.more()); text.held = '') {
    parts.push(text.held);
    length += text.held.length;
  }
  return length > LARGEST ? { place, message: TOO_LARGE } : make(parts.join(''));
}

/** The first item of a list, parsed; undefined where the head doesn't hold it whole. */
function parseFirst(head: string): unknown {
  const scanner = makeScanner();
  for (let at = 1; at < head.length; at += 1) {
    if (!scanner.endsItem(head.charCodeAt(at))) continue;
    return parse(head.slice(1, at));
  }
  // A claim that is longer than the head begins as a shorter one does.
  return /^\[\s*\{\s*"format"\s*:\s*"hearsay\./u.test(head) ? { format: 'hearsay.claim/1' } : undefined;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

/** Lines looked at when the first is broken. */
const LINES_TRIED = 20;

/** Whether each line is a record: the first is one, or else another near the beginning, and there are several. */
function isLines(start: string, isWhole: boolean): boolean {
  if (!start.startsWith('{')) return false;
  const lines = start.split('\n', LINES_TRIED);
  const [first = ''] = lines;
  const isOnly = isWhole && start.trimEnd().length <= first.trimEnd().length;
  if (isOnly) return false;
  if (lines.length === 1) return /^\{\s*"(?:format|claim|@context|@type)"/u.test(start);
  // Within one object that is written on many lines, others are indented.
  return lines.some((line) => line.startsWith('{') && typeof parse(line) === 'object');
}

async function* splitLines(text: TextBuffer, place: string): AsyncGenerator<RawRecord> {
  let first: string | null = null;
  for await (const { number, line } of readLines(text)) {
    const json = line.trim();
    if (json === '') continue;
    if (number === 1) {
      first = json;
      continue;
    }
    if (first !== null) yield { place: `${place}, line 1`, json: first };
    first = null;
    const at = `${place}, line ${number}`;
    yield json.length > LARGEST ? { place: at, message: TOO_LARGE } : { place: at, json };
  }
  // A file of one line is called by its name alone.
  if (first !== null) yield { place, json: first };
}

/** Lines, numbered from 1. One that is too large is the last. */
async function* readLines(text: TextBuffer): AsyncGenerator<{ number: number; line: string }> {
  let number = 1;
  for (let isMore = true; isMore;) {
    let from = 0;
    for (let end = text.held.indexOf('\n'); end >= 0; end = text.held.indexOf('\n', from)) {
      yield { number, line: text.held.slice(from, end) };
      from = end + 1;
      number += 1;
    }
    text.held = text.held.slice(from);
    isMore = text.held.length <= LARGEST && (await text.more());
  }
  yield { number, line: text.held };
}

const [QUOTE, BACKSLASH, COMMA, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [...'"\\,{}[]'].map((c) => c.charCodeAt(0));

/** Follows a list from behind its opening bracket. */
function makeScanner() {
  let [depth, isText, isEscaped] = [0, false, false];
  return {
    /** Whether an item ends before this character: at a comma between items, or at the bracket that closes the list. */
    endsItem(code: number): boolean {
      if (isEscaped) isEscaped = false;
      else if (isText) {
        if (code === BACKSLASH) isEscaped = true;
        else if (code === QUOTE) isText = false;
      } else if (code === QUOTE) isText = true;
      else if (code === OPEN || code === OPEN_LIST) depth += 1;
      else if (code === COMMA) return depth === 0;
      else if (code === CLOSE || code === CLOSE_LIST) {
        depth -= 1;
        return depth < 0;
      }
      return false;
    },
    isOver: () => depth < 0,
  };
}

async function* splitList(text: TextBuffer, place: string): AsyncGenerator<RawRecord> {
  text.held = text.held.slice(text.held.indexOf('[') + 1);
  const scanner = makeScanner();
  let [from, at, number] = [0, 0, 1];
  while (!scanner.isOver()) {
    if (at === text.held.length) {
      text.held = text.held.slice(from);
      [from, at] = [0, text.held.length];
      if (at > LARGEST) {
        yield { place: `${place}, item ${number}`, message: TOO_LARGE };
        return;
      }
      if (!(await text.more())) break;
      continue;
    }
    const isEnd = scanner.endsItem(text.held.charCodeAt(at));
    at += 1;
    if (!isEnd) continue;
    const json = text.held.slice(from, at - 1).trim();
    // A list may be empty.
    if (json !== '' || !scanner.isOver() || number > 1) yield { place: `${place}, item ${number}`, json };
    from = at;
    number += 1;
  }
  if (!scanner.isOver()) yield { place: `${place}, item ${number}`, message: 'is cut off: the list has no end' };
  else yield* checkRest(text, from, place);
}

async function* checkRest(text: TextBuffer, from: number, place: string): AsyncGenerator<RawRecord> {
  for (text.held = text.held.slice(from); text.held.trim() === '' && (await text.more()););
  if (text.held.trim() !== '') yield { place, message: 'goes on after the end of its list' };
}
