/** Who may import whom (src/README.md, "Who may import whom"). `npm run lint` reads every import, types too. */

/** The pure rooms and what each may stand on, from the bottom up. */
const ROOMS = {
  model: [],
  text: ['model'],
  urls: ['model', 'text'],
  newsroom: ['model', 'text'],
  provenance: ['model', 'text'],
  wording: ['model', 'text', 'provenance'],
  extraction: ['model', 'text', 'provenance', 'wording'],
  drawing: ['model', 'text', 'provenance', 'wording'],
  formats: ['model', 'text', 'provenance', 'wording', 'urls', 'extraction', 'drawing'],
};

const rooms = Object.entries(ROOMS).map(([room, below]) => ({
  name: `${room}-stands-on`,
  comment: `${room} is pure: it stands on ${below.join(', ') || 'nothing of ours'}, so that it can be read and tested alone`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^(src|db|views)/', pathNot: `^src/(${[room, ...below].join('|')})/` },
}));

/** Packages that only some rooms may use, so that each can be replaced in one place. */
const PACKAGES = {
  diff: 'provenance',
  'better-sqlite3|better-auth|drizzle-orm': 'storage',
  express: 'web|app.ts',
  'chrono-node|i18n-iso-countries': 'web/forms',
  'handlebars|helmet|pino-http|express-rate-limit': 'web',
  'lru-cache': 'web|storage',
  'p-limit': 'web|fetching|threads.ts',
  'request-filtering-agent': 'fetching',
  'linkedom|@mozilla/readability': 'formats',
  '@viz-js/viz|get-east-asian-width|@resvg/resvg-js': 'drawing',
  'wink-nlp|wink-eng-lite-web-model': 'extraction',
  'csv-parse|csv-stringify': 'formats',
  'cli-progress': 'cli',
};

const packages = Object.entries(PACKAGES).map(([names, room]) => ({
  name: `${names.split('|')[0]}-stays-in-${room.split('|')[0]}`,
  comment: `only ${room.replace('|', ' and ')} may know ${names.replaceAll('|', ', ')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/(${room})(/|$)` },
  to: { path: `node_modules/(${names})/` },
}));

export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'files that import each other can only be understood together: move what both need below them',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'an import that leads nowhere fails when it is run',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-orphans',
      comment: 'a file that nobody imports and that imports nothing is dead',
      severity: 'error',
      from: { orphan: true, path: '^src/' },
      to: {},
    },
    ...rooms,
    {
      name: 'storage-stands-on',
      comment: 'storage stands on the pure rooms and the schema; it knows neither pages nor commands',
      severity: 'error',
      from: { path: '^src/storage/' },
      to: { path: '^src/(web|cli|app|main|config)' },
    },
    {
      name: 'fetching-stands-on',
      comment:
        'fetching reaches other servers and knows nothing of ours: it stands on the reader of pages and the model',
      severity: 'error',
      from: { path: '^src/fetching/' },
      to: { path: '^(src|db|views)/', pathNot: '^src/(fetching|model|text|wording|formats)/' },
    },
    {
      name: 'web-opens-no-database',
      comment: 'only main.ts and the commands open a database and end a process',
      severity: 'error',
      from: { path: '^src/(web|app)' },
      to: { path: '^(src/cli/|src/main|db/)' },
    },
    {
      name: 'commands-are-no-pages',
      comment: 'what a command and a page share belongs to a room below both',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/web/' },
    },
    {
      name: 'features-stand-apart',
      comment: 'a feature of the web knows no other: what two share is in http, forms, views, records or middleware',
      severity: 'error',
      from: { path: '^src/web/([^/]+)/' },
      to: { path: '^src/web/', pathNot: '^src/web/($1|http|forms|views|records|middleware)/' },
    },
    {
      name: 'shared-knows-no-feature',
      comment: 'what features share stands below them',
      severity: 'error',
      from: { path: '^src/web/(http|forms|views|records|middleware)/' },
      to: { path: '^src/web/', pathNot: '^src/web/(http|forms|views|records|middleware)/' },
    },
    ...packages,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node'] },
  },
};
