/** A hop that somebody disputes: entered in its form, shown where the hop is. */
import { beforeEach, describe, expect, it } from 'vitest';
import { isDisputed, type Attribution } from '../../../../src/model/records.ts';
import { read } from '../../signed-in.ts';
import { openNewsroom, recordFirst, type App, type Fields } from './desk.ts';

describe('the dispute of a hop', () => {
  let app: App;
  let cookie: string;
  let hop: Attribution;

  beforeEach(async () => {
    ({ app, cookie } = await openNewsroom());
    hop = (await recordFirst(app, cookie)).record.attributions[0]!;
  });

  const reload = async () => (await app.store.claims.load(1))!;
  const path = () => `/attributions/${hop.uid}/edit`;
  const open = async () => app.get(path()).set('Cookie', cookie);
  /** Sends the form as it is, with these fields changed. */
  const send = async (fields: Fields) => {
    const { revision } = await reload();
    const { citing, cited, manner, cue } = hop;
    const kept = {
      revision: String(revision),
      citing,
      cited,
      manner,
      cue: cue ?? '',
      note: '',
      action: 'save',
      confirmed: 'yes',
    };
    const shown = (await open()).text.matchAll(/name="(piece-\d+-document|disputedBy-\w+)"[^>]*value="([^"]*)"/gu);
    const given = Object.fromEntries([...shown].map(([, name, value]) => [name!, value!]));
    return app.post(path(), { ...kept, ...given, 'piece-0-exact': 'TASS quoted', ...fields }, cookie);
  };
  const dispute = { disputedBy: 'TASS', disputedAt: '2025-08-27', disputeReason: 'We <never> said so.' };

  it('is saved by the name of a known source, shown with the hop and told in the history', async () => {
    expect((await send(dispute)).status).toBe(303);
    const { record } = await reload();
    const tass = record.sources.find(({ name }) => name === 'TASS')!;
    const saved = record.attributions.find(({ uid }) => uid === hop.uid)!;
    expect(saved).toEqual({ ...hop, ...dispute, disputedBy: tass.uid });
    const page = read(await app.get('/claims/1').redirects(1));
    expect(page.text).toContain('Disputed by TASS on 27 August 2025 : We <never> said so.');
    const history = read(await app.get('/claims/1/history').redirects(1));
    expect(history.text).toMatch(/Recorded that TASS disputed the attribution IANS → TASS on 27 August 2025 ?\./u);
    const [document] = record.documents;
    const number = (await app.store.documents.loadByUids([document!.uid]))[0]!.id;
    const story = read(await app.get(`/documents/${number}`).redirects(1));
    expect(story.text).toContain('Disputed by TASS on 27 August 2025 : We <never> said so.');
    const { body } = await app.get(`/documents/${number}.json`).redirects(1);
    expect(body).toMatchObject({ excerpts: [{ disputedAt: '2025-08-27', disputedBy: { name: 'TASS' } }, {}] });
    const annotations = await app.get(`/documents/${number}/annotations.jsonld`).redirects(1);
    expect(annotations.text).toContain('"value": "IANS cites TASS (disputed)"');
    // The form has it again, and leaves it as it is.
    const form = (await open()).text;
    for (const value of ['value="TASS"', 'value="2025-08-27"', 'We &lt;never&gt; said so.'])
      expect(form).toContain(value);
    const { revision } = await reload();
    await send(dispute);
    expect((await reload()).revision).toBe(revision);
    await send({ disputedBy: '', disputedAt: '', disputeReason: '' });
    expect((await reload()).record.attributions.some(isDisputed)).toBe(false);
  });

  it('by a source that is new is asked about, and nothing that was typed is lost', async () => {
    const asked = await send({ ...dispute, disputedBy: 'Halden Bulk', disputedAt: 'August' });
    expect(asked.status).toBe(422);
    const { text } = read(asked);
    expect(text).toContain('“Halden Bulk” is not here yet: choose what kind of source it is');
    expect(text).toContain('Disputed on must be a date');
    for (const value of ['value="Halden Bulk"', 'value="August"', 'We &lt;never&gt; said so.'])
      expect(asked.text).toContain(value);
    const isNew = {
      'disputedBy-pick': 'new',
      'disputedBy-pickedFor': 'Halden Bulk',
      'disputedBy-kind': 'organisation',
    };
    expect((await send({ ...dispute, disputedBy: 'Halden Bulk', ...isNew })).status).toBe(303);
    const { record } = await reload();
    const made = record.sources.find(({ name }) => name === 'Halden Bulk')!;
    expect(made.kind).toBe('organisation');
    expect(record.attributions.find(isDisputed)!.disputedBy).toBe(made.uid);
  });

  it('may have a date or a reason alone', async () => {
    await send({ disputeReason: 'Never said.' });
    expect(read(await app.get('/claims/1').redirects(1)).text).toContain('Disputed : Never said.');
    await send({ disputeReason: '', disputedAt: '2025' });
    expect(read(await app.get('/claims/1').redirects(1)).text).toContain('Disputed in 2025');
  });

  it('is no hindrance to saying in the form that a hop copies, in plain words', async () => {
    expect((await open()).text).toMatch(/<option value="copies"[^>]*>uses without credit</u);
    expect((await send({ manner: 'copies' })).status).toBe(303);
    expect((await reload()).record.attributions.find(({ uid }) => uid === hop.uid)!.manner).toBe('copies');
  });
});
