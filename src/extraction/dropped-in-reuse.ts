/** Words that travelled from one story into another, and left behind who said them. */
import { foldText, listWords, type PlacedWord, type Span } from '../text/words.ts';
import type { Passage } from '../text/reuse/alignment.ts';
import type { ReadAttribution, Reading, Story } from './model.ts';
import { prepareStory } from './story.ts';

export interface AttributionDroppedInReuse {
  /** Where the words stand in both. */
  passage: Passage;
  /** Of the earlier text, for these words. */
  attribution: ReadAttribution;
  /** The words with their cue, and the same words without, in whole sentences. */
  earlierSentence: Span;
  laterSentence: Span;
}

/** A text with its words and what was read of it. */
interface ReadText {
  text: string;
  reading: Reading;
  words: readonly PlacedWord[];
}

/**
 * The attributions of an earlier text which cover words that a later one has too, but without any attribution: half of
 * the passage's words at least, or half of what was attributed. One whose own cue and source stand in the later text
 * among the same words is not dropped, nor is one to whoever published the later text. Where the later text has
 * something like an attribution that could not be read, nothing is said. Each attribution comes
 * once, and without those that it passes on.
 * @param passages of the two texts, as `alignReuse` finds them
 */
export function findAttributionsDroppedInReuse(
  earlierText: string,
  earlierReading: Reading,
  laterText: string,
  laterReading: Reading,
  passages: readonly Passage[],
): AttributionDroppedInReuse[] {
  const earlier = { text: earlierText, reading: earlierReading, words: listWords(earlierText) };
  const later = { text: laterText, reading: laterReading, words: listWords(laterText) };
  const hops = listHops(earlier.reading).filter((each) => !isAttributedTo(each, later.reading.publisher));
  const found = new Map<string, { passage: Passage; attribution: ReadAttribution; told: number[]; kept: number[] }>();
  for (const passage of passages) {
    const twins = pairWords(passage, earlier, later);
    for (const attribution of hops.filter(
      ({ id, content }) => !found.has(id) && overlaps(content.spans, passage.earlier),
    )) {
      const told = listAttributed(attribution, passage, earlier.words);
      const kept = told.flatMap((word) => twins.get(word) ?? []);
      if (kept.length === 0 || isCueKept(attribution, twins, earlier.words) || isCovered(kept, later)) continue;
      found.set(attribution.id, { passage, attribution, told, kept });
    }
  }
  if (found.size === 0) return [];
  const stories = { earlier: prepareStory(earlierText, 0), later: prepareStory(laterText, 0) };
  return [...found.values()].flatMap(({ passage, attribution, told, kept }) => {
    if (attribution.parent !== null && found.has(attribution.parent)) return [];
    const said = [...attribution.cue.spans, ...(attribution.source?.spans ?? []), spanWords(told, earlier.words)];
    const laterSentence = widenToSentences(stories.later, [spanWords(kept, later.words)]);
    if (later.reading.unread.some(({ spans }) => overlaps(spans, laterSentence))) return [];
    return { passage, attribution, earlierSentence: widenToSentences(stories.earlier, said), laterSentence };
  });
}

/** What somebody hopes or plans is no attribution in our sense: it is on no chain. */
function listHops({ attributions, chains }: Reading): ReadAttribution[] {
  const hops = new Set(chains.flatMap((chain) => chain.attributions));
  return attributions.filter(({ id }) => hops.has(id));
}

function isAttributedTo({ source }: ReadAttribution, publisher: string | null): boolean {
  return source !== null && publisher !== null && foldText(source.name) === foldText(publisher);
}

const overlaps = (spans: readonly Span[], [from, to]: Span): boolean => spans.some(([s, e]) => s < to && e > from);

/** By the number of a word of the earlier text: the number of the same word in the later one. */
function pairWords({ runs }: Passage, earlier: ReadText, later: ReadText): ReadonlyMap<number, number> {
  const pairs = runs.flatMap((run) => {
    const others = listWithin(later.words, run.later);
    return listWithin(earlier.words, run.earlier).map((word, i): [number, number] => [word, others[i]!]);
  });
  return new Map(pairs);
}

/** The numbers of the words that stand in a span. */
function listWithin(words: readonly PlacedWord[], [from, to]: Span): number[] {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.start < from) low = middle + 1;
    else high = middle;
  }
  const numbers: number[] = [];
  for (let at = low; at < words.length && words[at]!.end <= to; at += 1) numbers.push(at);
  return numbers;
}

/** The words of the passage that are attributed; none when they are less than half of both. */
function listAttributed({ content }: ReadAttribution, passage: Passage, words: readonly PlacedWord[]): number[] {
  const all = content.spans.flatMap((span) => listWithin(words, span));
  const inPassage = new Set(listWithin(words, passage.earlier));
  const told = all.filter((word) => inPassage.has(word));
  return 2 * told.length >= Math.min(all.length, inPassage.size) ? told : [];
}

/** Whether the words that attribute are among those that stand in the later text too. */
function isCueKept(
  { cue, source }: ReadAttribution,
  twins: ReadonlyMap<number, number>,
  words: readonly PlacedWord[],
): boolean {
  const attributing = [...cue.spans, ...(source?.spans ?? [])].flatMap((span) => listWithin(words, span));
  return attributing.length > 0 && attributing.every((word) => twins.has(word));
}

/** Whether some attribution of the later text has half of these words in its content. */
function isCovered(kept: readonly number[], { reading, words }: ReadText): boolean {
  const span = spanWords(kept, words);
  return reading.attributions.some(({ content }) => {
    if (!overlaps(content.spans, span)) return false;
    const within = kept.filter((word) => overlaps(content.spans, [words[word]!.start, words[word]!.end]));
    return 2 * within.length >= kept.length;
  });
}

function spanWords(numbers: readonly number[], words: readonly PlacedWord[]): Span {
  return [words[numbers[0]!]!.start, words[numbers.at(-1)!]!.end];
}

/** From the beginning of the first sentence that these stand in to the end of the last. */
function widenToSentences({ tokens, sentences }: Story, spans: readonly Span[]): Span {
  const [from, to] = [Math.min(...spans.map(([start]) => start)), Math.max(...spans.map(([, end]) => end))];
  const places = sentences.map((range): Span => [tokens[range.from]!.start, tokens[range.to - 1]!.end]);
  const met = places.filter((place) => overlaps([place], [from, to]));
  return [Math.min(from, met[0]?.[0] ?? from), Math.max(to, met.at(-1)?.[1] ?? to)];
}
