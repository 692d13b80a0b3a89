import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ROOMS, shareRooms } from '../../../src/drawing/fit.ts';
import { measureWidth, widthOf } from '../../../src/drawing/claim/wide.ts';
import type { Picture } from '../../../src/drawing/model.ts';
import { FONTS } from '../../../src/drawing/text.ts';
import type { ClaimGraph } from '../../../src/model/records.ts';
import { graph, keyOf, uidOf } from '../../support/graph.ts';
import { aRecord } from '../../web/open-app.ts';
import { drawAll, layOut, layOutForms, WHOLE } from '../draw.ts';
import { findOverlaps, findSpills, withWords } from '../overlaps.ts';
import { runs } from '../../support/thorough.ts';

const css = readFileSync(join(import.meta.dirname, '../../../views/assets/hearsay.css'), 'utf8');
const KEYS = [...'abcdefghijklm'];

/** A chain of so many hops from a report to an origin. */
function chain(hops: number, more = '', options: Parameters<typeof graph>[1] = {}): ClaimGraph {
  const keys = KEYS.slice(0, hops + 1);
  return graph(`${keys.join('->')} ${more}`, { bases: { [keys.at(-1)!]: 'own-act' }, ...options });
}

/** Chains of up to twelve hops with short cuts, circles and a side that denies it. */
const longClaim: fc.Arbitrary<ClaimGraph> = fc
  .record({
    hops: fc.integer({ min: 4, max: 12 }),
    cuts: fc.array(fc.tuple(fc.nat(11), fc.integer({ min: 2, max: 4 })), { maxLength: 2 }),
    back: fc.array(fc.tuple(fc.nat(11), fc.integer({ min: 1, max: 3 })), { maxLength: 2 }),
    denials: fc.constantFrom('', '', 'x', 'x->y', 'x->y->z'),
    answers: fc.boolean(),
    support: fc.array(fc.constantFrom('seen', 'relayed', 'none'), { minLength: 12, maxLength: 12 }),
  })
  .map(({ hops, cuts, back, denials, answers, support }) => {
    const keys = KEYS.slice(0, hops + 1);
    const join = (from: number, to: number): string[] =>
      keys[from] && keys[to] && from !== to ? [`${keys[from]}->${keys[to]}`] : [];
    const steps = keys.slice(1).map((key, at) => `${keys[at]}->${key}`);
    const more = [
      ...cuts.flatMap(([from, step]) => join(from, from + step)),
      ...back.flatMap(([from, step]) => join(from, from - step)),
      ...(denials === '' ? [] : [denials, ...(answers ? ['x->b'] : [])]),
    ];
    const list = (wanted: string): string => steps.filter((_, at) => support[at] === wanted).join(' ');
    return withWords(
      chain(hops, [...new Set(more)].join(' '), {
        stances: { x: 'denies', y: 'denies', z: 'doubts' },
        seen: list('seen'),
        relayed: list('relayed'),
      }),
    );
  });

const drawn = ({ cards, folds }: Picture): string =>
  [...[...cards.keys()].map(keyOf), ...[...folds.values()].map(({ uid, hops }) => `${keyOf(uid)}+${hops}`)].join(' ');

describe('forms of a drawing', () => {
  it('nothing overlaps in any form of random claims with long chains, circles and two sides', async () => {
    await fc.assert(
      fc.asyncProperty(longClaim, async (claim) => {
        const { forms, rails } = await layOutForms(claim);
        for (const { wide, width, picture, measures } of forms) {
          const laid = { wide, narrow: rails.layout };
          expect(findOverlaps(laid)).toEqual([]);
          expect(findSpills(laid)).toEqual([]);
          expect(Math.abs(widthOf(wide) - width)).toBeLessThanOrEqual(1);
          expect(measureWidth(picture, measures)).toBe(width);
        }
        if (forms.length === 0) expect(findOverlaps({ ...(await layOut(claim)), narrow: rails.layout })).toEqual([]);
      }),
      { numRuns: runs(200), seed: 20250617 },
    );
  });

  test.each(KEYS.slice(1).map((_, at) => at + 1))(
    'a chain of %i hops has its origin in sight on pages of 768, 1024 and 1280 pixels, and two screens down a phone',
    async (hops) => {
      const { forms, rails } = await layOutForms(withWords(chain(hops)));
      const origin = uidOf('statement', KEYS[hops]!);
      for (const room of [722, 962, 1184]) {
        const fitting = forms.filter(({ width }) => width <= room);
        expect(fitting.length, `${room}`).toBeGreaterThan(0);
        for (const { wide } of fitting) {
          const { box } = wide.cards.find(({ card }) => card.words.uid === origin)!;
          expect(box.x + box.width).toBeLessThanOrEqual(room);
        }
      }
      const { box } = rails.layout.cards.find(({ card }) => card.words.uid === origin)!;
      expect(box.y + box.height).toBeLessThan((2 * 844) / (358 / 328));
    },
  );

  it('the cue stands on the line where there is room, then on the card, and only then a chain is folded', async () => {
    const widest = async (hops: number) => (await layOutForms(chain(hops))).forms[0]!;
    expect((await widest(3)).measures.labelWidth).not.toBeNull();
    const seven = await widest(7);
    expect([seven.measures.labelWidth, drawn(seven.picture)]).toEqual([null, 'a b c d e f g h']);
    expect(drawn((await widest(8)).picture)).toBe('a b c d g h i e+1');
    expect(drawn((await widest(12)).picture)).toBe('a b c d k l m e+5');
  });

  it('the hops drawn and those folded are all there are', async () => {
    for (const hops of [8, 12]) {
      for (const { picture } of (await layOutForms(chain(hops))).forms) {
        const folded = [...picture.folds.values()].reduce((sum, fold) => sum + fold.hops, 0);
        expect(picture.hops.length + folded).toBe(hops);
      }
    }
  });

  test.each([
    [
      'read',
      KEYS.slice(1)
        .map((key, at) => `${KEYS[at]}->${key}`)
        .join(' '),
      '',
    ],
    [
      'second-hand',
      KEYS.slice(1)
        .flatMap((key, at) => (at === 6 ? [] : [`${KEYS[at]}->${key}`]))
        .join(' '),
      'g->h',
    ],
    ['unsupported', 'a->b b->c c->d d->e e->f', 'f->g'],
  ])('a fold’s line is that of its weakest hop: %s', async (line, seen, relayed) => {
    const { forms } = await layOutForms(chain(12, '', { seen, relayed }));
    expect([...forms[0]!.picture.folds.values()].map((fold) => fold.line)).toEqual([line]);
  });

  it('a fold is a link that names what is folded, and that opens it', async () => {
    const { wide } = await drawAll(aRecord(chain(12)));
    const [, href, name] = /<a href="([^"]*)" aria-label="(\+5 hops[^"]*)"/.exec(wide!)!;
    expect(name).toBe('+5 hops, with e, f, g, h and 2 others');
    expect(href).toBe(`?focus=${uidOf('statement', 'e')}#drawing`);
    const opened = await layOutForms(chain(12), { ...WHOLE, focus: uidOf('statement', 'e') });
    expect(drawn(opened.forms[0]!.picture)).toBe('a d e f g m b+1 h+4');
    expect(opened.rails.picture.folds.size).toBe(0);
  });

  it('nothing is folded that branches, ends, was retracted or has no name', async () => {
    const folded = async (more: string, options: Parameters<typeof graph>[1] = {}) =>
      (await layOutForms(chain(12, more, options))).forms.flatMap(({ picture }) => [...picture.folds.values()]);
    const names = (folds: Awaited<ReturnType<typeof folded>>) => folds.flatMap((fold) => fold.names);
    expect(names(await folded('g->z'))).not.toContain('g');
    expect(names(await folded('', { statements: { g: { retractedAt: '2025-06-18' } } }))).not.toContain('g');
    expect(names(await folded('', { kinds: { g: 'unnamed' } }))).not.toContain('g');
    expect(names(await folded(''))).toContain('g');
  });

  it('a file is drawn whole, however many hops it has', async () => {
    const { file } = await drawAll(aRecord(chain(12)));
    expect(file).not.toContain('+');
    for (const key of KEYS) expect(file).toContain(`>${key}</text>`);
  });

  it('a circle is a loop on the rails, each in a lane of its own', async () => {
    const { rails } = await layOutForms(chain(5, 'd->b e->b'));
    const loops = rails.layout.rails.rails.filter(({ from, to }) => to < from);
    expect(loops).toHaveLength(2);
    expect(new Set(loops.map(({ lanes }) => lanes[1])).size).toBe(2);
  });

  it('those who deny or doubt a claim have a band around them', async () => {
    const { forms, rails } = await layOutForms(chain(3, 'x->y x->b', { stances: { x: 'denies', y: 'denies' } }));
    for (const { bands, cards } of [...forms.map(({ wide }) => wide), rails.layout]) {
      const [band] = bands.map((one) => ('box' in one ? one.box : one));
      for (const { card, box } of cards) {
        const isWithin = box.y > band!.y && box.y + box.height < band!.y + band!.height;
        expect(isWithin, card.words.name.text).toBe(['x', 'y'].includes(card.words.name.text));
      }
    }
    expect(forms[0]!.wide.bands.map(({ heading }) => heading)).toEqual(['Denied by']);
  });
});

describe('rooms', () => {
  it('the widest form that fits a room is shown, and one that fits a sheet is printed', () => {
    expect(shareRooms([1100, 860, 600])).toEqual([
      { from: 1184, upTo: null, prints: false },
      { from: 920, upTo: 1184, prints: true },
      { from: 700, upTo: 920, prints: false },
      { from: null, upTo: 700, prints: false },
    ]);
    expect(shareRooms([1184]).map(({ prints }) => prints)).toEqual([false, true]);
    expect(shareRooms([])).toEqual([{ from: null, upTo: null, prints: true }]);
  });

  test.each(ROOMS)('the stylesheet shows and hides forms at a room of %i pixels', (room) => {
    expect(css).toContain(
      `@container (min-width: ${room}px) { .drawing.from-${room} { display: block; } .drawing.up-to-${room} { display: none; } }`,
    );
  });
});

describe('letters', () => {
  test.each(Object.entries(FONTS))('%s is no smaller than 12 pixels, and as the stylesheet has it', (role, font) => {
    expect(font.size).toBeGreaterThanOrEqual(12);
    const rules = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter(([, selectors]) =>
      selectors!.split(',').some((one) => one.trim() === `.d-${role}`),
    );
    const said = rules.map(([, , body]) => body).join(' ');
    expect(/font-size: ([\d.]+)px/.exec(said)?.[1]).toBe(`${font.size}`);
    expect(/font-weight: (\d+)/.exec(said)?.[1] ?? '400').toBe(`${font.weight}`);
    expect(/letter-spacing: ([\d.]+)em/.exec(said)?.[1]).toBe('spacing' in font ? `${font.spacing}` : undefined);
  });
});
