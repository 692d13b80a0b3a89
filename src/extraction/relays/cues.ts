import { readContent, trimEnd, trimStart, type Cuts, readRight, readLeft } from '../grammar/content.ts';
import { canSpeak, readPhrase } from '../grammar/noun-phrases.ts';
import { findSubject } from '../grammar/subjects.ts';
import { makeFound, type FoundAttribution, type Phrase, type Range, type Story, type VerbGroup } from '../model.ts';
import { MANNER_NOUNS, wordSet } from '../tokens/words.ts';
import { listVerbs } from '../grammar/verb-groups.ts';
import { skipManner } from '../grammar/adverbials.ts';
import { lookUpVerb } from '../cues/verb-lexicon.ts';
import { isOutletName } from '../names/description.ts';
import { hasKnownName } from '../names/known-names.ts';

const SEEING = wordSet('see obtain review view');
const CARRYING = new Set([
  ...SEEING,
  ...wordSet('carry publish broadcast air relay post report quote cite print reprint televise translate'),
]);

/** "in a statement carried by X", "first reported by X". */
export function findCarried(story: Story, sentence: Range, others: readonly FoundAttribution[]): FoundAttribution[] {
  const { tokens } = story;
  const found: FoundAttribution[] = [];
  for (const n of listVerbs(story, sentence)) {
    const group = story.verbs[n]!;
    const head = tokens[group.head]!;
    const isUp = isPickedUp(story, group);
    const by = CARRYING.has(head.lemma) || isUp ? readBy(story, isUp ? group.to + 1 : group.to, sentence) : null;
    // "Papers seen by the Times" pass through it, papers seen by police don't.
    if (by && SEEING.has(head.lemma) && !isOutletName(tokens, by.base)) continue;
    const isPast =
      group.passive || group.form === 'participle' || /ed$|quoted|ran|run|cited|cast$|seen/.test(head.lower);
    if (!by || !isPast || !canSpeak(tokens, by)) continue;
    const hasAdverb = group.from > sentence.from && /^(?:first|also)$/.test(tokens[group.from - 1]!.lower);
    const cue = { from: hasAdverb ? group.from - 1 : group.from, to: by.from };
    const child =
      others.find((each) => leadsToCarrier(story, each, group.from)) ??
      others.find((each) => isInterposed(story, each, group.from, by.to)) ??
      others.find(({ source, head }) => source?.to === group.from && head < group.from) ??
      findDocument(story, others, group) ??
      findLedAttribution(story, group.from, by.to, sentence, others);
    const led = child ? null : readLedBy(story, cue.from, by.to, sentence);
    const content = child ? child.content : led ? [led] : readReported(story, group, n, sentence, cue.from);
    if (content.length === 0 || (!child && SEEING.has(head.lemma))) continue;
    const carried = makeRelay(group.head, [cue], by, content, 'carried-by', { group: 'relay' });
    if (child && !child.parent) child.parent = carried;
    // "In a letter seen by Reuters, the regulator *told the bank to* stop" is what the letter says.
    if (child?.rule === 'speech-object') child.group = 'speech';
    found.push(carried);
  }
  return found;
}

function isPickedUp({ tokens }: Story, group: VerbGroup): boolean {
  return tokens[group.head]!.lemma === 'pick' && tokens[group.to]?.lower === 'up';
}

/** Whether an attribution's own words lead to a carrier: "said in a statement *carried by*". */
function leadsToCarrier({ tokens }: Story, { head, content }: FoundAttribution, at: number): boolean {
  if (head >= at || at - head > 14) return false;
  if (content.some(({ from, to }) => from <= at && at < to)) return false;
  for (let i = head + 1; i < at; i++) if (MANNER_NOUNS.has(tokens[i]!.lower)) return true;
  return false;
}

/** "A police report *picked up by X* said": the report passes through X, and its source is the report alone. */
function findDocument(
  { tokens }: Story,
  others: readonly FoundAttribution[],
  group: VerbGroup,
): FoundAttribution | undefined {
  const child = others.find(
    ({ source, head, rule }) =>
      source !== null &&
      source.from < group.from &&
      group.to <= source.to &&
      (head > group.to || rule === 'according-to'),
  );
  const to = tokens[group.from - 1]?.text === ',' ? group.from - 1 : group.from;
  if (child) child.source = { from: child.source!.from, to };
  return child;
}

/** "The minister, *quoted by X*, said". */
function isInterposed({ tokens }: Story, { source, head }: FoundAttribution, from: number, to: number): boolean {
  return source !== null && source.to === from - 1 && head >= to && head - to < 5 && tokens[from - 1]!.text === ',';
}

/** "In remarks carried by X, Y said": the first attribution after a carrier that opens the sentence. */
function findLedAttribution(
  { tokens }: Story,
  at: number,
  to: number,
  sentence: Range,
  others: readonly FoundAttribution[],
): FoundAttribution | undefined {
  const opens =
    at - sentence.from < 16 &&
    /^(?:in|at|during|on)$/.test(tokens[sentence.from]!.lower) &&
    tokens.slice(sentence.from, at).some(({ lower }) => MANNER_NOUNS.has(lower));
  return opens ? others.filter(({ head }) => head >= to).sort((a, b) => a.head - b.head)[0] : undefined;
}

/** "*As first reported by X*, the mayor knew": the rest of the sentence. */
function readLedBy({ tokens, ...story }: Story, cue: number, to: number, sentence: Range): Range | null {
  const isLed = cue === sentence.from + 1 && tokens[sentence.from]!.lower === 'as' && tokens[to]?.text === ',';
  return isLed && to + 2 < sentence.to ? readContent({ tokens, ...story }, to + 1, sentence.to) : null;
}

/** The content of "reported by X" on its own: the clause before the comma, or the subject of the passive. */
function readReported(story: Story, group: VerbGroup, n: number, sentence: Range, to: number): Range[] {
  const { tokens } = story;
  const as = tokens[group.from - 1]?.lower === 'as' ? group.from - 1 : -1;
  const end = trimEnd(tokens, sentence.from, as === -1 ? to : as);
  const start = trimStart(tokens, sentence.from, end);
  if (as !== -1 || tokens[to - 1]?.text === ',') return end > start ? [{ from: start, to: end }] : [];
  const subject = findSubject(story, n);
  if (!subject || tokens[subject.phrase.head]!.lower === 'it') return [];
  // "The *story* published by Telex" is no content.
  if (subject.phrase.to - subject.phrase.from <= 2 && CARRIED.has(tokens[subject.phrase.head]!.lower)) return [];
  const last = subject.by === 'relative' ? subject.phrase.to - 1 : subject.phrase.to;
  return [{ from: subject.phrase.from, to: trimEnd(tokens, subject.phrase.from, last) }];
}

const CARRIED = wordSet(
  'statement report remarks comments interview letter speech threat claim warning announcement denial dispatch article message story account text video',
);

/** "KCNA carried a statement by the foreign ministry", "the site ran Smith's letter". */
export function findCarrying(story: Story, sentence: Range): FoundAttribution[] {
  const { tokens } = story;
  const found: FoundAttribution[] = [];
  for (const n of listVerbs(story, sentence)) {
    const group = story.verbs[n]!;
    const { lemma } = tokens[group.head]!;
    const isCarrying = /^(?:carry|run|publish|broadcast|air|relay|quote)$/.test(lemma);
    if (group.passive || group.form !== 'finite' || !isCarrying) continue;
    // "Relayed *what the governor had said*".
    const isWhat = tokens[group.to]?.lower === 'what' && group.to + 1 < sentence.to;
    const paper = isWhat ? null : readPhrase(tokens, group.to, sentence.to);
    const subject = findSubject(story, n);
    if (!subject || !(isWhat || (paper && CARRIED.has(tokens[paper.head]!.lower)))) continue;
    if (lemma === 'quote' && subject.by === 'relative') continue;
    const content = [readContent(story, group.to, sentence.to)];
    const cue = [{ from: group.from, to: group.to }];
    // "Carried *a Reuters report*": Reuters, by way of whoever carried it.
    const isReport = paper !== null && tokens[paper.head]!.lemma === 'report' && hasKnownName(tokens, paper.base);
    const [source, via] = isReport ? [paper, subject.phrase] : [subject.phrase, null];
    const relayed = makeRelay(group.head, cue, source, content, 'carrying', { confidence: 0.7, via });
    found.push(relayed, ...(isWhat ? readWhat(story, group.to + 1, sentence, relayed) : []));
  }
  return found;
}

/** "What *the mayor had said* about the quake": the mayor's words, whatever they were. */
function readWhat(story: Story, at: number, sentence: Range, parent: FoundAttribution): FoundAttribution[] {
  const { tokens, verbOf, verbs } = story;
  const teller = readPhrase(tokens, at, sentence.to);
  const group = teller && verbs[verbOf[teller.to] ?? -1];
  const verb = group && lookUpVerb(tokens[group.head]!.lemma);
  if (!teller || !group || group.passive || group.negated || verb?.group !== 'speech') return [];
  // "Had told the council: that the truce was holding".
  const colon = tokens.slice(group.to, sentence.to).findIndex(({ text }) => text === ':');
  const content = colon === -1 ? parent.content : [readContent(story, group.to + colon + 1, sentence.to)];
  const cue = [{ from: group.from, to: group.to }];
  return [makeRelay(group.head, cue, teller, content, 'carrying', { parent, confidence: 0.7 })];
}

/** With "as saying" after them. */
const QUOTING = new Set(['quote', 'cite', 'report']);

/** Both attributions of "X quoted Y as saying Z", Y's under X's. */
export function findQuoted(story: Story, sentence: Range, cuts: Cuts): FoundAttribution[] {
  const found: FoundAttribution[] = [];
  for (const n of listVerbs(story, sentence)) {
    const group = story.verbs[n]!;
    if (!QUOTING.has(story.tokens[group.head]!.lemma) || /^(?:participle|gerund)$/.test(group.form)) continue;
    const read = group.passive ? readPassive : readActive;
    found.push(...read(story, group, n, sentence, cuts));
  }
  return found;
}

/** "As saying", with the start of the content if that is on its right. */
interface AsSaying {
  as: number;
  group: VerbGroup;
  from: number | null;
}

export function readAs(story: Story, at: number, sentence: Range): AsSaying | null {
  const { tokens, verbOf, verbs } = story;
  const as = skipManner(tokens, at, sentence.to, new Set(['as', 'by']));
  // "As having said", "to have said": the tagger makes two verbs of them.
  const isPast =
    (tokens[as]?.lower === 'to' && tokens[as + 1]?.lower === 'have') ||
    (tokens[as]?.lower === 'as' && tokens[as + 1]?.lower === 'having');
  if (as + 2 >= sentence.to || (tokens[as]?.lower !== 'as' && !isPast)) return null;
  const n = verbOf[isPast ? as + 2 : as + 1] ?? -1;
  const group = n === -1 ? null : verbs[n]!;
  const verb = group && lookUpVerb(tokens[group.head]!.lemma);
  if (!group || !verb || !(isPast || group.form === 'gerund')) return null;
  return { as, group, from: readRight(story, verb, group, group.to, sentence.to)?.from ?? null };
}

/** What was said: right of "saying", or left of the whole: "…, TASS quoted him as saying". */
function readSaid(story: Story, from: number | null, start: number, sentence: Range, cuts: Cuts): Range | null {
  if (from !== null) return readContent(story, from, sentence.to, cuts);
  const before = story.tokens[start - 1];
  const isLed = start > sentence.from && (before?.text === ',' || before?.mark === 'closes');
  return (isLed && readLeft(story, start, start, sentence)) || null;
}

function readActive(story: Story, group: VerbGroup, n: number, sentence: Range, cuts: Cuts): FoundAttribution[] {
  const read = readMarked(story, group.to, sentence) ?? readPhrase(story.tokens, group.to, sentence.to);
  const phrase = extendToAppositive(story, read, sentence);
  const as = phrase && readAs(story, phrase.to, sentence);
  const subject = findSubject(story, n);
  const said = as && readSaid(story, as.from, subject?.phrase.from ?? group.from, sentence, cuts);
  const relay = read && subject && !as ? readRelay(story, group, read, subject.phrase, sentence, cuts) : null;
  if (relay) return [relay];
  const teller = phrase && subject && !as ? readTeller(story, group, phrase, subject.phrase, sentence, cuts) : null;
  if (teller) return [teller];
  if (!phrase || !as || !said) return [];
  const [cue, saying] = [
    { from: group.from, to: group.to },
    { from: as.as, to: as.group.to },
  ];
  // X attributes "Y as saying Z".
  const whole = as.from === null ? said : { from: phrase.from, to: said.to };
  const outer = makeRelay(group.head, [cue], subject?.phrase ?? null, [whole], 'quoted-as');
  const { stance } = lookUpVerb(story.tokens[as.group.head]!.lemma)!;
  return [outer, makeRelay(as.group.head, [saying], phrase, [said], 'as-saying', { parent: outer, stance })];
}

/** "It *quoted an official who said* that": the official's own attribution stands within this one. */
function readTeller(
  { tokens, verbOf, verbs, ...story }: Story,
  group: VerbGroup,
  phrase: Phrase,
  source: Phrase,
  sentence: Range,
  cuts: Cuts,
): FoundAttribution | null {
  const who = tokens[phrase.to]?.text === ',' ? phrase.to + 1 : phrase.to;
  const n = verbOf[who + 1] ?? -1;
  const isTelling = n !== -1 && lookUpVerb(tokens[verbs[n]!.head]!.lemma)?.group === 'speech';
  if (
    tokens[who]?.lower !== 'who' ||
    who + 2 >= sentence.to ||
    !isTelling ||
    !/^(?:quote|cite)$/.test(tokens[group.head]!.lemma)
  )
    return null;
  const content = readContent({ tokens, verbOf, verbs, ...story }, phrase.from, sentence.to, cuts);
  return makeRelay(group.head, [{ from: group.from, to: group.to }], source, [content], 'quoted-as');
}

/** "X *reported Y* quoting Z": Y by way of X, in one cue. */
function readRelay(
  story: Story,
  group: VerbGroup,
  read: Phrase,
  subject: Phrase,
  sentence: Range,
  cuts: Cuts,
): FoundAttribution | null {
  const { tokens } = story;
  const isCiting = /^(?:citing|quoting)$/.test(tokens[read.to]?.lower ?? '');
  const isRelay = isCiting && tokens[group.head]!.lemma === 'report' && isOutletName(tokens, read.base);
  const said = isRelay ? readSaid(story, null, subject.from, sentence, cuts) : null;
  const content = said ?? { from: read.to + 1, to: trimEnd(tokens, read.to + 1, sentence.to) };
  const cue = [{ from: group.from, to: group.to }];
  return isRelay ? makeRelay(group.head, cue, read, [content], 'quoted-as', { via: subject }) : null;
}

/** An "informed source": a few quoted words, which the marks may keep apart from their article. */
function readMarked({ tokens, quotations }: Story, at: number, sentence: Range): Phrase | null {
  const opening = tokens[at]?.pos === 'DET' ? at + 1 : at;
  const mark = tokens[opening];
  if (mark?.mark !== 'opens' || opening >= sentence.to) return null;
  const { to } = quotations[mark.quotation]!;
  const inner = to - opening < 10 ? readPhrase(tokens, opening + 1, to - 1) : null;
  return inner?.to === to - 1 ? { ...inner, from: at, to } : null;
}

/** "cited the head of the council, *Vasyl Romaniuk*, as saying": an appositive before "as". */
function extendToAppositive({ tokens }: Story, phrase: Phrase | null, sentence: Range): Phrase | null {
  if (!phrase || tokens[phrase.to]?.text !== ',') return phrase;
  for (let i = phrase.to + 1; i < Math.min(sentence.to - 1, phrase.to + 16); i++) {
    if (tokens[i]!.text === ',')
      return /^(?:as|to)$/.test(tokens[i + 1]!.lower)
        ? { ...phrase, to: i + 1, apposition: { from: phrase.to + 1, to: i } }
        : phrase;
  }
  return phrase;
}

/** "Y was quoted by X as saying Z" and "Y was quoted as saying by X". */
function readPassive(story: Story, group: VerbGroup, n: number, sentence: Range, cuts: Cuts): FoundAttribution[] {
  const subject = findSubject(story, n);
  const by = readBy(story, group.to, sentence);
  const as = readAs(story, by?.to ?? group.to, sentence);
  if (!as || !subject) return [];
  const late = by ? null : readBy(story, as.group.to, sentence);
  const right = late && readRight(story, lookUpVerb('say')!, as.group, late.to, sentence.to);
  const said = readSaid(story, right?.from ?? as.from, subject.phrase.from, sentence, cuts);
  if (!said) return [];
  const carrier = by ?? late;
  const [quoted, saying] = [
    { from: group.from, to: group.to },
    { from: as.as, to: as.group.to },
  ];
  const parent = carrier && makeRelay(group.head, [quoted], carrier, [said], 'quoted-by');
  const cue = carrier ? [saying] : [quoted, saying];
  const inner = makeRelay(as.group.head, cue, subject.phrase, [said], 'quoted-by', { parent });
  return parent ? [parent, inner] : [inner];
}

function readBy({ tokens }: Story, at: number, sentence: Range): Phrase | null {
  const start = skipManner(tokens, at, sentence.to, new Set(['by', 'as']));
  return tokens[start]?.lower === 'by' ? readPhrase(tokens, start + 1, sentence.to) : null;
}

export function makeRelay(
  head: number,
  cue: Range[],
  source: Phrase | null,
  content: Range[],
  rule: string,
  more: Partial<FoundAttribution> = {},
): FoundAttribution {
  const range = source && { from: source.from, to: source.to };
  return makeFound({ source: range, cue, content, rule, confidence: source ? 0.9 : 0.5, head, ...more });
}
