/** Ten pages in the manner of those on the web, written for these tests: everything in them is invented. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PageCase {
  name: string;
  /** Words of the article that its text must have, in their order. */
  article: readonly string[];
  /** Words of menus, boxes, comments and walls that it must not have. */
  rest: readonly string[];
}

export const PAGES: readonly PageCase[] = [
  {
    name: 'agency',
    article: [
      'TERN HARBOUR, June 17',
      'stopped all lifts',
      'Coastal News Service',
      'publish its own measurements',
      'Port Ellery, some ninety',
    ],
    rest: ['Share on', 'Fishermen', 'Storm closes', 'rights reserved', 'Sport results'],
  },
  {
    name: 'newspaper',
    article: [
      'For the second day',
      'first reported by',
      'could not be reached',
      'What the ministry says',
      'no cause for concern',
      'ask for patience',
      'asked not to be named',
      'report on Friday',
      'measurements on Thursday',
      'notice to mariners',
    ],
    // The box for the newsletter, within the article, stays: an editor takes it out.
    rest: ['READ MORE', 'seadog41', 'rails bend', 'Bakery', 'Privacy settings', 'Puzzles'],
  },
  {
    name: 'blog',
    article: ['unter Berufung', 'flache Hand', 'Fotos davon', 'seit April', 'niemand gemessen', 'ohne Befund'],
    rest: ['Teilen mit', 'Drucken', 'Vorheriger', 'haftet am Ende', 'Leuchtturm', 'Kategorien'],
  },
  {
    name: 'live-blog',
    article: [
      'Key points',
      'has put its tables online. They',
      'not signed',
      'Four inspectors',
      'citing the ministry',
      'Good morning from',
    ],
    rest: ['TV schedule', 'Download our app', 'Terms of use'],
  },
  { name: 'consent-wall', article: [], rest: [] },
  {
    name: 'consent-overlay',
    article: ['onze centimètres', 'cité par', 'rapport du printemps', 'vérité arrachée'],
    rest: ['vie privée', 'Tout accepter', 'fret grimpe', 'Espace abonnés', 'Mentions'],
  },
  {
    name: 'korean',
    article: ['김하늘 기자', '인용해', '3월 검사', '90킬로미터'],
    rest: ['많이 본', '정치', '등대', '무단 전재'],
  },
  {
    name: 'press-release',
    article: ['moved by eleven', 'sound, and they', 'regrets', 'eastern 2 cm 11 cm', 'by 27 June'],
    rest: ['opening hours', 'webmaster', 'Roads and bridges'],
  },
  // The offer below the teaser stays: the page says itself that it is for subscribers.
  { name: 'paywall', article: ['Three people'], rest: ['See our offers', 'published on Thursdays'] },
  { name: 'script-only', article: [], rest: [] },
];

export const readPageFile = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'pages', `${name}.html`));
