/** A proposal names the end of its chain as the claim would, once it is saved. */
import { beforeEach, describe, expect, it } from 'vitest';
import { analyse } from '../../../../../src/provenance/analysis.ts';
import { read } from '../../../signed-in.ts';
import { type Desk, findProposal, KNOWN, openDesk, readForm } from './desk.ts';

let desk: Desk;

/** By proposal: the words after the last name. */
const listEnds = ({ text }: { text: string }): string[] =>
  [...text.matchAll(/<section class="row proposal" id="p-\d+".*?<h3[^>]*>(.*?)<\/h3>/gs)].map(
    ([, chain]) => [...chain!.matchAll(/<span class="when">(.*?)<\/span>/g)].at(-1)![1]!,
  );

const kindsOf = async (): Promise<string[]> => analyse((await desk.load(1)).record).ends.map((end) => end.kind);

describe('the end of a proposal’s chain', () => {
  beforeEach(async () => {
    desk = await openDesk();
  });

  it('is where the trail ends, or an unnamed source, as it is saved', async () => {
    const ends = listEnds(await desk.see(KNOWN));
    expect(ends[findProposal(desk.form.fields, 'The harbour bridge')]).toBe('new: government body, trail ends here');
    expect(ends[findProposal(desk.form.fields, 'The captain is')]).toBe('unnamed source');
    await desk.save(desk.tickBridge());
    expect(await kindsOf()).toEqual(['open']);
  });

  it('gives no source where only the publisher is left, and is an origin where it knows for itself', async () => {
    const n = findProposal(desk.form.fields, 'The captain was');
    const alone = await desk.press(desk.form, `p-${n}-remove-1`, desk.tick('The captain was'));
    expect(listEnds(alone)[n]).toBe('news agency, gives no source');
    const own = await desk.press(desk.form, `p-${n}-open`, { [`p-${n}-card-1-basis`]: 'witnessed' });
    expect(listEnds(own)[n]).toBe('unnamed source');
    const bridge = findProposal(desk.form.fields, 'The harbour bridge');
    const act = await desk.press(desk.form, `p-${bridge}-open`, { [`p-${bridge}-card-2-basis`]: 'own-act' });
    expect(listEnds(act)[bridge]).toBe('new: government body, origin');
    desk.form = readForm(alone);
    await desk.save({});
    expect(await kindsOf()).toEqual(['unsourced']);
  });

  it('is not told where it can’t be: in a claim that is here, and in a circle', async () => {
    await desk.save(desk.tickBridge());
    const ends = listEnds(await desk.see('/claims/1/chains/new?document=1'));
    expect(ends.filter((end) => /ends here|no source/.test(end))).toEqual([]);
    desk.form = await desk.start();
    const n = findProposal(desk.form.fields, 'The harbour bridge');
    const circle = await desk.press(desk.form, `p-${n}-open`, { [`p-${n}-card-2-source`]: 'Coastwire' });
    expect(listEnds(circle)[n]).toBe('news agency');
    const joined = await desk.press(readForm(circle), `p-${n}-open`, { [`p-${n}-join`]: 'claim-1' });
    expect(listEnds(joined)[n]).not.toContain('ends');
    expect(read(joined).text).toContain('The harbour bridge');
  });
});
