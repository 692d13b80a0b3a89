/** Proposals that are ticked and corrected are previewed, and saved once. */
import { beforeEach, describe, expect, it } from 'vitest';
import { analyse } from '../../../../../src/provenance/analysis.ts';
import { read } from '../../../signed-in.ts';
import { answerKinds, type Desk, findProposal, KNOWN, namesOf, openDesk, readForm, STORY } from './desk.ts';

let desk: Desk;
const open = async (): Promise<void> => {
  desk = await openDesk();
};

describe('saving proposals', () => {
  beforeEach(open);

  it('a proposal is previewed before it is saved in one step, once however often it is sent', async () => {
    const preview = await desk.press(desk.form, 'continue', desk.tickBridge());
    const page = read(preview);
    expect(preview.status).toBe(200);
    expect(page.text).toContain('The harbour bridge at Sandhythe will stay closed until Friday. a new claim, a draft');
    expect(page.text).toContain('The chain of proposal 1, from report to end');
    expect(page.text).toMatch(
      /New sources Meridian news agency · news agency Transport Ministry of Norland · government/,
    );
    expect(await desk.store.claims.countAll()).toBe(0);
    const saved = await desk.press(readForm(preview), 'save');
    expect(saved.headers.location).toMatch(/^\/claims\/1-the-harbour-bridge/);
    // A second click, or the preview sent again after a lost answer.
    for (const again of await Promise.all([1, 2].map(() => desk.press(readForm(preview), 'save')))) {
      expect(again.headers.location).toMatch(/^\/claims\/1-the-harbour-bridge/);
    }
    expect(await desk.store.claims.countAll()).toBe(1);
    const { record } = await desk.load(1);
    expect(record.claim).toMatchObject({ status: 'draft', language: 'en' });
    expect(namesOf(await desk.load(1))).toEqual(['Coastwire', 'Meridian news agency', 'Transport Ministry of Norland']);
    const { hops, support } = analyse(record);
    expect(hops).toEqual({ fewest: 2, most: 2, open: true });
    expect([...support.values()].sort()).toEqual(['read', 'second-hand']);
    const report = record.statements.find(({ document }) => document !== null)!;
    const words = expect.stringMatching(/^The harbour/) as string;
    expect(report).toMatchObject({ statedAt: '2025-03-03', wording: words, language: 'en' });
    for (const piece of record.attributions.flatMap(({ evidence }) => evidence)) {
      expect(Array.from(STORY).slice(piece.start!, piece.end!).join('')).toBe(piece.exact);
    }
  });

  it('several claims are saved together, once, and listed', async () => {
    const preview = await desk.press(desk.form, 'continue', {
      ...desk.tickBridge({ claim: 'The bridge is shut.' }),
      ...desk.tick('The captain was', { claim: 'The captain slept.' }),
      reason: 'Coastwire’s story',
    });
    expect(read(preview).text).toContain('Preview 2 claims');
    const answers = await Promise.all([1, 2, 3].map(() => desk.press(readForm(preview), 'save')));
    for (const answer of answers) {
      expect([answer.status, read(answer).text.includes('Saved 2 claims')]).toEqual([200, true]);
      const hrefs = ['/claims/1-the-bridge-is-shut', '/claims/2-the-captain-slept'];
      expect(read(answer).hrefs).toEqual(expect.arrayContaining(hrefs));
    }
    expect(await desk.store.claims.countAll()).toBe(2);
    for (const id of [1, 2]) {
      const { uid } = (await desk.load(id)).record.claim;
      const { revisions } = await desk.store.history.list(uid, { before: null, limit: 9 });
      expect(revisions).toMatchObject([{ actor: 'Kim Min', reason: 'Coastwire’s story' }]);
    }
  });

  it('a proposal’s sources, chain, words and stance can be corrected', async () => {
    const n = findProposal(desk.form.fields, 'Its vessel');
    expect(desk.form.fields).toMatchObject(
      desk.of('Its vessel', { 'card-0-stance': 'denies', 'card-1-stance': 'denies' }),
    );
    const longer = await desk.press(
      desk.form,
      `p-${n}-insert-1`,
      desk.tick('Its vessel', { claim: 'The ship was too fast.' }),
    );
    expect(longer.text.match(/<section class="row proposal"(?:(?!<\/section>).)*?<details open>/gs)).toHaveLength(1);
    expect(readForm(longer).fields).toMatchObject(
      desk.of('Its vessel', { claim: 'The ship was too fast.', 'card-1-source': '', 'card-2-source': 'Ravn Line' }),
    );
    const unnamed = await desk.press(readForm(longer), 'continue', desk.of('Its vessel', { 'hop-1-cue': 'by way of' }));
    expect(unnamed.status).toBe(422);
    expect(read(unnamed).hrefs).toContain(`#f-p-${n}-card-1-source`);
    const asked = await desk.press(
      readForm(unnamed),
      'continue',
      desk.of('Its vessel', { 'card-1-source': 'Meridian' }),
    );
    expect(read(asked).text).toContain('Which source is “Meridian”?');
    const { path, fields } = readForm(asked);
    await desk.save(answerKinds(fields, n, 'agency', 'organisation'), { path, fields });
    const { record } = await desk.load(1);
    expect(record.claim).toMatchObject({ text: 'The ship was too fast.', status: 'draft' });
    expect(record.statements.map(({ stance }) => stance)).toEqual(['denies', 'denies', 'denies']);
    const cues = record.attributions.map(({ cue, evidence }) => [cue, evidence.length]);
    expect(cues).toEqual([
      ['denied', 1],
      ['by way of', 0],
    ]);
    const less = readForm(await desk.press(await desk.start(), `p-${n}-remove-1`)).fields;
    expect(less).toMatchObject(desk.of('Its vessel', { 'card-0-source': 'Coastwire' }));
    expect(less).not.toHaveProperty(`p-${n}-card-1-source`);
    expect(less[`p-${n}-hop-0-cue`] ?? '').toBe('');
  });

  it('two proposals with the same words become one claim with two chains', async () => {
    const claim = desk.form.fields[`p-${findProposal(desk.form.fields, 'The harbour bridge')}-claim`]!.toUpperCase();
    await desk.save({ ...desk.tickBridge(), ...desk.tick('The captain was', { claim }) });
    expect(await desk.store.claims.countAll()).toBe(1);
    const { record } = await desk.load(1);
    expect(record.statements).toHaveLength(4);
    expect(record.sources.filter(({ kind }) => kind === 'unnamed')).toHaveLength(1);
    expect(analyse(record).chains).toHaveLength(2);
  });

  it('a proposal that is the same claim as another adds its chain to that one’s claim', async () => {
    const bridge = findProposal(desk.form.fields, 'The harbour bridge');
    const own = { ...desk.tickBridge(), ...desk.tick('The captain was', { join: `proposal-${bridge}`, claim: '' }) };
    const preview = await desk.press(desk.form, 'continue', own);
    expect(read(preview).text).not.toContain('2 claims');
    await desk.press(readForm(preview), 'save');
    expect(await desk.store.claims.countAll()).toBe(1);
    const { record } = await desk.load(1);
    expect(record.claim.text).toMatch(/^The harbour bridge/);
    expect(analyse(record).chains).toHaveLength(2);
  });

  it('whether two proposals are one claim can be answered in the preview too', async () => {
    const bridge = findProposal(desk.form.fields, 'The harbour bridge');
    const two = await desk.press(desk.form, 'continue', { ...desk.tickBridge(), ...desk.tick('The captain was') });
    expect(read(two).text).toContain(`The same claim as proposal ${bridge + 1}`);
    const one = await desk.press(readForm(two), 'continue', desk.of('The captain was', { join: `proposal-${bridge}` }));
    expect([one.status, read(one).text.includes('2 claims')]).toEqual([200, false]);
    await desk.press(readForm(one), 'save');
    expect([await desk.store.claims.countAll(), analyse((await desk.load(1)).record).chains.length]).toEqual([1, 2]);
  });

  it('an answer about a name counts for all proposals with that name', async () => {
    const [cost, rail] = ['Repairs would', 'We have no'].map((claim) => findProposal(desk.form.fields, claim));
    const both = { ...desk.tick('Repairs would'), ...desk.tick('We have no') };
    const person = answerKinds(desk.form.fields, cost!, 'person');
    const two = await desk.press(desk.form, 'continue', {
      ...{ ...both, ...person },
      ...answerKinds(desk.form.fields, rail!, 'organisation'),
    });
    expect(read(two).hrefs).toContain(`#f-p-${rail}-card-1-kind`);
    expect(read(two).text).toContain('“Jens Egede” is a person elsewhere in this form: choose the same kind');
    desk.form = await desk.start();
    await desk.save({ ...both, ...person });
    expect(await desk.store.claims.countAll()).toBe(2);
    expect(await desk.store.sources.findByName('Jens Egede')).toHaveLength(1);
  });

  it('each mention of somebody unnamed is a source of its own', async () => {
    await desk.save({
      ...desk.tick('The captain was'),
      ...desk.tick('The captain is', { 'card-1-source': 'Officials', 'card-1-pickedFor': 'Officials' }),
    });
    const [one, other] = await Promise.all([1, 2].map(async (id) => (await desk.load(id)).record.sources));
    const officials = [one!, other!].map((sources) => sources.find(({ kind }) => kind === 'unnamed')!);
    expect(officials.map(({ name }) => name)).toEqual(['Officials', 'Officials']);
    expect(officials[0]!.uid).not.toBe(officials[1]!.uid);
  });

  it('a proposal can be joined to a known claim, which otherwise stays as it is', async () => {
    await desk.save(desk.tickBridge());
    await desk.post('/claims/1/publish', {}, desk.cookie);
    const again = await desk.see(KNOWN);
    expect(read(again).text).toContain(
      'here: The harbour bridge at Sandhythe will stay closed until Friday. (published)',
    );
    desk.form = readForm(again);
    const same = read(
      await desk.press(desk.form, 'continue', desk.tick('The harbour bridge', { join: 'claim-1' })),
    ).text;
    expect(same).not.toContain('new statement');
    expect(same.match(/already in this claim/g)).toHaveLength(3);
    desk.form = await desk.start();
    const preview = await desk.press(desk.form, 'continue', desk.tick('The captain was', { join: 'claim-1' }));
    expect(read(preview).text).toContain('already in this claim');
    const saved = await desk.press(readForm(preview), 'save');
    expect(saved.headers.location).toMatch(/^\/claims\/1-/);
    const { record, revision } = await desk.load(1);
    expect(record.claim).toMatchObject({ status: 'published', text: expect.stringMatching(/^The harbour/) as string });
    expect([record.statements.length, revision]).toEqual([4, 3]);
    // The same mention, read again, is no second source.
    desk.form = await desk.start();
    const once = await desk.press(desk.form, 'continue', desk.tick('The captain was', { join: 'claim-1' }));
    expect(read(once).text).not.toMatch(/new statement|New sources/);
  });

  it('a claim that says nearly the same is offered in the preview', async () => {
    await desk.save(desk.tickBridge());
    desk.form = await desk.start();
    const preview = await desk.press(desk.form, 'continue', desk.tick('The harbour bridge'));
    expect(read(preview).text).toContain('Is it one of these claims?');
    const joined = await desk.press(readForm(preview), 'continue', desk.of('The harbour bridge', { join: 'claim-1' }));
    expect(read(joined).text).toContain('an existing claim, draft');
    // The choice alone, without a second look, saves nothing.
    const unseen = await desk.press(readForm(preview), 'save', desk.of('The harbour bridge', { join: 'claim-1' }));
    expect(unseen.headers.location ?? '').not.toMatch(/^\/claims/);
    expect([await desk.store.claims.countAll(), (await desk.load(1)).revision]).toEqual([1, 1]);
  });

  it('what somebody else changed meanwhile is shown in the preview again, and nothing is lost', async () => {
    await desk.save(desk.tickBridge());
    desk.form = await desk.start();
    const two = { ...desk.tick('The captain was', { join: 'claim-1' }), ...desk.tick('We have no') };
    const rail = answerKinds(desk.form.fields, findProposal(desk.form.fields, 'We have no'), 'person');
    const preview = await desk.press(desk.form, 'continue', { ...two, ...rail });
    const { record } = await desk.load(1);
    const claim = { text: 'Their words.', language: 'en', revision: '1' };
    expect((await desk.post('/claims/1/edit', claim, desk.cookie)).status).toBe(303);
    const late = await desk.press(readForm(preview), 'save');
    expect(late.status).toBe(422);
    expect(read(late).text).toMatch(/something was changed in the meantime.*Their words\./);
    expect(await desk.store.claims.countAll()).toBe(1);
    expect((await desk.load(1)).record.statements).toHaveLength(record.statements.length);
    expect(read(await desk.press(readForm(late), 'save')).text).toContain('Saved 2 claims');
    expect(await desk.store.claims.countAll()).toBe(2);
    expect((await desk.load(1)).record.claim.text).toBe('Their words.');
  });

  it('a chain read for a claim is added to it, whatever its words are', async () => {
    await desk.save(desk.tickBridge());
    const first = await desk.press(await desk.start('/claims/1/chains/new'), 'continue', { 'story-text': STORY });
    desk.form = readForm(first);
    expect(desk.form.fields).toMatchObject({ claim: '1', mode: 'proposals' });
    expect(Object.keys(desk.form.fields).filter((name) => /-(?:claim|join)$/.test(name))).toEqual([]);
    const url = { 'story-url': 'https://coastwire.example/again', 'story-title': 'Once more' };
    await desk.save({ 'p-4-take': 'yes', ...url });
    expect([await desk.store.claims.countAll(), (await desk.load(1)).record.statements.length]).toEqual([1, 5]);
  });
});
