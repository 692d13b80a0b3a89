import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareStates,
  moveChanges,
  restoreContent,
  revertChanges,
  undoChanges,
  type ClaimChange,
  type ClaimState,
} from '../../src/provenance/revisions.ts';
import { moveStatements } from '../../src/provenance/statement-merge.ts';
import { isSame, identifyStatement } from '../../src/model/identity.ts';
import { randomGraph } from '../support/random-graph.ts';
import { aRecord, recordOf, sortRecord, uidFrom } from '../support/records.ts';
import { runs } from '../support/thorough.ts';

/** Records in the order of their uids: two states that say the same are then equal. */
function sorted({ claim, statements, attributions }: ClaimState): ClaimState {
  const {
    sources: _,
    documents: __,
    ...state
  } = sortRecord({ claim, statements, attributions, sources: [], documents: [] });
  return state;
}

const base = (): ClaimState => sorted(aRecord('base', 'ians->yonhap->tass ians->tass tass->council'));

/** A statement of a base state, by the name of its source in shorthand. */
const placeOf = { ians: 0, yonhap: 1, tass: 2, council: 3 };

function statementOf(record: ReturnType<typeof aRecord>, name: keyof typeof placeOf) {
  return record.statements[placeOf[name]]!;
}

/** Some states of one claim, one after the other: each grows out of what random graphs have in common. */
const someStates: fc.Arbitrary<ClaimState[]> = fc
  .array(
    fc.tuple(
      randomGraph,
      fc.record({ status: fc.constantFrom('draft', 'published'), note: fc.option(fc.constantFrom('a', 'b')) }),
    ),
    {
      minLength: 2,
      maxLength: 5,
    },
  )
  .map((list) =>
    list.map(([graph, { status, note }], place) =>
      sorted(recordOf('state', graph, { status: status as 'draft', note, updatedAt: `2025-06-18T09:00:0${place}Z` })),
    ),
  );

/** Three states of one claim, each of them the same but for a statement, a hop or a wording. */
const nearStates: fc.Arbitrary<[ClaimState, ClaimState, ClaimState]> = fc
  .tuple(randomGraph, fc.tuple(fc.nat(), fc.nat(), fc.nat()), fc.tuple(fc.nat(), fc.nat(), fc.nat()))
  .map(([graph, lost, reworded]) => {
    const whole = sorted(recordOf('near', graph));
    return lost.map((number, place) => leaveOut(whole, number, reworded[place]!)) as [
      ClaimState,
      ClaimState,
      ClaimState,
    ];
  });

function leaveOut(state: ClaimState, lost: number, reworded: number): ClaimState {
  const records = [...state.statements, ...state.attributions];
  const uid = records[lost % (records.length + 1)]?.uid;
  const statements = state.statements
    .filter((record) => record.uid !== uid)
    .map((record, place) => (place === reworded % 12 ? { ...record, wording: `${reworded % 2}` } : record));
  const gone = (end: string) => end === uid;
  const attributions = state.attributions.filter((edge) => ![edge.uid, edge.citing, edge.cited].some(gone));
  return { ...state, statements, attributions };
}

const withoutStamp = (state: ClaimState): ClaimState => sorted({ ...state, claim: { ...state.claim, updatedAt: '' } });

/** A state as storage takes it: no hop without its ends, no two records that are one. */
function expectSound({ statements, attributions }: ClaimState): void {
  const uids = new Set(statements.map(({ uid }) => uid));
  expect(new Set(statements.map(identifyStatement)).size).toBe(statements.length);
  expect(new Set(attributions.map(({ citing, cited }) => `${citing} ${cited}`)).size).toBe(attributions.length);
  for (const { citing, cited } of attributions) expect(uids.has(citing) && uids.has(cited)).toBe(true);
}

describe('laws of revisions', () => {
  const check = (law: (states: ClaimState[]) => void): void => {
    fc.assert(fc.property(someStates, law), { numRuns: runs(400), seed: 20250617 });
  };

  test('the differences of two states lead from one to the other and back', () => {
    check(([one, other]) => {
      const changes = compareStates(one!, other!);
      expect(withoutStamp(undoChanges(other!, changes))).toEqual(withoutStamp(one!));
      expect(compareStates(one!, one!)).toEqual([]);
    });
  });

  test('undoing the newest revision gives the state before it', () => {
    check(([one, other]) => {
      const reverted = revertChanges(other!, compareStates(one!, other!));
      if (!reverted.ok) throw new Error(reverted.changed.join());
      expect(withoutStamp(reverted.state)).toEqual(withoutStamp(one!));
    });
  });

  test('undoing all revisions from the newest on gives the first state', () => {
    check((states) => {
      let state = states.at(-1)!;
      for (let place = states.length - 1; place > 0; place -= 1) {
        const reverted = revertChanges(state, compareStates(states[place - 1]!, states[place]!));
        if (!reverted.ok) throw new Error(reverted.changed.join());
        state = reverted.state;
      }
      expect(withoutStamp(state)).toEqual(withoutStamp(states[0]!));
    });
  });

  test('undoing an older revision gives a valid state or names the records in the way', () => {
    let done = 0;
    const law = ([one, two, three]: [ClaimState, ClaimState, ClaimState]): void => {
      const changes = compareStates(one, two);
      const reverted = revertChanges(three, changes);
      const records = [one, two, three].flatMap((state) => [...state.statements, ...state.attributions]);
      const known = new Map(records.map((record) => [record.uid, record]));
      if (!reverted.ok) {
        expect(reverted.changed.length).toBeGreaterThan(0);
        expect(reverted.changed.every((uid) => known.has(uid))).toBe(true);
        return;
      }
      done += changes.length > 0 ? 1 : 0;
      expectSound(reverted.state);
      const touched = new Set(changes.map(({ uid }) => uid));
      const split = ({ statements }: ClaimState, isTouched: boolean) =>
        statements.filter(({ uid }) => touched.has(uid) === isTouched);
      expect(split(sorted(reverted.state), true)).toEqual(split(one, true));
      expect(split(sorted(reverted.state), false)).toEqual(split(three, false));
    };
    fc.assert(fc.property(nearStates, law), { numRuns: runs(1000), seed: 20250617 });
    expect(done).toBeGreaterThan(runs(100));
  });
});

describe('undoing one revision', () => {
  const record = aRecord('base', 'ians->yonhap->tass ians->tass tass->council');
  const state: ClaimState = { claim: record.claim, statements: record.statements, attributions: record.attributions };
  const [ians, yonhap, tass] = [
    statementOf(record, 'ians'),
    statementOf(record, 'yonhap'),
    statementOf(record, 'tass'),
  ];

  test('undoing a revision keeps what was written since', () => {
    const second = { ...state, statements: state.statements.map((s) => (s === tass ? { ...s, wording: 'new' } : s)) };
    const third = { ...second, claim: { ...second.claim, note: 'Later.', updatedAt: '2025-06-20T00:00:00Z' } };
    const reverted = revertChanges(third, compareStates(state, second));
    expect(reverted).toEqual({ ok: true, state: { ...state, claim: third.claim } });
  });

  test('undoing a revision of a claim’s text does not change its status, and the other way round', () => {
    const retold = { ...state, claim: { ...state.claim, status: 'draft' as const, text: 'Old.' } };
    const edited = { ...retold, claim: { ...retold.claim, text: 'New.' } };
    const published = { ...edited, claim: { ...edited.claim, status: 'published' as const } };
    const reverted = revertChanges(published, compareStates(retold, edited));
    expect(reverted).toMatchObject({ ok: true, state: { claim: { text: 'Old.', status: 'published' } } });
    const unpublished = revertChanges(published, compareStates(edited, published));
    expect(unpublished).toMatchObject({ ok: true, state: { claim: { text: 'New.', status: 'draft' } } });
    const again = { ...published, claim: { ...published.claim, note: 'x' } };
    expect(revertChanges(again, compareStates(retold, edited))).toEqual({ ok: false, changed: [state.claim.uid] });
  });

  test('undoing a revision names the records that were changed since', () => {
    const second = { ...state, statements: state.statements.map((s) => (s === tass ? { ...s, wording: 'new' } : s)) };
    const third = {
      ...second,
      statements: second.statements.map((s) => (s.uid === tass.uid ? { ...s, wording: 'newer' } : s)),
    };
    expect(revertChanges(third, compareStates(state, second))).toEqual({ ok: false, changed: [tass.uid] });
    const fourth = { ...third, statements: third.statements.filter(({ uid }) => uid !== tass.uid), attributions: [] };
    expect(revertChanges(fourth, compareStates(state, second))).toMatchObject({ ok: false, changed: [tass.uid] });
  });

  test('undoing a revision names a hop that was added to a statement it would remove', () => {
    const before = {
      ...state,
      statements: state.statements.filter((s) => s !== yonhap),
      attributions: state.attributions.filter(({ citing, cited }) => citing !== yonhap.uid && cited !== yonhap.uid),
    };
    const [hop] = state.attributions.filter(({ cited }) => cited === yonhap.uid);
    const added = { ...before, statements: state.statements };
    const joined = { ...added, attributions: [...added.attributions, hop!] };
    expect(revertChanges(joined, compareStates(before, added))).toEqual({ ok: false, changed: [hop!.uid] });
  });

  test('undoing a revision names a missing statement that a hop it would bring back needs', () => {
    const fewer = { ...state, attributions: state.attributions.filter(({ citing }) => citing !== yonhap.uid) };
    const gone = {
      ...fewer,
      statements: fewer.statements.filter((s) => s !== yonhap),
      attributions: fewer.attributions.filter(({ cited }) => cited !== yonhap.uid),
    };
    expect(revertChanges(gone, compareStates(state, fewer))).toEqual({ ok: false, changed: [yonhap.uid] });
  });

  test('undoing a revision names the twin of a statement or hop that it would bring back', () => {
    const without = {
      ...state,
      statements: state.statements.filter((s) => s !== ians),
      attributions: state.attributions.filter(({ citing }) => citing !== ians.uid),
    };
    const twin = { ...ians, uid: uidFrom('twin') };
    const doubled = { ...without, statements: [...without.statements, twin] };
    expect(revertChanges(doubled, compareStates(state, without))).toEqual({ ok: false, changed: [twin.uid] });
    const [hop] = state.attributions;
    const fewer = { ...state, attributions: state.attributions.slice(1) };
    const again = { ...fewer, attributions: [...fewer.attributions, { ...hop!, uid: uidFrom('again') }] };
    expect(revertChanges(again, compareStates(state, fewer))).toEqual({ ok: false, changed: [uidFrom('again')] });
  });

  test('undoing a revision that only set a time stamp changes nothing', () => {
    const stamped = { ...state, claim: { ...state.claim, updatedAt: '2025-07-01T00:00:00Z' } };
    const changes: ClaimChange[] = [{ kind: 'claim', uid: state.claim.uid, before: state.claim, after: stamped.claim }];
    const later = { ...stamped, claim: { ...stamped.claim, text: 'Another.' } };
    expect(revertChanges(later, changes)).toEqual({ ok: true, state: later });
    expect(compareStates(state, stamped)).toEqual([]);
  });
});

describe('restoring a revision', () => {
  test('restoring a revision brings back text, statements and hops but not the status', () => {
    const then = base();
    const now = {
      claim: { ...then.claim, status: 'published' as const, text: 'New.', updatedAt: '2025-07-01T00:00:00Z' },
      statements: [],
      attributions: [],
    };
    const restored = restoreContent(now, { ...then, claim: { ...then.claim, status: 'draft' } });
    expect(restored).toEqual({
      ...then,
      claim: { ...then.claim, status: 'published', updatedAt: now.claim.updatedAt },
    });
  });

  test('statements of merged sources move to the sources that replaced them', () => {
    const { statements, attributions } = base();
    const [first] = statements;
    const heirs = new Map([[first!.source, uidFrom('heir')]]);
    const [moved, ...rest] = moveStatements({ statements, attributions }, heirs).statements;
    expect(moved).toEqual({ ...first, source: uidFrom('heir') });
    expect(rest).toEqual(statements.slice(1));
    const change: ClaimChange = { kind: 'statement', uid: first!.uid, before: null, after: first! };
    expect(moveChanges([change], heirs)).toEqual([{ ...change, after: moved }]);
  });
});

describe('equality of records', () => {
  test('records are equal when their members are, in whatever order', () => {
    expect(isSame({ a: 1, b: [null, { c: 'x' }] }, { b: [null, { c: 'x' }], a: 1 })).toBe(true);
    const different: [unknown, unknown][] = [
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, { b: 1 }],
      [{ a: 1 }, { a: 1, b: undefined }],
      [
        [1, 2],
        [2, 1],
      ],
      [[], {}],
      [null, {}],
      ['1', 1],
    ];
    for (const [one, other] of different) expect(isSame(one, other)).toBe(false);
  });
});
