import { describe, expect, test } from 'vitest';
import { drawFlow, labelSide, MOST_ENDS, scaleFlow, type Flow, type FlowEnd } from '../../src/drawing/flow.ts';
import { HOSTILE } from '../support/hostile.ts';
import { findFaults } from '../support/svg-faults.ts';

const anEnd = (text: string, times = 1): FlowEnd => ({
  ...{ name: { text, lang: null }, href: `/sources/${text.length}`, times },
  counts: `${times} times in 1 claim`,
});

function aFlow(citing: readonly FlowEnd[], cited: readonly FlowEnd[], total = citing.length): Flow {
  return {
    ...{ title: 'Who cites TASS', description: 'In a sentence.', name: { text: 'TASS', lang: null } },
    citing: { heading: 'Who cites it', nobody: 'Nobody cites it', ends: citing, total, listHref: '#cited-by' },
    cited: {
      ...{ heading: 'Whom it cites', nobody: 'It cites nobody', ends: cited },
      ...{ total: cited.length, listHref: '#cites' },
    },
  };
}

/** The thickness of each flow, in their order. */
const thicknesses = (svg: string) =>
  [...svg.matchAll(/<path d="[^"]*" stroke-width="([\d.]+)" class="d-flow"/g)].map(([, width]) => Number(width));

const many = Array.from({ length: 30 }, (_, i) => anEnd(`source ${i}`, 30 - i));

describe('flows of a source', () => {
  test('the flows of a source are as thick as they are frequent, in the wide and the narrow drawing', () => {
    const { wide, narrow } = drawFlow(aFlow([anEnd('IANS', 4), anEnd('Yonhap', 2)], [anEnd('Council', 1)]))!;
    expect(thicknesses(wide)).toEqual([20, 10, 5]);
    const [first, second, third] = thicknesses(narrow);
    expect(first).toBeCloseTo(2 * second!, 0);
    expect(third).toBeLessThan(second!);
  });

  test('the flows of a source stay within their room and never get too thin to see', () => {
    const flow = aFlow([anEnd('IANS', 100_000), anEnd('Yonhap', 1)], []);
    const labels = labelSide(flow.citing, 270, scaleFlow(flow, 150));
    expect(labels.map(({ thickness }) => thickness)).toEqual([150, 1.5]);
  });

  test('a source has at most eight flows a side, with a link to the list of the others', () => {
    for (const svg of Object.values(drawFlow(aFlow(many, [], 1200))!)) {
      expect(thicknesses(svg)).toHaveLength(MOST_ENDS);
      expect(svg).toMatch(/<a href="#cited-by"><text [^>]*>and 1,192 more<\/text><\/a>/);
      expect(svg).toContain('It cites nobody');
    }
  });

  test('a flow drawing has a name and a description, and its names are links', () => {
    for (const [form, svg] of Object.entries(drawFlow(aFlow([anEnd('IANS')], []))!)) {
      expect(svg).toContain(`aria-labelledby="drawing-${form}-title" aria-describedby="drawing-${form}-desc"`);
      expect(svg).toMatch(/<a href="\/sources\/4">.*IANS<\/text> <text.*1 times in 1 claim<\/text><\/a>/);
    }
  });

  test('no flows are drawn for a source that neither cites nor is cited', () => {
    expect(drawFlow(aFlow([], []))).toBeNull();
  });

  test('flows with hostile or very long names are well-formed SVG', () => {
    for (const words of HOSTILE) {
      const flow = { ...aFlow([anEnd(words), ...many], [anEnd(words, 9)]), name: { text: words, lang: null } };
      for (const svg of Object.values(drawFlow({ ...flow, title: words })!)) {
        expect(findFaults(svg)).toEqual([]);
      }
    }
  });

  test('the names of a flow drawing stay within the picture', () => {
    const { wide } = drawFlow(aFlow([anEnd('وكالة المرفأ للأنباء')], [anEnd('وكالة المرفأ للأنباء', 3), ...many]))!;
    const [, width] = /viewBox="0 0 (\d+)/.exec(wide)!;
    for (const [, x] of wide.matchAll(/<text x="([\d.]+)"/g)) expect(Number(x)).toBeLessThanOrEqual(Number(width));
    expect(wide).toMatch(/direction="rtl"/);
  });
});
