import { beforeAll, describe, expect, test } from 'vitest';
import { readClaimFiles } from '../../../src/cli/claim-files.ts';
import { listSampleFiles } from '../../../src/cli/sample.ts';
import { checkStore } from '../../../src/storage/checks/store-check.ts';
import type { FaultReport } from '../../../src/storage/checks/faults.ts';
import { hashText } from '../../../src/text/characters.ts';
import { AT, freshStore } from '../../support/store.ts';
import { putText } from '../../support/texts.ts';

const BY = { at: AT, actor: 'test', reason: null };

/** The sample newsroom, with a merge and a kept text. */
async function openSample() {
  const opened = freshStore();
  const { store } = opened;
  const { incoming } = await readClaimFiles(await listSampleFiles());
  const outcome = await store.claims.import(incoming, BY);
  if (!outcome.ok) throw new Error('The sample has problems.');
  await putText(store, 'kept', 'As it was, word for word, and a little more than eight words of it.');
  const [from, into] = (await store.sources.loadByUids(incoming[0]!.record.sources.map(({ uid }) => uid))).slice(0, 2);
  await store.sources.merge(from!, into!, BY).catch(() => undefined);
  await store.claims.refreshSummaries();
  return opened;
}

describe('the check of a store', () => {
  let opened: Awaited<ReturnType<typeof openSample>>;
  beforeAll(async () => {
    opened = await openSample();
  });
  const check = async (isRepairing = false): Promise<FaultReport[]> => {
    const findings: FaultReport[] = [];
    for await (const finding of checkStore(opened.engine, { isRepairing })) findings.push(finding);
    return findings;
  };

  test('a store that nobody has tampered with has no faults', async () => {
    expect(await check()).toEqual([]);
  });

  test('a document that came with the hash of its text and without the text is no fault', async () => {
    const { store, engine } = freshStore();
    const { incoming } = await readClaimFiles((await listSampleFiles()).slice(0, 1));
    const hashed = incoming.map((one) => {
      const documents = one.record.documents.map((document) => ({ ...document, sha256: hashText(document.title) }));
      return { ...one, record: { ...one.record, documents }, texts: new Map() };
    });
    expect(await store.claims.import(hashed, BY)).toMatchObject({ ok: true });
    const faults: FaultReport[] = [];
    for await (const fault of checkStore(engine, { isRepairing: false })) faults.push(fault);
    expect(faults).toEqual([]);
  });

  /** What is derived, put wrong in a record of its own each, and what the check says of it. */
  const DERIVED: readonly [string, RegExp][] = [
    [
      'update claim_summary set most_hops = 99 where claim_id = 1',
      /^claim 1: its summary is not what its graph gives$/m,
    ],
    ['delete from claim_finding where claim_id = 1', /^claim 1: its kinds of finding are not what/m],
    ['delete from claim_source where claim_id = 2', /^claim 2: the places of its sources are not what/m],
    ['delete from claim_pair where claim_id = 3', /^claim 3: its pairs of sources are not what/m],
    [
      'delete from claim_distance where claim_id = (select max(claim_id) from claim_distance)',
      /^claim \d+: its distances are not what/m,
    ],
    ['delete from claim_search where rowid = 5', /^claim 5: its words in the search index are not what/m],
    [
      `delete from claim_stems where rowid = 6;
       insert into claim_stems (rowid, own, said) values (6, 'other', 'words')`,
      /^claim 6: its words in the search index are not what/m,
    ],
    ['delete from topic_stat', /^topic_stat: the count of topic .+ is not what the claims add up to$/m],
    ['update source_stat set as_end = as_end + 1 where source_id = 3', /^source_stat: the counts of source 3 is not/m],
    ['update source_pair set claims = 99', /^source_pair: how often one cites the other: sources \d+, \d+ are not/m],
    ['delete from source_distance', /^source_distance: the distances of source \d+, \d+ are not/m],
    ["update source set name_key = 'zz' where id = 4; delete from stale_claim", /^source 4: the keys of its names/m],
    ['delete from source_search where rowid = 5', /^source 5: its names in the search index/m],
    ["update document set title_key = 'x' where id = 3", /^document 3: the keys of its title/m],
    ['delete from document_search where rowid = 4', /^document 4: its title in the search/m],
    ['delete from document_shingle', /^document \d+: the fingerprint of its text is wrong$/m],
    ["insert into claim_search (rowid, words) values (9999, 'stray')", /^the search index has a claim 9999 that/m],
  ];

  test('finds and repairs whatever is derived', async () => {
    opened.client.exec(DERIVED.map(([tamper]) => tamper).join(';'));
    const found = await check();
    const told = found.map(({ message }) => message).join('\n');
    for (const [, message] of DERIVED) expect(told).toMatch(message);
    expect(found.filter(({ isRepaired }) => isRepaired)).toEqual([]);
    const repaired = await check(true);
    expect(repaired.length).toBeGreaterThanOrEqual(DERIVED.length);
    expect(repaired.filter(({ isRepaired }) => !isRepaired)).toEqual([]);
    expect(await check()).toEqual([]);
  });

  /** What was recorded, changed past this program. */
  const RECORDED: readonly [string, RegExp][] = [
    ["update document_text set text = text || ' More.'", /^document \d+: its text is not the one that was kept/m],
    ["update claim set note = 'Tampered.' where id = 2", /^claim 2 is not what its history says$/m],
    [
      'update source set revision = revision + 1 where id = 4',
      /^source 4 is at revision 2, and its history ends at 1$/m,
    ],
    [
      'delete from history where subject_uid = (select uid from claim where id = 3)',
      /^claim 3 is at revision \d+, and its history ends at 0$/m,
    ],
    [
      'delete from evidence where claim_id = 1; delete from attribution where claim_id = 1',
      /^claim 1 is not what its/m,
    ],
  ];

  test('says what it can’t repair, since it was recorded', async () => {
    opened.client.exec(RECORDED.map(([tamper]) => tamper).join(';'));
    const left = (await check(true)).filter(({ isRepaired }) => !isRepaired);
    const told = left.map(({ message }) => message).join('\n');
    for (const [, message] of RECORDED) expect(told).toMatch(message);
  });
});
