/** Proposals that were saved before say so. */
import { beforeEach, describe, expect, it } from 'vitest';
import { read } from '../../../signed-in.ts';
import { answerKinds, type Desk, DOCUMENT, findProposal, KNOWN, openDesk, readForm, STORY } from './desk.ts';

/** Two things that one man said in one sentence, and a relay of which the agency says something itself. */
const TWICE = 'The mayor, Ada Lund, said that the quay was shut and added that the ferry was late.';

const listSaved = ({ text }: { text: string }): Record<number, string> =>
  Object.fromEntries(
    [...text.matchAll(/<section class="row proposal" id="p-(\d+)".*?<\/section>/gs)].flatMap(([section, number]) => {
      const found = /<p class="note">(.*?)<\/p>/s.exec(section);
      return found ? [[number!, found[1]!.replace(/<[^>]*>/g, '')]] : [];
    }),
  );

let desk: Desk;

describe('a proposal that was saved before', () => {
  beforeEach(async () => {
    desk = await openDesk();
  });

  it('says so with a link, unticked, and no other does', async () => {
    expect(listSaved(await desk.see(KNOWN))).toEqual({});
    const { fields } = desk.form;
    await desk.save({ ...desk.tickBridge({ claim: 'The bridge is shut.' }), ...desk.tick('The captain was') });
    const page = await desk.see(KNOWN);
    const [bridge, captain] = ['The harbour bridge', 'The captain was'].map((claim) => findProposal(fields, claim));
    expect(listSaved(page)).toEqual({
      [bridge!]: 'Saved in claim 1: The bridge is shut. draft',
      [captain!]: 'Saved in claim 2: The captain was tired. draft',
    });
    expect(read(page).hrefs).toContain('/claims/1-the-bridge-is-shut');
    expect(Object.keys(readForm(page).fields).filter((name) => name.endsWith('-take'))).toEqual([]);
  });

  it('is known by the address of its story as well, and in the form of another chain', async () => {
    const url = 'https://coastwire.example/bridge';
    const changed = { ...DOCUMENT, 'publisher-pick': '', url, revision: '1' };
    expect((await desk.post('/documents/1/edit', changed, desk.cookie)).status).toBe(303);
    await desk.save(desk.tick('The captain was'));
    const story = { 'story-text': STORY, 'story-url': url };
    const read = await desk.press(await desk.start('/claims/new'), 'continue', story);
    const chain = await desk.press(await desk.start('/claims/1/chains/new'), 'continue', story);
    for (const page of [read, chain]) expect(Object.keys(listSaved(page))).toHaveLength(1);
    const other = { ...story, 'story-url': 'https://coastwire.example/other' };
    expect(listSaved(await desk.press(await desk.start('/claims/new'), 'continue', other))).toEqual({});
  });

  it('is not taken for the one whose chain ends earlier or elsewhere', async () => {
    const n = findProposal(desk.form.fields, 'The harbour bridge');
    const short = readForm(await desk.press(desk.form, `p-${n}-remove-2`, desk.tickBridge())).fields;
    await desk.save(answerKinds(short, n, 'agency'), { path: desk.form.path, fields: short });
    expect(await desk.store.claims.countAll()).toBe(1);
    expect(listSaved(await desk.see(KNOWN))).toEqual({});
  });

  it('with another cue, only the excerpt and the source are said to be the same', async () => {
    desk = await openDesk(TWICE);
    desk.form = await desk.start();
    const quay = findProposal(desk.form.fields, 'The quay');
    await desk.save({ ...desk.tick('The quay'), ...answerKinds(desk.form.fields, quay, 'person') });
    const ferry = findProposal(desk.form.fields, 'The ferry');
    expect(listSaved(await desk.see(KNOWN))).toEqual({
      [quay]: 'Saved in claim 1: The quay was shut. draft',
      [ferry]: 'Claim 1 has the same excerpt and source: The quay was shut. draft',
    });
  });
});
