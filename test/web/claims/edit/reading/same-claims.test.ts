/** Proposals that make the same claim are joined by themselves. */
import { beforeEach, describe, expect, it } from 'vitest';
import { read } from '../../../signed-in.ts';
import { answerKinds, type Desk, findProposal, openDesk, readForm } from './desk.ts';
import type { Fields } from '../desk.ts';

const TEXT = `The harbour master, Ole Dahl, said that the old quay was shut. The mayor, Ada Lund, said on Tuesday that the pier was new.

Officials said the old quay is shut. The union said the old quay was not shut. Residents said the old quay was built of oak.
`;

let desk: Desk;
const joinsOf = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, join]) => {
      const n = /^p-(\d+)-join$/.exec(name)?.[1];
      return n === undefined || join === 'new' ? [] : [[fields[`p-${n}-claim`]!, join]];
    }),
  );

describe('proposals of the same claim', () => {
  beforeEach(async () => {
    desk = await openDesk(TEXT);
    desk.form = await desk.start();
  });

  it('the later one is “the same claim as” the earlier, and what only shares its subject is not', () => {
    const first = findProposal(desk.form.fields, 'The old quay was shut.');
    expect(Object.keys(desk.form.fields).filter((name) => name.endsWith('-join'))).toHaveLength(5);
    expect(joinsOf(desk.form.fields)).toEqual({ 'The old quay is shut.': `proposal-${first}` });
  });

  it('both become one claim with two chains', async () => {
    const first = findProposal(desk.form.fields, 'The old quay was shut.');
    const both = { ...desk.tick('The old quay was shut.'), ...desk.tick('The old quay is shut.') };
    await desk.save({ ...both, ...answerKinds(desk.form.fields, first, 'person') });
    expect(await desk.store.claims.countAll()).toBe(1);
    expect((await desk.load(1)).record.claim.text).toBe('The old quay was shut.');
    expect((await desk.load(1)).record.attributions).toHaveLength(2);
  });

  it('the later one alone is a claim of its own', async () => {
    await desk.save(desk.tick('The old quay is shut.'));
    expect((await desk.load(1)).record.claim.text).toBe('The old quay is shut.');
    expect((await desk.load(1)).record.attributions).toHaveLength(1);
  });

  it('it can be made another claim, and then stays that', async () => {
    const n = findProposal(desk.form.fields, 'The old quay is shut.');
    const changed = readForm(await desk.press(desk.form, `p-${n}-open`, { [`p-${n}-join`]: 'new' }));
    expect(changed.fields[`p-${n}-join`]).toBe('new');
    const other = { [`p-${n}-claim`]: 'The quay is closed to ships.', [`p-${n}-take`]: 'yes' };
    const unticked = await desk.press(desk.form, 'continue', other);
    expect([unticked.status, read(unticked).hrefs.includes(`#f-p-${n}-join`)]).toEqual([422, true]);
  });
});
