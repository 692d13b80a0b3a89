/** The columns of a table of hops (CSV, RFC 4180), what goes in each, how a cell is escaped, and a template. */
import { stringify } from 'csv-stringify/sync';
import { DOCUMENT_KINDS, SOURCE_KINDS, type ClaimRelation } from '../../model/records.ts';

/** A row, by column: every value as text, empty when unknown. */
export type HopRow = Record<HopColumn, string>;

const STATEMENT_COLUMNS = [
  ...(['source_english', 'source', 'source_kind', 'date', 'stance', 'basis', 'wording', 'wording_language'] as const),
  ...(['retracted', 'retraction_reason', 'place', 'end'] as const),
] as const;

export const DOCUMENT_COLUMNS = [
  ...([
    'publisher_english',
    'publisher',
    'kind',
    'title',
    'url',
    'version',
    'archived_url',
    'date',
    'retrieved',
    'language',
  ] as const),
] as const;

export const HOP_SIDES = ['citing', 'cited'] as const;
export type HopSide = (typeof HOP_SIDES)[number];

/** A row's documents: those of its two statements, and the one that its excerpt is from. */
export const DOCUMENT_OWNERS = [...HOP_SIDES, 'excerpt'] as const;
export type DocumentOwner = (typeof DOCUMENT_OWNERS)[number];

const DISPUTE_COLUMNS = [
  'disputed',
  'disputed_by_english',
  'disputed_by',
  'disputed_by_kind',
  'dispute_reason',
] as const;

type DisputeColumn = (typeof DISPUTE_COLUMNS)[number];

type StatementColumn = `${HopSide}_${'uid' | (typeof STATEMENT_COLUMNS)[number]}`;

type DocumentColumn = `${DocumentOwner}_document_${(typeof DOCUMENT_COLUMNS)[number]}`;

export type HopColumn =
  | 'claim_uid'
  | 'claim'
  | 'claim_language'
  | 'claim_about'
  | 'claim_status'
  | 'claim_topics'
  | 'claim_relations'
  | StatementColumn
  | DocumentColumn
  | 'hop_uid'
  | 'manner'
  | 'cue'
  | 'role'
  | DisputeColumn
  | 'support'
  | 'lag'
  | 'excerpt';

const listSide = (side: HopSide): HopColumn[] => [
  `${side}_uid`,
  ...STATEMENT_COLUMNS.map((column) => `${side}_${column}` as const),
  ...DOCUMENT_COLUMNS.map((column) => `${side}_document_${column}` as const),
];

export const HOP_COLUMNS: readonly HopColumn[] = [
  ...(['claim_uid', 'claim', 'claim_language', 'claim_about', 'claim_status'] as const),
  ...(['claim_topics', 'claim_relations'] as const),
  ...listSide('citing'),
  ...listSide('cited'),
  ...(['hop_uid', 'manner', 'cue', ...DISPUTE_COLUMNS, 'role', 'support', 'lag', 'excerpt'] as const),
  ...DOCUMENT_COLUMNS.map((column) => `excerpt_document_${column}` as const),
];

export const EMPTY_ROW = Object.fromEntries(HOP_COLUMNS.map((column) => [column, ''])) as HopRow;

/** Topics in one cell: with semicolons between them or, where that would change one, each on a line of its own. */
export function joinTopics(topics: readonly string[]): string {
  const isPlain = topics.every((topic) => topic === topic.trim() && !topic.includes(';'));
  return isPlain ? topics.join('; ') : topics.map((topic) => `${topic}\n`).join('');
}

export function splitTopics(cell: string): string[] {
  const topics = cell.includes('\n') ? cell.split(/\r?\n/u) : cell.split(';').map((topic) => topic.trim());
  return topics.filter((topic) => topic.trim() !== '');
}

/** Spreadsheets run what begins with these; the wide forms are what an East Asian keyboard types. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/u;

/** Puts an apostrophe before what a spreadsheet would run (OWASP, "CSV Injection"). */
export function escapeFormula(value: string): string {
  return FORMULA.test(value) ? `'${value}` : value;
}

/** `became 01977b00-…: By a translation.`, a line each. */
export function writeRelationsCell(relations: readonly ClaimRelation[]): string {
  const write = ({ claim, relation, note }: ClaimRelation): string =>
    `${relation} ${claim}${note === null ? '' : `: ${note}`}`;
  return relations.map(write).join('\n');
}

/** Undoes `writeRelationsCell`; values are not checked. */
export function readRelationsCell(cell: string) {
  return cell
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, relation, claim, note] = /^\s*(\S*)\s*([^\s:]*)\s*(?:: ?(.*))?$/u.exec(line) ?? [];
      return { claim: claim ?? line, relation: relation ?? line, note: note || null };
    });
}

/** Undoes `escapeFormula`. */
export function unescapeFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

const statement = (name: 'uid' | (typeof STATEMENT_COLUMNS)[number]) =>
  HOP_SIDES.map((side) => `${side}_${name}` as const);
const document = (name: (typeof DOCUMENT_COLUMNS)[number]) =>
  DOCUMENT_OWNERS.map((owner) => `${owner}_document_${name}` as const);

/** What goes in each column, for the import page: every column once. */
export const COLUMN_NOTES: readonly { columns: readonly HopColumn[]; takes: string }[] = [
  { columns: ['claim'], takes: 'The claim in one sentence. Rows below that leave it empty belong to the same claim.' },
  { columns: ['claim_uid'], takes: 'Joins the rows of one claim. Usually empty.' },
  { columns: ['claim_language'], takes: 'A language tag such as en, ko or zh-Hant; empty means English.' },
  {
    columns: ['claim_about'],
    takes:
      'The date the claim is about: 2025, 2025-06 or 2025-06-17; 2025-06~ is approximate, 2025-06-10/2025-06-12 an interval.',
  },
  { columns: ['claim_status'], takes: 'draft, published or withdrawn; empty means draft.' },
  { columns: ['claim_topics'], takes: 'Topics, separated by semicolons.' },
  {
    columns: ['claim_relations'],
    takes:
      'How the claim relates to others, one per line: became, contradicts or part-of, then the other claim’s uid, then a note after a colon.',
  },
  {
    columns: statement('source'),
    takes:
      'Who says so, and whom they cite. A known source is found by any of its names. Without a cited source, the row is a statement that cites nobody.',
  },
  {
    columns: statement('source_kind'),
    takes: `For a source that is new here: ${SOURCE_KINDS.join(', ')}. Write “unnamed” for a mention such as “officials”.`,
  },
  {
    columns: statement('date'),
    takes: 'When it was said: a date as above, or to the minute with its zone, such as 2025-06-17T09:12+09:00.',
  },
  { columns: statement('stance'), takes: 'asserts, denies or doubts; empty means asserts.' },
  {
    columns: statement('basis'),
    takes: 'witnessed, own-act, told, document, inferred or unknown; empty means unknown.',
  },
  { columns: statement('wording'), takes: 'The words that were used.' },
  { columns: ['citing_wording_language', 'cited_wording_language'], takes: 'The language of these words.' },
  { columns: statement('retracted'), takes: 'When its source retracted it.' },
  { columns: statement('retraction_reason'), takes: 'Why it was retracted.' },
  {
    columns: document('title'),
    takes: 'The title of the item in which it was said. Give the excerpt’s only if it is not the citing one.',
  },
  { columns: document('kind'), takes: `${DOCUMENT_KINDS.join(', ')}; empty if unknown.` },
  {
    columns: document('url'),
    takes: 'Its web address. A known document with the same address and version is reused.',
  },
  {
    columns: document('version'),
    takes:
      'For a page that changes, the version: its date, or the page’s own name for it. Each version is a separate document, named in every row that has it.',
  },
  { columns: document('archived_url'), takes: 'The address of an archived copy.' },
  { columns: document('publisher'), takes: 'Who published it; empty means the source itself.' },
  { columns: document('date'), takes: 'When it was published.' },
  {
    columns: document('retrieved'),
    takes: 'When somebody had it before them. Leave it empty if nobody did: then it doesn’t count as read.',
  },
  { columns: document('language'), takes: 'Its language.' },
  {
    columns: ['manner'],
    takes:
      'quotes, paraphrases, cites, translates, republishes, or copies (uses the other’s words without credit); empty means cites.',
  },
  { columns: ['cue'], takes: 'The words that attribute it: “citing”, “quoted … as saying”.' },
  { columns: ['disputed'], takes: 'When somebody disputed the attribution.' },
  {
    columns: ['disputed_by', 'disputed_by_kind'],
    takes: 'Who disputes it, usually the cited source; and its kind, if it is new here and in no other row.',
  },
  { columns: ['dispute_reason'], takes: 'Why.' },
  {
    columns: ['excerpt'],
    takes: 'The passage that shows it, word for word. Put further passages in rows of their own.',
  },
  { columns: [...statement('uid'), 'hop_uid'], takes: 'Hearsay’s own identifiers; leave them empty.' },
  {
    columns: [...statement('source_english'), 'disputed_by_english', ...document('publisher_english')],
    takes:
      'What English readers call a source whose name is in another script. A source that is new here gets this name too.',
  },
  {
    columns: [...statement('place'), ...statement('end'), 'role', 'support', 'lag'],
    takes: 'Written by Hearsay and ignored when imported: they are worked out anew.',
  },
];

const EXAMPLES: readonly Partial<HopRow>[] = [
  {
    claim: 'The bridge at Lund closes for a year.',
    claim_language: 'en',
    claim_status: 'draft',
    citing_source: 'The Lund Courier',
    citing_source_kind: 'outlet',
    citing_date: '2025-03-02',
    citing_document_title: 'No way across until spring',
    citing_document_url: 'https://courier.example/bridge',
    cited_source: 'Northern Wire',
    cited_source_kind: 'agency',
    manner: 'cites',
    cue: 'Northern Wire reports',
    excerpt: 'the bridge will stay shut for a year, Northern Wire reports',
  },
  {
    citing_source: 'Northern Wire',
    citing_source_kind: 'agency',
    cited_source: 'officials',
    cited_source_kind: 'unnamed',
    manner: 'paraphrases',
    cue: 'according to officials',
    excerpt: 'according to officials',
    excerpt_document_title: 'No way across until spring',
    excerpt_document_url: 'https://courier.example/bridge',
    excerpt_document_publisher: 'The Lund Courier',
  },
];

/** The columns that people fill in, with an invented claim of two hops. */
export function writeHopTemplate(): string {
  const unneeded: readonly HopColumn[] = ['claim_relations', 'role', 'support', 'lag'];
  const columns = HOP_COLUMNS.filter(
    (column) => !/_(?:uid|english|place|end)$/u.test(column) && !unneeded.includes(column),
  );
  const rows = EXAMPLES.map((row) => columns.map((column) => row[column] ?? ''));
  return writeTable([columns, ...rows]);
}

/** Rows as CSV (RFC 4180), with CRLF. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  // Without a byte order mark, Excel doesn't read UTF-8 as such. A line end of any other kind, too, would end a row for others.
  return stringify(rows as string[][], { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/u });
}
