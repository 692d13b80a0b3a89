import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClaimsOfRows, type ReadingContext } from '../../src/formats/csv/claims.ts';
import { listHopRows, writeHopCsv } from '../../src/formats/csv/writer.ts';
import { isTable, readHopRows, readTable } from '../../src/formats/csv/reader.ts';
import { listMentions } from '../../src/formats/csv/catalogue.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import { listNamedSources } from '../../src/model/named-sources.ts';
import { foldText } from '../../src/text/words.ts';
import {
  isDocumentRead,
  type Attribution,
  type ClaimRecord,
  type Document,
  type Source,
} from '../../src/model/records.ts';
import { randomRecord } from '../support/random-record.ts';
import { aDocument, NEWSROOM, uidFrom } from '../support/records.ts';
import { readSample } from '../support/sample.ts';
import {
  escapeFormula,
  joinTopics,
  splitTopics,
  unescapeFormula,
  HOP_COLUMNS,
  writeTable,
} from '../../src/formats/csv/columns.ts';
import { runs } from '../support/thorough.ts';

const NOW = '2025-06-20T12:00:00Z';

function contextOf(known: Partial<ReadingContext['known']> = {}): ReadingContext {
  let made = 0;
  return {
    known: { sources: new Map(), documents: new Map(), claims: new Set(), families: [], ...known },
    now: NOW,
    makeUid: () => uidFrom(`made ${(made += 1)}`),
  };
}

function readRows(text: string) {
  const table = readTable(text);
  return table.ok ? readHopRows(table.table) : table;
}

function read(text: string, context = contextOf()) {
  const reading = readRows(text);
  return reading.ok ? readClaimsOfRows(reading.rows, context) : reading;
}

/** The problems as lines, or none. */
function problemsOf(text: string, context = contextOf()): string[] {
  const reading = read(text, context);
  return reading.ok ? [] : reading.problems.map(({ row, column, message }) => `${row} ${column}: ${message}`);
}

const write = (record: ClaimRecord): string => writeHopCsv(record, analyse(record));

/** A table can't tell two sources of one name apart, nor two documents of one address or one title and date. */
function isTold({ sources, documents, statements, attributions }: ClaimRecord): boolean {
  const named = sources.filter(({ kind }) => kind !== 'unnamed').map(({ name }) => foldText(name));
  const unnamed = sources.filter(({ kind }) => kind === 'unnamed').map(({ uid }) => uid);
  const spoken = listNamedSources({ statements, attributions });
  const keys = documents.map(({ url, title, publishedAt, publisher, version }) =>
    JSON.stringify([url ?? [publisher, title, publishedAt], version]),
  );
  return (
    statements.length > 0 &&
    new Set(named).size === named.length &&
    !named.includes('') &&
    new Set(keys).size === keys.length &&
    unnamed.every((uid) => spoken.indexOf(uid) === spoken.lastIndexOf(uid)) &&
    documents.every(({ publisher }) => !unnamed.includes(publisher))
  );
}

/** A table doesn't say that a text is kept, nor who is whose parent, by which a document is read. */
function withoutWhatMakesRead({ record }: { record: ClaimRecord }): ClaimRecord {
  return {
    ...record,
    sources: record.sources.map((source) => ({ ...source, parent: null, parentRelation: null })),
    documents: record.documents.map((document) => ({ ...document, sha256: null })),
  };
}

/** A table has no spaces around what is in its cells. */
function trimTexts(record: ClaimRecord): ClaimRecord {
  const json = JSON.stringify(record, (_, value: unknown) => (typeof value === 'string' ? value.trim() || 'x' : value));
  return JSON.parse(json) as ClaimRecord;
}

const RANDOM = fc
  .sample(randomRecord, { numRuns: runs(900), seed: 8 })
  .map(withoutWhatMakesRead)
  .map(trimTexts)
  .filter(isTold)
  .slice(0, runs(200));
const SAMPLE = await readSample();

describe('hops as CSV', () => {
  it('cells with a line end of any kind are quoted, since others end a row there', () => {
    const cells = ['a\nb', 'c\rd', 'e\r\nf', 'g'];
    expect(writeTable([cells])).toBe('\ufeff"a\nb","c\rd","e\r\nf",g\r\n');
  });

  it('the random records for CSV are enough, and the sample claims are all among those that a table can hold', () => {
    expect(RANDOM).toHaveLength(runs(200));
    expect(SAMPLE.filter(isTold)).toHaveLength(SAMPLE.length);
  });

  it('a CSV parser reads the hops of a claim back from CSV', () => {
    for (const record of [...SAMPLE, ...RANDOM]) {
      const rows = parse(write(record), { bom: true, columns: true });
      const cells = listHopRows(record, analyse(record)).map((row) =>
        Object.fromEntries(Object.entries(row).map(([column, value]) => [column, escapeFormula(value)])),
      );
      expect(rows).toEqual(cells);
    }
  });

  it('a claim written as CSV, read and written again is the same', () => {
    for (const record of [...SAMPLE, ...RANDOM]) {
      const csv = write(record);
      const reading = read(csv);
      if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 1));
      expect(reading.claims).toHaveLength(1);
      expect(write(reading.claims[0]!.value.record)).toBe(csv);
    }
  });

  it('a source in another script has its English name in a column before its own, and is given it where it is new', () => {
    const record = SAMPLE.find(({ sources }) => sources.some(({ name }) => name === '한여울통신'))!;
    const rows = listHopRows(record, analyse(record));
    const row = rows.find(({ citing_source: name }) => name === '한여울통신')!;
    expect(row.citing_source_english).toBe('Hanyeoul News Agency');
    const reading = read(write(record));
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const made = reading.claims[0]!.value.record.sources.find(({ name }) => name === '한여울통신')!;
    expect(made.aliases).toEqual([{ name: 'Hanyeoul News Agency', language: null }]);
  });

  it('no cell of a CSV file runs as a formula, and escaping loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', '＝') }), (value) => {
        expect(escapeFormula(value)).not.toMatch(/^[=+\-@\t\r＝＋－＠]/u);
        expect(unescapeFormula(escapeFormula(value))).toBe(value);
      }),
      { endOnFailure: true },
    );
  });
});

const HEADER = 'claim,citing_source,citing_source_kind,citing_document_title,cited_source,cited_source_kind,excerpt';

describe('a hop table typed by hand', () => {
  const rows = [
    HEADER,
    'The bridge is shut.,Post,outlet,Bridge shut,Agency,agency,Agency says',
    ',Post,,Bridge shut,Officials,unnamed,officials said',
    'It will open.,Agency,,,,,',
  ].join('\r\n');

  it('a hop table typed by hand becomes claims, with repeated cells left out', () => {
    const reading = read(rows);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const [shut, open] = reading.claims.map(({ value }) => value.record);
    expect(shut!.claim).toMatchObject({ text: 'The bridge is shut.', status: 'draft', language: 'en', createdAt: NOW });
    expect(shut!.statements).toHaveLength(3);
    expect(shut!.attributions).toHaveLength(2);
    expect(new Set(shut!.attributions.map(({ citing }) => citing)).size).toBe(1);
    expect([...analyse(shut!).support.values()]).toEqual(['second-hand', 'second-hand']);
    expect(open!.statements).toHaveLength(1);
    expect(open!.sources[0]!.uid).toBe(shut!.sources.find(({ name }) => name === 'Agency')!.uid);
  });

  it('a cell of relations has a line for each', () => {
    const [one, other] = [uidFrom('one'), uidFrom('other')];
    const cell = `"became ${one}: By mail: twice.\r\n\r\npart-of  ${other}"`;
    const reading = read(`claim,citing_source,citing_source_kind,claim_relations\na,b,outlet,${cell}`);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(reading.claims[0]!.value.record.claim.relations).toEqual([
      { claim: one, relation: 'became', note: 'By mail: twice.' },
      { claim: other, relation: 'part-of', note: null },
    ]);
  });

  it('a dispute in a hop table names a source of another row, a new one or an unnamed one', () => {
    const table = (by: string, kind: string) =>
      `claim,citing_source,citing_source_kind,cited_source,cited_source_kind,disputed,disputed_by,disputed_by_kind,dispute_reason
It shut.,Post,outlet,Halden,organisation,2025-08-27,${by},${kind},Never.`;
    const readBy = (by: string, kind: string) => {
      const reading = read(table(by, kind));
      if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
      const { sources, attributions } = reading.claims[0]!.value.record;
      const [{ disputedBy, ...rest }] = attributions as [Attribution];
      expect(rest).toMatchObject({ disputedAt: '2025-08-27', disputeReason: 'Never.' });
      return [sources.length, sources.find(({ uid }) => uid === disputedBy)?.name];
    };
    expect(readBy('halden', '')).toEqual([2, 'Halden']);
    expect(readBy('Its owner', 'person')).toEqual([3, 'Its owner']);
    expect(readBy('officials', 'unnamed')).toEqual([3, 'officials']);
    expect(readBy('', '')).toEqual([2, undefined]);
    expect(problemsOf(table('Its owner', ''))[0]).toMatch(
      /^2 disputed_by: “Its owner” is new here: give its kind in disputed_by_kind, one of/u,
    );
    expect(problemsOf(table('', '').replace('2025-08-27', 'then'))[0]).toMatch(/^2 disputed: must be a date/u);
  });

  it.each([
    ['semicolons', rows.replaceAll(',', ';')],
    ['tabs', rows.replaceAll(',', '\t')],
    ['other columns first', rows.replaceAll(/^([^,\r\n]*),([^,\r\n]*)/gmu, '$2,$1')],
    ['names in capitals', rows.replace(HEADER, HEADER.toUpperCase().replaceAll('_', ' '))],
  ])('a hop table may have %s', (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it('a source named in a hop table is matched with a known one, unless there are two or the kind differs', () => {
    const agency: Source = {
      ...{ uid: uidFrom('agency'), name: 'The Agency', kind: 'agency', country: 'KR', parent: null },
      ...{ parentRelation: null, aliases: [{ name: 'Agency', language: null }], homepage: null, wikidata: null },
    };
    const reading = read(rows, contextOf({ sources: new Map([['Agency', [agency]]]) }));
    expect(reading.ok && reading.claims[0]!.value.record.sources).toContainEqual(agency);
    expect(
      problemsOf(rows, contextOf({ sources: new Map([['Agency', [agency, { ...agency, uid: uidFrom('b') }]]]) }))[0],
    ).toMatch(/^2 cited_source: is the name of 2 sources/u);
    expect(problemsOf(rows, contextOf({ sources: new Map([['Agency', [{ ...agency, kind: 'outlet' }]]]) }))[0]).toMatch(
      /^2 cited_source: is here already, as outlet/u,
    );
  });

  it('a hop table lists the names and addresses that have to be looked up', () => {
    const reading = readRows(rows);
    expect(reading.ok && listMentions(reading.rows)).toEqual({
      names: ['Post', 'Agency', 'Officials'],
      urls: [],
      claims: [],
    });
  });

  const VERSIONS = [
    'claim,citing_source,citing_source_kind,citing_document_title,citing_document_url,citing_document_version,citing_document_kind,claim_topics,citing_retracted',
    'It grew.,Wiki,outlet,Lund,https://wiki.example/,2025-05-03,page,towns; trade,2025-07',
    ',Editor,account,,https://wiki.example/,r12,,,',
  ].join('\n');
  const onWiki = (version: string | null, archivedUrl: string | null = null) =>
    aDocument(uidFrom(`wiki ${version} ${archivedUrl}`), { url: 'https://wiki.example/', version, archivedUrl });
  const known = (...documents: Document[]) =>
    contextOf({ documents: new Map([['https://wiki.example/', documents]]), families: [NEWSROOM] });

  it('each version of a page is a document, found again by address and version, and none is read unless a row says so', () => {
    const reading = read(VERSIONS, known(onWiki('r12'), onWiki('r13')));
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const { claim, documents, statements } = reading.claims[0]!.value.record;
    expect(documents.find(({ version }) => version === '2025-05-03')).toMatchObject({ kind: 'page', title: 'Lund' });
    expect(documents.find(({ version }) => version === 'r12')).toEqual(onWiki('r12'));
    expect(documents.some(isDocumentRead)).toBe(false);
    expect(claim.topics).toEqual(['towns', 'trade']);
    expect(statements.map(({ retractedAt }) => retractedAt)).toEqual(['2025-07', null]);
    const retrieved = VERSIONS.replace('claim_topics', 'citing_document_retrieved').replace('towns; trade', '2025-06');
    const later = read(retrieved, known(onWiki('r12')));
    expect(later.ok && later.claims[0]!.value.record.documents.map(isDocumentRead)).toEqual([true, false]);
  });

  it('an address without a version is that of the only document there', () => {
    const rows = VERSIONS.replace('2025-05-03', '');
    const reading = read(rows, known(onWiki('r12')));
    expect(reading.ok && reading.claims[0]!.value.record.documents).toEqual([onWiki('r12')]);
    expect(problemsOf(rows, known(onWiki('r12'), onWiki('r13')))).toEqual([
      '2 citing_document_version: is needed: 2 documents here have this address',
    ]);
    const copies = known(onWiki(null, 'https://a.example/1'), onWiki(null, 'https://a.example/2'));
    expect(problemsOf(rows, copies)[0]).toMatch(/^2 citing_document_version: is needed/u);
  });

  it('two archived copies of one address are asked about, and topics may have semicolons', () => {
    const copies = VERSIONS.replace('citing_document_kind', 'citing_document_archived_url')
      .replace('2025-05-03,page', ',https://a.example/1')
      .replace('r12,,', ',https://a.example/2,');
    expect(problemsOf(copies)[0]).toMatch(/^3 citing_document_archived_url: differs from row 2/u);
    for (const topics of [[], ['a'], ['a', 'b; c'], ['x;'], [' a']])
      expect(splitTopics(joinTopics(topics))).toEqual(topics);
  });

  const plain = (text: string, more: readonly string[] = []) => {
    const reading = readRows(text);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const told = reading.rows.map(({ row, cells }) => [row, cells.claim, cells.citing_source]);
    expect(reading.notices.map(({ message }) => message)).toEqual(more);
    return told;
  };
  const MINIMAL = 'claim,citing_source\nIt fell.,Post\n';

  it.each<[string, string, unknown[], string[]?]>([
    ['a line for Excel', `sep=;\r\n${MINIMAL.replaceAll(',', ';')}`, [[2, 'It fell.', 'Post']]],
    ['a line for Excel after a byte order mark', `\ufeffsep=,\r\n${MINIMAL}`, [[2, 'It fell.', 'Post']]],
    ['empty columns at the end', 'claim,citing_source,,\nIt fell.,Post,,\n', [[2, 'It fell.', 'Post']]],
    [
      'empty rows within and at the end',
      'claim,citing_source\n,\n\nIt fell.,Post\n,\n , \n',
      [[4, 'It fell.', 'Post']],
    ],
    ['rows with fewer cells', 'claim,citing_source,cue\nIt fell.,Post\n', [[2, 'It fell.', 'Post']]],
    ['spaces around cells', 'claim,citing_source\n  It fell. ,\u00a0Post \n', [[2, 'It fell.', 'Post']]],
    [
      'lines within a cell',
      'claim,citing_source\n"It\r\n fell.",Post\n"It stands.",Post',
      [
        [2, 'It fell.', 'Post'],
        [3, 'It stands.', 'Post'],
      ],
    ],
    [
      'other columns',
      'claim,citing_source,Colour,Our note\nIt fell.,Post,red,x\n',
      [[2, 'It fell.', 'Post']],
      [
        'the column “Colour” is not one of the format and not kept',
        'the column “Our note” is not one of the format and not kept',
      ],
    ],
    ['names in any case', 'Claim, Citing-Source \nIt fell.,Post\n', [[2, 'It fell.', 'Post']]],
  ])(
    'a hop table may have %s, and its rows are numbered as a spreadsheet shows them',
    (_, text, rows, notices = []) => {
      expect(isTable(text, 'pasted')).toBe(true);
      expect(plain(text, notices)).toEqual(rows);
    },
  );

  it('the problems of every claim are told at once, and name the other row', () => {
    const columns = 'claim,citing_source,citing_source_kind,citing_date,cited_source,cited_source_kind,hop_uid';
    const table = [
      columns,
      'One.,Post,outlet,June,Wire,agency,',
      'Two.,Post,,2025-13,Wire,,',
      'Three.,Post,,,Wire,outlet,',
      'Four.,Herald,outlet,2025,Wire,,',
      ...['Five.,Herald,,2025,Sun,outlet,01977b00-0000-7000-8000-000000000001'],
      ...[',Sun,,,Herald,,01977b00-0000-7000-8000-000000000001'],
    ].join('\n');
    expect(problemsOf(table)).toEqual([
      '2 cited_source: has several kinds: agency in row 2, outlet in row 4',
      '7 hop_uid: is also the uid of row 6',
    ]);
    const others = problemsOf(table.replace('Wire,outlet', 'Wire,'));
    expect(others.map((line) => line.slice(0, 40))).toEqual([
      '2 citing_date: must be a date such as 20',
      '3 citing_date: must be a date such as 20',
      '7 hop_uid: is also the uid of row 6',
    ]);
  });

  it.each([
    ['', '0 : is empty'],
    [HEADER, '0 : has no rows below the column names'],
    ['claim,cited_source\na,b', '1 citing_source: is missing'],
    ['id,title\n1,b', '1 id, title: are the names of no columns of the format: it needs claim and citing_source'],
    ['claim,citing_source,claim\na,b,c', '1 claim: appears twice'],
    ['claim,citing_source\na,b,c', '2 : has more cells than there are columns'],
    ['claim,citing_source\n"a,b', '2 : has a quotation mark that is never closed'],
    [
      'claim,citing_source\na,b',
      '2 citing_source: “b” is new here: give its kind in citing_source_kind, one of agency',
    ],
    ['claim,citing_source,citing_source_kind\na,b,cow', '2 citing_source: has the kind “cow”'],
    ['claim,citing_source,citing_source_kind\n,b,outlet', '2 claim: must not be empty'],
    ['claim,citing_source,citing_source_kind,citing_date\na,b,outlet,June', '2 citing_date: must be a date'],
    ['claim,citing_source,citing_source_kind,citing_stance\na,b,outlet,likes', '2 citing_stance: must be one of'],
    ['claim,citing_source,citing_source_kind,claim_relations\na,b,outlet,like 1', '2 claim_relations: must be one of'],
    ['claim,citing_source,citing_source_kind,claim_status\na,b,outlet,new', '2 claim_status: must be one of'],
    [
      'claim,citing_source,citing_source_kind,cited_source\na,b,outlet,b',
      '2 cited_source: is the citing statement itself',
    ],
    ['claim,citing_source,citing_source_kind,cue\na,b,outlet,says', '2 cited_source: is missing: there is a cue'],
    [
      'claim,citing_source,citing_source_kind,cited_source,excerpt\na,b,outlet,b2,x\na,b2,agency,,',
      '2 excerpt_document_title: is missing: say which document',
    ],
    [
      'claim,citing_source,citing_source_kind,citing_document_url\na,b,outlet,https://a.example/',
      '2 citing_document_title: is missing: a new document needs a title',
    ],
    [
      'claim,citing_source,citing_source_kind,citing_document_title,citing_document_url\na,b,outlet,t,javascript:1',
      '2 citing_document_url: must be an http or https address',
    ],
    [
      'claim,citing_source,citing_source_kind,citing_date,citing_wording\na,b,outlet,2025,x\na,b,outlet,2025,y',
      '3 citing_wording: differs from row 2',
    ],
  ])('a wrong hop table is refused by row and column: %j', (text, problem) => {
    expect(problemsOf(text).join('\n')).toContain(problem);
  });

  it('any hop table is either read or refused with problems', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('unnamed', 'outlet', 'a', '"', ''),
    );
    fc.assert(
      fc.property(
        fc.subarray([...HOP_COLUMNS], { minLength: 2 }),
        fc.array(fc.array(cell, { maxLength: 30 }), { maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        (columns, table, end) => {
          const text = [['claim', 'citing_source', ...columns], ...table].map((row) => row.join(',')).join(end);
          const reading = read(text);
          expect(reading.ok || reading.problems.length > 0).toBe(true);
        },
      ),
      { endOnFailure: true, numRuns: runs(200) },
    );
  });
});
