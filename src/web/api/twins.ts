/** What programs read beside the API's own addresses: twins of pages, and claims in other formats. By path. */
import { claimSchema, claimTwinSchema, documentTwinSchema, objectSchema, sourceTwinSchema } from './schemas.ts';
import { CLAIM_FILES } from '../../formats/index.ts';
import type { Operation } from '../http/route.ts';
import { apiAddress, aboutAddress, exportAllPath, homeAddress, schemaPath } from '../../urls/site.ts';
import { feedPath, oembedPath } from '../../urls/site.ts';
import {
  afterQuery,
  beforeQuery,
  claimQuery,
  documentQuery,
  drawingQuery,
  feedQuery,
  oembedQuery,
  searchQuery,
  sourceQuery,
} from './queries.ts';

type Described = Omit<Operation, 'answers'>;

const json = (operation: Described, description: string, schema = objectSchema): Operation => ({
  ...operation,
  answers: { 200: { description, schema } },
});

const file = (operation: Described, description: string, type: string): Operation => ({
  ...operation,
  answers: { 200: { description, type, schema: null } },
});

const CLAIM_FILE_OPERATIONS = Object.fromEntries(
  CLAIM_FILES.map(({ name, ending, type, use }) => {
    const id = `readClaimAs${ending.replace(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
    const operation = { id, group: 'Claims', summary: `One claim as ${name}`, description: `For ${use}` } as const;
    return [`/claims/:id.${ending}`, file(operation, `The claim as ${name}.`, type)];
  }),
);

/** Every route that everybody reads has a line here; a contract test sees to it. */
export const TWINS: Readonly<Record<string, Operation>> = {
  '/claims.json': json(
    { id: 'readClaimsTwin', group: 'Claims', summary: 'The page of claims as JSON', query: claimQuery },
    'Twenty-five claims.',
    claimTwinSchema,
  ),
  '/claims/:id.json': json(
    { id: 'readClaim', group: 'Claims', summary: 'One claim with its chains and what is derived from them' },
    `The claim as hearsay.claim/1, whose JSON Schema stands at ${schemaPath} too. To editors \`?text=1\` gives the documents’ texts with it.`,
    claimSchema,
  ),
  ...CLAIM_FILE_OPERATIONS,
  '/claims/:id.svg': file(
    { id: 'readDrawing', group: 'Claims', summary: 'The drawing of a claim’s chains', query: drawingQuery },
    'An SVG that needs nothing beside it.',
    'image/svg+xml',
  ),
  '/claims/:id/badge.svg': file(
    { id: 'readBadge', group: 'Claims', summary: 'A badge with a claim’s hops and origins' },
    'A small SVG.',
    'image/svg+xml',
  ),
  '/claims/:id/preview.png': file(
    { id: 'readPreview', group: 'Claims', summary: 'A picture of a claim, for sites that show one beside a link' },
    'A PNG.',
    'image/png',
  ),
  '/claims/:id/history.json': json(
    { id: 'readHistory', group: 'Claims', summary: 'What was changed of a claim', query: beforeQuery },
    'Its revisions, the newest first.',
  ),
  '/claims/:id/history/:revision.json': json(
    { id: 'readRevision', group: 'Claims', summary: 'A claim as it was after one of its revisions' },
    'The revision.',
  ),
  '/sources.json': json(
    { id: 'readSourcesTwin', group: 'Sources', summary: 'The page of sources as JSON', query: sourceQuery },
    'Fifty sources.',
    sourceTwinSchema,
  ),
  '/sources/:id.json': json(
    { id: 'readSource', group: 'Sources', summary: 'One source, and where it stands in claims', query: afterQuery },
    'Its family, whom it cites and who cites it, and its claims.',
  ),
  '/documents.json': json(
    { id: 'readDocumentsTwin', group: 'Documents', summary: 'The page of documents as JSON', query: documentQuery },
    'Fifty documents.',
    documentTwinSchema,
  ),
  '/documents/:id.json': json(
    { id: 'readDocument', group: 'Documents', summary: 'One document, and the excerpts that claims rest on' },
    'The document without its text: that is other people’s work.',
  ),
  '/documents/:id/annotations.jsonld': file(
    { id: 'readAnnotations', group: 'Documents', summary: 'The excerpts as Web Annotations' },
    'An annotation collection.',
    'application/ld+json',
  ),
  [feedPath()]: file(
    { id: 'readFeed', group: 'Claims', summary: 'The newest claims, to follow', query: feedQuery },
    'An Atom feed.',
    'application/atom+xml',
  ),
  [oembedPath]: json(
    { id: 'readOembed', group: 'This site', summary: 'How to embed a claim', query: oembedQuery },
    'oEmbed.',
  ),
  [exportAllPath]: file(
    { id: 'exportAll', group: 'Claims', summary: 'Every published claim, one a line' },
    'Lines of hearsay.claim/1.',
    'application/x-ndjson',
  ),
  '/search.json': json(
    { id: 'search', group: 'This site', summary: 'Claims, sources and documents by their words', query: searchQuery },
    'What was found of each kind.',
  ),
  [homeAddress.json]: json(
    { id: 'readHome', group: 'This site', summary: 'The newest claims' },
    'A few claims.',
    claimTwinSchema,
  ),
  [aboutAddress.json]: json(
    { id: 'readDefinitions', group: 'This site', summary: 'What the words, measures and findings mean' },
    'The definitions.',
  ),
  '/about/reading.json': json(
    { id: 'readReading', group: 'This site', summary: 'How well the reading of stories does' },
    'What was measured.',
  ),
  [apiAddress.json]: json(
    { id: 'readOpenApi', group: 'This site', summary: 'This description' },
    'An OpenAPI document, version 3.1.',
  ),
  [schemaPath]: file(
    { id: 'readClaimSchema', group: 'This site', summary: 'The form of hearsay.claim/1' },
    'A JSON Schema, 2020-12.',
    'application/schema+json',
  ),
  '/healthz': json({ id: 'readHealth', group: 'This site', summary: 'Whether the database answers' }, 'It does.'),
};
