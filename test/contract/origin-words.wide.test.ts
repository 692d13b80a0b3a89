/** An end that is not of kind `origin` is never called an origin, in anything that a reader or a program gets. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { CLAIM_FILES } from '../../src/formats/index.ts';
import type { ClaimRecord, Source } from '../../src/model/records.ts';
import { recordOf } from '../support/records.ts';
import { findInJson, findInMarkup, findInSentences, listOrigins, type Origins } from '../support/origin-words.ts';
import { randomGraph } from '../support/random-graph.ts';
import { openApp, openSample, putIn, type Answer } from '../web/open-app.ts';
import { isThorough, oneIn } from '../support/thorough.ts';

type Get = ReturnType<typeof openApp>['get'];

const FILES = [...CLAIM_FILES.map(({ ending }) => ending), 'json', 'svg'];
const textOf = ({ text, body }: Answer): string => text ?? (Buffer.isBuffer(body) ? body.toString('utf8') : '');

/** The false words in one answer, whatever it is. */
function judge(answer: Answer, path: string, records: readonly ClaimRecord[], subject: Source | null = null): string[] {
  const origins = listOrigins(records);
  const type = answer.headers['content-type'] ?? '';
  const text = textOf(answer);
  expect(answer.status, path).toBe(200);
  expect(text.length, path).toBeGreaterThan(0);
  const found = findIn(text, type, origins, subject);
  return found.map((line) => `${path} ${line}`);
}

function findIn(text: string, type: string, origins: Origins, subject: Source | null): string[] {
  if (type.includes('json')) return findInJson(JSON.parse(text), origins, subject?.uid);
  if (/html|xml/.test(type)) return findInMarkup(text, origins, subject?.name);
  if (type.includes('csv')) return findInTable(text, origins);
  return [...findInShapes(text, origins), ...findInSentences(text.split('\n'), origins)];
}

/** Cells that say "origin", in the columns of one statement: `cited_end` goes with `cited_uid`. */
function findInTable(text: string, origins: Origins): string[] {
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
  return rows.flatMap((row) =>
    Object.entries(row)
      .filter(([, cell]) => /^(?:report and )?origin$/i.test(cell))
      .map(([column]) => row[column.replace(/_.*/, '_uid')]!)
      .filter((uid) => origins.statements.get(uid) !== true)
      .map((uid) => `${uid} is called an origin`),
  );
}

/** Hexagons, which are origins: in DOT with the statement's uid, in Mermaid with its name. */
function findInShapes(text: string, { statements, names }: Origins): string[] {
  const dot = [...text.matchAll(/^\s*"([^"]+)" \[.*shape="hexagon"/gm)].filter(([, uid]) => !statements.get(uid!));
  const mermaid = [...text.matchAll(/\{\{"(.*?)(?:<br>|"\}\})/g)].filter(([, name]) => names.get(name!) === false);
  return [...dot, ...mermaid].map(([line]) => `drawn as an origin: ${line}`);
}

/** All that is served of one claim. */
async function judgeClaim(get: Get, id: number, record: ClaimRecord, all: readonly ClaimRecord[]): Promise<string[]> {
  const page = await get(`/claims/${id}`).redirects(1);
  const canonical = /<link rel="canonical" href="http:\/\/hearsay\.test([^"]+)"/.exec(page.text)![1]!;
  const found = judge(page, canonical, page.text.includes('id="related"') ? all : [record]);
  const narrowed = [
    ...new Set(
      [...page.text.matchAll(/href="([^"]*\?(?:focus|from|without|depth)(?:=|&#x3D;)[^"]*)"/g)].map(
        ([, href]) => href!,
      ),
    ),
  ];
  const paths = [
    ...FILES.map((ending) => `${canonical}.${ending}`),
    ...[`/claims/${id}/embed`, `/claims/${id}/badge.svg`, `/oembed?url=http://hearsay.test${canonical}`],
    ...[...new Set(record.statements.map(({ source }) => source))]
      .slice(0, 4)
      .map((source) => `${canonical}?without=${source}`),
    ...narrowed.map((href) => href.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&').replace(/#.*/, '')).slice(0, 12),
  ];
  for (const path of paths)
    found.push(...judge(await get(path).redirects(1), path, path.includes('?') ? all : [record]));
  return found;
}

describe('the sample', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  beforeAll(async () => {
    sample = await openSample();
  });

  it('nothing that is served of a claim calls an end an origin that isn’t one', async () => {
    const found: string[] = [];
    for (const [place, record] of oneIn(11, [...sample.claims.entries()]))
      found.push(...(await judgeClaim(sample.get, place + 1, record, sample.claims)));
    expect(found).toEqual([]);
  });

  it('no list, profile, search, feed or page about Hearsay does', async () => {
    const found: string[] = [];
    const paths = [
      '/',
      '/claims',
      '/sources',
      '/documents',
      '/search?q=TASS',
      '/search?q=bridge',
      '/feed.atom',
      '/about',
    ];
    for (const path of [...paths, '/claims?sort=hops', '/claims.json', '/sources.json', '/documents.json'])
      found.push(...judge(await sample.get(path), path, sample.claims));
    const sources = [...new Map(sample.claims.flatMap(({ sources }) => sources.map((one) => [one.uid, one]))).values()];
    for (const source of oneIn(4, sources)) {
      for (const { id } of await sample.store.sources.findByName(source.name)) {
        for (const path of [`/sources/${id}`, `/sources/${id}.json`])
          found.push(...judge(await sample.get(path).redirects(1), path, sample.claims, source));
      }
    }
    const { body } = await sample.get('/documents.json');
    for (const { pageUrl } of oneIn(4, (body as { documents: { pageUrl: string }[] }).documents)) {
      const path = new URL(pageUrl).pathname;
      found.push(...judge(await sample.get(path), path, sample.claims));
    }
    expect(found).toEqual([]);
  });
});

/** Claims of every shape. Each source has a name of its own, which is no other word. */
function listRandomClaims(count: number): ClaimRecord[] {
  return fc.sample(randomGraph, { numRuns: count, seed: 20_250_617 }).map((graph, at) => {
    const sources = graph.sources.map((source, place) => ({ ...source, name: `Zu${at}qo${place}x` }));
    return recordOf(`random ${at}`, { ...graph, sources });
  });
}

test('nothing that is served of random claims calls an end an origin that isn’t one', async () => {
  const { store, get } = openApp();
  const records = listRandomClaims(isThorough ? 40 : 2);
  const found: string[] = [];
  for (const [place, record] of records.entries()) {
    await putIn(store, record);
    found.push(...(await judgeClaim(get, place + 1, record, records)));
  }
  for (const path of ['/', '/claims', '/claims.json', '/feed.atom', '/sources', '/sources.json'])
    found.push(...judge(await get(path), path, records));
  expect(found).toEqual([]);
});
