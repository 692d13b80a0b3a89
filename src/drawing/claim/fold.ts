/**
 * Folding: where a drawing has no room for every hop, statements of a chain without a branch become one node, "+3 hops",
 * that opens them. Columns are folded, not chains: a drawing gets narrower only where all that stands in a column goes.
 */
import { SUPPORTS, type Support, type Uid } from '../../model/records.ts';
import type { CardWords, FoldWords, HopWords, LineKind, Picture, PictureSide } from '../model.ts';

/** Neighbouring columns of a side, the last one not among them. */
interface Span {
  side: PictureSide;
  from: number;
  to: number;
}

/** So many columns before and after that of a statement stay open with it. */
interface Reach {
  before: number;
  after: number;
}

/** From the most that may be kept open to the least. */
export const AROUND_FOCUS: readonly Reach[] = [
  { before: 1, after: 2 },
  { before: 0, after: 1 },
];
export const WHOLE_RUN: Reach = { before: Infinity, after: Infinity };

/** Two statements at least: one alone takes hardly more room than a fold. */
const FEWEST = 2;

/**
 * The picture with more and more of it folded, from the middle of its runs outwards.
 * @param focus a statement that somebody asked for is not folded away, nor is what is within its reach
 */
export function* foldSteps(picture: Picture, focus: Uid | null, reach: Reach): Generator<Picture> {
  const chain = followRuns(picture);
  const spans = picture.sides.flatMap((side) => findSpans(side, chain, focus, reach));
  const lengths = spans.map(() => 0);
  const left = (at: number): number => spans[at]!.to - spans[at]!.from - lengths[at]!;
  for (;;) {
    const [next] = [...spans.keys()].filter((at) => left(at) > 0).sort((a, b) => left(b) - left(a) || a - b);
    if (next === undefined) return;
    lengths[next] = Math.max(FEWEST, lengths[next]! + 1);
    yield foldColumns(
      picture,
      chain,
      spans.flatMap((span, at) => placeFold(span, lengths[at]!, chain) ?? []),
    );
  }
}

/** By statement of a run without a branch: the hop that leads to it, and the one that leads on. */
type Chain = ReadonlyMap<Uid, { before: HopWords; after: HopWords }>;

function followRuns({ cards, hops }: Picture): Chain {
  const chain = new Map<Uid, { before: HopWords; after: HopWords }>();
  for (const [uid, card] of cards) {
    const own = hops.filter(({ citing, cited }) => citing === uid || cited === uid);
    const before = own.find(({ cited }) => cited === uid);
    const after = own.find(({ citing }) => citing === uid);
    if (own.length === 2 && before && after && own.every(leadsOn) && isPlain(card)) chain.set(uid, { before, after });
  }
  return chain;
}

function leadsOn({ line, course }: HopWords): boolean {
  return course === 'onward' && isSupport(line);
}

/** What a reader must not miss is not folded away. */
function isPlain({ kind, end, flags, more }: CardWords): boolean {
  return kind !== 'unnamed' && end === null && flags.length === 0 && more === 0;
}

export function isSupport(line: LineKind): line is Support {
  return SUPPORTS.some((support) => support === line);
}

/** The longest stretches of columns in which everything may be folded. */
function findSpans(side: PictureSide, chain: Chain, focus: Uid | null, { before, after }: Reach): Span[] {
  const middle = side.columns.findIndex(({ statements }) => focus !== null && statements.includes(focus));
  const spans: Span[] = [];
  for (const [at, { statements }] of side.columns.entries()) {
    if (!statements.every((uid) => chain.has(uid))) continue;
    const last = spans.at(-1);
    if (last?.to === at) last.to = at + 1;
    else spans.push({ side, from: at, to: at + 1 });
  }
  return spans
    .flatMap((span) => {
      if (middle < span.from || middle >= span.to) return [span];
      return [
        { ...span, to: Math.max(span.from, middle - before) },
        { ...span, from: Math.min(span.to, middle + after + 1) },
      ];
    })
    .filter(({ from, to }) => to - from >= FEWEST);
}

/** So many columns of a span, as near to its middle as each statement in them has another of its run there. */
function placeFold({ side, from, to }: Span, length: number, chain: Chain): Span | null {
  if (length === 0) return null;
  const middle = from + Math.ceil((to - from - length) / 2);
  const starts = Array.from({ length: to - from - length + 1 }, (_, offset) => from + offset);
  const start = starts
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b)
    .find((at) => {
      const folded = listStatements({ side, from: at, to: at + length });
      return [...folded].every((uid) => {
        const { before, after } = chain.get(uid)!;
        return folded.has(before.citing) || folded.has(after.cited);
      });
    });
  return start === undefined ? null : { side, from: start, to: start + length };
}

function listStatements({ side, from, to }: Span): Set<Uid> {
  return new Set(side.columns.slice(from, to).flatMap(({ statements }) => statements));
}

function foldColumns(picture: Picture, chain: Chain, spans: readonly Span[]): Picture {
  const folds = new Map<Uid, FoldWords>();
  const headOf = new Map<Uid, Uid>();
  for (const span of spans) {
    const folded = listStatements(span);
    for (const head of folded) {
      if (folded.has(chain.get(head)!.before.citing)) continue;
      const run = followRun(head, chain, folded);
      folds.set(head, describeFold(picture, run, chain));
      for (const uid of run) headOf.set(uid, head);
    }
  }
  return {
    ...picture,
    folds,
    cards: new Map([...picture.cards].filter(([uid]) => !headOf.has(uid))),
    hops: picture.hops.flatMap((hop) => {
      const [from, to] = [headOf.get(hop.citing), headOf.get(hop.cited)];
      return from !== undefined && from === to ? [] : [{ ...hop, citing: from ?? hop.citing }];
    }),
    sides: picture.sides.map((side) => ({
      ...side,
      columns: side.columns.flatMap((column, at) => {
        const span = spans.find((span) => span.side === side && span.from <= at && at < span.to);
        if (!span) return [column];
        return span.from < at ? [] : [{ heading: null, statements: [...folds.keys()].filter(isIn(span)) }];
      }),
    })),
  };
}

const isIn = (span: Span): ((uid: Uid) => boolean) => {
  const folded = listStatements(span);
  return (uid) => folded.has(uid);
};

function followRun(head: Uid, chain: Chain, folded: ReadonlySet<Uid>): Uid[] {
  const run = [head];
  for (let next = chain.get(head)!.after.cited; folded.has(next); next = chain.get(next)!.after.cited) run.push(next);
  return run;
}

function describeFold({ cards }: Picture, run: readonly Uid[], chain: Chain): FoldWords {
  const inside = run.slice(1).map((uid) => chain.get(uid)!.before.line);
  const [head] = run.map((uid) => cards.get(uid)!);
  return {
    uid: head!.uid,
    hops: inside.length,
    line: SUPPORTS.findLast((support) => inside.includes(support))!,
    names: run.map((uid) => cards.get(uid)!.name.text),
    href: head!.moreHref,
  };
}
