/** Which attribution is told within which: by construction first (already known), by containment second. */
import type { Found, Range } from '../model.ts';

/** How many contents that are open at a place are asked: nesting as deep as this is no prose. */
const MOST_OPEN = 40;
const MOST_STEPS = 50;

interface Open extends Range {
  each: Found;
}

/** Sets the parent of every attribution that stands within another's content. Never a circle. */
export function linkParents(found: readonly Found[]): void {
  const ranges = found.flatMap((each) => each.content.map(({ from, to }): Open => ({ each, from, to })));
  ranges.sort((a, b) => a.from - b.from || b.to - a.to);
  const order = [...found].sort((a, b) => a.cue[0]!.from - b.cue[0]!.from || a.head - b.head);
  let open: Open[] = [];
  let next = 0;
  for (const child of order) {
    const { from } = child.cue[0]!;
    while (next < ranges.length && ranges[next]!.from <= from) open.push(ranges[next++]!);
    open = open.filter(({ to }) => to > from).slice(-MOST_OPEN);
    if (!child.parent) child.parent = findHolder(child, open);
  }
}

/** The smallest content that the cue and the source stand in; of equal ones, the deepest. */
function findHolder(child: Found, open: readonly Open[]): Found | null {
  let holder: Found | null = null;
  for (const { each, ...range } of open) {
    // Who reported it first is no part of what somebody else confirms.
    if (child.group === 'relay' && each.rule === 'passive-by') continue;
    if (each === child || !holds(each, range, child) || rests(each, child)) continue;
    const less = holder ? measure(each) - measure(holder) : -1;
    if (less < 0 || (less === 0 && holder && rests(each, holder))) holder = each;
  }
  return holder;
}

function holds(other: Found, range: Range, child: Found): boolean {
  const cue = child.cue[0]!;
  // Two readings of the same words are no way from one to the other.
  if (other.cue.some(({ from }) => from === cue.from)) return false;
  return contains(range, cue) && (!child.source || contains(range, child.source) || !touches(other, child.source));
}

function touches(other: Found, source: Range): boolean {
  return other.source !== null && other.source.from < source.to && source.from < other.source.to;
}

function contains(outer: Range, inner: Range): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

function measure({ content }: Found): number {
  return content.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Whether one rests on the other already, through any number of parents. */
export function rests(child: Found, on: Found): boolean {
  let at: Found | null = child;
  for (let steps = 0; at && steps < MOST_STEPS; steps++) {
    if (at === on) return true;
    at = at.parent;
  }
  return at !== null;
}
