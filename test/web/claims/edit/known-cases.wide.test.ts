/** Cases that the field knows, entered by the forms alone, and what a claim's page and its JSON say of them. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClaimRecord, Statement } from '../../../../src/model/records.ts';
import type { LoadedClaim } from '../../../../src/storage/types.ts';
import { readHtml } from '../../html.ts';
import { read } from '../../signed-in.ts';
import { cards, fresh, loadAt, openNewsroom, sendDraft, type App, type Fields } from './desk.ts';
import { readFields } from './reading/desk.ts';
import { isThorough } from '../../../support/thorough.ts';

let app: App;
let cookie: string;
beforeEach(async () => {
  ({ app, cookie } = await openNewsroom());
});

const CLAIM = { text: 'The bridge has eleven arches.', language: 'en' };

/** Adds a claim, or a chain to one. */
const enter = async (fields: Fields, to?: LoadedClaim): Promise<LoadedClaim> => {
  const form = to ? `/claims/${to.id}/chains/new` : '/claims/new';
  return loadAt(app, await sendDraft(app, form, { ...(to ? {} : CLAIM), ...fields, action: 'save' }, cookie));
};

/** Opens the form of a statement or a hop, and sends it with what was changed in it. */
async function edit(path: string, changes: Fields): Promise<void> {
  const shown = await app.get(path).set('Cookie', cookie);
  const answer = await app.post(path, { ...readFields(shown), ...changes, action: 'save', confirmed: 'yes' }, cookie);
  expect(answer.status, answer.text).toBe(303);
}

interface Analysis {
  hops: { fewest: number; most: number; open: boolean } | null;
  reports: unknown[];
  ends: { statement: string; kind: string }[];
  circles: string[][];
  chokePoints: string[];
  independentSources: number;
  chainCount: string;
  findings: { kind: string; message: string }[];
}

/** The claim's analysis in its JSON, its statements by name, and its page, which must say of a finding what the JSON says. */
async function look({ id }: LoadedClaim) {
  const { record } = await reload(id);
  const see = (path: string) => app.get(path).set('Cookie', cookie).redirects(1);
  const answer = await see(`/claims/${id}`);
  const { analysis } = (await see(`/claims/${id}.json`)).body as { analysis: Analysis };
  const page = read(answer);
  for (const { kind, message } of analysis.findings) {
    // The page says several of a kind in one sentence.
    const isAlone = analysis.findings.filter((one) => one.kind === kind).length === 1;
    if (isAlone) expect(page.text.replaceAll(' .', '.')).toContain(message);
  }
  const { hops, reports, circles, chokePoints, independentSources, chainCount } = analysis;
  const name = (uid: string) => nameOf(record, uid);
  return {
    page,
    headline: readHtml(/<p class="lead">(.*?)<\/p>/s.exec(answer.text)![1]!).text.trim(),
    findings: analysis.findings.map(({ kind, message }) => `${kind}: ${message}`),
    measures: {
      ...{ hops, reports: reports.length, chains: Number(chainCount), independentSources },
      ends: analysis.ends.map(({ statement, kind }) => `${name(statement)}: ${kind}`),
      ...{ chokePoints: chokePoints.map(name), circles: circles.map((circle) => circle.map(name)) },
    },
  };
}

const reload = async (id: number): Promise<LoadedClaim> => (await app.store.claims.load(id))!;

function nameOf({ statements, sources }: ClaimRecord, uid: string): string {
  const { source } = statements.find((one) => one.uid === uid)!;
  return sources.find((one) => one.uid === source)!.name;
}

const findBy = ({ record }: LoadedClaim, name: string): Statement =>
  record.statements.find(({ uid }) => nameOf(record, uid) === name)!;

/** A card whose source, an unnamed one that the claim has, was chosen where the form asked. */
const again = (claim: LoadedClaim, name: string): Fields => {
  return { source: name, pick: findBy(claim, name).source, pickedFor: name };
};

/** A story that was read. */
const story = (publisher: string, date: string, text: string, more: Fields = {}): Fields => {
  const title = `${publisher}, ${date}`;
  const own = { 'story-publisher': publisher, 'story-title': title, 'story-date': date, 'story-text': text };
  return { ...own, ...more };
};

const hops = (fewest: number) => ({ fewest, most: fewest, open: false });

describe('citogenesis: a paper cites an encyclopedia, which then cites the paper', () => {
  it('is a circle as it is typed in one line, and has no end', async () => {
    const typed = { ...CLAIM, mode: 'cards', line: 'Paper < Encyclopedia < Paper', action: 'continue' };
    const shown = await sendDraft(app, '/claims/new', typed, cookie);
    // No source here has a name like it, so none is offered.
    expect(read(shown).text).toContain('“Encyclopedia” is not here yet: choose what kind of source it is');
    const asked = readFields(shown);
    // The answer about Paper holds for both of its cards.
    expect(asked).not.toHaveProperty('card-2-kind');
    const kinds = { 'card-0-kind': 'outlet', 'card-1-kind': 'organisation' };
    const claim = await enter({ ...asked, 'card-0-pick': 'new', 'card-1-pick': 'new', ...kinds });
    const { measures, headline, findings, page } = await look(claim);
    expect(measures).toEqual({
      ...{ hops: null, reports: 0, chains: 0, independentSources: 0, ends: [], chokePoints: [] },
      circles: [['Paper', 'Encyclopedia']],
    });
    expect(headline).toBe(
      'Statements by Paper and Encyclopedia cite one another in a circle and reach no end; nobody here has read any of the statements; there is no evidence that Paper cites Encyclopedia or that Encyclopedia cites Paper.',
    );
    expect(findings).toEqual([
      'circle: Statements by Paper and Encyclopedia cite one another in a circle.',
      'no-end: Statements by Paper and Encyclopedia cite one another and reach no end.',
      'unsupported-hop: There is no evidence that Paper cites Encyclopedia.',
      'unsupported-hop: There is no evidence that Encyclopedia cites Paper.',
    ]);
    expect(page.text).toContain('No end reached 0 reports no independent sources');
  });

  it('is no circle once the page’s versions are told apart: its first version gives no source', async () => {
    const version = (date: string): Fields => {
      return { 'story-url': 'https://encyclopedia.example/bridge', 'story-kind': 'page', 'story-version': date };
    };
    const edition = (date: string, text: string) => story('Encyclopedia', date, text, version(date));
    const first = await enter({
      ...edition('2011-03-01', 'It has eleven arches.'),
      ...cards(fresh('Encyclopedia', 'organisation')),
    });
    const alone = await look(first);
    expect(alone.measures).toMatchObject({ hops: hops(0), independentSources: 1, ends: ['Encyclopedia: unsourced'] });
    const second = await enter(
      {
        ...story('Paper', '2012-05-01', 'According to the Encyclopedia, it has eleven.'),
        ...cards(fresh('Paper', 'outlet', { cue: 'according to', excerpt: 'According to the Encyclopedia' }), {
          source: 'Encyclopedia',
        }),
      },
      first,
    );
    const third = await enter(
      {
        ...edition('2013-01-01', 'It has eleven arches. (Paper, 2012)'),
        ...cards({ source: 'Encyclopedia', cue: 'Paper, 2012', excerpt: '(Paper, 2012)' }, { source: 'Paper' }),
      },
      second,
    );
    expect(third.record.documents.map(({ version }) => version)).toEqual(['2011-03-01', null, '2013-01-01']);
    const { measures, headline, findings } = await look(third);
    expect(measures).toEqual({
      ...{ hops: hops(2), reports: 1, chains: 1, independentSources: 1 },
      ...{ ends: ['Encyclopedia: unsourced'], chokePoints: ['Paper'], circles: [] },
    });
    expect(headline).toBe(
      "Encyclopedia's statement of 1 January 2013 is 2 hops from Encyclopedia (1 March 2011), which gives no source; every statement has been read here.",
    );
    expect(findings).toEqual(['echo: Encyclopedia turns up again further up its own chain.']);
  });
});

it('a forged dossier: what goes back to it is marked once it is retracted, and what doesn’t is not', async () => {
  const names = ['Ada Times', 'Bo News', 'Cy Post'];
  let claim: LoadedClaim | undefined;
  for (const name of names) {
    const outlet = fresh(name, 'outlet', { cue: 'says', excerpt: 'A dossier says so' });
    const dossier = claim ? again(claim, 'a dossier') : fresh('a dossier', 'unnamed', { date: '2016' });
    claim = await enter({ ...story(name, '2017-01-02', 'A dossier says so.'), ...cards(outlet, dossier) }, claim);
  }
  claim = await enter(
    { ...story('Dee Wire', '2017-01-03', 'It has.'), ...cards(fresh('Dee Wire', 'agency', { basis: 'witnessed' })) },
    claim,
  );
  const retraction = { retractedAt: '2019-11-09', retractionReason: 'It was forged.' };
  await edit(`/statements/${findBy(claim, 'a dossier').uid}/edit`, retraction);
  const { measures, headline, findings, page } = await look(claim);
  expect(measures).toEqual({
    ...{ hops: { fewest: 0, most: 1, open: false }, reports: 4, chains: 4, independentSources: 1 },
    ...{ ends: expect.arrayContaining(['a dossier: unnamed', 'Dee Wire: origin']) as unknown },
    ...{ chokePoints: [], circles: [] },
  });
  expect(headline).toContain(
    '3 reports, by Ada Times, Bo News and Cy Post, are 1 hop from an unnamed source (“a dossier”)',
  );
  expect(headline).toContain('The statement by an unnamed source (“a dossier”) was retracted on 9 November 2019.');
  expect(findings).toEqual([
    'retracted: The statement by an unnamed source (“a dossier”) was retracted; 3 other statements go back to it.',
    'unnamed-end: A trail ends at an unnamed source (“a dossier”).',
  ]);
  expect(page.text).toContain('It was forged.');
  for (const name of names)
    expect(page.text).toMatch(new RegExp(`REPORT · 2 Jan 2017 ${name}[^]{0,60}Goes back to a retracted statement`));
  expect(page.text).not.toMatch(/REPORT[^]{0,20}Dee Wire[^]{0,60}Goes back to a retracted statement/);
});

it('one official behind many papers: no independent source, one unnamed end, one choke point', async () => {
  const papers = isThorough ? 40 : 8;
  let claim: LoadedClaim | undefined;
  for (let n = 1; n <= papers; n += 1) {
    const paper = fresh(`Paper ${n}`, 'outlet', { cue: 'citing' });
    const rest = claim
      ? [{ source: 'Agency', cue: 'citing' }, again(claim, 'a senior official')]
      : [fresh('Agency', 'agency', { cue: 'citing' }), fresh('a senior official', 'unnamed')];
    claim = await enter(cards(paper, ...rest), claim);
  }
  const { measures, headline, findings, page } = await look(claim!);
  expect(claim!.record.statements).toHaveLength(papers + 2);
  expect(measures).toEqual({
    ...{ hops: hops(2), reports: papers, chains: papers, independentSources: 0 },
    ...{ ends: ['a senior official: unnamed'], chokePoints: ['Agency'], circles: [] },
  });
  expect(headline).toBe(
    `${papers} reports, by Paper 1, Paper 2, Paper 3, Paper 4 and ${papers - 4} others, are 2 hops from an unnamed source (“a senior official”); every chain passes through Agency; nobody here has read any of the statements; there is no evidence for any of the ${papers + 1} hops.`,
  );
  expect(findings.filter((finding) => !finding.startsWith('unsupported-hop'))).toEqual([
    'unnamed-end: A trail ends at an unnamed source (“a senior official”).',
    'choke-point: Every chain passes through Agency.',
  ]);
  expect(page.text).toContain(`${papers} reports no independent sources ${papers} chains`);
});

it('an unnamed source that the claim has is offered, and may yet be another one', async () => {
  const official = fresh('a senior official', 'unnamed');
  const claim = await enter(cards(fresh('Paper 1', 'outlet', { cue: 'citing' }), official));
  const other = cards(fresh('Paper 2', 'outlet', { cue: 'citing' }), { source: 'a senior official' });
  const form = `/claims/${claim.id}/chains/new`;
  const asked = read(await sendDraft(app, form, { ...other, action: 'continue' }, cookie));
  expect(asked.text).toContain('This claim has an unnamed source “a senior official”: choose it, or a new one');
  expect(asked.text).not.toContain('is not here yet');
  const apart = await enter(cards(fresh('Paper 2', 'outlet', { cue: 'citing' }), official), claim);
  expect((await look(apart)).measures.ends).toHaveLength(2);
});

describe('a photo', () => {
  const photo = story('Mina Roe', '2024-02-01', '', { 'story-title': 'Photo 12', 'story-kind': 'image' });

  it('by a witness is the origin', async () => {
    const taken = await enter({ ...photo, ...cards(fresh('Mina Roe', 'person', { basis: 'witnessed' })) });
    const words = 'The photo by Mina Roe shows it';
    const paper = fresh('Paper', 'outlet', { cue: 'photo by', manner: 'republishes', excerpt: words });
    const claim = await enter(
      { ...story('Paper', '2024-02-02', `${words}.`), ...cards(paper, { source: 'Mina Roe' }) },
      taken,
    );
    expect(claim.record.documents.map(({ kind, title }) => [kind, title])).toContainEqual(['image', 'Photo 12']);
    const { measures, headline, findings, page } = await look(claim);
    expect(measures).toMatchObject({ hops: hops(1), independentSources: 1, ends: ['Mina Roe: origin'] });
    expect(headline).toBe("Paper's report is 1 hop from its origin, Mina Roe; every statement has been read here.");
    expect(findings).toEqual([]);
    expect(page.text).toContain('Photo 12 (Image)');
  });

  it('whose maker’s basis is unknown is none', async () => {
    const claim = await enter({ ...photo, ...cards(fresh('Mina Roe', 'person')) });
    expect((await look(claim)).measures.ends).toEqual(['Mina Roe: unsourced']);
  });
});

it('a disowned quote: the statement that nobody is known to have made takes no part in any count', async () => {
  const words = 'Mina Roe said it has eleven';
  const paper = fresh('Paper', 'outlet', { cue: 'said', manner: 'quotes', excerpt: words });
  const claim = await enter({
    ...story('Paper', '2024-02-02', `${words}.`),
    ...cards(paper, fresh('Mina Roe', 'person', { basis: 'witnessed' })),
  });
  expect((await look(claim)).measures).toMatchObject({ hops: hops(1), ends: ['Mina Roe: origin'] });
  const dispute = { disputedBy: 'Mina Roe', disputedAt: '2024-02-04', disputeReason: 'I never counted them.' };
  await edit(`/attributions/${claim.record.attributions[0]!.uid}/edit`, dispute);
  const { measures, headline, findings, page } = await look(claim);
  expect(measures).toEqual({
    ...{ hops: hops(0), reports: 1, chains: 1, independentSources: 1 },
    ...{ ends: ['Paper: unsourced'], chokePoints: [], circles: [] },
  });
  expect(headline).toBe("Paper's report gives no undisputed source; Mina Roe disputes what Paper attributes to them.");
  expect(findings).toEqual([
    'disputed-hop: Mina Roe disputed on 4 February 2024 what Paper attributes to them: “I never counted them.”',
  ]);
  expect(page.text).toContain('Only a disputed attribution leads here');
});
