/** What is wrong with proposals is said by their fields, and kept. */
import { beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../../support/hostile.ts';
import { read } from '../../../signed-in.ts';
import { type Desk, findProposal, openDesk, readForm } from './desk.ts';
import { oneIn } from '../../../../support/thorough.ts';

let desk: Desk;
const open = async (): Promise<void> => {
  desk = await openDesk();
};

describe('sending proposals', () => {
  beforeAll(open);

  it('proposals without a tick are not taken', async () => {
    for (const action of ['continue', 'save']) {
      const answer = await desk.press(await desk.start(), action);
      expect(answer.status).toBe(422);
      expect(read(answer).text).toContain('Tick at least one proposal');
      expect(read(answer).hrefs).toContain('#f-p-0-take');
    }
    expect(await desk.store.claims.countAll()).toBe(0);
  });

  it('nothing is saved that no preview has shown', async () => {
    const shown = await desk.press(await desk.start(), 'save', desk.tickBridge({ claim: 'Unseen.' }));
    expect(read(shown).text).toContain('Check it again, then save');
    expect(await desk.store.claims.countAll()).toBe(0);
  });

  it('going back from the preview keeps what was typed', async () => {
    const changes = desk.tickBridge({ claim: 'The bridge is shut.', 'hop-0-cue': 'told' });
    const preview = await desk.press(await desk.start(), 'continue', changes);
    const back = readForm(await desk.press(readForm(preview), 'back')).fields;
    expect(back).toMatchObject({ ...desk.form.fields, ...changes, draft: back.draft });
  });

  it('wrong values are refused by their fields, and kept', async () => {
    const wrong = desk.tick('The harbour bridge', {
      ...{ claim: '', 'card-0-date': 'soon', 'card-1-stance': 'sings', 'hop-0-excerpt': 'Not in the text.' },
      ...{ 'hop-1-manner': 'shouts', 'hop-1-cue': 'x'.repeat(301), 'card-2-source': 'x'.repeat(301) },
    });
    const answer = await desk.press(await desk.start(), 'save', { ...wrong, language: '?' });
    expect(answer.status).toBe(422);
    const names = [
      'claim',
      'card-0-date',
      'card-1-stance',
      'hop-0-excerpt',
      'hop-1-manner',
      'hop-1-cue',
      'card-2-source',
    ];
    const n = findProposal(desk.form.fields, 'The harbour bridge');
    const wanted = [...names.map((name) => `#f-p-${n}-${name}`), '#f-language'];
    expect(read(answer).hrefs).toEqual(expect.arrayContaining(wanted));
    expect(readForm(answer).fields[`p-${n}-hop-0-excerpt`]).toBe('Not in the text.');
  });

  it('a proposal with a mistake or a question is shown open, and no other', async () => {
    const n = findProposal(desk.form.fields, 'The harbour bridge');
    const wrong = [{ 'hop-1-manner': 'shouts' }, { 'card-2-language': '?' }, { 'card-1-source': 'Meridian' }];
    for (const change of [...wrong, { 'card-0-date': 'soon' }, { 'hop-0-excerpt': 'Not in the text.' }]) {
      const { text } = await desk.press(await desk.start(), 'continue', desk.tickBridge(change));
      const folds = [...text.matchAll(/<details( open)?>\n<summary>The chain and its evidence/g)];
      const open = folds.flatMap(([, isOpen], at) => (isOpen === undefined ? [] : [at]));
      expect(open, JSON.stringify(change)).toEqual([n]);
    }
  });

  it('a claim or a proposal that cannot be joined is refused', async () => {
    const [bridge, vessel] = ['The harbour bridge', 'Its vessel'].map((claim) => findProposal(desk.form.fields, claim));
    const refused = [
      'claim-99',
      'claim-x',
      '99',
      `proposal-${vessel}`,
      `proposal-${bridge}`,
      'proposal-49',
      `proposal-0${bridge}`,
      'proposal-',
    ];
    for (const join of refused) {
      const answer = await desk.press(await desk.start(), 'continue', desk.tickBridge({ join }));
      expect(answer.status, join).toBe(422);
      expect(read(answer).hrefs, join).toContain(`#f-p-${bridge}-join`);
    }
    expect(await desk.store.claims.countAll()).toBe(0);
  });

  it('hostile values in every field of a proposal are refused or escaped', async () => {
    const n = findProposal(desk.form.fields, 'The harbour bridge');
    const names = Object.keys(desk.tickBridge()).concat(
      Object.keys(desk.form.fields).filter((name) => name.startsWith(`p-${n}-`)),
    );
    for (const input of oneIn(36, HOSTILE)) {
      const all = Object.fromEntries([...names, 'language', 'story-known', 'reason'].map((name) => [name, input]));
      for (const action of ['continue', input]) {
        const answer = await desk.press(await desk.start(), action, all);
        expect([200, 303, 404, 422], JSON.stringify(input)).toContain(answer.status);
        expect(answer.text).not.toMatch(/<script>alert|onerror=alert\(1\)>/);
      }
      const words = desk.tickBridge({ claim: input, 'card-1-source': input, 'hop-0-cue': input, 'hop-0-at': input });
      const answer = await desk.press(await desk.start(), 'continue', words);
      expect([200, 422], JSON.stringify(input)).toContain(answer.status);
      expect(answer.text).not.toMatch(/<script>alert|onerror=alert\(1\)>/);
      const query = encodeURIComponent(input.toWellFormed().slice(0, 500));
      expect([200, 404]).toContain((await desk.see(`/claims/new?document=${query}`)).status);
    }
  });
});
