/**
 * Pages for visitors who are signed out, cached compressed. A cached page is fresh as long as the database, to which
 * another process may write, has the revisions from which the page was made.
 */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Revisions } from '../../storage/history/revision-counters.ts';
import { listHead, packPage, sendPage, type Head, type KeptPage } from './kept-page.ts';
import { respond, writeContent } from './respond.ts';
import type { Content, Format, Reply, Route, Site } from './route.ts';
import { createMemoryCache } from './memory-cache.ts';
import { parseId } from '../../urls/records.ts';

/** In milliseconds: how outdated other claims on the page of an unchanged claim may be. */
const LONGEST_BEHIND = 60_000;

/** In compressed bytes: some ten thousand pages. */
const ROOM = 64 * 1024 * 1024;

/** Anybody can make up addresses with a query, so these only displace each other. */
const ROOM_FOR_QUERIES = ROOM / 4;

/** In bytes: about what the heads of a page take. */
const HEADS = 2000;

interface Made {
  /** Null for a page that shows many claims. */
  claimId: number | null;
  /** What the database had before anything was read for the page. */
  madeFrom: Revisions;
  madeAt: Date;
}

interface CachedPage extends KeptPage, Made {
  /** The headers that every answer at its address has. */
  common: Head;
  /** The counter of public changes with which it is fresh, and until when, in milliseconds. */
  fresh: { published: number; until: number };
}

export interface PageCache {
  /** The cached page of a URL if it is known to be fresh without asking the database. */
  peek: (url: string) => (KeptPage & { common: Head }) | null;
  /** The cached page of a URL if it is fresh. */
  find: (url: string) => Promise<KeptPage | null>;
  /** Comes before anything is read for a page: a write in between makes it outdated at once, but never wrong for good. */
  begin: (claimId: number | null) => Promise<Made>;
  keep: (url: string, content: Content, made: Made) => Promise<KeptPage>;
}

/** @param headersAt gives the headers that every answer at a path has */
export function createPageCache(
  { store, clock }: Pick<Site, 'store' | 'clock'>,
  headersAt: (path: string) => Readonly<Record<string, string>>,
): PageCache {
  const measure = ({ bytes }: CachedPage): number => bytes.length + HEADS;
  const records = createMemoryCache(ROOM - ROOM_FOR_QUERIES, measure);
  const queries = createMemoryCache(ROOM_FOR_QUERIES, measure);
  const cacheOf = (url: string) => (url.includes('?') ? queries : records);

  /** The revisions as they were at a number of commits: as long as nobody commits they are what they were. */
  let known: { commits: number; revisions: Revisions } | null = null;

  /** In this turn of the event loop: what it answers was asked before. SQLite takes an eighth of a 304's time to tell. */
  let counted: { commits: number | null } | null = null;
  function countCommits(): number | null {
    if (counted) return counted.commits;
    counted = { commits: store.countCommits() };
    setImmediate(() => (counted = null));
    return counted.commits;
  }

  async function readRevisions(claimId: number | null): Promise<Revisions> {
    const commits = countCommits();
    if (claimId === null && known && known.commits === commits) return known.revisions;
    const revisions = await (store.forReaders ?? store).readRevisions(claimId);
    known = commits === null ? null : { commits, revisions };
    return revisions;
  }

  /** A page of a later time was made before the clock was set back: nobody knows how long ago. */
  function isWithin({ madeAt }: CachedPage, until: number): boolean {
    const now = clock().getTime();
    return madeAt.getTime() <= now && now < until;
  }

  /** Null where only the claim's own revision tells. */
  function compare(page: CachedPage, { catalogue, published }: Revisions): boolean | null {
    const { madeFrom, fresh } = page;
    if (catalogue !== madeFrom.catalogue) return false;
    // No published claim changes without this counter.
    if (published !== fresh.published) return null;
    return fresh.until === Infinity || isWithin(page, fresh.until);
  }

  async function isFresh(page: CachedPage): Promise<boolean> {
    const revisions = await readRevisions(null);
    const isSame = compare(page, revisions);
    if (isSame !== null) return isSame;
    const { claimId, madeFrom, madeAt } = page;
    const until = madeAt.getTime() + LONGEST_BEHIND;
    if (claimId === null || !isWithin(page, until)) return false;
    if ((await readRevisions(claimId)).claim !== madeFrom.claim) return false;
    page.fresh = { published: revisions.published, until };
    return true;
  }

  return {
    peek: (url) => {
      const page = cacheOf(url).get(url);
      if (!page || !known || known.commits !== countCommits()) return null;
      return compare(page, known.revisions) ? page : null;
    },
    find: async (url) => {
      const page = cacheOf(url).get(url);
      return page && (await isFresh(page)) ? page : null;
    },
    begin: async (claimId) => ({ claimId, madeFrom: await readRevisions(claimId), madeAt: clock() }),
    keep: async (url, content, made) => {
      const page = await packPage(content);
      const common = listHead(headersAt(url.split('?', 1)[0]!));
      const fresh = { published: made.madeFrom.published, until: Infinity };
      cacheOf(url).set(url, { ...page, ...made, common, fresh });
      return page;
    },
  };
}

interface ServedRoute {
  site: Site;
  pages: PageCache;
  route: Route;
  format: Format;
}

/**
 * Answers a visitor without a session, from the cache or by the handler. A page is cached under what its request means,
 * and made from nothing else: whatever else an address is filled with, it is the same page.
 */
export async function servePage(
  { site, pages, route, format }: ServedRoute,
  request: Request,
  response: Response,
  handle: () => Promise<Reply>,
): Promise<void> {
  const url = keepMeaning(request, route, format);
  const known = url === request.originalUrl ? null : await pages.find(url);
  if (known) {
    await sendPage(request, response, known);
    return;
  }
  const claimId = route.fresh === 'claim' ? parseId(String(request.params.id)) : null;
  const made = await pages.begin(claimId);
  const reply = await handle();
  if (reply.kind !== 'page' && reply.kind !== 'file' && reply.kind !== 'written') {
    respond(site, response, format, reply);
    return;
  }
  const page = await pages.keep(url, writeContent(site, format, reply, null), made);
  await sendPage(request, response, page);
}

/**
 * Takes from a request the parameters that its route doesn't know, and gives the address of what it means: with the path as
 * the route has it, since Express reads it in any case, and each parameter as it is understood. The API refuses what it
 * doesn't know, so there everything is kept.
 */
function keepMeaning(request: Request, { path, json, operation, query, isApi }: Route, format: Format): string {
  const typed = request.query;
  const shape = new Map<string, z.ZodType>(Object.entries((query ?? operation?.query)?.shape ?? {}));
  const names = [...(isApi ? Object.keys(typed) : shape.keys())].filter((name) => Object.hasOwn(typed, name));
  Object.defineProperty(request, 'query', { value: Object.fromEntries(names.map((name) => [name, typed[name]])) });
  const pairs = names.flatMap((name) => {
    const meant = (shape.get(name)?.safeParse(typed[name]).data ?? typed[name]) as string | number | readonly string[];
    return [meant].flat().map((value): [string, string] => [name, String(value)]);
  });
  const search = new URLSearchParams(pairs).toString();
  const template = format === 'json' && json !== null ? json : path;
  const place = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(request.params[name])));
  return search === '' ? place : `${place}?${search}`;
}
