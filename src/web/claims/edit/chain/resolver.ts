/** Resolves a chain as it was typed to one that can be joined to a claim, or to every issue at once. */
import { locateEvidence, findNearestPassage, findPassage } from '../../../../text/excerpts.ts';
import { type ChainLink, type JoinedChain, joinChain } from '../../../../provenance/chain-join.ts';
import { type ClaimRecord, type Document, type Evidence, type Source, type Uid } from '../../../../model/records.ts';
import type { Store } from '../../../../storage/store.ts';
import { matchVersion } from '../../../../model/identity.ts';
import type { WriteStamp } from '../../../../storage/types.ts';
import { cutTime } from '../../../../wording/dates.ts';
import type { Issue } from '../../../../model/issues.ts';
import { type Question, makeSource, type FoundSource, findSource, readNamesakes } from '../../../forms/source-names.ts';
import {
  isEmptyRow,
  ROW_FIELDS,
  rowField,
  type ChainValues,
  type RowValues,
  readChain,
  changeRows,
  checkLength,
  type ChainDetails,
  type StoryValues,
  STORY_FIELDS,
  storyField,
} from './values.ts';
import { foldText } from '../../../../text/words.ts';
import type { Submission } from '../../../forms/write.ts';
import { v7 as makeUid } from 'uuid';
import { checkFields, listIssues, type FieldResults, type Checked } from '../../../forms/forms.ts';
import { interpretAddress } from '../../../forms/interpreters/addresses.ts';
import { findStored } from '../../../forms/interpreters/interpretation.ts';
import { hashText } from '../../../../text/characters.ts';

interface ResolvedChain {
  links: readonly ChainLink[];
  /** The sources that the rows name, new ones included, the publishers of the documents, and the parents of all. */
  sources: readonly Source[];
  documents: readonly Document[];
  /** Of new documents. */
  texts: ReadonlyMap<Uid, string>;
}

/**
 * @param claim to which the chain is added; null for a new claim
 * @param makeUid gives a new uid with each call
 * @param today the day on which a story is entered: 2025-06-18; null for a form without one
 */
export async function resolveChain(
  store: Store,
  { rows: typed, story: storyValues }: ChainValues,
  claim: ClaimRecord | null,
  makeUid: () => Uid,
  today: string | null,
): Promise<Checked<ResolvedChain, ChainDetails>> {
  const rows = typed.filter((row) => !isEmptyRow(row));
  const sources = await resolveSources(store, rows, claim, makeUid);
  const story = await resolveStory(store, storyValues, sources.bySlot[0] ?? null, makeUid, today);
  const documents: FoundDocument[] = [];
  for (const [row, values] of rows.entries()) documents.push(await resolveDocument(store, row, values, story));
  const checked = rows.map((row, at) => checkFields(ROW_FIELDS, row, (name) => rowField(at, name as keyof RowValues)));
  const shown = rows.map((values, row) => findEvidence(values, row, documents[row]!, story));
  const issues = [
    ...(rows.length === 0
      ? [{ field: rowField(0, 'source'), message: 'Enter at least the source that makes the claim' }]
      : []),
    ...sources.issues,
    ...story.issues,
    ...documents.flatMap((found) => found.issues),
    ...checked.flatMap(listIssues),
    ...shown.flatMap((found) => found.issues),
    ...checkLast(rows),
  ];
  const passages = new Map(shown.flatMap(({ passage }, row) => (passage === null ? [] : [[row, passage]])));
  if (issues.length > 0) return { ok: false, issues, details: { questions: sources.questions, passages } };
  const links = checked.flatMap((row, at): ChainLink[] => {
    if (!row.ok) return [];
    const { statement } = rows[at]!;
    const { evidence } = shown[at]!;
    const { manner, cue } = row.value;
    return [
      {
        statement: makeStatement(row.value, sources.bySlot[at]!, documents[at]!.document),
        hop: at === rows.length - 1 ? null : { manner: manner!, cue, evidence: evidence ? [evidence] : [] },
        choice: statement === '' ? null : statement === 'new' ? 'new' : { is: statement },
      },
    ];
  });
  const used = new Map(
    [story.document, ...documents.map((found) => found.document)].flatMap((d) => (d ? [[d.uid, d]] : [])),
  );
  const publishers = [...used.values()].map(({ publisher }) => publisher);
  const known = await store.sources.loadFamilies([...sources.bySlot.flatMap((uid) => uid ?? []), ...publishers]);
  const texts =
    story.isFresh && story.document && story.text !== null ? [[story.document.uid, story.text] as const] : [];
  return {
    ok: true,
    value: { links, sources: [...known, ...sources.fresh], documents: [...used.values()], texts: new Map(texts) },
  };
}

/** The last row cites nobody: a cue there was meant for a row that is missing. */
function checkLast(rows: readonly RowValues[]): Issue[] {
  const last = rows.at(-1);
  const row = rows.length - 1;
  if (!last || (last.cue === '' && last.excerpt.trim() === '')) return [];
  const field = rowField(row, last.cue === '' ? 'excerpt' : 'cue');
  return [
    { field, message: `Enter in row ${row + 2} whom ${last.source || 'this source'} cites, or delete these words` },
  ];
}

interface FoundEvidence {
  evidence: Evidence | null;
  issues: readonly Issue[];
  passage: string | null;
}

/** Locates the excerpt of a row in the row's own document or in the story, as chosen. */
function findEvidence(row: RowValues, at: number, own: FoundDocument, story: FoundStory): FoundEvidence {
  const none = { evidence: null, issues: [], passage: null };
  if (row.excerpt.trim() === '') return none;
  const { document, text } = row.shown === 'story' || own.document === null ? story : own;
  const field = rowField(at, 'excerpt');
  if (document === null) {
    // A story with issues of its own will be there when they are fixed.
    const message = 'Say where these words are from: enter the story above, or a document in this row';
    return story.isTyped ? none : { ...none, issues: [{ field, message }] };
  }
  return locateExcerpt(row.excerpt, document, text, field);
}

/** Locates an excerpt in the text of its document, or finds the passage nearest to it. */
export function locateExcerpt(excerpt: string, document: Document, text: string | null, field: string): FoundEvidence {
  const exact = text === null ? excerpt.trim() : findPassage(text, excerpt);
  if (exact === null) {
    const message = `The excerpt is not in the text of “${document.title}”`;
    return { evidence: null, issues: [{ field, message }], passage: findNearestPassage(text!, excerpt) };
  }
  const bare = { document: document.uid, exact, prefix: null, suffix: null, start: null, end: null };
  return { evidence: locateEvidence(bare, text), issues: [], passage: null };
}

function makeStatement(
  { date, wording, language, stance, basis }: FieldResults<typeof ROW_FIELDS>,
  source: Uid,
  document: Document | null,
): ChainLink['statement'] {
  const statedAt = date ?? document?.publishedAt ?? null;
  return { source, document: document?.uid ?? null, statedAt, wording, language, stance: stance!, basis: basis! };
}

interface FoundSources {
  /** By row; null where it is not resolved. */
  bySlot: readonly (Uid | null)[];
  fresh: readonly Source[];
  issues: readonly Issue[];
  /** By row. */
  questions: ReadonlyMap<number, Question>;
}

/** @param claim to which the chain is added: its own unnamed sources may be meant; null for a new claim */
async function resolveSources(
  store: Store,
  rows: readonly RowValues[],
  claim: ClaimRecord | null,
  makeUid: () => Uid,
): Promise<FoundSources> {
  const issues: Issue[] = [];
  const questions = new Map<number, Question>();
  const fresh = new Map<string, Source>();
  const bySlot: (Uid | null)[] = [];
  for (const [row, values] of rows.entries()) {
    const found = await resolveSource(store, values, claim);
    if ('is' in found) bySlot.push(found.is);
    else if ('make' in found) {
      // Two rows that name the same new source mean one; each mention of an unnamed one is its own.
      const key = found.make === 'unnamed' ? `row ${row}` : `${found.make} ${foldText(values.source)}`;
      const source = fresh.get(key) ?? makeSource(makeUid(), values.source, found.make);
      fresh.set(key, source);
      bySlot.push(source.uid);
    } else {
      if (found.question) questions.set(row, found.question);
      issues.push({ field: rowField(row, ROW_FIELD[found.field]), message: found.message });
      bySlot.push(null);
    }
  }
  return { bySlot, fresh: [...fresh.values()], issues, questions };
}

const ROW_FIELD = { name: 'source', pick: 'pick', pickedFor: 'pickedFor', kind: 'kind' } as const;

async function resolveSource(store: Store, row: RowValues, claim: ClaimRecord | null): Promise<FoundSource> {
  const { source: name, pick, pickedFor, kind } = row;
  if (name === '') return { field: 'name', message: 'Enter who says so, or remove this row', question: null };
  return findSource(store, { name, pick, pickedFor, kind }, { mentioned: claim?.sources ?? [] });
}

export interface CheckedChain {
  chain: ResolvedChain;
  /** Sources beside which new ones of their names were chosen. */
  namesakes: readonly Uid[];
  joined: JoinedChain;
}

/**
 * Reads and checks a chain, and joins it to the claim.
 * @param claim to which the chain is added; null for a new claim
 */
export async function parseChain(
  store: Store,
  body: unknown,
  claim: ClaimRecord | null,
  by: WriteStamp,
): Promise<Submission<ChainValues, CheckedChain, ChainDetails>> {
  const typed = readChain(body);
  const changed = changeRows(typed, body);
  const wrong = checkLength(changed ?? typed);
  if (wrong.length > 0) return { ok: false, values: changed ?? typed, issues: wrong };
  if (changed) return { ok: false, values: changed, issues: [], isUnfinished: true };
  const values = { ...typed, rows: typed.rows.filter((row) => !isEmptyRow(row)) };
  const resolved = await resolveChain(store, values, claim, makeUid, cutTime(by.at));
  if (!resolved.ok) return { values, ...resolved };
  const joined = joinChain(claim ?? { statements: [], attributions: [] }, resolved.value.links, makeUid);
  const issues = joined.problems.map(({ row, message }) => {
    return { field: rowField(row, 'source'), message: `Row ${row + 1} ${message}` };
  });
  return issues.length > 0
    ? { ok: false, values, issues }
    : { ok: true, values, value: { chain: resolved.value, joined, namesakes: values.rows.flatMap(readNamesakes) } };
}

/** The claim with the chain, and the sources and documents of both. */
export function joinRecord(claim: ClaimRecord, { chain: { sources, documents }, joined }: CheckedChain): ClaimRecord {
  const unite = <T extends { uid: string }>(...lists: (readonly T[])[]): T[] => [
    ...new Map(lists.flat().map((record) => [record.uid, record])).values(),
  ];
  return {
    claim: claim.claim,
    sources: unite(sources, claim.sources),
    documents: unite(documents, claim.documents),
    statements: joined.statements,
    attributions: joined.attributions,
  };
}

interface FoundStory {
  document: Document | null;
  /** As we have it, or as it was pasted. */
  text: string | null;
  isFresh: boolean;
  /** Whether anything was entered for it. */
  isTyped: boolean;
  issues: readonly Issue[];
}

export const NO_STORY: FoundStory = { document: null, text: null, isFresh: false, isTyped: false, issues: [] };

/**
 * Resolves the story. One with a known address is the document that is here already; a new one was read by whoever enters it.
 * @param publisher the source of the first row; null when it is not resolved
 * @param today when a new one is retrieved
 */
async function resolveStory(
  store: Store,
  story: StoryValues,
  publisher: Uid | null,
  makeUid: () => Uid,
  today: string | null,
): Promise<FoundStory> {
  if (Object.values(story).every((value) => value.trim() === '')) return NO_STORY;
  const checked = checkFields(STORY_FIELDS, story, storyField);
  const found = checked.ok
    ? (await store.documents.findByUrl(checked.value.url ?? '')).map((stored) => stored.document)
    : [];
  if (checked.ok && found.length > 0) {
    const { version, archivedUrl } = checked.value;
    const [known, ...others] = matchVersion(found, { version, archivedUrl });
    if (known && others.length === 0) return matchKnown(store, known, checked.value);
    if (known || version === null) {
      const message = `${found.length} documents here have this address: enter the version, or the document’s number in row 1`;
      return { ...NO_STORY, isTyped: true, issues: [{ field: 'story-version', message }] };
    }
  }
  const missing = story.title === '' ? [{ field: 'story-title', message: 'Enter the story’s title' }] : [];
  const issues = [...listIssues(checked), ...missing];
  if (!checked.ok || issues.length > 0) return { ...NO_STORY, isTyped: true, issues };
  const { kind, url, version, archivedUrl, date: publishedAt, language, text = null } = checked.value;
  const document: Document = {
    uid: makeUid(),
    // Without one the first row has an issue, and nothing is saved.
    publisher: publisher ?? '',
    ...{ kind, title: story.title, url, version, archivedUrl, publishedAt, language },
    retrievedAt: today,
    sha256: text === null ? null : hashText(text),
  };
  return { document, text, isFresh: true, isTyped: true, issues: [] };
}

/** The document with the story's address. What was typed about it is not saved, so it must be the same. */
async function matchKnown(
  store: Store,
  document: Document,
  story: FieldResults<typeof STORY_FIELDS>,
): Promise<FoundStory> {
  const text = (await store.documents.readTexts([document.uid])).get(document.uid) ?? null;
  const { title, kind, version, publishedAt: date, archivedUrl, language } = document;
  const known = { title, kind, version, date, archivedUrl, language, text } as const;
  const issues: Issue[] = (Object.keys(known) as (keyof typeof known)[]).flatMap((name) => {
    const typed = story[name] ?? null;
    if (typed === null || typed === known[name]) return [];
    const was = name === 'text' || known[name] === null ? '' : `, with “${known[name]}”`;
    const message = `This document is already here${was}: leave this field empty, and edit the document on its own page`;
    return [{ field: storyField(name), message }];
  });
  return { document, text, isFresh: false, isTyped: true, issues };
}

interface FoundDocument {
  document: Document | null;
  text: string | null;
  issues: readonly Issue[];
}

/** Resolves the document of one row by its number or address; it must be known, or the story's. */
export async function resolveDocument(
  store: Store,
  row: number,
  { document: named }: RowValues,
  story: FoundStory,
): Promise<FoundDocument> {
  const none = { document: null, text: null, issues: [] };
  if (named === '') return row === 0 ? { ...none, document: story.document, text: story.text } : none;
  const number = /^#?([1-9]\d{0,14})$/.exec(named)?.[1];
  const url = findStored(interpretAddress, named);
  if (story.document?.url === url) return { ...none, document: story.document, text: story.text };
  const found = number ? [await store.documents.load(Number(number))] : await store.documents.findByUrl(url);
  if (found.length > 1) {
    const message = `${found.length} documents here have this address: enter the number of the one you mean`;
    return { ...none, issues: [{ field: rowField(row, 'document'), message }] };
  }
  const [stored] = found;
  if (!stored) {
    const message = 'No document here has this number or address: add it first, under Documents';
    return { ...none, issues: [{ field: rowField(row, 'document'), message }] };
  }
  const { uid } = stored.document;
  return { ...none, document: stored.document, text: (await store.documents.readTexts([uid])).get(uid) ?? null };
}
