/** One who passes on another: "X quoted Y as saying", "Y was quoted by X as saying", "citing Y", "carried by X". */
import { findContentEnd, readRight, type Cuts } from '../grammar/content.ts';
import { readPhrase } from '../grammar/noun-phrases.ts';
import { findSubject } from '../grammar/subjects.ts';
import { readLeft } from '../grammar/left-content.ts';
import { lookUpVerb } from './verb-lexicon.ts';
import type { Found, Range, Story, VerbGroup, Phrase } from '../model.ts';
import { skipManner } from '../grammar/adverbials.ts';

const QUOTING = new Set(['quote', 'cite']);

interface Parts {
  cues: Range[];
  source: Phrase | null;
}

/** Finds both attributions of "X quoted Y as saying Z": Y's stands below X's. */
export function findQuoted(story: Story, sentence: Range, cuts: Cuts): Found[] {
  const found: Found[] = [];
  for (const n of listVerbs(story, sentence)) {
    const group = story.verbs[n]!;
    if (!QUOTING.has(story.tokens[group.head]!.lemma) || group.form === 'participle') continue;
    found.push(
      ...(group.passive ? readPassive(story, group, n, sentence, cuts) : readActive(story, group, n, sentence, cuts)),
    );
  }
  return found;
}

export function listVerbs({ verbOf }: Story, { from, to }: Range): number[] {
  const numbers: number[] = [];
  for (let i = from; i < to; i++) if (verbOf[i]! !== -1 && verbOf[i] !== numbers.at(-1)) numbers.push(verbOf[i]!);
  return numbers;
}

/** "As saying": the verb group after "as", and where the content begins, if it is on the right. */
interface AsSaying {
  as: number;
  group: VerbGroup;
  from: number | null;
}

/** "As saying" from `at` on, perhaps after words on how and when. */
export function readAs(story: Story, at: number, sentence: Range): AsSaying | null {
  const { tokens, verbOf, verbs } = story;
  const as = skipManner(tokens, at, sentence.to, new Set(['as', 'by']));
  if (tokens[as]?.lower !== 'as' || as + 1 >= sentence.to) return null;
  const n = verbOf[as + 1] ?? -1;
  const group = n === -1 ? null : verbs[n]!;
  const verb = group && lookUpVerb(tokens[group.head]!.lemma);
  if (!group || !verb || group.form !== 'gerund') return null;
  return { as, group, from: readRight(story, verb, group, group.to, sentence.to)?.from ?? null };
}

/** What was said: right of "saying", or left of the whole: "…, TASS quoted him as saying". */
function readSaid(story: Story, from: number | null, start: number, sentence: Range, cuts: Cuts): Range | null {
  if (from !== null) return { from, to: findContentEnd(story, from, sentence.to, cuts) };
  const before = story.tokens[start - 1];
  const isLed = start > sentence.from && (before?.text === ',' || before?.mark === 'closes');
  return (isLed && readLeft(story, start, start, sentence)) || null;
}

function readActive(story: Story, group: VerbGroup, n: number, sentence: Range, cuts: Cuts): Found[] {
  const phrase = stretchCited(story, readPhrase(story.tokens, group.to, sentence.to), sentence);
  const as = phrase && readAs(story, phrase.to, sentence);
  const subject = findSubject(story, n);
  const said = as && readSaid(story, as.from, subject?.phrase.from ?? group.from, sentence, cuts);
  if (!phrase || !as || !said) return [];
  const cue = { from: group.from, to: group.to };
  // "Y as saying Z" is what X tells.
  const told = as.from === null ? said : { from: phrase.from, to: said.to };
  const outer = makeFound(group.head, { cues: [cue], source: subject?.phrase ?? null }, told, 'quoted-as');
  const saying = { from: as.as, to: as.group.to };
  const inner = makeFound(as.group.head, { cues: [saying], source: phrase }, said, 'as-saying');
  return [outer, { ...inner, parent: outer }];
}

/** "cited the head of the council, *Vasyl Romaniuk*, as saying": an appositive before "as". */
function stretchCited({ tokens }: Story, phrase: Phrase | null, sentence: Range): Phrase | null {
  if (!phrase || tokens[phrase.to]?.text !== ',') return phrase;
  for (let i = phrase.to + 1; i < Math.min(sentence.to - 1, phrase.to + 16); i++) {
    if (tokens[i]!.text === ',')
      return tokens[i + 1]!.lower === 'as'
        ? { ...phrase, to: i + 1, apposition: { from: phrase.to + 1, to: i } }
        : phrase;
  }
  return phrase;
}

/** "Y was quoted by X as saying Z" and "Y was quoted as saying by X". */
function readPassive(story: Story, group: VerbGroup, n: number, sentence: Range, cuts: Cuts): Found[] {
  const subject = findSubject(story, n);
  const by = readBy(story, group.to, sentence);
  const as = readAs(story, by?.to ?? group.to, sentence);
  if (!as || !subject) return [];
  const late = by ? null : readBy(story, as.group.to, sentence);
  const right = late && readRight(story, lookUpVerb('say')!, as.group, late.to, sentence.to);
  const said = readSaid(story, right?.from ?? as.from, subject.phrase.from, sentence, cuts);
  if (!said) return [];
  const carrier = by ?? late;
  const quoted = { from: group.from, to: group.to };
  const saying = { from: as.as, to: as.group.to };
  const cues = carrier ? [saying] : [quoted, saying];
  const inner = makeFound(as.group.head, { cues, source: subject.phrase }, said, 'quoted-by');
  if (!carrier) return [inner];
  const outer = makeFound(group.head, { cues: [quoted], source: carrier }, said, 'quoted-by');
  return [outer, { ...inner, parent: outer }];
}

export function readBy({ tokens }: Story, at: number, sentence: Range): Phrase | null {
  const start = skipManner(tokens, at, sentence.to, new Set(['by', 'as']));
  return tokens[start]?.lower === 'by' ? readPhrase(tokens, start + 1, sentence.to) : null;
}

export function makeFound(head: number, { cues, source }: Parts, content: Range, rule: string): Found {
  return {
    source: source && { from: source.from, to: source.to },
    cue: cues,
    content: [content],
    stance: 'asserts',
    confidence: source ? 0.9 : 0.5,
    rule,
    group: 'speech',
    via: null,
    parent: null,
    head,
  };
}
