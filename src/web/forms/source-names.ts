/** Resolves a typed name to a source: a known one, by name or alias in any script, a new one, or a question to ask. */
import { checkText } from '../../formats/checks.ts';
import { SOURCE_KIND_WORDS } from '../../wording/values.ts';
import { isUnnamedDescription } from '../../extraction/names/description.ts';
import { foldText } from '../../text/words.ts';
import type { Issue } from '../../model/issues.ts';
import { LIMITS } from '../../model/limits.ts';
import { SOURCE_KINDS, type Source, type SourceKind, type Uid } from '../../model/records.ts';
import type { Store } from '../../storage/store.ts';
import { readLine, type Form } from './forms.ts';
import { writeName, joinName } from '../../wording/names.ts';

/** How many known sources are offered for an unknown name. */
const OFFERED = 5;

/** A name as it was typed, and the answer to the question about it. */
export interface TypedName {
  name: string;
  /** The source that is meant, where the name is ambiguous or unknown: a uid, `new`, or empty. */
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

/** Asked about a name that could be several sources, or none that is known. */
export interface Question {
  name: string;
  candidates: readonly Source[];
  /** Whether all of them have this very name. */
  ambiguous: boolean;
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
  const reason = checkText(name, { most: LIMITS.sourceName, lines: false });
  if (reason) return { field: 'name', message: `Source ${reason}`, question: null };
  const chosen = pickedFor === name ? pick : '';
  if (chosen === 'new' && mayBeNew) {
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
  const known = (await store.sources.findByName(name)).map(({ source }) => source);
  const possible = known.filter(({ uid }) => !except.includes(uid));
  return possible.length === 1 ? { is: possible[0]!.uid } : askWhich(store, name, options, possible);
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
    const made = makeSource(makeUid(), typed.name, found.make);
    return { ...NO_SOURCE, uid: made.uid, newSources: [made] };
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
  const key = foldText(name);
  const here = mentioned.filter((source) => source.kind === 'unnamed' && foldText(source.name) === key);
  const near = known.length > 0 ? known : (await store.sources.findNearest(name, OFFERED)).map(({ source }) => source);
  const candidates = [...here, ...near].filter(({ uid }) => !except.includes(uid));
  const question = { name, candidates, ambiguous: known.length > 1 };
  if (question.ambiguous)
    return { field: 'pick', message: `Several sources are called “${name}”: choose the one you mean`, question };
  if (mayBeNew) {
    return { field: 'pick', message: `“${name}” is not here yet: choose an existing source, or a new one`, question };
  }
  return candidates.length === 0
    ? { field: 'name', message: `No source here has a name like “${name}”`, question: null }
    : { field: 'pick', message: `“${name}” is not here: choose the source you mean`, question };
}

function isSourceKind(kind: string): kind is SourceKind {
  return (SOURCE_KINDS as readonly string[]).includes(kind);
}

export function makeSource(uid: Uid, name: string, kind: SourceKind): Source {
  const unknown = { country: null, parent: null, parentRelation: null, homepage: null, wikidata: null };
  return { uid, name, kind, aliases: [], ...unknown };
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
  const fresh = mayBeNew ? [{ value: 'new', text: `A new source, “${question.name}”` }] : [];
  const isAnswered = typed.pickedFor === typed.name;
  const isUnnamed = mayBeNew && isUnnamedDescription(question.name);
  const kinds = SOURCE_KINDS.map((kind) => ({ value: kind, text: SOURCE_KIND_WORDS[kind] }));
  return {
    pick: form.radios({
      name: fields.pick,
      label: `Which source is “${question.name}”?`,
      value: isAnswered ? typed.pick : isUnnamed ? 'new' : '',
      options: [...known, ...fresh],
    }),
    kind: mayBeNew
      ? form.select({
          name: fields.kind,
          label: 'Kind of the new source',
          value: isAnswered || typed.kind !== '' ? typed.kind : isUnnamed ? 'unnamed' : '',
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
