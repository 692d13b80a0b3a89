/** Who is who where a revision is told: its statements, also those that it took out, and what they are called now. */
import { nameSource, writeName } from '../../../../wording/names.ts';
import type { Attribution, Document, Source, Statement, Uid } from '../../../../model/records.ts';
import type { ClaimChange, ClaimState } from '../../../../provenance/revisions.ts';
import type { Store } from '../../../../storage/store.ts';
import { datePart, namePart, phrase, type Compare, type Part } from './phrases.ts';

/** Sources and documents as they are now, also those that the claim names no more. */
export interface ChangeNames {
  sources: ReadonlyMap<Uid, Source>;
  documents: ReadonlyMap<Uid, Document>;
}

export interface ChangeContext extends ChangeNames {
  statements: ReadonlyMap<Uid, Statement>;
  /** Sources with several statements: a date tells these apart. */
  repeated: ReadonlySet<Uid>;
  compare: Compare;
}

/** Loads whoever is named in a state of a claim, or in changes that led to it. */
export async function loadChangeNames(
  { sources, documents }: Pick<Store, 'sources' | 'documents'>,
  state: ClaimState,
  changes: readonly ClaimChange[],
): Promise<ChangeNames> {
  const speakers = new Set(state.statements.map(({ source }) => source));
  const items = new Set<Uid>();
  for (const change of changes) {
    for (const record of [change.before, change.after]) {
      if (!record) continue;
      if ('source' in record) {
        speakers.add(record.source);
        if (record.document !== null) items.add(record.document);
      } else if ('evidence' in record) for (const { document } of record.evidence) items.add(document);
    }
  }
  const [named, published] = await Promise.all([sources.loadFamilies(speakers), documents.loadByUids(items)]);
  return {
    sources: new Map(named.map((source) => [source.uid, source])),
    documents: new Map(published.map(({ document }) => [document.uid, document])),
  };
}

/**
 * @param after the state that the changes led to
 */
export function makeChangeContext(
  names: ChangeNames,
  after: ClaimState,
  changes: readonly ClaimChange[],
  compare: Compare,
): ChangeContext {
  const gone = changes.flatMap(({ kind, before }) => (kind === 'statement' && before ? [before] : []));
  const statements = new Map([...gone, ...after.statements].map((record) => [record.uid, record]));
  const seen = new Set<Uid>();
  const repeated = new Set<Uid>();
  for (const { source } of statements.values()) (seen.has(source) ? repeated : seen).add(source);
  return { ...names, statements, repeated, compare };
}

/** "the Security Council of Russia", "an unnamed source (“officials”)". */
export function phraseName({ sources }: ChangeNames, uid: Uid): Part[] {
  const source = sources.get(uid);
  if (!source) return phrase`an unknown source`;
  const name = namePart(writeName(source));
  if (source.kind === 'unnamed') return phrase`an unnamed source (${name})`;
  return nameSource(source) === source.name ? [name] : phrase`the ${name}`;
}

/** "TASS", "IANS (17 June 2025)": whose statement it is. */
export function phraseSpeaker(context: ChangeContext, { source, statedAt }: Statement): Part[] {
  const name = phraseName(context, source);
  if (statedAt === null || !context.repeated.has(source)) return name;
  return phrase`${name} (${datePart(statedAt.slice(0, '2025-06-17'.length))})`;
}

/** "the hop IANS → Yonhap". */
export function phraseHop(context: ChangeContext, { citing, cited }: Pick<Attribution, 'citing' | 'cited'>): Part[] {
  return phrase`the hop ${phraseEnd(context, citing)} → ${phraseEnd(context, cited)}`;
}

function phraseEnd(context: ChangeContext, uid: Uid): Part[] {
  const statement = context.statements.get(uid);
  return statement ? phraseSpeaker(context, statement) : phrase`an unknown statement`;
}

/** A document by its title. */
export function phraseDocument({ documents }: ChangeNames, uid: Uid): Part[] {
  const document = documents.get(uid);
  return document
    ? phrase`“${namePart({ text: document.title, lang: document.language })}”`
    : phrase`an unknown document`;
}
