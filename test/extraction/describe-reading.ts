/** Readings in short, so that a test says in one line what is expected. */
import type { Reading } from '../../src/extraction/model.ts';
import type { Span } from '../../src/text/words.ts';
import { readStory, type ReadOptions } from '../../src/extraction/reading.ts';

/** The words of spans, pieces parted by " … ". */
export function cutSpans(text: string, spans: readonly Span[]): string {
  return spans.map(([start, end]) => text.slice(start, end)).join(' … ');
}

/** "[source] cue {content}" of each attribution; "-" where no source is named. */
export function tellAttributions(text: string, options: ReadOptions = {}): string[] {
  return readStory(text, options).attributions.map(({ source, cue, content, stance }) => {
    const stanceMark = stance === 'asserts' ? '' : ` (${stance})`;
    const from = source ? cutSpans(text, source.spans) : '-';
    return `[${from}] ${cutSpans(text, cue.spans)} {${cutSpans(text, content.spans)}}${stanceMark}`;
  });
}

/** "IANS < TASS < officials?": a question mark after who is unnamed, and alone for whom no words are given. */
export function tellChains(text: string, options: ReadOptions = {}): string[] {
  return nameChains(readStory(text, options));
}

export function nameChains({ chains }: Reading): string[] {
  return chains.map(({ names, unnamed }) =>
    names.map((name, i) => `${name ?? ''}${unnamed[i] ? '?' : ''}`).join(' < '),
  );
}
