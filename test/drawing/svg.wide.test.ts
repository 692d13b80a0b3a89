import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeXml } from '../../src/text/xml.ts';
import { element } from '../../src/drawing/svg.ts';
import type { ClaimRecord } from '../../src/model/records.ts';
import { graph } from '../support/graph.ts';
import { HOSTILE } from '../support/hostile.ts';
import { randomGraph } from '../support/random-graph.ts';
import { findFaults } from '../support/svg-faults.ts';
import { aRecord, openSample } from '../web/open-app.ts';
import { drawAll } from './draw.ts';
import { oneIn, runs } from '../support/thorough.ts';

function nameAll(record: ClaimRecord, name: (at: number) => string): ClaimRecord {
  return {
    ...record,
    claim: { ...record.claim, text: name(0) },
    sources: record.sources.map((source, at) => ({ ...source, name: name(at) })),
    documents: record.documents.map((document, at) => ({ ...document, title: name(at + 1) })),
    attributions: record.attributions.map((edge, at) => ({ ...edge, cue: name(at + 2) })),
  };
}

describe('SVG', () => {
  it('SVG is escaped and has no characters that XML forbids', () => {
    expect(escapeXml('<a b="c">&\u0000\ud800')).toBe('&lt;a b=&quot;c&quot;&gt;&amp;\ufffd\ufffd');
    expect(element('a', { b: '"', c: null, d: 1 }, 'x')).toBe('<a b="&quot;" d="1">x</a>');
    expect(element('a', {})).toBe('<a/>');
  });

  it('the drawings of all sample claims are well-formed', async () => {
    for (const record of (await openSample()).claims) {
      const { file, wide, narrow } = await drawAll(record);
      for (const svg of [file, wide!, narrow!]) expect(findFaults(svg)).toEqual([]);
    }
  });

  it('drawings with hostile words are well-formed', async () => {
    const plain = aRecord(graph('a->b->c a->c d->b->e', { seen: 'a->b', relayed: 'b->c' }));
    const thirds = HOSTILE.map((_, at) => at).filter((at) => at % 3 === 0);
    for (const from of oneIn(6, thirds)) {
      const { file, wide, narrow } = await drawAll(nameAll(plain, (at) => HOSTILE[(from + at) % HOSTILE.length]!));
      for (const svg of [file, wide!, narrow!]) expect(findFaults(svg)).toEqual([]);
    }
  });

  it('a claim without statements gets a file that says so and no drawing in its page', async () => {
    const { file, wide } = await drawAll(aRecord({ sources: [], documents: [], statements: [], attributions: [] }));
    expect(findFaults(file)).toEqual([]);
    expect(file).toContain('No statement has been recorded yet.');
    expect(wide).toBeUndefined();
  });

  it('a drawing is the same to the byte whatever the order of the claim’s rows', async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph, fc.nat(), async (random, turn) => {
        const record = aRecord(random);
        const shuffle = <T>(list: readonly T[]): T[] =>
          list
            .map((item, at) => [item, (at * 7919 + turn) % 101] as const)
            .sort((a, b) => a[1] - b[1])
            .map(([item]) => item);
        const shuffled = {
          ...record,
          sources: shuffle(record.sources),
          documents: shuffle(record.documents),
          statements: shuffle(record.statements),
          attributions: shuffle(record.attributions),
        };
        expect(await drawAll(shuffled)).toEqual(await drawAll(record));
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('a drawing', () => {
  const options = {
    seen: 'ians->yonhap',
    relayed: 'yonhap->tass',
    names: { paper: 'a Russian news report' },
    kinds: { paper: 'unnamed', envoy: 'person', council: 'government' } as const,
    stances: { envoy: 'denies' } as const,
    dates: { ians: '2025-06-17T09:12+09:00', tass: '2025-06' },
    bases: { council: 'own-act' } as const,
    statements: { council: { retractedAt: '2025-06-18' } },
    disputed: 'post->bulk',
  };
  const claim = aRecord(graph('ians->yonhap->tass->council ians->envoy ians->tass post->paper post->bulk', options), {
    text: 'X & Y.',
  });

  it('a drawing is named by its claim and described by its headline', async () => {
    const { wide, narrow, file } = await drawAll(claim);
    for (const [name, svg] of [
      ['wide', wide!],
      ['narrow', narrow!],
      ['wide', file],
    ] as const) {
      expect(svg).toContain(`aria-labelledby="drawing-${name}-title" aria-describedby="drawing-${name}-desc"`);
      expect(svg).toContain(`<title id="drawing-${name}-title">X &amp; Y.</title>`);
      expect(svg).toContain('hops from an end');
    }
  });

  it('a drawing says in words what its shapes and lines mean', async () => {
    for (const svg of Object.values(await drawAll(claim))) {
      const said = [
        ...['REPORT', '17 Jun 2025', 'Jun 2025', 'UNNAMED SOURCE', '“a Russian news report”', 'TRAIL ENDS HERE'],
        ...['✓ Read by us', 'Known only second-hand', '2 paths meet', 'via ians', 'no evidence'],
        ...['Denies the claim', 'Retracted 18 Jun 2025', 'Goes back to a retracted', '1 hop from an end', 'Denied by'],
        ...['answers', 'disputed', 'Only a disputed', 'Crossed out: that post cites bulk, disputed.'],
        ...['In a document', 'Origin', 'Person', 'Unnamed source', 'Nobody here has read it', 'The trail ends here'],
        ...['Hop read', 'Hop second-hand', 'Hop without evidence', 'Answers it: no hop', 'Disputed: no hop'],
      ];
      // However narrow a card is, and wherever its lines break.
      const words = svg!.replaceAll(/(-?)<\/text>\s*<text[^>]*>/g, (_, hyphen: string) => hyphen || ' ');
      for (const one of said) expect(words, one).toContain(one);
    }
  });

  it('the legend of a drawing explains what is in it and no more', async () => {
    const { file } = await drawAll(aRecord(graph('a->b', { seen: 'a->b', bases: { b: 'own-act' } })));
    const keys = [...file.slice(file.indexOf('>In a document')).matchAll(/>([^<>]+)<\/text>/g)].map(
      ([, words]) => words,
    );
    expect(keys).toEqual([
      ...['In a document', 'Origin', 'Nobody here has read it', 'Hop read'],
      'Each arrow means “attributes the claim to”.',
    ]);
  });

  it('a drawing links every statement, with colours by class in the page and inline in a file', async () => {
    const { wide, file } = await drawAll(claim);
    for (const { uid } of claim.statements) expect(wide).toContain(`href="#s-${uid}"`);
    expect(wide).not.toMatch(/#[0-9a-f]{6}"/);
    expect(wide).not.toContain('xmlns');
    expect(file).not.toContain('class=');
    expect(file).toContain('fill="#ffffff"');
  });

  it('names in a drawing are marked with their language and direction', async () => {
    const names = { ians: 'وكالة المرفأ', tass: 'ТАСС' };
    const record = aRecord(graph('ians->tass', { names }));
    const sources = record.sources.map((s) => ({
      ...s,
      aliases: [{ name: s.name, language: s.name === 'ТАСС' ? 'ru' : 'ar' }],
    }));
    const { wide, file } = await drawAll({ ...record, sources });
    expect(wide).toMatch(/<text [^>]*direction="rtl" lang="ar"[^>]*>وكالة المرفأ<\/text>/);
    expect(file).toMatch(/<text [^>]*xml:lang="ru"[^>]*>ТАСС<\/text>/);
  });
});
