import { describe, expect, it } from 'vitest';
import { joinChain, type ChainLink } from '../../src/provenance/chain-join.ts';
import { uniteAttributions } from '../../src/provenance/statement-merge.ts';
import { UNDISPUTED, type Evidence, type Uid } from '../../src/model/records.ts';
import { graph, uidOf } from '../support/graph.ts';

let made = 0;
const makeUid = (): Uid => `new-${(made += 1)}`;

function link(
  source: string,
  more: Partial<ChainLink['statement']> & Pick<Partial<ChainLink>, 'hop' | 'choice'> = {},
): ChainLink {
  const { hop = { manner: 'cites', cue: 'citing', evidence: [] }, choice = null, ...statement } = more;
  const plain = {
    document: null,
    statedAt: null,
    wording: null,
    language: null,
    stance: 'asserts',
    basis: 'unknown',
  } as const;
  return { name: source, statement: { source: uidOf('source', source), ...plain, ...statement }, hop, choice };
}

const piece = (exact: string): Evidence => {
  return { document: uidOf('document', 'story'), exact, prefix: null, suffix: null, start: null, end: null };
};

describe('joining a chain to a claim', () => {
  it('joining a chain to an empty claim makes every statement and hop of it', () => {
    const joined = joinChain(graph(''), [link('ians'), link('tass'), link('council', { hop: null })], makeUid);
    expect(joined.problems).toEqual([]);
    expect(joined.statements).toHaveLength(3);
    expect(joined.attributions.map(({ citing, cited }) => [citing, cited])).toEqual([
      [joined.statements[0]!.uid, joined.statements[1]!.uid],
      [joined.statements[1]!.uid, joined.statements[2]!.uid],
    ]);
    expect(joined.links.every(({ known }) => !known)).toBe(true);
  });

  it('joining the second chain of the golden example adds one statement and two hops', () => {
    const first = graph('ians->tass tass->council', { documents: { ians: 'story' }, dates: { ians: '2025-06-17' } });
    const ians = link('ians', { document: uidOf('document', 'story'), statedAt: '2025-06-17' });
    const joined = joinChain(first, [ians, link('yonhap'), link('tass', { hop: null })], makeUid);
    expect(joined.links.map(({ known }) => known)).toEqual([true, false, true]);
    expect(joined.statements).toHaveLength(4);
    expect(joined.attributions).toHaveLength(4);
  });

  it('a row without date and document joins the only statement of its source unless the editor says otherwise', () => {
    const there = graph('ians->tass', { dates: { tass: '2025-06-17' } });
    const dated = joinChain(there, [link('xinhua'), link('tass', { hop: null })], makeUid);
    expect(dated.links[1]).toMatchObject({ statement: uidOf('statement', 'tass'), known: true });
    const apart = joinChain(there, [link('xinhua'), link('tass', { hop: null, choice: 'new' })], makeUid);
    expect(apart.links[1]!.known).toBe(false);
    expect(apart.problems).toEqual([]);
  });

  it('a hop gets no more excerpts than it may have', () => {
    const cites = (count: number, from = 0) => ({
      hop: {
        manner: 'cites' as const,
        cue: null,
        evidence: Array.from({ length: count }, (_, i) => piece(`${from + i}`)),
      },
    });
    const full = joinChain(graph(''), [link('ians', cites(50)), link('tass', { hop: null })], makeUid);
    expect(full.problems).toEqual([]);
    const again = joinChain(full, [link('ians', cites(3)), link('tass', { hop: null })], makeUid);
    expect([again.problems, again.attributions[0]!.evidence.length]).toEqual([[], 50]);
    const more = joinChain(full, [link('ians', cites(3, 49)), link('tass', { hop: null })], makeUid);
    expect(more.problems).toEqual([
      { row: 0, message: 'would give its hop more than 50 excerpts: take one out of the hop first' },
    ]);
  });

  it('a hop that is disputed stays so when a chain has it again, and of two disputes the first stands', () => {
    const dispute = { disputedAt: '2025', disputedBy: null, disputeReason: 'Never.' };
    const there = graph('ians->tass', { attributions: { 'ians->tass': dispute } });
    const joined = joinChain(there, [link('ians'), link('tass', { hop: null })], makeUid);
    expect(joined.attributions).toMatchObject([dispute]);
    const [plain] = graph('ians->tass').attributions;
    const other = { ...plain!, ...UNDISPUTED, disputedBy: uidOf('source', 'tass') };
    expect(uniteAttributions(plain!, other)).toMatchObject({ disputedBy: other.disputedBy });
    expect(uniteAttributions(joined.attributions[0]!, other)).toMatchObject(dispute);
  });

  it('joining a chain does not guess between two statements of one source', () => {
    const there = graph('ians->tass@1 ians->tass@2', { dates: { 'tass@1': '2025-06-16', 'tass@2': '2025-06-17' } });
    const joined = joinChain(there, [link('xinhua'), link('tass', { hop: null })], makeUid);
    expect(joined.links[1]).toMatchObject({ known: false, candidates: { length: 2 } });
    const chosen = link('tass', { hop: null, choice: { is: uidOf('statement', 'tass@2') } });
    expect(joinChain(there, [link('xinhua'), chosen], makeUid).links[1]!.statement).toBe(uidOf('statement', 'tass@2'));
  });

  it('a row without a document is likely the statement of its date that has one, and never that of another date', () => {
    const there = graph('ians->tass@1 ians->tass@2', {
      documents: { 'tass@1': 'story', 'tass@2': 'other' },
      dates: { 'tass@1': '2025-06-16', 'tass@2': '2025-06-17' },
    });
    const at = (statedAt: string) => joinChain(there, [link('xinhua'), link('tass', { hop: null, statedAt })], makeUid);
    expect(at('2025-06-17').links[1]).toMatchObject({
      ...{ statement: uidOf('statement', 'tass@2'), known: true, isCertain: false },
    });
    expect(at('2025-06-18').links[1]).toMatchObject({ known: false, candidates: { length: 2 } });
  });

  it('joining a chain fills what was unknown and keeps what was known', () => {
    const there = graph('ians->tass', { statements: { tass: { wording: 'as it was' } } });
    const given = { statedAt: '2025-06-17', wording: 'as typed', language: 'ru', basis: 'told' } as const;
    const choice = { is: uidOf('statement', 'tass') };
    const joined = joinChain(there, [link('xinhua'), link('tass', { hop: null, choice, ...given })], makeUid);
    const tass = joined.statements.find(({ uid }) => uid === choice.is);
    expect(tass).toMatchObject({ statedAt: '2025-06-17', wording: 'as it was', language: 'ru', basis: 'told' });
  });

  it('joining a chain adds each new piece of evidence to a known hop once', () => {
    const hop = (...exact: string[]) => ({ manner: 'quotes' as const, cue: 'quoted', evidence: exact.map(piece) });
    const once = joinChain(
      graph(''),
      [link('ians', { hop: hop('TASS quoted') }), link('tass', { hop: null })],
      makeUid,
    );
    const rows = [link('ians', { hop: hop('TASS quoted', 'TASS added') }), link('tass', { hop: null })];
    const twice = joinChain(once, rows, makeUid);
    expect(twice.attributions).toHaveLength(1);
    expect(twice.attributions[0]!.evidence.map(({ exact }) => exact)).toEqual(['TASS quoted', 'TASS added']);
  });

  it('a chain is refused by row when a statement cites itself, repeats another or is of another source', () => {
    const there = graph('ians->tass ians->yonhap');
    const itself = joinChain(there, [link('tass'), link('tass', { hop: null })], makeUid);
    expect(itself.problems).toEqual([{ row: 1, message: expect.stringContaining('can’t cite itself') as string }]);
    const twin = joinChain(there, [link('xinhua'), link('tass', { hop: null, choice: 'new' })], makeUid);
    expect(twin.problems.map(({ row }) => row)).toEqual([1]);
    const other = link('tass', { hop: null, choice: { is: uidOf('statement', 'yonhap') } });
    expect(joinChain(there, [link('xinhua'), other], makeUid).problems.map(({ row }) => row)).toEqual([1]);
  });

  it('a chain is refused when a date would make two statements one', () => {
    const there = graph('ians->tass@1 ians->tass@2', { dates: { 'tass@1': '2025-06-17' } });
    const choice = { is: uidOf('statement', 'tass@2') };
    const rows = [link('xinhua'), link('tass', { hop: null, choice, statedAt: '2025-06-17' })];
    expect(joinChain(there, rows, makeUid).problems).toEqual([
      { row: 1, message: expect.stringContaining('the same as another statement') as string },
    ]);
  });
});
