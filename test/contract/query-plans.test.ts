/** What each page asks the database: its cost follows what the page shows, and not the size of the newsroom. */
import type Database from 'better-sqlite3';
import { beforeAll, expect, test, vi } from 'vitest';
import { fillDatabase } from '../../src/cli/generate.ts';
import { planNewsroom } from '../../src/cli/newsroom-plan.ts';
import { CLAIM_SORTS } from '../../src/model/queries.ts';
import { COMMON_WORD } from '../../src/newsroom/words.ts';
import { createLocalEngine } from '../../src/storage/better-sqlite3.ts';
import { createStore } from '../../src/storage/store.ts';
import { routes } from '../../src/web/routes.ts';
import { addPerson, signIn } from '../support/people.ts';
import { freshClient } from '../support/store.ts';
import { openApp } from '../web/open-app.ts';

const SILENT = { step: () => undefined, stop: () => undefined };

const FILTERS = [
  `q=${COMMON_WORD}`,
  'source=3&as=report',
  'origin=3',
  'finding=single-origin',
  'hops=2',
  'topic=elections',
  'since=2015-01-05',
];

/** By the path of a route: what is asked of it, beside nothing. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  '/claims': [...FILTERS, FILTERS.join('&'), ...CLAIM_SORTS.map((sort) => `sort=${sort}`), 'after=20', 'status=draft'],
  '/feed.atom': FILTERS,
  '/sources': ['q=news', 'q=na', 'kind=agency', 'after=5 a'],
  '/sources/:id': ['after=20'],
  '/documents': [
    'q=ba',
    'publisher=1',
    'kind=article',
    'language=en',
    'sort=title',
    'sort=title&after=5_a',
    'after=5_2015-01-05',
  ],
  '/search': [
    'q=harbour',
    'q=harb&type=claims',
    'q=TEPODONA',
    'q=harbuor',
    'q=news&type=sources',
    'q=ba&type=documents',
  ],
  '/api/claims': ['q=harbour', 'after=20'],
  '/oembed': [`url=${encodeURIComponent('http://hearsay.test/claims/1')}`],
};

/** A picture reads what the claim's page does, and takes long to draw. */
const isPicture = (path: string): boolean => path.endsWith('.png');

/** Sorted without an index, and whole, yet never much. */
const SMALL_SORTS: readonly [RegExp, string][] = [
  [
    /from "source" where \("source"\."merged_into" is null and "source"\."kind" <> \? and \(?"source"\."(id" in|name_key")/,
    'sources with a part of their names in common',
  ],
  [
    /from "document" where \(?"document"\."id" in \(select "rowid" from "document_search" .* limit \?\)/,
    'the newest 5,000 titles with a word',
  ],
  [/ "candidate" where \(?candidate\.fits/, 'the newest 5,000 of a set'],
  [
    /from "claim" where \("claim"\."status" = \? and "claim"\."updated_at" > \?\) .* limit \?\) "recent"/,
    'the latest changes',
  ],
  [/ from "looked" .* limit \?\) "newest"$/, 'the newest hits of a search'],
  [/from \(with newest\(id\) as .* limit \?\)/, 'the newest sources'],
  [/ from \(select .* from "source_words" .* limit \?\) "hits"/, 'the newest hits among sources'],
  [/ from statement where claim_id = \? .*union /, 'what one claim names'],
  [/from "claim_source" .* where \("claim_source"\."claim_id" = \?/, 'the sources of one claim'],
  [/from "source" where \("source"\."parent_id" in/, 'the next generation of a family'],
  [/from "source" where "source"\."merged_into" = \?/, 'the sources that somebody merged into one'],
  [/from "history" inner join json_each/, 'the history of the claims whose excerpts a page shows'],
  [/from "draft" where "draft"\."user_id" = \?/, 'one person’s drafts'],
  [/from "session" where \("session"\."user_id" = \?/, 'one person’s sessions'],
  [/from "user" order by/, 'the people of one newsroom'],
];

/** Read whole, yet never much. */
const SMALL_SCANS: readonly [RegExp, string][] = [
  [/from \(with newest\(id\) as .* limit \?\)/, 'the newest sources'],
  [/from "user" order by/, 'the people of one newsroom'],
  [/from "one_time_link" where \("one_time_link"\."purpose" = \?/, 'invitations'],
  [/from "verification" where/, 'sign-ins that are not done yet'],
];

interface Asked {
  address: string;
  sql: string;
  plan: readonly string[];
}

let asked: Asked[];
const refused: string[] = [];

beforeAll(async () => {
  const client = freshClient();
  const engine = createLocalEngine(client);
  await fillDatabase(engine, planNewsroom({ claims: 40, seed: 1 }), SILENT);
  const store = createStore(engine);
  const prepare = vi.spyOn(client, 'prepare');
  const opened = openApp({ store: () => store });
  const admin = await addPerson(store, 'admin@hearsay.test', 'admin');
  const cookie = await signIn(store, 'admin@hearsay.test');
  const { claim, statements, attributions, sources, documents } = (await store.claims.load(1))!.record;
  const draft = '019784a1-0000-7000-8000-000000000001';
  await store.drafts.add(admin, { uid: draft, claim: null, fields: {}, updatedAt: '2025-06-18T09:00:00Z' });
  const uids: Readonly<Record<string, string>> = {
    ...{ statements: statements[0]!.uid, attributions: attributions[0]!.uid, drafts: draft },
    ...{ sources: sources[0]!.uid, documents: documents[0]!.uid },
  };
  const fill = (path: string): string => {
    const uid = uids[path.split('/').at(path.startsWith('/api') ? 2 : 1)!] ?? claim.uid;
    const id = path.startsWith('/users') ? admin : '1';
    return path.replace(':id', id).replace(':uid', uid).replace(':revision', '1').replace(':part', '1');
  };
  const first = new Map<string, string>();
  const collect = (address: string): void => {
    for (const [sql] of prepare.mock.calls) if (!first.has(sql)) first.set(sql, address);
    prepare.mockClear();
  };
  const readable = routes.filter(({ method, path }) => method === 'get' && path !== '/welcome' && !isPicture(path));
  for (const { path } of readable) {
    for (const query of ['', ...(QUERIES[path] ?? [])]) {
      const address = `${fill(path)}${query === '' ? '' : `?${query}`}`;
      for (const headers of [{}, { Cookie: cookie }]) {
        const request = opened.get(address).redirects(1);
        const { status } = await ('Cookie' in headers ? request.set('Cookie', headers.Cookie) : request);
        if (status >= 400) refused.push(`${path} ${query} ${'Cookie' in headers}`);
        collect(address);
      }
    }
  }
  for (const sort of CLAIM_SORTS) {
    const by = sort === 'newest' ? null : sort === 'updated' ? '2015-01-05T09:00:00Z' : 1;
    const after = { id: 20, by };
    for (const more of [
      {},
      { match: COMMON_WORD },
      { source: 3 },
      { topic: 'elections' },
      { hops: 1 },
      { origin: 3 },
    ]) {
      await store.claims.list({ status: 'published', sort, after, limit: 10, ...more });
      collect(`a list by ${sort}`);
    }
  }
  prepare.mockRestore();
  asked = [...first].map(([sql, address]) => ({ address, sql: sql.replace(/\s+/g, ' '), plan: explain(client, sql) }));
});

function explain(client: Database.Database, sql: string): string[] {
  const values = [...sql].filter((character) => character === '?').map(() => 1);
  return (client.prepare(`explain query plan ${sql}`).all(...values) as { detail: string }[]).map(
    ({ detail }) => detail,
  );
}

/** Whether it goes through a whole table, of which not even the number of rows it reads is limited. */
function scansWhole({ sql, plan }: Asked): boolean {
  const parts = new Set(plan.flatMap((detail) => /^(?:CO-ROUTINE|MATERIALIZE) (.+)$/.exec(detail)?.[1] ?? []));
  const scanned = plan
    .filter((detail) => detail.startsWith('SCAN '))
    .filter((detail) => {
      const [, name, rest] = /^SCAN (\S+)(.*)$/.exec(detail)!;
      // Lists in JSON; words looked up in an index of words, and ranges of such words.
      if (rest!.includes('VIRTUAL TABLE')) return !/INDEX (1:|\d+:M|[2-7]:)/.test(rest!);
      return !parts.has(name!) && !/^(CONSTANT|\d+)/.test(name!);
    });
  const isWalk = / limit \?/.test(sql) && !plan.some((detail) => detail.includes('TEMP B-TREE'));
  return scanned.length > 0 && !isWalk;
}

const sortsWhole = ({ plan }: Asked): boolean => plan.some((detail) => /TEMP B-TREE|AUTOMATIC/.test(detail));

function without(found: readonly Asked[], small: readonly [RegExp, string][]): string[] {
  const others = found.filter(({ sql }) => !small.some(([pattern]) => pattern.test(sql)));
  return others.map(({ address, sql, plan }) => [address, sql, ...plan].join('\n'));
}

test('every page answers', () => {
  expect(asked.length).toBeGreaterThan(150);
  // Without the address of a page; with a form of no step; from a reader, for drafts.
  expect([...new Set(refused)]).toEqual([
    '/drafts/:uid  true',
    '/oembed  false',
    '/oembed  true',
    '/claims status=draft false',
  ]);
});

test('no page scans a table', () => {
  expect(without(asked.filter(scansWhole), SMALL_SCANS)).toEqual([]);
});

test('no page sorts what may be any number of rows', () => {
  expect(without(asked.filter(sortsWhole), SMALL_SORTS)).toEqual([]);
});

test.each([
  [/ as one where \(?"status" = \? and "updated_at" > \?/, 'claim_updated (status=? AND updated_at>?)'],
  [/ as one where \(?case when "most_hops" .* end >= \?/, 'claim_summary_hops (<expr>>?)'],
])('what few claims have is not looked for among all: %s', (pattern, index) => {
  const gathered = asked.filter(({ sql }) => pattern.test(sql));
  expect(gathered).not.toEqual([]);
  const isRange = (detail: string): boolean => detail.startsWith('SEARCH one ') && detail.endsWith(index);
  expect(gathered.filter(({ plan }) => !plan.some(isRange))).toEqual([]);
});

test.each([...SMALL_SORTS, ...SMALL_SCANS])('the exception %s, %s, is needed', (pattern) => {
  const found = asked.filter((one) => pattern.test(one.sql));
  expect(found.filter((one) => sortsWhole(one) || scansWhole(one))).not.toEqual([]);
});
