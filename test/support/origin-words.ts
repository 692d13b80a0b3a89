/**
 * Finds words that call somebody an origin who isn't one, in anything that is served: pages, drawings, feeds, exports.
 * It knows no view and no sentence: it looks for the word beside the names.
 */
import { NO_WORDS } from '../../src/wording/names.ts';
import type { ClaimGraph, Uid } from '../../src/model/records.ts';
import { isDisputed } from '../../src/model/records.ts';

/** Whose statements may be called origins. */
export interface Origins {
  /** Every name of every source, and whether it may be called one. */
  names: ReadonlyMap<string, boolean>;
  /** The statements, and whether they may. */
  statements: ReadonlyMap<Uid, boolean>;
  /** The sources by uid, and whether they may. */
  sources: ReadonlyMap<Uid, boolean>;
}

const KNOWS = new Set(['witnessed', 'own-act', 'document', 'inferred']);

/**
 * What domain.md takes for an origin at most: a named source that knew by itself, and whose statement cites nobody on its
 * side but by attributions that are disputed or lead to what nobody is known to have said.
 */
export function listOrigins(graphs: readonly ClaimGraph[]): Origins {
  const statements = new Map<Uid, boolean>();
  const names = new Map<string, boolean>();
  const sources = new Map<Uid, boolean>();
  for (const { sources: all, statements: stated, attributions } of graphs) {
    const kinds = new Map(all.map(({ uid, kind }) => [uid, kind]));
    const sides = new Map(stated.map(({ uid, stance }) => [uid, stance === 'asserts']));
    const disputed = new Set(attributions.filter(isDisputed).map(({ cited }) => cited));
    const citing = new Set(
      attributions
        .filter((one) => !isDisputed(one) && one.citing !== one.cited && sides.get(one.citing) === sides.get(one.cited))
        // What is disputed somewhere may be void, which this test leaves to others.
        .filter(({ cited }) => !disputed.has(cited))
        .map((one) => one.citing),
    );
    for (const { uid, source, basis } of stated) {
      const isNamed = kinds.has(source) && kinds.get(source) !== 'unnamed';
      const may = isNamed && KNOWS.has(basis) && !citing.has(uid);
      statements.set(uid, may);
      sources.set(source, may || sources.get(source) === true);
    }
    for (const { uid, name, aliases } of all) {
      if (!sources.has(uid)) continue;
      for (const one of [name, ...aliases.map((alias) => alias.name)])
        names.set(one, sources.get(uid) === true || names.get(one) === true);
    }
  }
  return { names, statements, sources };
}

/** The false ones in a page, a feed or a drawing. @param subject whom the whole page is about, where it is one source */
export function findInMarkup(markup: string, origins: Origins, subject: string | null = null): string[] {
  const root = parse(markup);
  return [
    ...findInSentences(listLines(root), origins),
    ...findInLabels(root, origins, subject),
    ...findInColumns(markup, origins),
    ...(subject !== null && origins.names.get(subject) === false ? findInCounts(root, subject) : []),
  ];
}

/** In how many claims the source of a profile is an origin: none. */
function findInCounts(root: Element, subject: string): string[] {
  const text = readText(root).replace(/\s+/g, ' ');
  return [...text.matchAll(/\bas origin (?:in )?[1-9]/gi)].map(([words]) => `the page of ${subject} says “${words}”`);
}

/** The false ones in running text, one line a sentence or more. */
export function findInSentences(lines: readonly string[], origins: Origins): string[] {
  return lines.filter((line) => /origin/i.test(line)).flatMap((line) => findInLine(line, origins));
}

/**
 * The false ones in data: an object that says "origin" of a statement or source, a count of origins, and every sentence.
 * @param owner the uid of the source or statement that all of it is about
 */
export function findInJson(value: unknown, origins: Origins, owner: Uid | null = null, place = '$'): string[] {
  if (typeof value === 'string') {
    const found = value.includes('<') ? findInMarkup(value, origins) : findInSentences(value.split('\n'), origins);
    return found.map((line) => `${place}: ${line}`);
  }
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value as Record<string, unknown>);
  const strings = entries.flatMap(([, member]) => (typeof member === 'string' ? [member] : []));
  const known = strings.filter((uid) => origins.statements.has(uid) || origins.sources.has(uid));
  const about = known.length > 0 ? known : owner === null ? [] : [owner];
  const says =
    strings.some(isLabel) ||
    entries.some(([name, member]) => /origin/i.test(name) && typeof member === 'number' && member > 0);
  const told = says
    ? about.filter((uid) => origins.statements.get(uid) === false || origins.sources.get(uid) === false)
    : [];
  return [
    ...told.map((uid) => `${place}: ${uid} is called an origin`),
    ...entries.flatMap(([name, member]) => {
      return findInJson(member, origins, about.length === 1 ? about[0]! : owner, `${place}.${name}`);
    }),
  ];
}

/** "Origin", "Report and origin", "report, origin", "ORIGIN · 17 Jun 2025". */
const isLabel = (text: string): boolean =>
  /^(?:(?:report|in between|end)(?:,| and) )*(?:the )?origins?(?: ·.*)?$/i.test(text.trim());

/** Before "origin" these say that it is none, or that there is none, or whose it is not. */
const NONE = /\b(?:no|not|nor|never|without|neither|nobody|rather than|instead of|than|nearest)\b[^.;:]*$/i;
/** From a name to the word that it is called by. */
const CALLED =
  /^(?:[’']s?)?\)?[\s,:;(–—·-]*(?:\b(?:is|was|are|were|as|both|each|the|an?|its|their|own|also|report|and)\b[\s,]*)*origins?\b/i;

/** "2 hops from its origin": that there is one. */
const SAYS_ONE = /\bhops? (?:back )?(?:from|to) (?:(?:an|the|its|their) )?(?:\d+ )?origins?\b/i;

function findInLine(line: string, { names }: Origins): string[] {
  const found = new Set<string>();
  if (SAYS_ONE.test(line) && ![...names.values()].includes(true)) return [`there is no origin: “${line}”`];
  const places = [...names].flatMap(([name, may]) => listPlaces(line, name).map((at) => ({ name, may, at })));
  // A name that lies within a longer one is not meant.
  const meant = places.filter(
    ({ name, at }) =>
      !places.some(
        (other) =>
          other.name.length > name.length && other.at <= at && at + name.length <= other.at + other.name.length,
      ),
  );
  for (const { 0: word, index } of line.matchAll(/\borigins?\b/gi)) {
    const before = line.slice(0, index);
    if (NONE.test(before)) continue;
    const until = /[;.!?)]|,(?: and)? (?:from|to)\b|$/.exec(line.slice(index))!.index + index;
    const isOwn = /\bown $/i.test(before);
    if (isOwn && meant.length === 0) found.add('Every statement');
    const since = isOwn ? Math.max(...['. ', '; '].map((mark) => before.lastIndexOf(mark)), 0) : index;
    for (const { name, may, at } of meant)
      if (!may && at >= since && at < until && (isOwn || at > index + word.length)) found.add(name);
  }
  for (const { name, may, at } of meant) if (!may && CALLED.test(line.slice(at + name.length))) found.add(name);
  return [...found].map((name) => `${name} is called an origin: “${line}”`);
}

function listPlaces(line: string, name: string): number[] {
  const places: number[] = [];
  for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
    const isWithinWord = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
    if (!isWithinWord(line[at - 1]) && !isWithinWord(line[at + name.length])) places.push(at);
  }
  return places;
}

interface Element {
  tag: string;
  attributes: string;
  parent: Element | null;
  children: (Element | string)[];
}

const VOID = /^(?:meta|link|br|hr|img|input|wbr|source|\?xml|!doctype)$/i;
/** What stands within a line. Of an SVG, the lines of a name that was broken belong together. */
const INLINE = /^(?:a|abbr|b|bdi|cite|code|del|em|i|ins|mark|q|small|span|strong|sub|sup|time|tspan)$/;

function parse(markup: string): Element {
  const root: Element = { tag: '', attributes: '', parent: null, children: [] };
  let open = root;
  const bare = markup.replace(/<!--.*?-->|<(script|style)\b.*?<\/\1>/gs, '');
  for (const [, close, tag, attributes, text] of bare.matchAll(
    /<(\/?)([a-z!?][\w:-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+)/gi,
  )) {
    if (text !== undefined) open.children.push(unescape(text));
    else if (close) {
      for (let one: Element | null = open; one; one = one.parent)
        if (one.tag === tag) {
          open = one.parent!;
          break;
        }
    } else {
      const element: Element = { tag: tag!, attributes: attributes!, parent: open, children: [] };
      open.children.push(element);
      if (!VOID.test(tag!) && !attributes!.endsWith('/')) open = element;
    }
  }
  return root;
}

function unescape(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

const readText = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : readText(child))).join(' ');

/** The words block by block, those of attributes that are read out or shown among them. */
function listLines(root: Element): string[] {
  const lines: string[] = [];
  let line = '';
  const end = () => {
    lines.push(line.replace(/\s+/g, ' ').trim());
    line = '';
  };
  const walk = (element: Element): void => {
    for (const [, , value] of element.attributes.matchAll(/\s(alt|title|aria-label|content|label)="([^"]*)"/g))
      lines.push(unescape(value!));
    const isBlock = !INLINE.test(element.tag);
    if (isBlock) end();
    for (const child of element.children) {
      if (typeof child !== 'string') walk(child);
      // A feed's entries are pages of their own.
      else if (/<\w+[^>]*>/.test(child)) lines.push(...listLines(parse(child)));
      else line += child;
    }
    if (isBlock) end();
  };
  walk(root);
  end();
  return lines.filter((one) => one !== '');
}

/** How far from a label the name stands that it is for. */
const FAR =
  /^(?:table|thead|tbody|section|article|main|body|header|ul|ol|dl|svg|nav|details|form|figure|graph|graphml|feed|)$/;

/** "Origin" by itself, or the picture of one, on a card or in a row of somebody who isn't. */
function findInLabels(root: Element, origins: Origins, subject: string | null): string[] {
  const found: string[] = [];
  const walk = (element: Element): void => {
    const isPicture = /\bclass="[^"]*\bis-origin\b|href="#g-origin"/.test(element.attributes);
    const text = element.children.every((child) => typeof child === 'string') ? readText(element) : '';
    if (isPicture || isLabel(text)) found.push(...judge(element));
    for (const child of element.children) if (typeof child !== 'string') walk(child);
  };
  const judge = (label: Element): string[] => {
    for (let one: Element | null = label; one && (one === label || !FAR.test(one.tag)); one = one.parent) {
      const uid = /(?:data-statement="|#s-|\bid="s-|\sid=")([0-9a-f-]{36})"/.exec(one.attributes)?.[1];
      const may = uid === undefined ? undefined : origins.statements.get(uid);
      if (may !== undefined) return may ? [] : [`the statement ${uid} is shown as an origin`];
      const text = readText(one);
      // Every row may say “ends at an unnamed source”, which is nobody's name.
      const named = [...origins.names].filter(([name]) => name !== NO_WORDS && listPlaces(text, name).length > 0);
      if (named.length > 0) {
        if (named.some(([, isOrigin]) => isOrigin)) return [];
        return [
          `${named.map(([name]) => name).join(', ')}: shown as an origin in “${text.replace(/\s+/g, ' ').trim().slice(0, 200)}”`,
        ];
      }
    }
    if (subject === null || /^(?:th|dt|label|option|legend)$/.test(label.tag)) return [];
    return origins.names.get(subject) === false ? [`the page of ${subject} shows it as an origin`] : [];
  };
  walk(root);
  return found;
}

/** The columns of the wide drawing are this wide at least. */
const COLUMN = 200;

/** Cards below the heading "Origins" of a drawing's column. */
function findInColumns(markup: string, origins: Origins): string[] {
  return [...markup.matchAll(/<svg\b.*?<\/svg>/gs)].flatMap(([svg]) => {
    const headings = [
      ...svg.matchAll(
        /<text x="([\d.]+)" y="([\d.]+)"[^>]*font-weight="600" text-anchor="middle"[^>]*>([^<]*)<\/text>/g,
      ),
    ].map(([, x, y, text]) => ({ x: Number(x), y: Number(y), text: text! }));
    const cards = [
      ...svg.matchAll(
        /<g transform="translate\(([\d.]+),([\d.]+)\)"(?:[^>]*data-statement="|[^>]*><a [^>]*#s-)([0-9a-f-]{36})"/g,
      ),
    ].map(([, x, y, uid]) => ({ x: Number(x), y: Number(y), uid: uid! }));
    return headings
      .filter(({ text }) => /^origins?$/i.test(text))
      .flatMap(({ x, y }) => {
        const below = headings.filter((other) => other.y > y).map((other) => other.y);
        const end = Math.min(...below, Infinity);
        return cards.filter((card) => Math.abs(card.x + COLUMN / 2 - x) < COLUMN / 2 && card.y > y && card.y < end);
      })
      .filter(({ uid }) => origins.statements.get(uid) === false)
      .map(({ uid }) => `the statement ${uid} stands in a column of origins`);
  });
}
