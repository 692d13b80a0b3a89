import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDING_KINDS } from '../../../src/model/records.ts';
import {
  toListQuery,
  parseClaimSelection,
  writeClaimKey,
  type ResolvedClaimSelection,
} from '../../../src/web/records/selections.ts';
import { CLAIM_SORTS } from '../../../src/model/queries.ts';
import { claimsAddress } from '../../../src/urls/site.ts';

const NOTHING = {
  ...{ q: null, source: null, as: null, origin: null, findings: [], hops: null, topic: null, since: null },
  ...{ status: 'published', sort: 'newest', after: null },
};

/** The address's query as Express reads it. */
function readQuery(search: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const before = query[name];
    query[name] = before === undefined ? value : [before, value].flat();
  }
  return query;
}

describe('claim filters', () => {
  it.each([undefined, null, {}, 'q=x', { q: '', source: ' ', finding: '', hops: '', topic: '', status: '', sort: '' }])(
    'no claim filters are read from %o',
    (query) => {
      expect(parseClaimSelection(query)).toMatchObject({ ok: true, value: NOTHING });
    },
  );

  it.each([
    ['q=bridge', { q: 'bridge' }],
    ['q=+%22the+bridge%22+', { q: '"the bridge"' }],
    ['q=북', { q: '북' }],
    ['source=12', { source: '12' }],
    ['source=TASS', { source: 'TASS' }],
    ['source=TASS&as=end', { source: 'TASS', as: 'end' }],
    ['since=2025-06-17', { since: '2025-06-17' }],
    ['since=2025-06-17T09:00:00Z', { since: '2025-06-17T09:00:00Z' }],
    ['origin=01977b00-0000-7000-8000-000000000001', { origin: '01977b00-0000-7000-8000-000000000001' }],
    ['finding=echo', { findings: ['echo'] }],
    ['finding=echo&finding=circle&finding=echo', { findings: ['circle', 'echo'] }],
    ['hops=0', { hops: 0 }],
    ['hops=10000', { hops: 10_000 }],
    ['topic=North+Korea', { topic: 'North Korea' }],
    ['status=draft', { status: 'draft' }],
    ['sort=hops', { sort: 'hops' }],
    ['after=12', { after: { id: 12, by: null } }],
    ['sort=hops&after=12_-1', { sort: 'hops', after: { id: 12, by: -1 } }],
    ['sort=reports&after=12_3', { sort: 'reports', after: { id: 12, by: 3 } }],
    [
      'sort=published&after=12_2025-06-18T09:00:00Z',
      { sort: 'published', after: { id: 12, by: '2025-06-18T09:00:00Z' } },
    ],
    ['sort=updated&after=12_2025-06-18T09:00:00Z', { sort: 'updated', after: { id: 12, by: '2025-06-18T09:00:00Z' } }],
    ['nobody=knows', {}],
  ])('claim filters are read from %s', (search, asked) => {
    expect(parseClaimSelection(readQuery(search))).toMatchObject({ ok: true, value: { ...NOTHING, ...asked } });
  });

  it.each([
    ['q=a', 'q', 'must have a word of two or more letters'],
    ['q=%21%21', 'q', 'must have a word of two or more letters'],
    [`q=${'ab '.repeat(100)}`, 'q', 'must be at most 200 characters, not 299'],
    ['q=a%00b', 'q', 'must not contain control characters'],
    ['q=ab&q=cd', 'q', 'must be one value, not several'],
    [`source=${'s'.repeat(301)}`, 'source', 'must be at most 300 characters, not 301'],
    ['as=end', 'as', 'goes with a source'],
    ['source=TASS&as=origin', 'as', 'must be one of report, middle, end'],
    ['since=yesterday', 'since', 'must be a day or a time in UTC, such as 2025-06-17 or 2025-06-17T09:00:00Z'],
    ['origin=a%0Ab', 'origin', 'must be one line'],
    ['finding=lie', 'finding', `must be one of ${FINDING_KINDS.join(', ')}`],
    ['finding=echo&finding=Circle', 'finding', `must be one of ${FINDING_KINDS.join(', ')}`],
    ...['-1', '1.5', 'x', '10001', '1e3', '9999999'].map((hops) => [
      `hops=${hops}`,
      'hops',
      'must be a whole number from 0 to 10,000, such as 3',
    ]),
    [`topic=${'t'.repeat(61)}`, 'topic', 'must be at most 60 characters, not 61'],
    ['status=secret', 'status', 'must be one of draft, published, withdrawn'],
    ['sort=worst', 'sort', `must be one of ${CLAIM_SORTS.join(', ')}`],
    ...['', '0', '-1', 'x', '12_3', '1e3', '12-x'].map((after) => [
      `after=${after}`,
      'after',
      'must be the number of a claim, such as 12',
    ]),
    ...['12', '12_', '12_x', '12_1.5', 'x_1'].map((after) => [
      `sort=hops&after=${after}`,
      'after',
      'must be the number of a claim and its hops, such as 12_3',
    ]),
    ['sort=reports&after=12', 'after', 'must be the number of a claim and its reports, such as 12_3'],
  ])('the claim filter %s is refused', (search, field, message) => {
    const parsed = parseClaimSelection(readQuery(search));
    expect(parsed).toMatchObject({ ok: false, issues: [{ field, message }] });
  });

  it('all wrong claim filters are reported at once, and what was typed is kept', () => {
    const parsed = parseClaimSelection(readQuery('q=a&hops=many&finding=lie&finding=echo&topic=sea'));
    expect(parsed).toMatchObject({
      ok: false,
      values: { q: 'a', hops: 'many', findings: ['lie', 'echo'], topic: 'sea' },
    });
    expect(!parsed.ok && parsed.issues.map(({ field }) => field)).toEqual(['q', 'finding', 'hops']);
  });

  it('claim filters are read back from the address that they are written to', () => {
    const line = fc.constantFrom('ab c', 'über&=?#%', '연합뉴스', '"two words"');
    const key = fc.record({ id: fc.integer({ min: 1, max: 1e14 }), by: fc.integer({ min: -1, max: 99_999 }) });
    const settled = fc
      .record({
        q: fc.option(line),
        findings: fc.subarray([...FINDING_KINDS]),
        hops: fc.option(fc.nat(10_000)),
        topic: fc.option(line),
        since: fc.option(fc.constantFrom('2025-06-17', '2025-06-17T09:00:00Z')),
        status: fc.constantFrom('draft' as const, 'published' as const, 'withdrawn' as const),
        sort: fc.constantFrom(...CLAIM_SORTS),
        after: fc.option(key),
      })
      .map(({ sort, after, ...rest }): ResolvedClaimSelection => {
        const by = {
          newest: null,
          published: after?.by === 0 ? '' : '2025-06-18T09:00:00Z',
          updated: '2025-06-18T09:00:00Z',
          hops: after?.by ?? 0,
          reports: Math.abs(after?.by ?? 0),
          'independent-sources': Math.abs(after?.by ?? 0),
        }[sort];
        return { ...rest, sort, after: after && { ...after, by }, source: null, as: null, origin: null };
      });
    fc.assert(
      fc.property(settled, (asked) => {
        const { html } = claimsAddress(toListQuery(asked));
        expect(parseClaimSelection(readQuery(html.split('?')[1] ?? ''))).toMatchObject({ ok: true, value: asked });
      }),
      { numRuns: 300, endOnFailure: true },
    );
    expect(writeClaimKey({ id: 12, by: null })).toBe('12');
  });
});
