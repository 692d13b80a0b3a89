/** The lines of a wide drawing. */
import type { Support, Uid } from '../../model/records.ts';
import { spreadEnds, type LineEnd } from './ends.ts';
import type { Box, Picture } from '../model.ts';
import type { Curve, Placed } from '../graphviz/places.ts';
import { bendWithin, type Gutter } from './gutters.ts';

/** A hop's line, from the citing card to its label and from there to the cited card. */
export interface HopLine {
  hop: Uid;
  citing: Uid;
  cited: Uid;
  support: Support;
  before: Curve;
  after: Curve;
}

/**
 * Lines between neighbours bend within the gap beside the cards; longer ones go as Graphviz laid them, round all that
 * stands in their way. On each side of a card they are spread.
 */
export function layLines(picture: Picture, placed: Pick<Placed, 'cards' | 'labels' | 'lines'>): HopLine[] {
  const { hops, cards, columns } = picture;
  const ends = hops.flatMap(({ uid, citing, cited }): LineEnd[] => {
    const [before, after] = placed.lines.get(uid)!;
    const endAt = (card: Uid, curve: Curve, end: LineEnd['end']): LineEnd => {
      return { card, box: placed.cards.get(card)!, kind: cards.get(card)!.kind, curve, end };
    };
    return [endAt(citing, before, 'first'), endAt(cited, after, 'last')];
  });
  const curves = spreadEnds(ends);
  const columnOf = new Map(columns.flatMap(({ statements }, at) => statements.map((uid) => [uid, at] as const)));
  const gutters = columns.map((_, at) => findGutters(picture, placed, columnOf, at));
  return hops.map(({ uid, citing, cited, support, inCircle }, at) => {
    const column = columnOf.get(citing)!;
    const { beforeLabels, afterLabels } = gutters[column]!;
    const [before, after] = [curves[2 * at]!, curves[2 * at + 1]!];
    const isNext = columnOf.get(cited) === column + 1;
    return {
      ...{ hop: uid, citing, cited, support },
      before: bendWithin(beforeLabels, before[0]!, before.at(-1)!),
      after: inCircle
        ? bendWithin(beforeLabels, after.at(-1)!, after[0]!).toReversed()
        : isNext
          ? bendWithin(afterLabels, after[0]!, after.at(-1)!)
          : after,
    };
  });
}

/** The strips on both sides of the labels that stand after a column. */
function findGutters(
  { columns, hops }: Picture,
  placed: Pick<Placed, 'cards' | 'labels'>,
  columnOf: ReadonlyMap<Uid, number>,
  at: number,
): { beforeLabels: Gutter; afterLabels: Gutter } {
  const ofCards = (column: number): Box[] => (columns[column]?.statements ?? []).map((uid) => placed.cards.get(uid)!);
  const labels = hops.filter(({ citing }) => columnOf.get(citing) === at).map(({ uid }) => placed.labels.get(uid)!);
  const left = (boxes: readonly Box[]): number => Math.min(...boxes.map(({ x }) => x));
  const right = (boxes: readonly Box[]): number => Math.max(...boxes.map(({ x, width }) => x + width));
  return {
    beforeLabels: { left: right(ofCards(at)), right: left(labels) },
    afterLabels: { left: right(labels), right: left(ofCards(at + 1)) },
  };
}
