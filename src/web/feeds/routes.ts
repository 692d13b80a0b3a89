import type { Route } from '../http/route.ts';
import { feedPath, robotsPath, sitemapPath } from '../../urls/site.ts';
import { showFeed } from './feed.ts';
import { showSitemap, showSitemapPart, SITEMAP_KINDS, showRobots } from './sitemap.ts';
import { claimQuery, feedQuery } from '../records/queries.ts';
import { describeFile } from '../records/schemas.ts';

const COMMON = { method: 'get', json: null, role: 'reader', fresh: 'base' } as const;

export const followRoutes: readonly Route[] = [
  {
    ...COMMON,
    path: feedPath(),
    // It refuses those that it doesn't take.
    query: claimQuery,
    handler: showFeed,
    operation: describeFile(
      { id: 'readFeed', group: 'Claims', summary: 'The newest claims, to follow', query: feedQuery },
      'An Atom feed.',
      'application/atom+xml',
    ),
  },
  { ...COMMON, path: robotsPath, handler: showRobots },
  { ...COMMON, path: sitemapPath, handler: showSitemap },
  ...SITEMAP_KINDS.map((kind) => ({
    ...COMMON,
    path: `/sitemap-${kind}-:part.xml`,
    handler: showSitemapPart(kind),
  })),
];
