import { describe, expect, it } from 'vitest';
import { graph, keyOf, uidOf } from '../../support/graph.ts';
import { findFaults } from '../../support/svg-faults.ts';
import { aRecord } from '../../web/open-app.ts';
import { drawAll, layOut, WHOLE } from '../draw.ts';

const CLAIM = graph('a->b b->c a->c d->b c->e x->y', {
  seen: 'a->c',
  bases: { e: 'own-act' },
  stances: { x: 'denies', y: 'denies' },
});

async function takeOut(source: string) {
  const { picture } = await layOut(CLAIM, { ...WHOLE, without: uidOf('source', source) });
  return {
    lost: [...picture.cards.values()].filter(({ isLost }) => isLost).map(({ uid }) => keyOf(uid)),
    hops: picture.hops
      .filter(({ line }) => line === 'lost')
      .map(({ citing, cited }) => `${keyOf(citing)}->${keyOf(cited)}`),
    card: (key: string) => [...picture.cards.values()].find(({ uid }) => keyOf(uid) === key)!,
  };
}

describe('a drawing without one source', () => {
  it('marks what is taken out, and what is on no chain any more', async () => {
    const { lost, hops, card } = await takeOut('b');
    expect(lost.sort()).toEqual(['b', 'd']);
    expect(hops.sort()).toEqual(['a->b', 'b->c', 'd->b']);
    expect(card('b').tag[0]).toBe('TAKEN OUT');
    expect(card('b').flags).toEqual([]);
    expect(card('d').flags).toEqual(['Cut off']);
    expect(card('c').flags).toEqual([]);
  });

  it('says of nothing that was on no chain before that it is cut off', async () => {
    const circle = graph('a->b b->c d->e e->d');
    const { picture } = await layOut(circle, { ...WHOLE, without: uidOf('source', 'b') });
    const flags = [...picture.cards.values()].map((card) => `${keyOf(card.uid)} ${card.flags.join()}`);
    expect(flags).toEqual(
      expect.arrayContaining(['a Cut off', 'c Cut off', 'd Part of a circle', 'e Part of a circle']),
    );
  });

  it('leaves the other side as it is', async () => {
    const { lost } = await takeOut('c');
    expect(lost.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('counts no lost hop among the paths that meet', async () => {
    expect((await takeOut('b')).card('c').meeting).toBe(1);
  });

  it('is well-formed in every form, and its legend says what the pale lines are', async () => {
    const drawn = await drawAll(aRecord(CLAIM), { ...WHOLE, without: uidOf('source', 'b') });
    for (const svg of Object.values(drawn)) {
      expect(findFaults(svg!)).toEqual([]);
      expect(svg).toContain('Lost with the source taken out');
    }
  });
});
