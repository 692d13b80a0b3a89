/** Takes the marks out of a marked text: `[s1 Yonhap] [c1 reported] [t1+2 that …]`. */
import type { Span } from './model.ts';

export const ROLES = { s: 'source', h: 'head', c: 'cue', t: 'content' } as const;
export type Role = (typeof ROLES)[keyof typeof ROLES];

export interface Mark {
  role: Role;
  ids: string[];
  span: Span;
}

/** Something wrong in a marked file, with its line. */
export class MarkupError extends Error {
  constructor(
    readonly file: string,
    readonly line: number,
    reason: string,
  ) {
    super(`${file}:${String(line)}: ${reason}`);
    this.name = 'MarkupError';
  }
}

const OPENING = /\[([scth])(\d+(?:\+\d+)*) /y;

interface OpenMark {
  role: Role;
  ids: string[];
  start: number;
  line: number;
}

/** The text without its marks, and the marks with their places in it. `fail` is told the line within the text, from 0. */
export function parseMarks(
  marked: string,
  fail: (line: number, reason: string) => never,
): { text: string; marks: Mark[] } {
  const marks: Mark[] = [];
  const open: OpenMark[] = [];
  let text = '';
  let line = 0;
  let at = 0;
  while (at < marked.length) {
    const character = marked[at]!;
    OPENING.lastIndex = at;
    const opening = character === '[' ? OPENING.exec(marked) : null;
    if (opening) {
      const [all, letter, ids] = opening;
      open.push({ role: ROLES[letter as keyof typeof ROLES], ids: ids!.split('+'), start: text.length, line });
      at += all.length;
    } else if (character === ']') {
      const mark = open.pop() ?? fail(line, '"]" closes nothing; write "\\]" for the character itself');
      marks.push({ role: mark.role, ids: mark.ids, span: closeSpan(text, mark.start, () => fail(line, EMPTY)) });
      at += 1;
    } else if (character === '[') {
      fail(line, '"[" opens no mark such as "[s1 "; write "\\[" for the character itself');
    } else {
      const isEscaped = character === '\\';
      const plain = isEscaped ? marked[at + 1] : character;
      if (plain === undefined) fail(line, 'the text ends with "\\"');
      if (plain === '\n') line += 1;
      text += plain;
      at += isEscaped ? 2 : 1;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) fail(unclosed.line, `the ${unclosed.role} ${unclosed.ids.join('+')} is not closed`);
  return { text, marks };
}

const EMPTY = 'a mark must hold words, and neither begin nor end with white space';

function closeSpan(text: string, start: number, fail: () => never): Span {
  const held = text.slice(start);
  if (held === '' || held !== held.trim()) fail();
  return [start, text.length];
}

/** The text with everything escaped that marks would be read in. */
export function escapeMarks(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&');
}
