/** `/claims/:id/history` and the versions below it: what is told, and to whom. */
import { describe, expect, it } from 'vitest';
import { UNDISPUTED, type Evidence } from '../../../../src/model/records.ts';
import { makeComparison } from '../../../../src/web/claims/history/changes/phrases.ts';
import { graph } from '../../../support/graph.ts';
import { openDesk, restate, retell, takeOut, uidBy } from './desk.ts';
import { aRecord, openApp, putIn } from '../../open-app.ts';
import { read } from '../../signed-in.ts';
import { claimHistorySchema } from '../../../../src/web/records/twins.ts';

const HISTORY = '/claims/1-the-visit-follows-up/history';

interface Told {
  claim: object;
  revisions: { revision: number; url: string | null; sentences: string[]; changes: object[] | null }[];
  notShown: number;
  earlierDrafts: number;
  next: string | null;
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** What the newest revision is told to have changed. */
async function tellLast({ get }: Desk): Promise<string[]> {
  const { body } = await get('/claims/1/history.json');
  return claimHistorySchema.parse(body).revisions[0]!.sentences;
}

describe('changes', () => {
  it('the history shows the newest changes first, with who, when and why', async () => {
    const desk = await openDesk();
    await desk.edit(retell({ text: 'The visit follows up on 4 June.' }), 'A date helps', 'Ada');
    await desk.edit(takeOut('Yonhap'), null, 'Ben');
    const answer = await desk.get('/claims/1-the-visit-follows-up-on-4-june/history');
    const page = read(answer);
    expect(answer.status).toBe(200);
    expect(page.title).toBe('History: The visit follows up on 4 June. – Hearsay');
    expect(page.text).toMatch(
      /Revision 3 19 June 2025, 10:02 UTC Ben .*Revision 2 19 June 2025, 10:01 UTC Ada Reason: A date helps .*Revision 1 18 June 2025/,
    );
    expect(answer.text).toContain('<time datetime="2025-06-19T10:02:00Z">19 June 2025, 10:02 UTC</time>');
    expect(page.text).toContain('Removed the statement of Yonhap .');
    expect(page.text).toMatch(/Removed the attribution IANS → Yonhap \. Removed the attribution Yonhap → TASS \./);
    expect(page.text).toContain('Added the claim and published it.');
    expect(page.text).toContain('Added the attribution TASS → the Security Council of Russia .');
  });

  it('an imported revision has the date of the citation, and says when it came in', async () => {
    const { store, get } = openApp();
    const times = { createdAt: '2024-02-01T08:00:00Z', updatedAt: '2024-02-03T08:00:00Z' };
    await putIn(store, aRecord(graph('a->b'), { text: 'The visit follows up.', ...times }));
    const dated = '3 February 2024, 08:00 UTC , imported 18 June 2025, 09:00 UTC';
    expect(read(await get(HISTORY)).text).toContain(dated);
    expect(read(await get(`${HISTORY}/1`)).text).toContain(`Revision 1 of 1, ${dated} , by test .`);
    expect(read(await get('/claims/1-the-visit-follows-up')).text).toMatch(/revision 1, 3 February 2024/);
  });

  it('the history marks changes of a wording word by word, in words too', async () => {
    const desk = await openDesk();
    await desk.edit(restate('TASS', { wording: 'He may travel again.', language: 'en' }));
    await desk.edit(restate('TASS', { wording: 'He will travel again.' }));
    const { text } = await desk.get(HISTORY);
    expect(text).toContain(
      '<p dir="auto" lang="en">He <del><span class="hidden" lang="en">removed: </span>may</del><ins><span class="hidden" lang="en">added: </span>will</ins> travel again.</p>',
    );
    expect(text).toContain('Added the wording of the statement of <bdi>TASS</bdi>.');
    expect(await tellLast(desk)).toEqual(['Changed the wording of the statement of TASS.']);
  });

  it('the history shows texts side by side that share hardly a word', async () => {
    const desk = await openDesk();
    const words = (from: number) => Array.from({ length: 900 }, (_, n) => `w${from + n}`).join(' ');
    await desk.edit(retell({ note: words(0) }));
    await desk.edit(retell({ note: words(5000) }));
    const { text } = await desk.get(HISTORY);
    expect(text).toContain('<div class="apart">');
  });

  it('the history stops comparing when a page has too much text, and leaves out the rest', () => {
    const compare = makeComparison();
    const text = (n: number) => `${'so many words '.repeat(700)}${n}`;
    const views = Array.from({ length: 40 }, (_, n) => {
      return compare({ label: null, before: text(n), after: text(n + 1), lang: 'en' });
    });
    const kinds = views.map(({ parts, apart, isLeftOut }) =>
      parts ? 'parts' : apart ? 'apart' : isLeftOut ? 'out' : '',
    );
    expect([...new Set(kinds)]).toEqual(['parts', 'apart', 'out']);
  });

  it('the history describes a change of any member of claim and statement', async () => {
    const desk = await openDesk();
    const told = async (change: Parameters<Desk['edit']>[0]) => {
      await desk.edit(change);
      return tellLast(desk);
    };
    expect(await told(retell({ language: 'ko', aboutDate: '2025-06', topics: ['x', 'y'] }))).toEqual([
      'Changed the claim’s language from English to Korean.',
      'Added the date that the claim is about: June 2025.',
      'Added the topic x.',
      'Added the topic y.',
    ]);
    expect(await told(retell({ aboutDate: null, topics: ['y', 'x'], note: 'A note.' }))).toEqual([
      'Removed the date that the claim is about: June 2025.',
      'Changed the order of the topics.',
      'Added the note.',
    ]);
    const other = aRecord(graph('x->y'), { text: 'Another claim.' });
    await putIn(desk.store, other);
    const became = { claim: other.claim.uid, relation: 'became', note: 'By mail.' } as const;
    const partOf = { claim: '01977c00-0000-7000-8000-000000000001', relation: 'part-of', note: null } as const;
    expect(await told(retell({ relations: [became, partOf] }))).toEqual([
      'Added that the claim became “Another claim.”.',
      `Added that the claim is part of a claim that is not here (${partOf.claim}).`,
    ]);
    expect(await told(retell({ relations: [{ ...became, note: null }] }))).toEqual([
      `Removed that the claim is part of a claim that is not here (${partOf.claim}).`,
      'Removed the note on this: that the claim became “Another claim.”.',
    ]);
    expect(await told(restate('TASS', { statedAt: '2025-06-04', stance: 'denies', basis: 'own-act' }))).toEqual([
      'Added the date of the statement of TASS: 4 June 2025.',
      'Changed the stance of the statement of TASS from “asserts” to “denies”.',
      'Changed the basis of the statement of TASS from “unknown” to “own act”.',
    ]);
    expect(await told(restate('TASS', { retractedAt: '2025-06-18', retractionReason: 'A slip.' }))).toEqual([
      'Marked the statement of TASS as retracted on 18 June 2025.',
    ]);
    expect(await told(restate('TASS', { retractionReason: 'A bad slip.' }))).toEqual([
      'Changed why the statement of TASS was retracted.',
    ]);
    expect(await told(restate('TASS', { retractedAt: '2025-06-19' }))).toEqual([
      'Changed the day on which the statement of TASS was retracted from 18 June 2025 to 19 June 2025.',
    ]);
    expect(await told(restate('TASS', { retractedAt: '2025-06-20/2025-06-21' }))).toEqual([
      'Changed the day on which the statement of TASS was retracted from 19 June 2025 to between 20 and 21 June 2025.',
    ]);
    expect(await told(restate('TASS', { retractedAt: null, retractionReason: null }))).toEqual([
      'Withdrew the retraction of the statement of TASS.',
    ]);
    expect(await told(restate('TASS', { retractedAt: '2025-06~', statedAt: '2025-05~' }))).toEqual([
      'Changed the date of the statement of TASS from 4 June 2025 to about May 2025.',
      'Marked the statement of TASS as retracted around June 2025.',
    ]);
  });

  it('the history describes changes of hops and their evidence', async () => {
    const desk = await openDesk();
    const change = (edit: (pieces: readonly Evidence[]) => object) =>
      desk.edit((record) => {
        const [citing, cited] = [uidBy(record, 'IANS'), uidBy(record, 'TASS')];
        const attributions = record.attributions.map((edge) =>
          edge.citing === citing && edge.cited === cited ? { ...edge, ...edit(edge.evidence) } : edge,
        );
        return { ...record, attributions };
      });
    await change((evidence) => ({
      manner: 'quotes',
      cue: 'quoted',
      evidence: [{ ...evidence[0]!, exact: 'Other words' }],
    }));
    expect(await tellLast(desk)).toEqual([
      'Changed the manner of the attribution IANS → TASS from “cites” to “quotes”.',
      'Added the cue of the attribution IANS → TASS.',
      'Changed an excerpt from “A story” for the attribution IANS → TASS.',
    ]);
    await change((evidence) => ({
      evidence: [
        { ...evidence[0]!, prefix: 'before' },
        { ...evidence[0]!, exact: 'More' },
      ],
    }));
    expect(await tellLast(desk)).toEqual([
      'Changed the position of the excerpt for the attribution IANS → TASS in “A story”.',
      'Added an excerpt from “A story” for the attribution IANS → TASS.',
    ]);
    await change((evidence) => ({ evidence: [...evidence].reverse() }));
    expect(await tellLast(desk)).toEqual(['Changed the order of the excerpts of the attribution IANS → TASS.']);
    await change(() => ({ evidence: [] }));
    expect(await tellLast(desk)).toHaveLength(2);
    const { sources } = (await desk.load()).record;
    const uidOf = (name: string) => sources.find((source) => source.name === name)!.uid;
    const tell = async (dispute: object) => {
      await change(() => dispute);
      return tellLast(desk);
    };
    expect(await tell({ disputedBy: uidOf('Security Council of Russia') })).toEqual([
      'Recorded that the Security Council of Russia disputes the attribution IANS → TASS.',
    ]);
    expect(await tell({ disputedBy: uidOf('TASS'), disputedAt: '2025-08-27', disputeReason: 'No.' })).toEqual([
      'Changed who disputes the attribution IANS → TASS from the Security Council of Russia to TASS.',
      'Added the day on which the attribution IANS → TASS was disputed: 27 August 2025.',
      'Changed why the attribution IANS → TASS is disputed.',
    ]);
    expect(await tell(UNDISPUTED)).toEqual(['Withdrew the dispute over the attribution IANS → TASS.']);
    expect(await tell({ disputedAt: '2025-08-27' })).toEqual([
      'Recorded that the attribution IANS → TASS was disputed on 27 August 2025.',
    ]);
    expect(await tell({ disputedAt: null, disputeReason: 'No.' })).toEqual([
      'Removed the day on which the attribution IANS → TASS was disputed: 27 August 2025.',
      'Changed why the attribution IANS → TASS is disputed.',
    ]);
    await desk.edit((record) => ({
      ...record,
      attributions: record.attributions.filter(({ disputeReason }) => !disputeReason),
    }));
    expect(await tellLast(desk)).toEqual(['Removed the attribution IANS → TASS.']);
    await desk.send((await desk.load()).revision, 'undo');
    expect(await tellLast(desk)).toEqual([
      'Added the attribution IANS → TASS.',
      'Recorded that the attribution IANS → TASS is disputed.',
    ]);
    await desk.edit((record) => {
      const [edge, ...rest] = record.attributions;
      return { ...record, attributions: [{ ...edge!, cited: uidBy(record, 'Security Council of Russia') }, ...rest] };
    });
    expect((await tellLast(desk))[0]).toMatch(
      /^Made the attribution \w+ → \w+ the attribution \w+ → the Security Council of Russia\.$/,
    );
  });

  it('the history tells statements of one source apart by their dates', async () => {
    const desk = await openDesk('ians@4->tass ians@17->tass', {
      dates: { 'ians@4': '2025-06-04', 'ians@17': '2025-06-17' },
      seen: '',
    });
    await desk.edit((record) => ({ ...record, attributions: record.attributions.slice(1) }));
    expect(await tellLast(desk)).toEqual(['Removed the attribution IANS (4 June 2025) → TASS.']);
  });

  it('the history lists the first of many changed records and counts the others', async () => {
    const desk = await openDesk('s0', { seen: '' });
    const many = aRecord(graph(Array.from({ length: 400 }, (_, place) => `s${place}`).join('->')));
    await desk.edit((record) => ({ ...many, claim: record.claim }));
    const page = read(await desk.get(HISTORY));
    expect(page.text).toMatch(/And 77\d more records\./);
  });

  it('the history escapes what was typed', async () => {
    const evil = '</p><script>alert(1)</script> "quoted" مرحبا {{text}}';
    const desk = await openDesk();
    await desk.edit(retell({ note: evil, topics: [evil] }), evil, evil);
    await desk.edit(restate('TASS', { wording: evil, language: 'ar' }), evil);
    for (const path of [HISTORY, `${HISTORY}/2`]) {
      const answer = await desk.get(path);
      expect(answer.text).not.toContain('<script>');
      expect(read(answer).text).toContain(evil);
    }
  });
});

describe('history pages', () => {
  it('the history is paged by key to the first revision', async () => {
    const desk = await openDesk();
    for (let note = 2; note <= 45; note += 1) await desk.edit(retell({ note: `Note ${note}` }));
    const seen: number[] = [];
    let next: string | null = `${HISTORY}.json`;
    while (next) {
      const { body } = await desk.get(next);
      const page = body as Told;
      seen.push(...page.revisions.map(({ revision }) => revision));
      expect(page.earlierDrafts).toBe(0);
      next = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 45 }, (_, place) => 45 - place));
    const second = read(await desk.get(`${HISTORY}?before=26`));
    expect(second.hrefs).toContain(`${HISTORY}?before=6`);
    expect(second.text).toContain('Back to the newest changes');
    expect(read(await desk.get(`${HISTORY}?before=1`)).text).toContain('There are no older changes to see.');
  });

  it('a history page after anything but a revision number is refused', async () => {
    const desk = await openDesk();
    for (const before of ['0', '-1', 'x', '1e9', '']) {
      const { status, body } = await desk.get(`${HISTORY}.json?before=${before}`);
      expect(status).toBe(400);
      expect(body).toMatchObject({ error: { status: 400, issues: [{ field: 'before' }] } });
    }
  });

  it('a history at a wrong address redirects to the claim’s own', async () => {
    const desk = await openDesk();
    for (const [path, right] of [
      ['/claims/1/history', HISTORY],
      ['/claims/1-wrong/history?before=3', `${HISTORY}?before=3`],
      ['/claims/1-wrong/history/1', `${HISTORY}/1`],
      ['/claims/1-wrong/history/1.json', `${HISTORY}/1.json`],
    ] as const) {
      const { status, headers } = await desk.get(path);
      expect([status, headers.location]).toEqual([302, right]);
    }
    expect((await desk.get('/claims/1/history.json')).status).toBe(200);
    expect((await desk.get('/claims/1/history/1.json')).status).toBe(200);
  });
});

describe('an older version', () => {
  it('an older version shows the claim as it was, says that it is older and links to its neighbours', async () => {
    const desk = await openDesk();
    await desk.edit(takeOut('Yonhap'), 'Not in the story', 'Ada');
    await desk.edit(retell({ note: 'Later.' }));
    const page = read(await desk.get(`${HISTORY}/2`));
    expect(page.text).toContain('This is not the current version. Revision 2 of 3, 19 June 2025, 10:01 UTC , by Ada .');
    expect(page.text).toContain("IANS's report is 2 hops from its origin");
    expect(page.text).not.toContain('Later.');
    expect(page.hrefs).toEqual(expect.arrayContaining([`${HISTORY}/1`, `${HISTORY}/3`, HISTORY, HISTORY.slice(0, -8)]));
    const first = read(await desk.get(`${HISTORY}/1`));
    expect(first.text).toContain("IANS's report is 2 to 3 hops from its origin");
    expect(first.hrefs).not.toContain(`${HISTORY}/0`);
    expect(read(await desk.get(`${HISTORY}/3`)).text).toContain('This is the current version. Revision 3 of 3');
  });

  it('an older version has a JSON twin at its own address', async () => {
    const desk = await openDesk();
    await desk.edit(takeOut('Yonhap'));
    const { body } = await desk.get(`${HISTORY}/1.json`);
    expect(body).toMatchObject({ format: 'hearsay.claim/1', url: `http://hearsay.test${HISTORY}/1` });
    expect((body as { statements: object[] }).statements).toHaveLength(4);
  });

  it('a version that never was is not found', async () => {
    const desk = await openDesk();
    for (const revision of ['2', '0', '01', '-1', 'x', '1e3', '99999999999999999999']) {
      expect((await desk.get(`${HISTORY}/${revision}`)).status).toBe(404);
      expect((await desk.get(`${HISTORY}/${revision}.json`)).status).toBe(404);
    }
    expect((await desk.get('/claims/7/history/1')).status).toBe(404);
  });
});

describe('the history for readers', () => {
  /** Two drafts, published, changed, withdrawn, changed, published again. */
  async function openLife() {
    const desk = await openDesk(undefined, { claim: { status: 'draft', note: 'Secret first.' } });
    await desk.edit(retell({ note: 'Secret second.' }), 'Drafting');
    await desk.edit(retell({ status: 'published', note: 'Open.' }), 'Ready');
    await desk.edit(retell({ note: 'Open too.' }));
    await desk.edit(retell({ status: 'withdrawn', note: 'Secret third.' }), 'Legal asked');
    await desk.edit(retell({ note: 'Secret fourth.' }), 'Secret reason');
    await desk.edit(retell({ status: 'published', note: 'Open again.' }), 'Cleared');
    return desk;
  }

  it('the history for readers never shows a draft nor how a version differs from one', async () => {
    const desk = await openLife();
    const page = await desk.get(HISTORY);
    const twin = await desk.get(`${HISTORY}.json`);
    for (const { text } of [page, twin]) expect(text).not.toContain('Secret');
    const { text } = read(page);
    expect(text).toContain('2 earlier draft revisions');
    expect(text).toContain('1 revision while the claim was not published');
    expect(text).toMatch(
      /Revision 7 .* Reason: Cleared Published the claim again\. It had 4 statements and 4 attributions then\./,
    );
    expect(text).toMatch(/Revision 5 .* Reason: Legal asked Withdrew the claim\. Revision 4/);
    const told = twin.body as Told;
    expect(told).toMatchObject({ notShown: 1, earlierDrafts: 2, next: null });
    expect(told.revisions.map(({ revision, changes }) => [revision, changes?.length ?? null])).toEqual([
      [7, null],
      [5, null],
      [4, 1],
      [3, null],
    ]);
  });

  it('readers find every published version and no other', async () => {
    const desk = await openLife();
    const seen: number[] = [];
    for (let revision = 1; revision <= 7; revision += 1) {
      const page = await desk.get(`${HISTORY}/${revision}`);
      const twin = await desk.get(`${HISTORY}/${revision}.json`);
      expect(twin.status).toBe(page.status);
      for (const { text } of [page, twin]) expect(text).not.toContain('Secret');
      if (page.status !== 200) expect(page.status).toBe(404);
      else seen.push(revision);
      for (const href of page.status === 200 ? read(page).hrefs.filter((path) => path.startsWith(`${HISTORY}/`)) : []) {
        expect((await desk.get(href)).status, href).toBe(200);
      }
    }
    expect(seen).toEqual([3, 4, 7]);
  });

  it('editors see the drafts in the history', async () => {
    const desk = await openLife();
    const page = read(await desk.see(HISTORY));
    expect(page.text).toContain('removed: Secret fourth');
    expect(page.text).not.toContain('draft revisions');
    for (let revision = 1; revision <= 7; revision += 1) {
      expect((await desk.see(`${HISTORY}/${revision}`)).status).toBe(200);
    }
  });

  it.each(['draft', 'withdrawn'] as const)(
    'nothing of a %s claim is found by readers at any address',
    async (status) => {
      const desk = await openDesk();
      await desk.edit(retell({ status, note: 'Secret.' }));
      const claim = HISTORY.slice(0, -'/history'.length);
      for (const path of [claim, HISTORY, `${HISTORY}/1`, `${HISTORY}/2`, '/claims/1', '/claims/1-x/history']) {
        for (const address of [path, `${path}.json`]) {
          const answer = await desk.get(address);
          expect(answer.status, address).toBe(status === 'draft' ? 404 : 410);
          expect(answer.text).not.toMatch(/The visit|Secret/);
          expect(answer.headers['cache-control']).toBe('no-store');
          const forEditor = await desk.see(address, 1);
          expect(forEditor.status, address).toBe(200);
          expect(forEditor.headers['cache-control']).toBe('private, no-store');
        }
      }
    },
  );

  it('the first page of the history reaches back past many drafts', async () => {
    const desk = await openDesk(undefined, { claim: { status: 'draft' } });
    for (let note = 2; note <= 30; note += 1) await desk.edit(retell({ note: `Draft ${note}` }));
    await desk.edit(retell({ status: 'published' }));
    const { body } = await desk.get(`${HISTORY}.json`);
    expect(body).toMatchObject({ revisions: [{ revision: 31 }], earlierDrafts: 30, next: null });
    const beyond = await desk.get(`${HISTORY}.json?before=12`);
    expect(beyond.body).toMatchObject({ revisions: [], earlierDrafts: 30, next: null });
  });
});

it('the history names sources that are no longer in the claim', async () => {
  const desk = await openDesk();
  await desk.edit(takeOut('Yonhap'));
  await putIn(desk.store, aRecord(graph('x'), { text: 'Another.' }));
  await desk.edit(retell({ note: 'x' }));
  expect(read(await desk.get(`${HISTORY}?before=3`)).text).toContain('Removed the statement of Yonhap .');
});
