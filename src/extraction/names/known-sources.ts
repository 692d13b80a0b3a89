/** What is known of sources that the news often cites: kind, country, family, names in other languages. */
import type { ParentRelation, Source, SourceKind } from '../../model/records.ts';
import { foldText } from '../../text/words.ts';
import { PEOPLE, TITLES } from '../tokens/words.ts';
import { isNationality } from './known-names.ts';
import { AGENCIES, BROADCASTERS, ORGANISATIONS, OUTLETS, STATE_BODIES } from './name-lists.ts';
import { NEWSPAPERS } from './newspapers.ts';
import { MINISTRIES, NATIONS } from './nations.ts';

/** All of a source but its uid; its parent by name. */
export interface KnownSourceRecord extends Omit<Source, 'uid' | 'parent'> {
  parent: string | null;
}

const BY_NAME = new Map<string, KnownSourceRecord>();
/** Kinds by names that others have too: they suggest a kind, and no more. */
const KINDS = new Map<string, SourceKind>();
const COUNTRIES = new Map<string, string>();
/** By what a country is called, and by "Russian" and "Russia's": the name of its state. */
const STATES = new Map<string, string>();

for (const line of listLines(NATIONS)) {
  const [country = '', demonym = '', called = '', state = '', others = ''] = line.split('|').map((part) => part.trim());
  COUNTRIES.set(demonym, country);
  if (state === '') continue;
  const aliases = splitNames(others).map(readTagged);
  const unknown = { parent: null, parentRelation: null, homepage: null, wikidata: null };
  addSource({ name: state, kind: 'government', country, aliases, ...unknown });
  const formal = aliases.filter(({ language }) => language === 'en').map(({ name }) => name);
  for (const name of [...splitNames(called), ...formal]) STATES.set(foldText(name), state);
  for (const name of [demonym, ...splitNames(called).map((each) => `${each}'s`)]) STATES.set(foldText(name), state);
}

for (const [kind, lists] of [
  ['agency', [AGENCIES]],
  ['outlet', [NEWSPAPERS, BROADCASTERS, OUTLETS]],
  ['government', [STATE_BODIES, MINISTRIES]],
  ['organisation', [ORGANISATIONS]],
] as const) {
  for (const line of lists.flatMap(listLines)) addLine(line, kind);
}

/** A name that others have too begins with `~`. */
function addLine(line: string, kind: SourceKind): void {
  const [name = '', others = '', demonym = '', ...facts] = line.split('|').map((part) => part.trim());
  const find = (form: RegExp): string | null => facts.find((fact) => form.test(fact)) ?? null;
  const english = [name, ...splitNames(others)].map((each) => ({ name: each, language: 'en' }));
  const tagged = facts.filter((fact) => /^[a-z]{2}(?:-\w+)?:/u.test(fact)).map(readTagged);
  const isForeign = (each: string): boolean => tagged.some((other) => foldText(other.name) === foldText(each));
  const names = [...english.filter((each, at) => at === 0 || !isForeign(each.name)), ...tagged];
  for (const each of names) if (each.name.startsWith('~')) addKind(each.name.slice(1), kind);
  const sure = names.filter((each) => !each.name.startsWith('~'));
  const [first, ...aliases] = sure.filter(
    (each, at) => sure.findIndex((other) => foldText(other.name) === foldText(each.name)) === at,
  );
  if (!first) return;
  const [relation, ...parent] = find(/^(?:part-of|controlled-by) /u)?.split(' ') ?? [];
  addSource({
    name: first.name,
    kind,
    country: find(/^--$/u) === null ? (COUNTRIES.get(demonym) ?? null) : null,
    parent: relation === undefined ? null : parent.join(' '),
    parentRelation: (relation as ParentRelation | undefined) ?? null,
    aliases,
    homepage: find(/^https?:/u),
    wikidata: find(/^Q\d+$/u),
  });
}

function addSource(source: KnownSourceRecord): void {
  for (const { name } of [source, ...source.aliases]) {
    const key = makeKey(name);
    if (!BY_NAME.has(key)) BY_NAME.set(key, source);
    addKind(name, source.kind);
  }
}

function addKind(name: string, kind: SourceKind): void {
  const key = makeKey(name);
  if (!KINDS.has(key)) KINDS.set(key, kind);
}

/** `ru:ТАСС` */
function readTagged(text: string): { name: string; language: string } {
  const at = text.indexOf(':');
  return { name: text.slice(at + 1), language: text.slice(0, at) };
}

function listLines(list: string): string[] {
  return list.split('\n').filter((line) => line !== '');
}

function splitNames(names: string): string[] {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** "The Associated Press" is "Associated Press". */
function makeKey(name: string): string {
  return foldText(name.replace(/’/gu, "'")).replace(/^the /u, '');
}

/** What is known of a source by its name or another that nobody else has; null where it is not listed. */
export function findKnownSource(name: string): KnownSourceRecord | null {
  return BY_NAME.get(makeKey(name)) ?? null;
}

/** The kind of a source with a listed name, which may be another's too; null where it is not listed. */
export function findKnownKind(name: string): SourceKind | null {
  return KINDS.get(makeKey(name)) ?? null;
}

/** All that is known, each once. */
export function listKnownSources(): KnownSourceRecord[] {
  return [...new Set(BY_NAME.values())];
}

const PORTFOLIO =
  '(?:foreign affairs|external affairs|internal affairs|foreign|(?:national )?defen[cs]e|interior|health|finance|energy|justice|education|transport|(?:the )?economy|agriculture|culture|trade|labou?r|(?:the )?environment|unification|information|emergency situations|emergencies)';
const MINISTRY = `(?:ministry (?:of|for) ${PORTFOLIO}(?: and ${PORTFOLIO})?|${PORTFOLIO} ministry)`;
const STATE_BODY = `(?:${MINISTRY}|(?:national )?security council|government|general staff)`;

const BODY_OF_STATE = new RegExp(`^${STATE_BODY} of (?:the )?(.+)$`, 'u');
const STATES_BODY = new RegExp(`^(.+) ${STATE_BODY}$`, 'u');

/**
 * The state that a body plainly belongs to by its name: "Ministry of Defence of Russia", "Russian defence ministry".
 * Null where it names no country, or not in these words alone: "Ministry of Defence of the Republic of China".
 */
export function findStateOf(name: string): KnownSourceRecord | null {
  const key = makeKey(name);
  const country = BODY_OF_STATE.exec(key)?.[1] ?? STATES_BODY.exec(key)?.[1] ?? '';
  const state = STATES.get(country);
  return state === undefined ? null : findKnownSource(state);
}

const MINISTRY_NAME = new RegExp(`^(?:.+ )?${MINISTRY}(?: of .+)?$`, 'u');
const COUNCIL_NAME = /^(?:.+ )?security council(?: of .+)?$/u;
const AGENCY_NAME = /^(.+) (?:news|press) agency$/iu;
const UNITED_NATIONS = /\bunited nations\b|\bu\.?n\.?(?: |$)/u;

/**
 * The kind of source that the words of a name say it is: "Ministry of Defence of Karrow", "Hanyeoul News Agency". Null where
 * they don't say ("The Post", "Ministry of Sound"), or describe rather than name ("a Russian news agency").
 */
export function findShownKind(name: string): SourceKind | null {
  const words = name.trim().split(/\s+/u);
  const last = words.at(-1)!.toLowerCase();
  // "Foreign Ministry of Karrow spokesman", "Ministry of Defence, Moscow".
  if (name.includes(',') || PEOPLE.has(last) || TITLES.has(last) || /^(?:an?|one|some)$/iu.test(words[0]!)) return null;
  const key = makeKey(name);
  const hasName = words.some((word) => /^[^\p{Ll}\p{P}]/u.test(word));
  if (hasName && MINISTRY_NAME.test(key)) return 'government';
  if (hasName && COUNCIL_NAME.test(key) && !UNITED_NATIONS.test(key)) return 'government';
  const before = AGENCY_NAME.exec(name.trim())?.[1]!.split(/\s+/u) ?? [];
  const isNamed = before.some(
    (word) => /^[^\p{Ll}\p{P}]/u.test(word) && !DESCRIBING.test(word) && !isNationality(word),
  );
  return isNamed ? 'agency' : null;
}

/** "The Russian state news agency" may be one of several. */
const DESCRIBING = /^(?:the|state|official|national|local|foreign|government)$/iu;
