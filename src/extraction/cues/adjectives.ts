/** Cues that are adjectives: "is convinced that", "was adamant", "are confident the plan will work". */
import { findContentEnd, NO_CUTS } from '../grammar/content.ts';
import { findSubject } from '../grammar/subjects.ts';
import type { Found, Range, Story, VerbGroup } from '../model.ts';

const STATES: ReadonlyMap<string, Found['stance']> = new Map([
  ...'convinced confident certain sure adamant hopeful optimistic concerned worried afraid clear insistent satisfied persuaded'
    .split(' ')
    .map((word): [string, Found['stance']] => [word, 'asserts']),
  ...'doubtful sceptical skeptical unsure uncertain unconvinced'
    .split(' ')
    .map((word): [string, Found['stance']] => [word, 'doubts']),
]);
const PREPOSITIONS = new Set(['about', 'of', 'on']);

/** A state of mind after a form of "to be", with what it is about. */
export function findAdjectiveCues(story: Story, sentence: Range, numbers: readonly number[]): Found[] {
  return numbers.flatMap((n) => readState(story, sentence, n, story.verbs[n]!));
}

function readState(story: Story, sentence: Range, n: number, group: VerbGroup): Found[] {
  const { tokens } = story;
  let at = group.to;
  while (at < sentence.to && tokens[at]!.pos === 'ADV') at += 1;
  // The tagger takes "convinced" for the verb itself.
  const adjective = STATES.has(tokens[group.head]!.lower) ? group.head : at;
  const stance = STATES.get(tokens[adjective]?.lower ?? '');
  const next = tokens[adjective + 1];
  if (stance === undefined || !next || adjective + 2 >= sentence.to || !isState(story, group, adjective)) return [];
  const isClause =
    next.lower === 'that' ||
    (PREPOSITIONS.has(next.lower) ? next.lower !== 'on' : startsClause(story, adjective + 1, sentence));
  const subject = isClause ? findSubject(story, n) : null;
  if (!subject || /^(?:it|this|that|i|we|there|you)$/.test(tokens[subject.phrase.head]!.lower)) return [];
  const from = PREPOSITIONS.has(next.lower) ? adjective + 2 : adjective + 1;
  const content = { from, to: findContentEnd(story, from, sentence.to, NO_CUTS) };
  const negated =
    group.negated || tokens.slice(group.from, adjective).some(({ lower }) => lower === 'not' || lower === "n't");
  return [
    {
      source: { from: subject.phrase.from, to: subject.phrase.to },
      cue: [{ from: group.from, to: adjective + 1 }],
      content: [content],
      stance: negated ? 'doubts' : stance,
      confidence: 0.5,
      rule: 'adjective',
      group: 'belief',
      via: null,
      parent: null,
      head: adjective,
    },
  ];
}

function isState({ tokens }: Story, group: VerbGroup, adjective: number): boolean {
  const first = tokens[group.from]!;
  return first.pos === 'AUX' && (adjective === group.head || adjective - group.head <= 3);
}

function startsClause({ tokens, verbOf, verbs }: Story, at: number, { to }: Range): boolean {
  if (!/^(?:DET|PRON|NOUN|PROPN|NUM|ADJ)$/.test(tokens[at]!.pos)) return false;
  for (let i = at + 1; i < Math.min(to, at + 10); i++) {
    if (/^[,;]$/.test(tokens[i]!.text)) return false;
    if (verbOf[i] !== -1) return verbs[verbOf[i]!]!.form === 'finite';
  }
  return false;
}
