import { drawBadge } from '../../../drawing/image/badge.ts';
import type { Route } from '../../http/route.ts';
import { oembedPath } from '../../../urls/site.ts';
import { showForm } from './claim-form.ts';
import { showOembed } from './oembed.ts';
import { writeEmbed } from './frame.ts';
import { writePreview } from './preview.ts';
import { badgePath, embedPath, previewPath } from '../../../urls/records.ts';
import { oembedQuery } from '../../records/queries.ts';
import { describeFile, describeTwin } from '../../records/schemas.ts';

const COMMON = { method: 'get', json: null, role: 'reader' } as const;

/** A claim on other people's pages. */
export const embedRoutes: readonly Route[] = [
  { ...COMMON, path: '/claims/:id/embed', fresh: 'claim', handler: showForm(embedPath, writeEmbed) },
  {
    ...COMMON,
    path: '/claims/:id/badge.svg',
    fresh: 'claim',
    handler: showForm(badgePath, ({ analysis }) => ({ type: 'image/svg+xml', body: drawBadge(analysis) })),
    operation: describeFile(
      { id: 'readBadge', group: 'Claims', summary: 'A badge with a claim’s hops and origins' },
      'A small SVG.',
      'image/svg+xml',
    ),
  },
  {
    ...COMMON,
    path: '/claims/:id/preview.png',
    fresh: 'claim',
    handler: showForm(previewPath, writePreview),
    operation: describeFile(
      { id: 'readPreview', group: 'Claims', summary: 'A picture of a claim, for sites that show one beside a link' },
      'A PNG.',
      'image/png',
    ),
  },
  {
    ...COMMON,
    path: oembedPath,
    fresh: 'base',
    handler: showOembed,
    operation: describeTwin(
      { id: 'readOembed', group: 'This site', summary: 'How to embed a claim', query: oembedQuery },
      'oEmbed.',
    ),
  },
];
