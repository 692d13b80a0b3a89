/** The sources and documents that rows of hops name: known ones as they are, and each new one made once. */
import { foldText } from '../../text/words.ts';
import {
  SOURCE_KINDS,
  UNKNOWN_OF_SOURCE,
  type Document,
  type Source,
  type SourceKind,
  type Uid,
} from '../../model/records.ts';
import { matchVersion } from '../../model/identity.ts';
import type { DOCUMENT_COLUMNS } from './columns.ts';
import { DOCUMENT_OWNERS, HOP_SIDES, type DocumentOwner, type HopColumn, type HopRow } from './columns.ts';
import type { NumberedRow, RowProblem } from './reader.ts';

/** What the database has of what the rows mention. */
export interface KnownRecords {
  /** By name as it is typed; never an unnamed one. */
  sources: ReadonlyMap<string, readonly Source[]>;
  /** By address as it is typed. */
  documents: ReadonlyMap<string, readonly Document[]>;
  claims: ReadonlySet<Uid>;
  /** The known sources and everything above them in their families. */
  families: readonly Source[];
}

/** What rows name that may be known already. */
export interface Mentions {
  names: readonly string[];
  urls: readonly string[];
  claims: readonly Uid[];
}

/** Where something is named first. */
export interface CellPlace {
  row: number;
  column: HopColumn;
}

export interface RowsCatalogue {
  /** By folded name. */
  sources: ReadonlyMap<string, Source>;
  /** By `findDocumentKey`. */
  documents: ReadonlyMap<string, Document>;
  /** By uid: where a new one is named. */
  places: ReadonlyMap<Uid, CellPlace & { owner: DocumentOwner | null }>;
  problems: readonly RowProblem[];
  /** What is known here by another name. */
  notices: readonly RowProblem[];
}

/** What to look up before the rows are read as claims. */
export function listMentions(rows: readonly NumberedRow[]): Mentions {
  const pick = (columns: readonly HopColumn[]): string[] => [
    ...new Set(rows.flatMap(({ cells }) => columns.map((column) => cells[column]).filter((cell) => cell !== ''))),
  ];
  const publishers = DOCUMENT_OWNERS.map((owner) => `${owner}_document_publisher` as const);
  return {
    names: pick(['citing_source', 'cited_source', 'disputed_by', ...publishers]),
    urls: pick(DOCUMENT_OWNERS.map((owner) => `${owner}_document_url` as const)),
    claims: pick(['claim_uid']),
  };
}

/** Two documents are the same by address and version, or else by publisher, title, date and version. Null where a row names none. */
export function findDocumentKey(cells: HopRow, owner: DocumentOwner): string | null {
  const { publisher, title, url, version, date } = readDocumentCells(cells, owner);
  if (url !== '') return JSON.stringify([url, version]);
  return title + date + publisher === '' ? null : JSON.stringify([foldText(publisher), title, date, version]);
}

type DocumentCell = (typeof DOCUMENT_COLUMNS)[number];

function readDocumentCells(cells: HopRow, owner: DocumentOwner) {
  const side = owner === 'excerpt' ? null : owner;
  // A statement's own document is its source's, unless the row says otherwise.
  const own = side !== null && cells[`${side}_source_kind`] !== 'unnamed' ? cells[`${side}_source`] : '';
  const read = (name: DocumentCell) => cells[`${owner}_document_${name}`];
  const [title, url, date] = [read('title'), read('url'), read('date')];
  const publisher = read('publisher') || (title + url + date === '' ? '' : own);
  const [kind, version, language] = [read('kind'), read('version'), read('language')];
  return {
    publisher,
    kind,
    title,
    url,
    version,
    archived: read('archived_url'),
    date,
    retrieved: read('retrieved'),
    language,
  };
}

export function gatherCatalogue(rows: readonly NumberedRow[], known: KnownRecords, makeUid: () => Uid): RowsCatalogue {
  const problems: RowProblem[] = [];
  const notices: RowProblem[] = [];
  const places = new Map<Uid, CellPlace & { owner: DocumentOwner | null }>();
  const sources = new Map<string, Source>();
  for (const [key, mention] of listNames(rows)) {
    const found = findSource(mention, known, makeUid);
    if ('message' in found) problems.push({ ...mention.cell, message: found.message });
    else {
      const { name } = found.source;
      if (name !== mention.name) notices.push(tellKnown(mention.cell, mention.name, name));
      sources.set(key, found.source);
      places.set(found.source.uid, { ...mention.cell, owner: null });
    }
  }
  const documents = new Map<string, Document>();
  const mentions = listDocuments(rows, (cell, before) =>
    problems.push({
      ...cell,
      message: `differs from row ${before}: if these are two versions of one page, give their versions`,
    }),
  );
  for (const [key, mention] of mentions) {
    const found = findDocument(mention, known, sources, makeUid);
    if ('message' in found) problems.push({ row: mention.row, column: found.column, message: found.message });
    else {
      const { row, owner, title } = mention;
      const cell = { row, column: `${owner}_document_title` } as const;
      if (title !== '' && title !== found.document.title) notices.push(tellKnown(cell, title, found.document.title));
      documents.set(key, found.document);
      places.set(found.document.uid, { row, owner, column: `${owner}_document_title` });
    }
  }
  return { sources, documents, places, problems, notices };
}

const tellKnown = (cell: CellPlace, name: string, here: string): RowProblem => {
  return { ...cell, message: `“${name}” is known here as “${here}”` };
};

interface NameMention {
  name: string;
  /** What a reader calls it, where the rows say so. */
  english: string;
  /** As the rows say, each with the first that does. */
  kinds: Map<string, number>;
  /** Whether no row has it as a source. */
  isPublisher: boolean;
  cell: CellPlace;
}

function listNames(rows: readonly NumberedRow[]): Map<string, NameMention> {
  const mentions = new Map<string, NameMention>();
  const add = (name: string, english: string, kind: string | null, cell: CellPlace): void => {
    if (name === '' || kind === 'unnamed') return;
    const key = foldText(name);
    const before = mentions.get(key) ?? { name, english, kinds: new Map(), isPublisher: true, cell };
    const mention = { ...before, english: before.english || english };
    if (kind !== null && kind !== '' && !mention.kinds.has(kind)) mention.kinds.set(kind, cell.row);
    if (kind !== null && mention.isPublisher) mentions.set(key, { ...mention, isPublisher: false, cell });
    else mentions.set(key, mention);
  };
  for (const { row, cells } of rows) {
    for (const side of HOP_SIDES)
      add(cells[`${side}_source`], cells[`${side}_source_english`], cells[`${side}_source_kind`], {
        row,
        column: `${side}_source`,
      });
    add(cells.disputed_by, cells.disputed_by_english, cells.disputed_by_kind, { row, column: 'disputed_by' });
    for (const owner of DOCUMENT_OWNERS) {
      const column = `${owner}_document_publisher` as const;
      add(cells[column], cells[`${column}_english`], null, { row, column });
    }
  }
  return mentions;
}

function findSource(
  { name, english, kinds, isPublisher, cell }: NameMention,
  known: KnownRecords,
  makeUid: () => Uid,
): { source: Source } | { message: string } {
  const named = known.sources.get(name) ?? [];
  const there = named.length > 1 && kinds.size > 0 ? named.filter(({ kind }) => kinds.has(kind)) : named;
  if (there.length > 1)
    return { message: `is the name of ${there.length} sources here: merge them, or rename one of them` };
  const given = [...kinds.keys()];
  if (given.length > 1) {
    const told = [...kinds].map(([kind, row]) => `${kind} in row ${row}`);
    return { message: `has several kinds: ${told.join(', ')}` };
  }
  const [source] = there;
  if (source && given.length === 1 && source.kind !== given[0]) {
    return { message: `is here already, as ${source.kind}: leave its kind empty, or change it on the source’s page` };
  }
  if (source) return { source };
  const word = given[0] ?? (isPublisher ? 'outlet' : '');
  const kind = SOURCE_KINDS.find((each) => each === word);
  if (kind) return { source: makeTableSource(makeUid(), name, english, kind) };
  const wanted = SOURCE_KINDS.join(', ');
  if (word === '') return { message: `“${name}” is new here: give its kind in ${cell.column}_kind, one of ${wanted}` };
  return { message: `has the kind “${word}”: it must be one of ${wanted}` };
}

/** Its English name's language is not told: it may be a name in Latin letters only. */
export function makeTableSource(uid: Uid, name: string, english: string, kind: SourceKind): Source {
  const aliases = english === '' ? [] : [{ name: english, language: null }];
  return { uid, name, kind, ...UNKNOWN_OF_SOURCE, aliases };
}

type DocumentMention = ReturnType<typeof readDocumentCells> & { row: number; owner: DocumentOwner };

/** Each document with all that the rows say of it: one may fill in what another leaves out. */
function listDocuments(
  rows: readonly NumberedRow[],
  onTwoCopies: (cell: CellPlace, before: number) => unknown,
): Map<string, DocumentMention> {
  const mentions = new Map<string, DocumentMention>();
  for (const { row, cells } of rows) {
    for (const owner of DOCUMENT_OWNERS) {
      const key = findDocumentKey(cells, owner);
      if (key === null) continue;
      const more = readDocumentCells(cells, owner);
      const before = mentions.get(key) ?? { ...more, row, owner };
      const fill = (name: keyof typeof more) => before[name] || more[name];
      const filled = { publisher: fill('publisher'), title: fill('title'), date: fill('date') };
      const told = { kind: fill('kind'), archived: fill('archived'), retrieved: fill('retrieved') };
      if (more.archived !== '' && more.archived !== told.archived)
        onTwoCopies({ row, column: `${owner}_document_archived_url` }, before.row);
      mentions.set(key, { ...before, ...filled, ...told, language: fill('language') });
    }
  }
  return mentions;
}

function findDocument(
  mention: DocumentMention,
  known: KnownRecords,
  sources: ReadonlyMap<string, Source>,
  makeUid: () => Uid,
): { document: Document } | { column: HopColumn; message: string } {
  const { owner, publisher, title, url, date } = mention;
  const version = { version: mention.version || null, archivedUrl: mention.archived || null };
  const here = url === '' ? [] : (known.documents.get(url) ?? []);
  const [document, ...others] = matchVersion(here, version);
  if (others.length > 0 || (!document && version.version === null && here.length > 1)) {
    return {
      column: `${owner}_document_version`,
      message: `is needed: ${here.length} documents here have this address`,
    };
  }
  if (document) return { document };
  if (title === '') return { column: `${owner}_document_title`, message: 'is missing: a new document needs a title' };
  const source = sources.get(foldText(publisher));
  if (!source) {
    const message = publisher === '' ? 'is missing: a new document needs a publisher' : 'has a problem of its own';
    return { column: `${owner}_document_publisher`, message };
  }
  const dates = { publishedAt: date || null, retrievedAt: mention.retrieved || null };
  // The reader of the claim checks the kind, like all other values.
  const kind = (mention.kind || null) as Document['kind'];
  const rest = { kind, title, url: url || null, language: mention.language || null, sha256: null };
  return { document: { uid: makeUid(), publisher: source.uid, ...rest, ...version, ...dates } };
}
