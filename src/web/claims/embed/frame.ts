/** An embedded claim: its words, its drawing where there is room for it, and the frame that both fit. */
import { drawClaim, type Drawing } from '../../../drawing/claim/claim.ts';
import { measureForms, NARROW_WIDTH } from '../../../drawing/svg.ts';
import { wrapText, type Font } from '../../../drawing/text.ts';
import { NO_SELECTION, SHOWN_OF_MANY, viewClaim } from '../../../drawing/view.ts';
import { findLeadChain, isShortest } from '../../../provenance/graph/lead-chain.ts';
import { plainName, writeNameOf, type ShownName } from '../../../wording/names.ts';
import { capitalize, writeSourceCount } from '../../../wording/values.ts';
import type { AnalysedRecord } from '../show/claim-index.ts';
import { shortenStations, writeNumberShown } from '../show/summary-model.ts';
import { drawOnce, requestDrawing } from '../show/drawing.ts';

export interface ShownClaim extends AnalysedRecord {
  /** The path of its page. */
  page: string;
}

/** In pixels. */
export interface Size {
  width: number;
  height: number;
}

/** The most that whoever embeds it has room for; null where they don't say. */
export interface Room {
  width: number | null;
  height: number | null;
}

/** What `hearsay.css` leaves free on either side, and between a frame's parts all together. */
const AROUND = 10;
const BETWEEN = 44;
/** As wide as most sites' columns of text, and as the small forms of drawings need. */
const COLUMN = 700 + 2 * AROUND;
/** A higher frame is a page of its own: it shows no drawing instead. */
const HIGHEST = 1000;
/** In a wider frame the words take up less height. The first has room for rails: nothing is made smaller. */
const STEPS = [NARROW_WIDTH + 2 * AROUND, 420, 500, 600, COLUMN, 900, 1080] as const;

/** Two pixels larger than it is: widths are counted for Helvetica, and some serif letters are wider. */
const TITLE: Font = { size: 22, weight: 700 };
/** The chain beside the number is smaller: it leaves room for another font. */
const NUMBER: Font = { size: 18, weight: 600 };
const TEXT: Font = { size: 16, weight: 400 };
const FACTS: Font = { size: 15, weight: 400 };
/** In pixels. */
const LEADING = { title: 25, number: 27, text: 24 };
const MOST_LINES = 60;
/** What `embed/show.hbs` says in all frames. */
const WORDS = { shortest: 'Shortest chain', links: 'Evidence and findings · Traced by Hearsay' };

/** What an embedded claim says beside its text and its sentence. */
export function describeEmbedded({ record, measured, analysis }: AnalysedRecord) {
  const sources = new Map(record.sources.map((source) => [source.uid, source]));
  const speakers = new Map(record.statements.map(({ uid, source }) => [uid, writeNameOf(sources.get(source))]));
  const chain = findLeadChain(measured, analysis);
  return {
    number: writeNumberShown({ measured }, analysis.hops),
    isShortest: chain !== null && isShortest(chain, analysis),
    chain: chain && shorten(chain.stations.map((station) => station.map((uid) => speakers.get(uid)!))),
    sourceCount: capitalize(writeSourceCount(analysis.independentSources)),
  };
}

type Station = readonly ShownName[];

const MOST_STATIONS = 6;

function shorten(stations: readonly Station[]): readonly Station[] {
  const { beginning, skipped, end } = shortenStations(stations, MOST_STATIONS);
  return [...beginning, ...(skipped === null ? [] : [[plainName(skipped)]]), ...end];
}

/**
 * The drawing of an embedded claim; null when there is nothing to draw. A frame is small: it shows no more of a claim
 * than the page of a large one opens with.
 */
export function drawEmbedded({ page, ...analysed }: ShownClaim): Promise<Drawing | null> {
  return drawOnce(['embed', page, analysed.record, analysed.headline], () => {
    const view = viewClaim(analysed.measured, NO_SELECTION, SHOWN_OF_MANY);
    return drawClaim(requestDrawing({ page, analysed, view }, (anchor) => `${page}#${anchor}`));
  });
}

/** The widths from which on a frame that shows the drawing needs another height, from the least. */
function listWidths(drawing: Drawing): number[] {
  const forms = measureForms(drawing).map(({ from }) => from + 2 * AROUND);
  return [...new Set<number>([...STEPS, ...forms])].filter((width) => width >= STEPS[0]).sort((a, b) => a - b);
}

/** Gives the least height of frames that show the drawing, from one width to the next; in narrower ones it isn't shown. */
function measureLeast(shown: ShownClaim, drawing: Drawing): (width: number) => Size {
  const measure = measureWords(shown);
  const forms = measureForms(drawing);
  return (width) => {
    const form = forms.find(({ from }) => from + 2 * AROUND <= width)!;
    return { width, height: measure(drawing, width) + form.height };
  };
}

/** The least height at each of these widths. */
export const listLeast = (shown: ShownClaim, drawing: Drawing): Size[] =>
  listWidths(drawing).map(measureLeast(shown, drawing));

/** The same as a media query on the frame. */
export function queryRoom(least: readonly Size[]): string {
  return least
    .map(({ width, height }, at) => {
      const next = least[at + 1];
      return `(width >= ${width}px)${next ? ` and (width < ${next.width}px)` : ''} and (height >= ${height}px)`;
    })
    .join(', ');
}

/** The frame that fits the claim within the room there is: with its drawing where that fits too. */
export function fitFrame(shown: ShownClaim, drawing: Drawing | null, room: Room): Size & { isDrawn: boolean } {
  const highest = Math.min(HIGHEST, room.height ?? HIGHEST);
  const widest = room.width ?? COLUMN;
  const form = drawing && measureForms(drawing).find(({ from }) => from + 2 * AROUND <= widest);
  const width = Math.min(widest, form ? Math.max(COLUMN, form.from + 2 * AROUND) : COLUMN);
  const from = drawing && listWidths(drawing).findLast((least) => least <= width);
  const withDrawing = from && measureLeast(shown, drawing)(from);
  if (withDrawing && withDrawing.height <= highest) return { width, height: withDrawing.height, isDrawn: true };
  return { width, height: Math.min(highest, measureWords(shown)(null, width)), isDrawn: false };
}

/** Gives the height of all but the drawing, in pixels, in a frame of some width. */
function measureWords(shown: ShownClaim): (drawing: Drawing | null, width: number) => number {
  const { number, isShortest, chain, sourceCount } = describeEmbedded(shown);
  const names = chain?.map((station) => station.map(({ text }) => text).join(' ⇄ ')).join(' → ') ?? '';
  return (drawing, width) => {
    const count = (text: string, font: Font): number => wrapText(text, font, width - 2 * AROUND, MOST_LINES).length;
    return (
      BETWEEN +
      count(shown.record.claim.text, TITLE) * LEADING.title +
      count(`${number} ${isShortest ? WORDS.shortest : ''} ${names}`, NUMBER) * LEADING.number +
      count(shown.headline, TEXT) * LEADING.text +
      (drawing?.cut ? count(drawing.cut, TEXT) * LEADING.text : 0) +
      count(`${sourceCount} · ${WORDS.links}`, FACTS) * LEADING.text
    );
  };
}
