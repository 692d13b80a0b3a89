/** The two sides of a passage, each with what the other has not marked in it. */
import type { Passage } from '../../../text/reuse/alignment.ts';

/** As the partial `diff-parts` takes them. */
export interface PassagePart {
  text: string;
  removed: boolean;
  added: boolean;
}

/** Words that are the same for longer than this are shown by their two ends. */
const LONGEST_PART = 600;
const END = 200;
/** So many parts of one side are shown. */
const MOST_PARTS = 150;

export function cutPassage(
  earlier: string,
  later: string,
  passage: Passage,
): Record<'earlier' | 'later', PassagePart[]> {
  return { earlier: cutSide(earlier, passage, 'earlier'), later: cutSide(later, passage, 'later') };
}

function cutSide(text: string, { runs }: Passage, side: 'earlier' | 'later'): PassagePart[] {
  const parts: PassagePart[] = [];
  const put = (words: string, isMarked: boolean): void => {
    const last = parts.at(-1);
    if (last && !isMarked && !last.removed && !last.added) last.text += words;
    else if (words !== '') {
      parts.push({ text: words, removed: isMarked && side === 'earlier', added: isMarked && side === 'later' });
    }
  };
  runs.forEach((run, i) => {
    const [from, to] = run[side];
    const between = i === 0 ? '' : text.slice(runs[i - 1]![side][1], from);
    const [first, last] = findWords(between);
    put(between.slice(0, first), false);
    put(between.slice(first, last), true);
    put(between.slice(last) + text.slice(from, to), false);
  });
  const shown = parts.slice(0, MOST_PARTS).map((part) => (part.removed || part.added ? part : shortenPart(part)));
  return parts.length > MOST_PARTS ? [...shown, { text: ' […]', removed: false, added: false }] : shown;
}

const LETTER = /[\p{L}\p{N}\p{Cs}]/u;

/** Where the words between two runs begin and end. White space and marks alone are no difference: words are compared. */
function findWords(between: string): [number, number] {
  const first = between.search(LETTER);
  if (first < 0) return [between.length, between.length];
  let last = between.length;
  while (!LETTER.test(between[last - 1]!)) last -= 1;
  return [first, last];
}

function shortenPart(part: PassagePart): PassagePart {
  const { text } = part;
  if (text.length <= LONGEST_PART) return part;
  const [beginning, end] = [text.slice(0, END), text.slice(-END)];
  return { ...part, text: `${beginning.replace(/\S{0,40}$/u, '')}[…]${end.replace(/^\S{0,40}/u, '')}` };
}
