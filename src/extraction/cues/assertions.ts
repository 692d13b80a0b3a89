/** Whether somebody really says it: "did not say", "refused to confirm", "if X says" and "nobody said" assert nothing. */
import { listVerbs } from '../grammar/verb-groups.ts';
import type { Range, Story, Token, VerbCue } from '../model.ts';
import { wordSet } from '../tokens/words.ts';

const NOBODY = /^(?:nobody|none|neither|no)$/;
const NEVER = /^(?:never|not|hardly|rarely|scarcely|n't)$/;
const MAYBE = /^(?:may|might|could|should)$/;
const IF = /^(?:if|unless|whether|lest|should|had)$/;
/** "Refused to say", "is unable to confirm", "has yet to say", "too early to say". */
const UNSAID = wordSet(
  'refuse refused refuses refusing decline declined declines declining fail failed fails failing unable unwilling reluctant yet hesitate hesitated omit omitted forget forgot early able ready free loath afraid',
);
/** "Without saying", "worth noting", "stopped short of saying". */
const BEFORE_UNSAID = /^(?:without|worth|not|never|avoid|avoided|avoids|before|than)$/;

export function isAsserted(story: Story, cue: VerbCue, sentence: Range): boolean {
  if (cue.verb.group !== 'speech') return true;
  return !isNegated(story, cue) && !isUnsaid(story, cue) && !isSupposed(story, cue, sentence);
}

function isNegated({ tokens }: Story, { group, subject }: VerbCue): boolean {
  if (group.negated || NEVER.test(tokens[group.from - 1]?.lower ?? '')) return true;
  const auxiliaries = tokens.slice(group.from, group.head);
  if (auxiliaries.some(({ lower }) => MAYBE.test(lower) || NEVER.test(lower))) return true;
  const first = subject ? tokens[subject.phrase.base.from]! : null;
  return first !== null && NOBODY.test(first.lower) && !isNumbered(tokens[subject!.phrase.base.from + 1]);
}

/** "No. 10 said". */
function isNumbered(next: Token | undefined): boolean {
  return next?.text === '.' || next?.pos === 'NUM';
}

/** What hangs on another verb: "refused to confirm", "has yet to say", "left without saying". */
function isUnsaid({ tokens }: Story, { group }: VerbCue): boolean {
  const [before, second] = [tokens[group.from - 1], tokens[group.from - 2]];
  // "Said it was over *before adding* that".
  if (before?.lower === 'before' && /^(?:add|conclude|continue)$/.test(tokens[group.head]!.lemma)) return false;
  if (group.form === 'gerund')
    return BEFORE_UNSAID.test(before?.lower ?? '') || (before?.lower === 'of' && second?.lower === 'short');
  if (group.form !== 'infinitive' || !before) return false;
  if (UNSAID.has(before.lower)) return true;
  // "Did not want to say".
  return tokens.slice(Math.max(0, group.from - 4), group.from).some(({ lower }) => NEVER.test(lower));
}

/** "If the court says that", "did the mayor say that?". */
function isSupposed(story: Story, { group, subject }: VerbCue, sentence: Range): boolean {
  const { tokens } = story;
  if (!subject || subject.by === 'governed') return false;
  const before = subject.phrase.from - 1;
  if (before < sentence.from) return false;
  const opener = /^(?:,|even|only)$/.test(tokens[before]!.lower) ? before - 1 : before;
  if (opener >= sentence.from && IF.test(tokens[opener]!.lower)) return true;
  return isAsked(story, before, group.head, sentence);
}

/** An auxiliary before the subject, and a question mark outside all quotations. */
function isAsked(story: Story, at: number, head: number, sentence: Range): boolean {
  const { tokens } = story;
  if (tokens[at]!.pos !== 'AUX' || tokens[head]!.quotation !== -1) return false;
  const verbs = listVerbs(story, { from: sentence.from, to: at + 1 });
  return tokens[sentence.to - 1]!.text === '?' && verbs.length <= 2;
}
