import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/provenance/analysis.ts';
import { describeFindings, groupFindings } from '../../src/wording/findings.ts';
import { writeHeadline } from '../../src/wording/headline.ts';
import { randomGraph } from '../support/random-graph.ts';

describe('of every graph', () => {
  const UNFINISHED = /undefined|null|NaN|at least 0| {2}|;\.|\.\.|,,|,\.|; ;| ,|: \.|\(\)/u;

  test('every sentence is finished, and only an end that is an origin is called one', () => {
    fc.assert(
      fc.property(randomGraph, (claim) => {
        const analysis = analyse(claim);
        const written = writeHeadline(claim, analysis);
        const findings = describeFindings(claim, analysis);
        const groups = groupFindings(findings);
        const sentences = [
          written,
          ...findings.map(({ message }) => message),
          ...groups.map(({ sentence }) => sentence),
        ];
        for (const sentence of sentences) {
          expect(sentence).not.toMatch(UNFINISHED);
          expect(sentence).toMatch(/[.”]$/u);
        }
        if (!analysis.ends.some(({ kind }) => kind === 'origin')) expect(written).not.toContain('origin');
        const ends = [...analysis.ends, ...(analysis.contested?.ends ?? [])];
        if (!ends.some(({ kind }) => kind === 'open')) expect(written).not.toMatch(/at least|the trails? end/u);
        expect(groups.flatMap(({ findings }) => findings)).toHaveLength(findings.length);
      }),
      { numRuns: 150 },
    );
  });

  test('a headline is the same for every order of the records', () => {
    fc.assert(
      fc.property(randomGraph, (claim) => {
        const turned = {
          sources: claim.sources.toReversed(),
          documents: claim.documents.toReversed(),
          statements: claim.statements.toReversed(),
          attributions: claim.attributions.toReversed(),
        };
        expect(writeHeadline(turned, analyse(turned))).toBe(writeHeadline(claim, analyse(claim)));
      }),
      { numRuns: 50 },
    );
  });
});
