/** Reads a file of marked stories. */
import { findHead } from './find-head.ts';
import type { MarkedAttribution, MarkedStation, MarkedStory, Span, Stance } from './model.ts';
import { STANCES } from './model.ts';
import { MarkupError, parseMarks, type Mark, type Role } from './parse-marks.ts';

/** An item as it stands in the file: its lines, and the line it begins on, from 1. */
interface RawItem {
  number: string;
  line: number;
  text: string[];
  notes: string[];
}

/** What the lines below a text say of one attribution. */
interface Note {
  parent: string | null;
  stance: Stance;
  unnamed: boolean | null;
  names: string[];
  optional: boolean;
  own: boolean;
}

const PLAIN: Note = { parent: null, stance: 'asserts', unnamed: false, names: [], optional: false, own: false };

/**
 * The stories of one file, in their order.
 * @throws MarkupError with the line of the first thing that is wrong
 */
export function parseMarked(source: string, file: string, construction: string): MarkedStory[] {
  const seen = new Set<string>();
  return cutItems(source, file).map((item) => {
    if (seen.has(item.number)) throw new MarkupError(file, item.line, `there are two items ${item.number}`);
    seen.add(item.number);
    return parseItem(item, file, construction);
  });
}

/** `# 01`, the text, `--`, and the notes. Lines before the first item that begin with `//` are remarks. */
function cutItems(source: string, file: string): RawItem[] {
  const items: RawItem[] = [];
  let inNotes = false;
  source.split('\n').forEach((line, i) => {
    const item = items.at(-1);
    if (line.startsWith('# ')) {
      items.push({ number: line.slice(2).trim(), line: i + 1, text: [], notes: [] });
      inNotes = false;
    } else if (item && line.trim() === '--') inNotes = true;
    else if (item) (inNotes ? item.notes : item.text).push(line);
    else if (line.trim() !== '' && !line.startsWith('//')) {
      throw new MarkupError(file, i + 1, 'text before the first item; an item begins with "# " and its number');
    }
  });
  return items;
}

function parseItem(item: RawItem, file: string, construction: string): MarkedStory {
  const fail = (line: number, reason: string): never => {
    throw new MarkupError(file, line, reason);
  };
  const { text, marks } = parseMarks(item.text.join('\n').trimEnd(), (line, reason) =>
    fail(item.line + 1 + line, reason),
  );
  if (text === '') fail(item.line, `item ${item.number} has no text`);
  const notes = parseNotes(item, fail);
  const attributions = gatherAttributions(text, marks, notes.byId, (reason) => fail(item.line, reason));
  const publisher = notes.publisher.length > 0 ? notes.publisher : notes.given === null ? [] : [notes.given];
  return {
    id: `${construction}-${item.number}`,
    construction,
    text,
    given: notes.given,
    publisher,
    attributions,
    chains: listChains(publisher, attributions, notes.byId),
  };
}

interface Notes {
  given: string | null;
  publisher: string[];
  byId: Map<string, Note>;
}

function parseNotes(item: RawItem, fail: (line: number, reason: string) => never): Notes {
  const notes: Notes = { given: null, publisher: [], byId: new Map() };
  item.notes.forEach((line, i) => {
    const lineNumber = item.line + item.text.length + 2 + i;
    const [, key, rest] = /^(\S+) +(.+)$/.exec(line.trim()) ?? [];
    if (line.trim() === '') return;
    if (key === undefined || rest === undefined) fail(lineNumber, `"${line.trim()}" is no note`);
    else if (key === 'given') notes.given = rest;
    else if (key === 'publisher') notes.publisher = cutNames(rest);
    else if (/^\d+$/.test(key))
      notes.byId.set(
        key,
        parseNote(rest, (reason) => fail(lineNumber, reason)),
      );
    else fail(lineNumber, `a note begins with "given", "publisher" or an attribution's number, not "${key}"`);
  });
  return notes;
}

function cutNames(names: string): string[] {
  return names.split('|').map((name) => name.trim());
}

function parseNote(words: string, fail: (reason: string) => never): Note {
  const note: Note = { ...PLAIN };
  for (const part of words.split(';').map((each) => each.trim())) {
    const [, key, rest] = /^(\S+)(?: +(.+))?$/.exec(part) ?? [];
    if (key === 'under' && rest !== undefined) note.parent = rest;
    else if (key === 'name' && rest !== undefined) note.names = cutNames(rest);
    else if (part === 'unnamed') note.unnamed = true;
    else if (part === 'unnamed?') note.unnamed = null;
    else if (part === 'optional') note.optional = true;
    else if (part === 'own') note.own = true;
    else note.stance = STANCES.find((stance) => stance === part) ?? fail(`"${part}" is not known of an attribution`);
  }
  return note;
}

function gatherAttributions(
  text: string,
  marks: readonly Mark[],
  notes: ReadonlyMap<string, Note>,
  fail: (reason: string) => never,
): MarkedAttribution[] {
  const ids = Array.from(new Set(marks.flatMap((mark) => mark.ids))).sort((a, b) => Number(a) - Number(b));
  for (const id of notes.keys()) if (!ids.includes(id)) fail(`a note on ${id}, which is not marked in the text`);
  const attributions = ids.map((id) => gatherAttribution(id, text, marks, notes.get(id) ?? PLAIN, fail));
  checkParents(attributions, fail);
  return attributions;
}

function gatherAttribution(
  id: string,
  text: string,
  marks: readonly Mark[],
  note: Note,
  fail: (reason: string) => never,
): MarkedAttribution {
  const pick = (role: Role): Span[] =>
    marks
      .filter((mark) => mark.role === role && mark.ids.includes(id))
      .map(({ span }) => span)
      .sort((a, b) => a[0] - b[0]);
  const [source, heads, cue, content] = [pick('source'), pick('head'), pick('cue'), pick('content')];
  if (cue.length === 0) fail(`attribution ${id} has no cue`);
  if (content.length === 0) fail(`attribution ${id} has no content`);
  if (heads.length > 1) fail(`attribution ${id} has two heads`);
  const told = heads[0];
  if (told && !source.some(([start, end]) => start <= told[0] && told[1] <= end)) {
    fail(`the head of ${id} is not in its source`);
  }
  const head = told ?? (source[0] ? findHead(text, source[0]) : null);
  const { parent, stance, unnamed, names, optional } = note;
  return { id, source, head, cue, content, parent, stance, unnamed, names, optional };
}

function checkParents(attributions: readonly MarkedAttribution[], fail: (reason: string) => never): void {
  const find = (id: string): MarkedAttribution | undefined => attributions.find((each) => each.id === id);
  for (const { id, parent } of attributions) {
    if (parent !== null && !find(parent)) fail(`${id} is under ${parent}, which is not marked`);
    const walked = new Set([id]);
    for (let at = parent; at !== null; at = find(at)?.parent ?? null) {
      if (walked.has(at)) fail(`the parents of ${id} go round in a circle`);
      walked.add(at);
    }
  }
}

/** A chain for each attribution that nothing stands under, and for each that is noted to say something of its own. */
function listChains(
  publisher: string[],
  attributions: readonly MarkedAttribution[],
  notes: ReadonlyMap<string, Note>,
): MarkedStation[][] {
  const parents = new Set(attributions.map(({ parent }) => parent));
  const ends = attributions.filter(({ id }) => !parents.has(id) || notes.get(id)?.own === true);
  return ends.map((end) => {
    const chain: MarkedStation[] = [];
    for (let at: MarkedAttribution | undefined = end; at; at = attributions.find(({ id }) => id === at?.parent)) {
      chain.unshift({ attribution: at, names: at.names });
    }
    return publisher.length > 0 ? [{ attribution: null, names: publisher }, ...chain] : chain;
  });
}
