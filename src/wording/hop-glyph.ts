/** The hop glyph: a claim's chain in a row of small shapes, and the same in words for whoever doesn't see them. */
import { END_KINDS, SUPPORTS, type GlyphStep, type HopGlyph, type Support } from '../model/records.ts';
import { END_KIND_WORDS, HOP_WORDS, OTHER_END_WORDS, writeCount } from './values.ts';

/** A glyph for `{{> hop-glyph}}`. */
export interface ShownGlyph {
  /** In order; `skipped` hops are left out where one of them says so, which has no shape. */
  steps: readonly { shape: GlyphStep | null; skipped: number }[];
  /** "2 hops: read, second-hand; ends at the origin". */
  words: string;
}

/** Of longer chains only the first and the last hops are drawn. */
const MOST_DRAWN = 8;
const DRAWN_FIRST = 4;
const DRAWN_LAST = 2;

/** @param glyph null where nobody asserts the claim */
export function describeHopGlyph(glyph: HopGlyph | null): ShownGlyph | null {
  return glyph && { steps: shortenSteps(glyph), words: writeGlyph(glyph) };
}

function shortenSteps(glyph: HopGlyph): ShownGlyph['steps'] {
  const steps = glyph.map((shape) => ({ shape, skipped: 0 }));
  const hops = [...glyph.keys()].filter((at) => isSupport(glyph[at]!));
  if (hops.length <= MOST_DRAWN) return steps;
  const skipped = hops.length - DRAWN_FIRST - DRAWN_LAST;
  return [...steps.slice(0, hops[DRAWN_FIRST]), { shape: null, skipped }, ...steps.slice(hops.at(-DRAWN_LAST))];
}

const SUPPORTED: Readonly<Record<Support, string>> = {
  read: 'read',
  'second-hand': 'second-hand',
  unsupported: 'without evidence',
};

const ENDS: Readonly<Record<Exclude<GlyphStep, Support>, string>> = {
  origin: 'ends at the origin',
  unsourced: 'ends where no source is given',
  open: 'the trail ends there',
  unnamed: 'ends at an unnamed source',
  dropped: 'ends where the attribution was dropped',
  disputed: 'ends at a disputed attribution',
  reply: 'ends at a reply to the other side',
  circle: 'leads only into a circle',
};

function writeGlyph(glyph: HopGlyph): string {
  const end = ENDS[glyph.at(-1) as Exclude<GlyphStep, Support>];
  const supports = glyph.filter(isSupport);
  const [first] = supports;
  // Before a circle that leads to no end there is nothing to count.
  if (first === undefined) return glyph.length === 1 && glyph[0] === 'circle' ? end : `no hops; ${end}`;
  const through = glyph.slice(0, -1).includes('circle') ? ', through a circle' : '';
  return `${writeCount(supports.length, 'hop')}${writeSupports(supports, first)}${through}; ${end}`;
}

function writeSupports(supports: readonly Support[], first: Support): string {
  if (supports.length === 1) return `, ${SUPPORTED[first]}`;
  if (supports.every((support) => support === first)) return `, all ${SUPPORTED[first]}`;
  if (supports.length <= MOST_DRAWN) return `: ${supports.map((support) => SUPPORTED[support]).join(', ')}`;
  const counts = SUPPORTS.map((support) => ({ support, count: supports.filter((other) => other === support).length }));
  const some = counts.filter(({ count }) => count > 0);
  return `: ${some.map(({ support, count }) => `${count} ${SUPPORTED[support]}`).join(', ')}`;
}

function isSupport(step: GlyphStep): step is Support {
  return (SUPPORTS as readonly GlyphStep[]).includes(step);
}

const LEGEND: Readonly<Record<GlyphStep, string>> = {
  ...HOP_WORDS,
  circle: 'Circle',
  ...END_KIND_WORDS,
  ...OTHER_END_WORDS,
};

const LEGEND_ORDER: readonly GlyphStep[] = [...SUPPORTS, 'circle', ...END_KINDS, 'disputed', 'reply'];

/** What the shapes of these glyphs mean: each that is drawn, once, in one order. */
export function describeGlyphLegend(glyphs: readonly (ShownGlyph | null)[]): { shape: GlyphStep; words: string }[] {
  const used = new Set(glyphs.flatMap((glyph) => glyph?.steps ?? []).map(({ shape }) => shape));
  return LEGEND_ORDER.filter((shape) => used.has(shape)).map((shape) => {
    return { shape, words: LEGEND[shape].toLowerCase() };
  });
}
