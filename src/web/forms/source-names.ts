/** Which source a name means: one that is known, by name or alias in any script, a new one, or "which one?". */
import { checkText } from '../../formats/checks.ts';
import { SOURCE_KIND_WORDS } from '../../wording/values.ts';
import { foldText } from '../../text/words.ts';
import type { Issue } from '../../model/issues.ts';
import { LIMITS } from '../../model/limits.ts';
import { SOURCE_KINDS, type Source, type SourceKind, type Uid } from '../../model/records.ts';
import type { Store } from '../../storage/store.ts';
import { readLine, type layOutForm, type RadiosField, type SelectField } from './forms.ts';

/** How many known sources are offered for a name that is not one of theirs. */
const OFFERED = 5;

/** A name as it was typed, and what was answered about it. */
export interface TypedName {
  name: string;
  /** Which source is meant, when the name alone does not tell: a uid, `new`, or empty. */
  pick: string;
  /** The name for which `pick` was chosen: another name needs another choice. */
  pickedFor: string;
  /** Of a new source. */
  kind: string;
}

/** What the fields are called that name one source. */
export type NameFields = Readonly<Record<keyof TypedName, string>>;

export function readName(fields: NameFields, body: unknown): TypedName {
  const line = (field: keyof TypedName): string => readLine(body, fields[field]);
  return { name: line('name'), pick: line('pick'), pickedFor: line('pickedFor'), kind: line('kind') };
}

/** A name that could be several sources, or none that is known. */
export interface Question {
  name: string;
  candidates: readonly Source[];
  /** Whether all of them have this very name. */
  ambiguous: boolean;
}

export interface Unsettled {
  field: keyof TypedName;
  message: string;
  question: Question | null;
}

/** A source that is here, one of this kind that is to be made, or what stands in the way. */
export type FoundSource = { is: Uid } | { make: SourceKind } | Unsettled;

export interface NameOptions {
  /** Unnamed sources that may be meant: they are found by no name. */
  mentioned?: readonly Source[];
  /** Sources that can't be meant. */
  except?: readonly Uid[];
  /** Whether it may be one that is not here yet. */
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
    return { ...(await ask(store, name, options)), field: 'kind', message: `Say what kind of source “${name}” is` };
  }
  if (chosen !== '' && !except.includes(chosen) && (await store.sources.loadByUids([chosen])).length > 0) {
    return { is: chosen };
  }
  const known = (await store.sources.findByName(name)).map(({ source }) => source);
  const possible = known.filter(({ uid }) => !except.includes(uid));
  return possible.length === 1 ? { is: possible[0]!.uid } : ask(store, name, options, possible);
}

/** The source that one field of a form names: it may be made with the record that the form is about. */
export interface NamedSource {
  /** Null while it is not known. */
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

async function ask(
  store: Store,
  name: string,
  { mentioned = [], except = [], mayBeNew = true }: NameOptions,
  known: readonly Source[] = [],
): Promise<Unsettled> {
  const key = foldText(name);
  const here = mentioned.filter((source) => source.kind === 'unnamed' && foldText(source.name) === key);
  const near = known.length > 0 ? known : (await store.sources.findNearest(name, OFFERED)).map(({ source }) => source);
  const candidates = [...here, ...near].filter(({ uid }) => !except.includes(uid));
  const question = { name, candidates, ambiguous: known.length > 1 };
  if (question.ambiguous)
    return { field: 'pick', message: `Several sources are called “${name}”: say which one`, question };
  if (mayBeNew) {
    return { field: 'pick', message: `“${name}” is not known yet: choose a known source, or a new one`, question };
  }
  return candidates.length === 0
    ? { field: 'name', message: `No source here has a name like “${name}”`, question: null }
    : { field: 'pick', message: `“${name}” is not known: choose the source that is meant`, question };
}

export function isSourceKind(kind: string): kind is SourceKind {
  return (SOURCE_KINDS as readonly string[]).includes(kind);
}

/** A new source of which nothing more is known. */
export function makeSource(uid: Uid, name: string, kind: SourceKind): Source {
  const unknown = { country: null, parent: null, parentRelation: null, homepage: null, wikidata: null };
  return { uid, name, kind, aliases: [], ...unknown };
}

/** The fields that ask; null where the source can't be a new one. */
export interface QuestionModel {
  pick: RadiosField;
  kind: SelectField | null;
}

/**
 * Lays the question out.
 * @param fields their names in the form
 */
export function buildQuestion(
  form: ReturnType<typeof layOutForm>,
  fields: { pick: string; kind: string },
  typed: TypedName,
  question: Question,
  { mayBeNew = true }: NameOptions = {},
): QuestionModel {
  const known = question.candidates.map((source) => ({
    value: source.uid,
    text: source.name,
    hint: describeSource(source),
  }));
  const fresh = mayBeNew ? [{ value: 'new', text: `A new source, “${question.name}”` }] : [];
  const kinds = SOURCE_KINDS.map((kind) => ({ value: kind, text: SOURCE_KIND_WORDS[kind] }));
  return {
    pick: form.radios({
      name: fields.pick,
      label: `Which source is “${question.name}”?`,
      value: typed.pickedFor === typed.name ? typed.pick : '',
      options: [...known, ...fresh],
    }),
    kind: mayBeNew
      ? form.select({
          name: fields.kind,
          label: 'Kind of the new source',
          value: typed.kind,
          options: [{ value: '', text: 'choose' }, ...kinds],
        })
      : null,
  };
}

/** What tells a source from others of its name. */
function describeSource({ kind, country, aliases }: Source): string {
  const names = aliases.map(({ name }) => name).join(', ');
  return [SOURCE_KIND_WORDS[kind], country, names === '' ? null : `also ${names}`]
    .filter((part) => part !== null)
    .join(' · ');
}
