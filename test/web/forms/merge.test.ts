import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeValues } from '../../../src/web/forms/merge.ts';

const SEEN = { note: 'a', topics: ['x'], parent: { name: 'TASS', pick: '1' } };

describe('merging two versions of a form', () => {
  it('keeps what only one of the two changed, whole lists and members of groups too', () => {
    const typed = { ...SEEN, note: 'b', parent: { name: 'TASS', pick: '2' } };
    const now = { ...SEEN, topics: ['x', 'y'], parent: { name: 'ТАСС', pick: '1' } };
    const { values, collisions } = mergeValues(SEEN, typed, now);
    expect(values).toEqual({ note: 'b', topics: ['x', 'y'], parent: { name: 'ТАСС', pick: '2' } });
    expect(collisions).toEqual(new Set());
  });

  it('names what both changed, and keeps what was typed there', () => {
    const typed = { ...SEEN, note: 'b', topics: [], parent: { name: 'Tass', pick: '1' } };
    const now = { ...SEEN, note: 'c', topics: ['y'], parent: { name: 'ТАСС', pick: '1' } };
    const { values, collisions } = mergeValues(SEEN, typed, now);
    expect(values).toEqual(typed);
    expect([...collisions]).toEqual(['note', 'topics', 'parent.name']);
  });

  it('takes a change that both made for one', () => {
    const both = { ...SEEN, note: 'b' };
    expect(mergeValues(SEEN, both, both)).toEqual({ values: both, collisions: new Set() });
  });

  it('without the version that was seen, all that differs collides', () => {
    const { collisions } = mergeValues(null, SEEN, { ...SEEN, note: 'c' });
    expect([...collisions]).toEqual(['note']);
  });

  it('loses nothing: each member is as one of the two has it, and theirs only where they alone changed it', () => {
    const version = fc.record({ a: fc.nat(2), b: fc.nat(2), c: fc.record({ d: fc.nat(2) }) });
    fc.assert(
      fc.property(version, version, version, (seen, typed, now) => {
        const { values, collisions } = mergeValues(seen, typed, now);
        for (const key of ['a', 'b'] as const) {
          const isCollision = typed[key] !== seen[key] && now[key] !== seen[key] && typed[key] !== now[key];
          expect(collisions.has(key)).toBe(isCollision);
          expect(values[key]).toBe(typed[key] === seen[key] ? now[key] : typed[key]);
        }
      }),
    );
  });
});
