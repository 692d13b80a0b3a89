/** Resolves a typed name to a source: a known one, by name or alias in any script, a new one, or a question to ask. */
import { validate as isUid } from 'uuid';
import { checkText } from '../../formats/checks.ts';
import { SOURCE_KIND_WORDS } from '../../wording/values.ts';
import { isUnnamedDescription } from '../../extraction/names/description.ts';
import {
  findKnownKind,
  findKnownSource,
  findShownKind,
  findStateOf,
  type KnownSourceRecord,
} from '../../extraction/names/known-sources.ts';
import { cleanName } from '../../text/invisible.ts';
import { foldText } from '../../text/words.ts';
import type { Issue } from '../../model/issues.ts';
import { LIMITS } from '../../model/limits.ts';
import { SOURCE_KINDS, UNKNOWN_OF_SOURCE, type Source, type SourceKind, type Uid } from '../../model/records.ts';
import type { Store } from '../../storage/store.ts';
import { readLine, type Form } from './forms.ts';
import { writeName, joinName } from '../../wording/names.ts';

/** How many known sources are offered for an unknown name. */
const OFFERED = 5;

/** A name as it was typed, and the answer to the question about it. */
export interface TypedName {
  name: string;
  /**
   * The source that is meant, where the name is ambiguous or unknown: a uid, or empty; `new` for a new one, and after it the
   * uids of those of this very name beside which it was chosen.
   */
  pick: string;
  /** The name for which `pick` was chosen: another name needs another choice. */
  pickedFor: string;
  /** Of a new source. */
  kind: string;
}

/** The names in the form of the fields that name one source. */
type NameFields = Readonly<Record<keyof TypedName, string>>;

/** `publisher`, `publisher-pick` and so on. */
export const nameFields = <Name extends string>(name: Name) =>
  ({ name, pick: `${name}-pick`, pickedFor: `${name}-pickedFor`, kind: `${name}-kind` }) as const;

/** The answer to the question, to be sent again; where it is asked again, only the name that it is about. */
export function hideAnswer(fields: NameFields, typed: TypedName, isAsked: boolean) {
  if (isAsked) return [{ name: fields.pickedFor, value: typed.name }];
  return (['pick', 'pickedFor', 'kind'] as const).map((field) => ({ name: fields[field], value: typed[field] }));
}

const QUOTES = ['«»', '»«', '“”', '„“', '‟”', '‹›', '「」', '『』', '""', "''", '‘’'] as const;

/** Takes off the quotation marks around a whole name: «Le Monde». */
export function unquoteName(name: string): string {
  const text = name.trim();
  const pair = QUOTES.find(([open, close]) => text.length > 2 && text.startsWith(open!) && text.endsWith(close!));
  const inner = text.slice(1, -1);
  // In “A” and “B” they are not around the whole.
  return pair === undefined || [...pair].some((mark) => inner.includes(mark)) ? text : inner.trim();
}

export function readName(fields: NameFields, body: unknown): TypedName {
  const line = (field: keyof TypedName): string => readLine(body, fields[field]);
  return { name: unquoteName(line('name')), pick: line('pick'), pickedFor: line('pickedFor'), kind: line('kind') };
}

const NEW = /^new(?: |$)/u;

/** The sources beside which a new one of their name was chosen: saving it must name them (`namesakes`). */
export function readNamesakes({ pick }: Pick<TypedName, 'pick'>): Uid[] {
  return NEW.test(pick) ? pick.split(' ').slice(1).filter(isUid) : [];
}

/** Asked about a name that could be several sources, or none that is known. */
export interface Question {
  name: string;
  candidates: readonly Source[];
  /** Those of them that have this very name. */
  namesakes: readonly Uid[];
}

interface UnresolvedSource {
  field: keyof TypedName;
  message: string;
  question: Question | null;
}

/** A known source, the kind of one to be made, or the problem. */
export type FoundSource = { is: Uid } | { make: SourceKind } | UnresolvedSource;

interface NameOptions {
  /** Unnamed sources that may be meant: a search by name doesn't find them. */
  mentioned?: readonly Source[];
  except?: readonly Uid[];
  mayBeNew?: boolean;
}

/** @param typed whose name is not empty */
export async function findSource(store: Store, typed: TypedName, options: NameOptions = {}): Promise<FoundSource> {
  const { name, pick, pickedFor, kind } = typed;
  const { except = [], mayBeNew = true } = options;
  const reason = checkText(cleanName(name), { most: LIMITS.sourceName, lines: false });
  if (reason) return { field: 'name', message: `Source ${reason}`, question: null };
  const chosen = pickedFor === name ? pick : '';
  if (NEW.test(chosen) && mayBeNew) {
    const here = kind === 'unnamed' ? [] : (await store.sources.findByName(name)).map(({ source }) => source);
    const known = [...except, ...readNamesakes(typed)];
    if (here.some(({ uid }) => !known.includes(uid))) {
      const message = `“${name}” is here now: choose it, or another source of that name`;
      return { ...(await askWhich(store, name, options, here)), field: 'pick', message };
    }
    if (isSourceKind(kind)) return { make: kind };
    return {
      ...(await askWhich(store, name, options)),
      field: 'kind',
      message: `Choose what kind of source “${name}” is`,
    };
  }
  if (chosen !== '' && !except.includes(chosen) && (await store.sources.loadByUids([chosen])).length > 0) {
    return { is: chosen };
  }
  const known = await findCalled(store, name);
  const possible = known.filter(({ uid }) => !except.includes(uid));
  if (possible.length === 1) return { is: possible[0]!.uid };
  const shown = mayBeNew && known.length === 0 ? await decideKind(store, name, options) : null;
  return shown === null ? askWhich(store, name, options, possible) : { make: shown };
}

/** The sources of this name or, where there are none, those by another name of the listed source that it means. */
async function findCalled(store: Store, name: string): Promise<Source[]> {
  const called = (await store.sources.findByName(name)).map(({ source }) => source);
  const listed = called.length === 0 ? findKnownSource(name) : null;
  return listed === null ? called : (await findListed(store, listed)).filter(({ kind }) => kind === listed.kind);
}

/** The sources that have a name of a listed one, each once. */
async function findListed(store: Store, listed: KnownSourceRecord): Promise<Source[]> {
  const found = new Map<Uid, Source>();
  for (const { name } of [listed, ...listed.aliases]) {
    for (const { source } of await store.sources.findByName(name)) found.set(source.uid, source);
  }
  return [...found.values()];
}

/** The kind of a new source whose name leaves no question; null where it must be asked about. */
async function decideKind(
  store: Store,
  name: string,
  { mentioned = [], except = [] }: NameOptions,
): Promise<SourceKind | null> {
  const listed = findKnownSource(name);
  const kind = listed?.kind ?? (isUnnamedDescription(name) ? 'unnamed' : findShownKind(name));
  if (kind === null || findMentioned(name, mentioned).length > 0) return null;
  const near = (await store.sources.findNearest(name, OFFERED)).map(({ source }) => source);
  // AP and AFP are alike, and known to be two.
  const isOther = (source: Source): boolean => {
    const other = findKnownSource(source.name);
    return listed !== null && other !== null && other !== listed;
  };
  return near.every((source) => except.includes(source.uid) || isOther(source)) ? kind : null;
}

/** Words in a name that suggest its kind; the first match counts. */
const KIND_WORDS: readonly [RegExp, SourceKind][] = [
  [/\b(?:news|press) agency\b|\bnewswire\b/iu, 'agency'],
  [/\b(?:times|post|herald|tribune|gazette|courier|chronicle)$/iu, 'outlet'],
  [/\b(?:newspaper|magazine|radio|television|tv)\b/iu, 'outlet'],
  [
    /\b(?:ministry|government|police|parliament|senate|congress|army|navy|embassy|court|coast ?guard)\b/iu,
    'government',
  ],
];

/** The likely kind of a new source, from its name; empty if nothing shows it. */
export function guessKind(name: string): SourceKind | '' {
  return findKnownKind(name) ?? findShownKind(name) ?? KIND_WORDS.find(([words]) => words.test(name))?.[1] ?? '';
}

export interface NamedSource {
  uid: Uid | null;
  newSources: readonly Source[];
  issues: readonly Issue[];
  question: Question | null;
}

export const NO_SOURCE: NamedSource = { uid: null, newSources: [], issues: [], question: null };

/** @param typed whose name is not empty */
export async function resolveName(
  store: Store,
  fields: NameFields,
  typed: TypedName,
  makeUid: () => Uid,
  options: NameOptions = {},
): Promise<NamedSource> {
  const found = await findSource(store, typed, options);
  if ('is' in found) return { ...NO_SOURCE, uid: found.is };
  if ('make' in found) {
    const { uid, fresh } = await planSource(store, typed.name, found.make, makeUid);
    return { ...NO_SOURCE, uid, newSources: fresh };
  }
  const { field, message, question } = found;
  return { ...NO_SOURCE, question, issues: [{ field: fields[field], message }] };
}

async function askWhich(
  store: Store,
  name: string,
  { mentioned = [], except = [], mayBeNew = true }: NameOptions,
  known: readonly Source[] = [],
): Promise<UnresolvedSource> {
  const here = findMentioned(name, mentioned);
  const near = known.length > 0 ? known : (await store.sources.findNearest(name, OFFERED)).map(({ source }) => source);
  const candidates = [...here, ...near].filter(({ uid }) => !except.includes(uid));
  const question = { name, candidates, namesakes: known.map(({ uid }) => uid) };
  if (known.length > 1)
    return { field: 'pick', message: `Several sources are called “${name}”: choose the one you mean`, question };
  if (mayBeNew && here.length > 0) {
    return { field: 'pick', message: `This claim has an unnamed source “${name}”: choose it, or a new one`, question };
  }
  if (mayBeNew) {
    const choice = candidates.length === 0 ? 'what kind of source it is' : 'an existing source, or a new one';
    return { field: 'pick', message: `“${name}” is not here yet: choose ${choice}`, question };
  }
  return candidates.length === 0
    ? { field: 'name', message: `No source here has a name like “${name}”`, question: null }
    : { field: 'pick', message: `“${name}” is not here: choose the source you mean`, question };
}

function findMentioned(name: string, mentioned: readonly Source[]): Source[] {
  const key = foldText(name);
  return mentioned.filter((source) => source.kind === 'unnamed' && foldText(source.name) === key);
}

function isSourceKind(kind: string): kind is SourceKind {
  return (SOURCE_KINDS as readonly string[]).includes(kind);
}

export function makeSource(uid: Uid, name: string, kind: SourceKind): Source {
  return { ...UNKNOWN_OF_SOURCE, uid, name: cleanName(name), kind };
}

/** A source to be made, with whatever else must be made for it. */
export interface PlannedSource {
  uid: Uid;
  /** The source itself, unless it is planned already, and its parents that are not here. */
  fresh: readonly Source[];
}

/**
 * Plans a new source. One that is listed under this name, with this kind, gets its English name, other names, country,
 * homepage and family from the list; a body whose name says which state it belongs to gets that state as its parent.
 * Parents that are here are used: for an analysis before it is saved, their families must be loaded.
 * @param planned sources that the same form makes: they are used as those that are here
 */
export async function planSource(
  store: Store,
  name: string,
  kind: SourceKind,
  makeUid: () => Uid,
  planned: readonly Source[] = [],
): Promise<PlannedSource> {
  const listed = findKnownSource(name);
  // One that is here and was not meant is another of this name, of which nothing is known.
  if (listed?.kind === kind && (await findListed(store, listed)).length === 0) {
    return planListed(store, listed, makeUid, planned);
  }
  const made = makeSource(makeUid(), name, kind);
  const state = kind === 'government' && listed === null ? findStateOf(name) : null;
  if (state === null) return { uid: made.uid, fresh: [made] };
  const above = await planParent(store, state.name, makeUid, planned);
  const family = {
    country: state.country,
    parent: above.uid,
    parentRelation: above.uid === null ? null : ('part-of' as const),
  };
  return { uid: made.uid, fresh: [...above.fresh, { ...made, ...family }] };
}

async function planListed(
  store: Store,
  listed: KnownSourceRecord,
  makeUid: () => Uid,
  planned: readonly Source[],
): Promise<PlannedSource> {
  const there = planned.find(({ name, kind }) => name === listed.name && kind === listed.kind);
  if (there) return { uid: there.uid, fresh: [] };
  const uid = makeUid();
  if (listed.parent === null) return { uid, fresh: [{ ...listed, uid, parent: null }] };
  const above = await planParent(store, listed.parent, makeUid, planned);
  const parentRelation = above.uid === null ? null : listed.parentRelation;
  return { uid, fresh: [...above.fresh, { ...listed, uid, parent: above.uid, parentRelation }] };
}

/** Without a parent where several sources may be it: then the source counts as its own family. */
async function planParent(
  store: Store,
  name: string,
  makeUid: () => Uid,
  planned: readonly Source[],
): Promise<{ uid: Uid | null; fresh: readonly Source[] }> {
  const listed = findKnownSource(name)!;
  const [here, ...others] = await findListed(store, listed);
  if (!here) return planListed(store, listed, makeUid, planned);
  return { uid: here.kind === listed.kind && others.length === 0 ? here.uid : null, fresh: [] };
}

export type QuestionModel = ReturnType<typeof buildQuestion>;

/** @param fields the names of its two fields in the form */
export function buildQuestion(
  form: Form,
  fields: { pick: string; kind: string },
  typed: TypedName,
  question: Question,
  { mayBeNew = true }: NameOptions = {},
) {
  const known = question.candidates.map((source) => ({
    value: source.uid,
    text: joinName(writeName(source)),
    hint: describeSource(source),
  }));
  const { namesakes } = question;
  const other =
    namesakes.length === 0 ? `A new source, “${question.name}”` : `Another source called “${question.name}”`;
  const fresh = mayBeNew ? [{ value: ['new', ...namesakes].join(' '), text: other }] : [];
  const isAnswered = typed.pickedFor === typed.name;
  const isUnnamed = mayBeNew && isUnnamedDescription(question.name);
  const guessed = isUnnamed ? 'unnamed' : guessKind(question.name);
  const kinds = SOURCE_KINDS.map((kind) => ({ value: kind, text: SOURCE_KIND_WORDS[kind] }));
  return {
    pick: form.radios({
      name: fields.pick,
      label: `Which source is “${question.name}”?`,
      value: isAnswered ? typed.pick : isUnnamed || known.length === 0 ? 'new' : '',
      options: [...known, ...fresh],
    }),
    kind: mayBeNew
      ? form.select({
          name: fields.kind,
          label: 'Kind of the new source',
          value: isAnswered || typed.kind !== '' ? typed.kind : guessed,
          options: [{ value: '', text: 'choose' }, ...kinds],
        })
      : null,
  };
}

/** Distinguishes a source from others of its name. */
function describeSource({ kind, country, aliases }: Source): string {
  const names = aliases.map(({ name }) => name).join(', ');
  return [SOURCE_KIND_WORDS[kind], country, names === '' ? null : `also ${names}`]
    .filter((part) => part !== null)
    .join(' · ');
}
