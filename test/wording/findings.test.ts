import { describe, expect, it, test } from 'vitest';
import { FINDING_KINDS, type Finding } from '../../src/model/records.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import { describeFindings, groupFindings } from '../../src/wording/findings.ts';
import { graph, uidOf, type GraphOptions } from '../support/graph.ts';

function tell(kind: Finding['kind'], shorthand: string, options: GraphOptions = {}): string[] {
  const claim = graph(shorthand, options);
  const findings = describeFindings(claim, analyse(claim));
  return findings.filter((finding) => finding.kind === kind).map(({ message }) => message);
}

const wordings = (citing: string, cited: string): GraphOptions => ({
  seen: 'A->B',
  statements: { A: { wording: citing, language: 'en' }, B: { wording: cited, language: 'en' } },
});

describe('what findings say', () => {
  test.each<[Finding['kind'], string, GraphOptions, string]>([
    [
      'single-origin',
      'A->O B->O C',
      { bases: { C: 'own-act' }, parents: { C: 'O' } },
      '3 reports have at most 1 independent source between them: C and O, one family.',
    ],
    ['single-origin', 'A->O B->O C->D->C', {}, '2 reports have at most 1 independent source between them: O.'],
    ['choke-point', 'A->B->O A->C->B', {}, 'Every chain passes through B.'],
    ['choke-point', 'A->B->C->B C->O Z->C', {}, 'Every chain passes through the circle of B and C.'],
    ['circle', 'A->B->A', {}, 'Statements by A and B cite one another in a circle.'],
    [
      'circle',
      'A->B->A',
      { stances: { A: 'denies', B: 'denies' } },
      'Statements against the claim by A and B cite one another in a circle.',
    ],
    [
      'echo',
      'A@1->B->A@2',
      { dates: { 'A@1': '2025-06-04', 'A@2': '2025-06' } },
      'A turns up again further up its own chain.',
    ],
    ['echo', 'A->B->C', { parents: { C: 'A' } }, 'A and C, one family, turn up again further up their own chain.'],
    [
      'unnamed-end',
      'A->u',
      { kinds: { u: 'unnamed' }, names: { u: 'officials' } },
      'A trail ends at an unnamed source (“officials”).',
    ],
    [
      'unnamed-end',
      'A->u',
      { kinds: { u: 'unnamed' }, stances: { A: 'denies', u: 'denies' } },
      'The trail of a denial ends at an unnamed source (“u”).',
    ],
    ['open-end', 'A->B', {}, 'A trail ends at B, whose report nobody here has read.'],
    ['open-end', 'A->B', { kinds: { B: 'person' } }, 'A trail ends at B, whose statement nobody here has read.'],
    [
      'open-end',
      'A->B',
      { documents: { B: 'b' }, publishers: { b: 'X' } },
      'A trail ends at B, whose own report nobody here has read.',
    ],
    ['open-end', 'A->B->C', { disputed: 'B->C' }, 'A trail ends at B, whose attribution is disputed.'],
    [
      'open-end',
      'A->B',
      { stances: { A: 'doubts', B: 'doubts' } },
      'The trail of a doubt ends at B, whose report nobody here has read.',
    ],
    ['no-end', 'A->B->C->B', {}, '1 report leads into a circle and reaches no end: A.'],
    [
      'no-end',
      'A->B->C->B D->E->D',
      {},
      '1 report leads into a circle and reaches no end: A; statements by D and E cite one another and reach no end.',
    ],
    [
      'no-end',
      'A->B->C->B',
      { stances: { A: 'denies', B: 'denies', C: 'doubts' } },
      '1 statement against the claim leads into a circle and reaches no end: A.',
    ],
    ['unsupported-hop', 'A->B', {}, 'There is no evidence that A cites B.'],
    [
      'second-hand-hop',
      'A->B',
      { relayed: 'A->B', manners: { 'A->B': 'copies' } },
      'That A uses B without credit is known only at second hand.',
    ],
    [
      'cites-later',
      'A->B',
      { dates: { A: '2025-06-04', B: '2025-06-17T09:12Z' } },
      'A, dated 4 June 2025, cites a later statement: B, dated 17 June 2025, 09:12 UTC.',
    ],
    [
      'attribution-dropped',
      'A@1->B A@2',
      { dates: { 'A@1': '2025-06-04', 'A@2': '2025-06-17' }, documents: { 'A@2': 'd' } },
      'A repeated it on 17 June 2025 without the attribution it gave on 4 June 2025.',
    ],
    [
      'attribution-dropped',
      'A@1->B A@2',
      { dates: { 'A@1': '2025-06-04', 'A@2': '2025-06-17' }, kinds: { A: 'person' } },
      'A, who attributed it on 4 June 2025, is not known to have done so on 17 June 2025.',
    ],
    [
      'contested',
      'A->B->C',
      { stances: { B: 'denies', C: 'denies' }, bases: { C: 'own-act' }, relayed: 'A->B B->C' },
      'Denied by C, through B.',
    ],
    [
      'turned',
      'A->B',
      { stances: { B: 'denies' }, kinds: { B: 'person' }, manners: { 'A->B': 'quotes' } },
      'A asserts the claim and quotes B, who denies it.',
    ],
    [
      'turned',
      'A->B',
      { stances: { A: 'doubts' }, manners: { 'A->B': 'copies' } },
      'A doubts the claim and uses B, which asserts it, without credit.',
    ],
    ['disputed-hop', 'A->B', { disputed: 'A->B' }, 'What A attributes to B is disputed: “It was never said.”'],
    [
      'disputed-hop',
      'A->B',
      { attributions: { 'A->B': { disputedAt: '2025-06-18' } } },
      'What A attributes to B was disputed on 18 June 2025.',
    ],
    [
      'disputed-hop',
      'A->B',
      { attributions: { 'A->B': { disputedAt: '2025-06-18', disputedBy: uidOf('source', 'B') } } },
      'B disputed on 18 June 2025 what A attributes to it.',
    ],
    [
      'retracted',
      'A->B',
      { statements: { B: { retractedAt: '2025-06-18' } } },
      'The statement by B was retracted; 1 other statement goes back to it.',
    ],
    [
      'retracted',
      'A->B->C',
      { statements: { A: { retractedAt: '2025-06-18' }, C: { retractedAt: '2025-06-18' } } },
      '2 statements, by A and C, were retracted; 1 other statement goes back to them.',
    ],
    [
      'other-publisher',
      'A',
      { documents: { A: 'a' }, publishers: { a: 'X' } },
      "A's statement appears in a document published by X.",
    ],
    [
      'certainty-raised',
      'A->B',
      wordings('The bridge will stay closed', 'The bridge may stay closed'),
      'B hedges, A does not: “The bridge may stay closed” → “The bridge will stay closed”.',
    ],
    [
      'number-changed',
      'A->B',
      wordings('It stays closed for five days', 'It stays closed for three days'),
      'A gives a different number from B: “It stays closed for three days” → “It stays closed for five days”.',
    ],
  ])('%s in %s', (kind, shorthand, options, expected) => {
    expect(tell(kind, shorthand, options)).toContain(expected);
  });

  it('long wordings are cut', () => {
    const [message] = tell(
      'number-changed',
      'A->B',
      wordings(`It stays closed for five days ${'x'.repeat(200)}`, 'It stays closed for three days'),
    );
    expect(message).toMatch(/→ “It stays closed for five days x{89}…”\.$/u);
  });
});

describe('groups of findings', () => {
  it('one finding is its own sentence, several have one above them', () => {
    const claim = graph('A->B A->C->D', { relayed: 'A->B' });
    const groups = groupFindings(describeFindings(claim, analyse(claim)));
    expect(groups.map(({ kind, severity, sentence, findings }) => [kind, severity, sentence, findings.length])).toEqual(
      [
        ['open-end', 'caution', '2 trails end where nobody here has read the source’s own statement.', 2],
        ['unsupported-hop', 'caution', 'There is no evidence for 2 hops.', 2],
        ['second-hand-hop', 'info', 'That A cites B is known only at second hand.', 1],
      ],
    );
  });

  it('every kind has a sentence for several', () => {
    const findings = FINDING_KINDS.flatMap((kind) =>
      [1, 2].map(() => ({ kind, severity: 'info' as const, statements: [], message: '' })),
    );
    for (const { sentence } of groupFindings(findings)) expect(sentence).toMatch(/^\S.*\.$/u);
  });
});
