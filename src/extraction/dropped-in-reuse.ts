import { foldText, listWords, type PlacedWord, type Span } from '../text/words.ts';
import type { Passage } from '../text/reuse/alignment.ts';
import type { ReadAttribution, Reading, Story } from './model.ts';
import { prepareStory } from './story.ts';

export interface AttributionDroppedInReuse {
  passage: Passage;
  /** In the earlier text. */
  attribution: ReadAttribution;
  /** Whole sentences: the words with their cue, and the same words without it. */
  earlierSentence: Span;
  laterSentence: Span;
}

interface ReadText {
  text: string;
  reading: Reading;
  words: readonly PlacedWord[];
}

/**
 * Attributions of an earlier text whose words a later text reuses without attributing them. They cover at least half of
 * the passage, or the passage at least half of what they attribute. Not dropped are those whose cue and source are reused
 * too, and those to the publisher of the later text. Sentences of the later text with an attribution that could not be
 * read are left out. Each attribution comes once, without those under it.
 * @param passages that the texts share, from `alignReuse`
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

/** Hopes and plans are on no chain. */
function listHops({ attributions, chains }: Reading): ReadAttribution[] {
  const hops = new Set(chains.flatMap((chain) => chain.attributions));
  return attributions.filter(({ id }) => hops.has(id));
}

function isAttributedTo({ source }: ReadAttribution, publisher: string | null): boolean {
  return source !== null && publisher !== null && foldText(source.name) === foldText(publisher);
}

const overlaps = (spans: readonly Span[], [from, to]: Span): boolean => spans.some(([s, e]) => s < to && e > from);

/** Word numbers of the earlier text to those of the same words in the later one. */
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

/** The attributed words of the passage; none if they are less than half of both. */
function listAttributed({ content }: ReadAttribution, passage: Passage, words: readonly PlacedWord[]): number[] {
  const all = content.spans.flatMap((span) => listWithin(words, span));
  const inPassage = new Set(listWithin(words, passage.earlier));
  const told = all.filter((word) => inPassage.has(word));
  return 2 * told.length >= Math.min(all.length, inPassage.size) ? told : [];
}

/** Whether cue and source are reused as well. */
function isCueKept(
  { cue, source }: ReadAttribution,
  twins: ReadonlyMap<number, number>,
  words: readonly PlacedWord[],
): boolean {
  const attributing = [...cue.spans, ...(source?.spans ?? [])].flatMap((span) => listWithin(words, span));
  return attributing.length > 0 && attributing.every((word) => twins.has(word));
}

/** Whether an attribution of the later text covers half of these words. */
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

function widenToSentences({ tokens, sentences }: Story, spans: readonly Span[]): Span {
  const [from, to] = [Math.min(...spans.map(([start]) => start)), Math.max(...spans.map(([, end]) => end))];
  const places = sentences.map((range): Span => [tokens[range.from]!.start, tokens[range.to - 1]!.end]);
  const met = places.filter((place) => overlaps([place], [from, to]));
  return [Math.min(from, met[0]?.[0] ?? from), Math.max(to, met.at(-1)?.[1] ?? to)];
}
