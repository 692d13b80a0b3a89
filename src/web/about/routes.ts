import type { Reply, Route } from '../http/route.ts';
import { drawExample } from './example.ts';
import { buildAboutModel, writeAbout } from './view-model.ts';
import { aboutAddress } from '../../urls/site.ts';
import { describeTwin } from '../records/schemas.ts';

/** How to read a provenance tree. */
export const aboutRoutes: readonly Route[] = [
  {
    method: 'get',
    path: aboutAddress.html,
    json: aboutAddress.json,
    role: 'reader',
    fresh: 'base',
    handler: showAbout,
    operation: describeTwin(
      { id: 'readDefinitions', group: 'This site', summary: 'What the words, measures and findings mean' },
      'The definitions.',
    ),
  },
];

async function showAbout(): Promise<Reply> {
  const example = await drawExample();
  return {
    kind: 'page',
    view: 'about/show',
    title: 'How to read a provenance tree',
    address: aboutAddress,
    model: () => buildAboutModel(example),
    json: writeAbout,
  };
}
