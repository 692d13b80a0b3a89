/** Names every attribution's source: as written, by its known name, or by whom a pronoun refers to. */
import type { SourceDescription, KnownSources } from './description.ts';
import { countUpTo, makeMention, findAntecedent, listNamed, type SourceMention } from './mentions.ts';
import type { FoundAttribution, Story } from '../model.ts';

export interface Named {
  /** Null without a source: its cue is nobody's name. */
  name: string | null;
  unnamed: boolean;
  /** Whether this is a pronoun or description of a source named before. */
  refers: boolean;
}

const NOBODY: Named = { name: null, unnamed: true, refers: false };

export interface Naming {
  names: Map<FoundAttribution, Named>;
  /** Everybody named in the story, in order; pronouns stand for whom they refer to. */
  mentions: SourceMention[];
}

export function nameSources(story: Story, found: readonly FoundAttribution[], known: KnownSources): Naming {
  const earlier = listNamed(story, known);
  const fullNames = indexSurnames(earlier);
  const names = new Map<FoundAttribution, Named>();
  const order = [...found].sort((a, b) => (a.source?.from ?? a.head) - (b.source?.from ?? b.head) || a.head - b.head);
  for (const each of order) {
    const named = each.source ? nameOne(story, each, earlier, fullNames, known, names) : NOBODY;
    names.set(each, named);
  }
  return { names, mentions: earlier };
}

function nameOne(
  story: Story,
  found: FoundAttribution,
  earlier: SourceMention[],
  fullNames: ReadonlyMap<string, string>,
  known: KnownSources,
  names: ReadonlyMap<FoundAttribution, Named>,
): Named {
  const rank = found.rule === 'citing' || found.group === 'relay' ? 'lent' : 'source';
  const mention = makeMention(story, found.source!, known, rank);
  const { description } = mention;
  if (/^(?:i|we|my|our|me|us)$/i.test(description.name)) return nameSpeaker(found, names, description);
  const own = findTeller(found, description, earlier, names);
  if (own) return own;
  const referred = description.refers ? findAntecedent(mention, earlier) : findLonger(mention, earlier);
  // Nobody quotes himself: in "Ynet quoted the minister as saying", the minister isn't Ynet.
  const isQuoter = RELAYED.test(found.rule) && referred !== null && referred.at === found.parent?.source?.from;
  const antecedent = isQuoter ? null : referred;
  const chosen = antecedent ? antecedent.description : description;
  const name = (chosen.kind === 'person' ? fullNames.get(chosen.name.toLowerCase()) : undefined) ?? chosen.name;
  const itself = { ...mention, description: { ...description, name, refers: false } };
  insertMention(earlier, antecedent ? { ...antecedent, at: mention.at, rank } : itself);
  // "She", of whom the story says no name.
  const unnamed = chosen.unnamed || (antecedent === null && description.kind === 'pronoun');
  return { name, unnamed, refers: description.refers };
}

const RELAYED = /^(?:as-saying|citing|quoted-by|further-source)$/;

/** "The Herald" is the Straits Herald that was named before. */
function findLonger({ at, description }: SourceMention, earlier: readonly SourceMention[]): SourceMention | null {
  const word = description.name.toLowerCase();
  if (
    description.kind === 'person' ||
    word.includes(' ') ||
    !/^\p{Lu}/u.test(description.name) ||
    (description.known?.name === description.name && /^\p{Lu}+$/u.test(description.name))
  )
    return null;
  for (let i = earlier.length - 1; i >= Math.max(0, earlier.length - 500); i--) {
    const each = earlier[i]!;
    const { name, kind } = each.description;
    if (each.at < at && kind !== 'person' && name.toLowerCase().endsWith(` ${word}`)) return each;
  }
  return null;
}

/** "Ravn Line said *it* would ask": the firm itself, though its name looks like a person's. */
function findTeller(
  { source, parent }: FoundAttribution,
  { name }: SourceDescription,
  earlier: readonly SourceMention[],
  names: ReadonlyMap<FoundAttribution, Named>,
): Named | null {
  const teller = parent && names.get(parent);
  if (!teller || teller.unnamed || !/^its?$/i.test(name) || parent.source!.from >= source!.from) return null;
  const told = earlier.find(({ at }) => at === parent.source!.from);
  const isBody = told !== undefined && !/^(?:role|people|pronoun)$/.test(told.description.kind);
  return isBody && told.gender === 'unknown' && told.description.words.size <= 3 ? { ...teller, refers: true } : null;
}

/** "I" and "we" are whoever is quoted. */
function nameSpeaker(
  found: FoundAttribution,
  names: ReadonlyMap<FoundAttribution, Named>,
  description: SourceDescription,
): Named {
  const speaker = found.parent ? names.get(found.parent) : undefined;
  return speaker ? { ...speaker, refers: true } : { name: description.name, unnamed: false, refers: true };
}

function insertMention(mentions: SourceMention[], mention: SourceMention): void {
  const at = countUpTo(mentions, mention.at);
  if (mentions[at - 1]?.at === mention.at) mentions[at - 1] = mention;
  else mentions.splice(at, 0, mention);
}

/** "Smith" is the John Smith that the story names in full. */
function indexSurnames(mentions: readonly SourceMention[]): Map<string, string> {
  const index = new Map<string, string>();
  for (const { description } of mentions) {
    if (description.kind !== 'person') continue;
    const words = description.name.split(' ');
    if (words.length < 2) continue;
    const last = words.at(-1)!.toLowerCase();
    if (!index.has(last)) index.set(last, description.name);
    // Korean, Chinese and Hungarian family names come first.
    const first = words[0]!.toLowerCase();
    if (words.length === 2 && /-/.test(words[1]!) && !index.has(first)) index.set(first, description.name);
  }
  return index;
}
