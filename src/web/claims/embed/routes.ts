import { drawBadge } from '../../../drawing/image/badge.ts';
import type { Route } from '../../http/route.ts';
import { oembedPath } from '../../../urls/site.ts';
import { showForm } from './claim-form.ts';
import { showOembed } from './oembed.ts';
import { writeEmbed } from './frame.ts';
import { writePreview } from './preview.ts';
import { badgePath, embedPath, previewPath } from '../../../urls/records.ts';

const COMMON = { method: 'get', json: null, role: 'reader' } as const;

/** A claim on other people's pages. */
export const embedRoutes: readonly Route[] = [
  { ...COMMON, path: '/claims/:id/embed', fresh: 'claim', handler: showForm(embedPath, writeEmbed) },
  {
    ...COMMON,
    path: '/claims/:id/badge.svg',
    fresh: 'claim',
    handler: showForm(badgePath, ({ analysis }) => ({ type: 'image/svg+xml', body: drawBadge(analysis) })),
  },
  { ...COMMON, path: '/claims/:id/preview.png', fresh: 'claim', handler: showForm(previewPath, writePreview) },
  { ...COMMON, path: oembedPath, fresh: 'base', handler: showOembed },
];
