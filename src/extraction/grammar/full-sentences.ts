import { prepareStory } from '../story.ts';
import type { Range, Story, Token, VerbGroup } from '../model.ts';
import { wordSet } from '../tokens/words.ts';

/** The next finite verb after one of these is not that of the sentence. */
const SUBORDINATORS = wordSet(
  `who which that whom whose what where when why how whether if because although though while since unless until before after
  once as whereas whatever whoever lest`,
);
const SUBJECT_TAGS = wordSet('NOUN PROPN PRON DET NUM SYM ADJ');
const OBJECTIVE = wordSet('him them me us');
/** After a noun and without an object they modify it: "three sailors killed in the blast". */
const TRANSITIVE = wordSet(
  'killed injured wounded arrested detained accused charged suspected displaced convicted jailed based called made',
);
/** No past tenses: "the election stolen". */
const ONLY_PARTICIPLES = wordSet(
  `given known seen shown taken written spoken done gone chosen born stolen broken driven fallen forgotten frozen hidden
  risen sworn thrown torn worn drawn grown blown flown eaten beaten begun sunk`,
);

/** The full sentences with which a text begins, up to a length in UTF-16 units; empty where it begins with none. */
export function cutFullSentences(text: string, longest: number): string {
  const story = prepareStory(text, 0);
  let end = 0;
  for (const sentence of story.sentences) {
    const { end: to } = story.tokens[sentence.to - 1]!;
    if (to > longest || !isFull(story, sentence)) break;
    end = to;
  }
  return text.slice(0, end).trim();
}

/** Whether it has a finite verb of its own with a subject. */
function isFull(story: Story, sentence: Range): boolean {
  const { tokens, verbOf, verbs } = story;
  let subordinate = 0;
  for (let i = sentence.from; i < sentence.to; i += 1) {
    const token = tokens[i]!;
    const n = verbOf[i]!;
    if (n === -1) {
      if (SUBORDINATORS.has(token.lower) && opensClause(story, i, sentence)) subordinate += 1;
      continue;
    }
    const group = verbs[n]!;
    i = Math.max(i, group.to - 1);
    if (!isFinite(tokens, group, sentence)) continue;
    if (subordinate > 0) subordinate -= 1;
    else if (hasSubject(tokens, group, sentence)) return true;
  }
  return false;
}

/** "After the war" opens none, "after the war ended" does; "that bridge was shut" begins with its subject. */
function opensClause({ tokens, verbOf, verbs }: Story, at: number, { from, to }: Range): boolean {
  if (at === from && tokens[at]!.lower === 'that') return false;
  for (let i = at + 1; i < to && tokens[i]!.text !== ','; i += 1) {
    if (verbOf[i]! !== -1 && verbs[verbOf[i]!]!.form === 'finite') return true;
  }
  return false;
}

function isFinite(tokens: readonly Token[], { form, from, to, head }: VerbGroup, sentence: Range): boolean {
  if (form !== 'finite') return false;
  const first = tokens[from]!.lower;
  // "He be released" is a wish; after an article stands a noun that is taken for a verb.
  if (/^be(?:en|ing)?$/.test(first)) return false;
  const before = from > sentence.from ? tokens[from - 1]! : null;
  if (from === head && before && /^(?:an?|the)$/.test(before.lower)) return false;
  if (from === head && ONLY_PARTICIPLES.has(first)) return false;
  const after = to < sentence.to ? tokens[to]! : null;
  const isModifier = from === head && TRANSITIVE.has(first) && (!after || !SUBJECT_TAGS.has(after.pos));
  return !isModifier;
}

function hasSubject(tokens: readonly Token[], { from }: VerbGroup, sentence: Range): boolean {
  const isQuestion = tokens.slice(sentence.from, sentence.to).some(({ text }) => text === '?');
  if (from === sentence.from) return isQuestion;
  const before = tokens.slice(sentence.from, from);
  const subject = before.find(({ pos }) => SUBJECT_TAGS.has(pos));
  const isThere = before.some(({ lower }) => lower === 'there');
  return isThere || (subject !== undefined && !OBJECTIVE.has(subject.lower));
}
