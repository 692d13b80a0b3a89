/** Links attributions: which one is told within which, whom each was told to, and the chains that this makes. */
import type { ReadAttribution, ReadChain, Range, FoundAttribution, Story, ReadSource, Token } from '../model.ts';
import { type KnownSources, readSourceDescription } from '../names/description.ts';
import { type SourceMention, makeMention, findAntecedent } from '../names/mentions.ts';
import { matchAlias } from '../names/known-names.ts';
import { readPhrase } from '../grammar/noun-phrases.ts';
import { wordSet } from '../tokens/words.ts';
import { foldText } from '../../text/words.ts';

export interface Link {
  attribution: ReadAttribution;
  name: string | null;
  /** False for what people in somebody's report merely believe or intend. */
  isHop: boolean;
}

/** Every chain from the publisher to an attribution that has no other under it, in the order of these. */
export function makeChains(links: readonly Link[], publisher: string | null): ReadChain[] {
  const byId = new Map(links.map((link) => [link.attribution.id, link]));
  const cited = new Set(links.filter(({ isHop }) => isHop).map(({ attribution }) => attribution.parent));
  return links
    .filter(({ attribution, isHop }) => isHop && !cited.has(attribution.id))
    .map((leaf) => makeChain(leaf, byId, publisher));
}

function makeChain(leaf: Link, byId: ReadonlyMap<string, Link>, publisher: string | null): ReadChain {
  const path: Link[] = [];
  for (let at: Link | undefined = leaf; at && path.length < 50; at = byId.get(at.attribution.parent ?? ''))
    path.unshift(at);
  const chain: ReadChain = { names: [], unnamed: [], attributions: [] };
  if (publisher !== null) {
    chain.names.push(publisher);
    chain.unnamed.push(false);
  }
  for (const { attribution, name } of path) {
    // "She said that she had told Belga": she passes on nobody.
    if (attribution.via && name !== null && !attribution.unnamed && chain.names.includes(name)) continue;
    // "Izvestia wrote that its source had told *the paper*".
    if (attribution.via && !chain.names.includes(attribution.via.name))
      addName(chain, attribution.via.name, false, attribution.id);
    addName(chain, name, attribution.unnamed, attribution.id);
  }
  return chain;
}

/** Reuters reporting what somebody told Reuters appears once. */
function addName(chain: ReadChain, name: string | null, unnamed: boolean, id: string): void {
  const isSame = name !== null && foldText(chain.names.at(-1) ?? '') === foldText(name);
  if (!isSame) {
    chain.names.push(name);
    chain.unnamed.push(unnamed);
  }
  if (!isSame || chain.attributions.length === 0) chain.attributions.push(id);
}

/** Nesting as deep as this does not occur in prose; the limit keeps the search linear. */
const MOST_OPEN = 40;

const MOST_STEPS = 50;

interface OpenContent extends Range {
  each: FoundAttribution;
}

/** Sets the parent of every attribution that stands within another's content. Never makes a cycle. */
export function linkParents(found: readonly FoundAttribution[]): void {
  const ranges = found.flatMap((each) => each.content.map(({ from, to }): OpenContent => ({ each, from, to })));
  ranges.sort((a, b) => a.from - b.from || b.to - a.to);
  const order = [...found].sort((a, b) => a.cue[0]!.from - b.cue[0]!.from || a.head - b.head);
  let open: OpenContent[] = [];
  let next = 0;
  for (const child of order) {
    const { from } = child.cue[0]!;
    while (next < ranges.length && ranges[next]!.from <= from) open.push(ranges[next++]!);
    open = open.filter(({ to }) => to > from).slice(-MOST_OPEN);
    if (!child.parent) child.parent = findHolder(child, open);
  }
}

/** The attribution with the smallest content around both cue and source; of equal ones, the deepest. */
function findHolder(child: FoundAttribution, open: readonly OpenContent[]): FoundAttribution | null {
  let holder: FoundAttribution | null = null;
  for (const { each, ...range } of open) {
    // "X confirmed the plan, first reported by Y": Y does not stand under X.
    if (child.group === 'relay' && each.rule === 'passive-by') continue;
    if (each === child || !isHolder(each, range, child) || restsOn(each, child)) continue;
    const less = holder ? countContentTokens(each) - countContentTokens(holder) : -1;
    if (less < 0 || (less === 0 && holder && restsOn(each, holder))) holder = each;
  }
  return holder;
}

function isHolder(other: FoundAttribution, range: Range, child: FoundAttribution): boolean {
  const cue = child.cue[0]!;
  // Two rules that read the same words found no hop between them.
  if (other.cue.some(({ from }) => from === cue.from)) return false;
  return (
    contains(range, cue) && (!child.source || contains(range, child.source) || !overlapsSource(other, child.source))
  );
}

function overlapsSource(other: FoundAttribution, source: Range): boolean {
  return other.source !== null && other.source.from < source.to && source.from < other.source.to;
}

function contains(outer: Range, inner: Range): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

function countContentTokens({ content }: FoundAttribution): number {
  return content.reduce((sum, { from, to }) => sum + to - from, 0);
}

export function restsOn(child: FoundAttribution, on: FoundAttribution): boolean {
  let at: FoundAttribution | null = child;
  for (let steps = 0; at && steps < MOST_STEPS; steps++) {
    if (at === on) return true;
    at = at.parent;
  }
  return at !== null;
}

/** The outlet in "told TASS", "said in an interview with Yonhap", "in comments to the newspaper Kommersant", or null. */
export function findRelay(
  story: Story,
  found: FoundAttribution,
  known: KnownSources,
  earlier: readonly SourceMention[],
): ReadSource | null {
  if (found.group !== 'speech' || found.source === null) return null;
  const direct =
    found.via && (describeOutlet(story, found.via, known) ?? recallOutlet(story, found.via, known, earlier));
  return (
    direct ??
    findTold(story, found, known) ??
    findInterviewer(story, found, known) ??
    findListener(story, found.source, known)
  );
}

/** "Two aides, speaking *to the Star*, said", "asked *by CNN*, the minister said". */
function findListener(story: Story, source: Range, known: KnownSources): ReadSource | null {
  const { tokens, sentences, sentenceOf } = story;
  const { from } = sentences[sentenceOf[source.from]!]!;
  const opensWith = tokens[from]!.lower;
  const isLed = /^(?:speaking|talking|asked)$/.test(opensWith) && source.from - from < 20;
  for (let i = isLed ? from : source.from; i < source.to - 2; i++) {
    const join = tokens[i + 1]!.lower;
    const isTalk = /^(?:speaking|talking)$/.test(tokens[i]!.lower) && /^(?:to|with|on)$/.test(join);
    if (!isTalk && !(/^(?:asked|interviewed|questioned)$/.test(tokens[i]!.lower) && join === 'by')) continue;
    const phrase = readPhrase(tokens, i + 2, source.to, false);
    return phrase && describeOutlet(story, { from: phrase.from, to: phrase.base.to }, known);
  }
  return null;
}

/** "Confirmed *to Reuters* that", "confirmed it *to the BBC*", which is then no part of the content. */
function findTold(story: Story, found: FoundAttribution, known: KnownSources): ReadSource | null {
  const { tokens } = story;
  const after = found.cue.at(-1)!.to;
  const first = tokens[after]?.lower === 'to' ? readPhrase(tokens, after + 1, tokens.length, false) : null;
  if (first) return describeOutlet(story, { from: first.from, to: first.base.to }, known);
  const last = found.content.at(-1)!;
  if (!found.rule.endsWith('-noun') || last.from < found.head) return null;
  for (let i = last.from + 1; i < last.to - 1; i++) {
    const phrase = tokens[i]!.lower === 'to' ? readPhrase(tokens, i + 1, last.to, false) : null;
    if (phrase?.to !== last.to) continue;
    const outlet = describeOutlet(story, { from: phrase.from, to: phrase.base.to }, known);
    if (outlet) last.to = i;
    return outlet;
  }
  return null;
}

/** "Told the newspaper": the one that was named before. */
function recallOutlet(
  story: Story,
  range: Range,
  known: KnownSources,
  earlier: readonly SourceMention[],
): ReadSource | null {
  const mention = makeMention(story, range, known, 'named');
  const { name } = mention.description;
  if (!/(?:newspaper|paper|daily|agency|channel|broadcaster|magazine|station|network|outlet|website|site)$/.test(name))
    return null;
  const antecedent = findAntecedent({ ...mention, description: { ...mention.description, refers: true } }, earlier);
  if (!antecedent?.description.known) return null;
  const { tokens } = story;
  return { spans: [[tokens[range.from]!.start, tokens[range.to - 1]!.end]], name: antecedent.description.name };
}

function describeOutlet(story: Story, range: Range, known: KnownSources): ReadSource | null {
  const { name, known: listed } = readSourceDescription(story.text, story.tokens, dropInterviewer(story, range), known);
  const isOutlet = listed !== null ? listed.kind !== 'body' : hasOutletNoun(story, range);
  const { start } = story.tokens[range.from]!;
  return isOutlet ? { spans: [[start, story.tokens[range.to - 1]!.end]], name } : null;
}

/** "Told *CNN's* Jake Tapper": the outlet passes it on, not the interviewer. */
function dropInterviewer({ tokens }: Story, range: Range): Range {
  const outlet = matchAlias(tokens, tokens[range.from]!.pos === 'DET' ? range.from + 1 : range.from, range.to);
  const isOwner = outlet && outlet.known.kind !== 'body' && /^'s?$/.test(tokens[outlet.to]?.lower ?? '');
  return isOwner && /^\p{Lu}/u.test(tokens[outlet.to + 1]?.text ?? '') ? { from: range.from, to: outlet.to } : range;
}

/** Recognizes outlets that are not listed: "told the newspaper Rheinische Post", "told Radio Martí". */
function hasOutletNoun({ tokens }: Story, { from, to }: Range): boolean {
  const words = tokens.slice(from, to);
  // "Told *The* Sun": within a sentence, a capital article belongs to a title.
  const isTitle = words[0]!.text === 'The' && words[1]?.pos === 'PROPN' && words[1].lower !== 'hague';
  if (isTitle && words.length <= 4) return true;
  if (words.some(({ lower }) => /^(?:conference|reporters|correspondents|editor|reporter)$/.test(lower))) return false;
  // "TOLOnews", "bdnews24", "Rossiya-24", "14ymedio", "Gazeta.ru".
  const isName = words.some(
    ({ pos, text }) =>
      pos === 'PROPN' && /(?:\p{L}{3}news\d*|\p{Ll}-\d{1,2}|^\d+\p{L}{5,}|^[\p{L}\d]+\.\p{L}{2,4})$/iu.test(text),
  );
  if (isName) return true;
  const isOutlet = ({ lower, text }: Token, i: number): boolean =>
    (TITLE_NOUNS.has(text) && i > 0 && words[i - 1]!.pos === 'PROPN') ||
    // "The Space *Agency*" is none.
    (OUTLET_NOUNS.has(lower) && (text !== 'Agency' || /^(?:news|press)$/.test(words[i - 1]?.lower ?? '')));
  return words.some(isOutlet) && words.some(({ pos }) => pos === 'PROPN');
}

const OUTLET_NOUNS = wordSet(
  'newspaper daily agency radio television tv channel broadcaster magazine weekly news network times post herald tribune gazette argus advertiser bulletin enquirer inquirer sentinel weekly journal website site podcast chronicle observer station mirror globe express echo standard telegraph courier examiner fm sport sports',
);

/** Where they end a name: "the Miami *Ledger*", "the Kansas City *Star*". */
const TITLE_NOUNS = wordSet(
  'Ledger Press Record Register Star Sun Dispatch Reporter Monitor Digest Review Today Independent Mail Nation Citizen Gazeta Zeitung Shimbun Ilbo Tidende',
);

/** "in an interview with X", "in remarks to X", "in comments to X". */
function findInterviewer(story: Story, found: FoundAttribution, known: KnownSources): ReadSource | null {
  const { sentences, sentenceOf, tokens } = story;
  const sentence = sentences[sentenceOf[found.head]!]!;
  const opens = /^(?:in|during|at)$/.test(tokens[sentence.from]!.lower) && found.source!.from - sentence.from < 30;
  const led = opens ? findInterview(story, found, known, sentence.from, found.source!.from) : null;
  const end = Math.max(found.head, found.rule.endsWith('-noun') ? found.content.at(-1)!.to : 0);
  return led ?? findInterview(story, found, known, found.head, Math.min(sentence.to, end + 14));
}

const TALKS = wordSet(
  'interview interviews remarks comments statement conversation article column letter email emails e-mail piece message messages text texts call',
);

function findInterview(
  story: Story,
  found: FoundAttribution,
  known: KnownSources,
  after: number,
  to: number,
): ReadSource | null {
  const { tokens } = story;
  for (let i = after + 1; i < to - 2; i++) {
    const told = found.content.find(({ from, to: end }) => from <= i && i < end);
    // "Confirmed *the inquiry* in an email to Politico".
    if (told && !found.rule.endsWith('-noun')) return null;
    if (told) i = told.to;
    if (tokens[i]?.text === ',' || i >= to - 2) return null;
    const join = tokens[i + 1]!.lower;
    if (!TALKS.has(tokens[i]!.lower) || !/^(?:with|to|for|in|by|on|published|broadcast)$/.test(join)) continue;
    const phrase = readPhrase(tokens, i + 2, to, false);
    const outlet = phrase && describeOutlet(story, { from: phrase.from, to: phrase.base.to }, known);
    if (outlet) return outlet;
  }
  return null;
}
