/** Reporters between commas: "the envoy said on Monday, *Kyodo reported*, that the talks would resume". */
import { readLeft } from '../grammar/content.ts';
import type { FoundAttribution, Range, Story } from '../model.ts';

/** Whoever reports within somebody's clause tells all of it, so that who is reported to tell it stands within. */
export function assignInterposed(story: Story, sentence: Range, own: readonly FoundAttribution[]): void {
  for (const each of own) {
    const whole = readBeforeContent(story, sentence, each, own) ?? readBeforeVerb(each, own);
    if (whole) Object.assign(each, { content: whole, rule: 'speech-trailing' });
  }
}

/** Between the verb and what is told. */
function readBeforeContent(
  story: Story,
  sentence: Range,
  { rule, source, content, head }: FoundAttribution,
  own: readonly FoundAttribution[],
): Range[] | null {
  if (rule !== 'speech-that' || !source || source.from > head || !opensAside(story, source)) return null;
  const isTold = own.some(
    (other) => other.rule === rule && other.head < source.from && other.content[0]!.from === content[0]!.from,
  );
  const left = isTold ? readLeft(story, source.from, head, sentence) : null;
  return left && [left, ...content];
}

/** Between the subject and its verb: "the minister, *Dawn reported*, told parliament that the dam could fail". */
function readBeforeVerb({ rule, content, head }: FoundAttribution, own: readonly FoundAttribution[]): Range[] | null {
  const [left, ...more] = content;
  if (rule !== 'speech-trailing' || !left || more.length > 0) return null;
  const told = own.find((other) => other.source?.to === left.to && other.head > head);
  const last = told?.content.at(-1);
  return told && last && last.from > head ? [left, { from: told.cue[0]!.from, to: last.to }] : null;
}

/** Behind a comma, or ", as". */
function opensAside({ tokens }: Story, { from }: Range): boolean {
  const before = tokens[from - 1]?.lower === 'as' ? from - 2 : from - 1;
  return tokens[before]?.text === ',';
}
