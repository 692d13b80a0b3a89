/** Sources after their verb: `"…," said Mary Barra, chief executive of GM`. */
import { isSourceLike, readPhrase } from './noun-phrases.ts';
import { findSubject } from './subjects.ts';
import type { CueVerb, Phrase, Range, Story, VerbGroup } from '../model.ts';

/** "…," said Mary Barra, chief executive of GM. */
export function readInverted(
  story: Story,
  group: VerbGroup,
  verb: CueVerb,
  sentence: Range,
  limit: number,
): Phrase | null {
  const { tokens } = story;
  if (group.head - group.from !== 0 || group.form !== 'finite' || !(verb.trailing || verb.quote) || verb.addressee)
    return null;
  const before = tokens[group.from - 1];
  const isFirst = group.from === sentence.from;
  const follows =
    isFirst || (before?.mark === 'closes' && verb.quote) || (/^[,—–-]+$/.test(before?.text ?? '') && verb.trailing);
  if (!follows || (isFirst && !/^\p{Lu}/u.test(tokens[group.from]!.text))) return null;
  const phrase = readPhrase(tokens, group.to, limit);
  const isQuoted = before?.mark === 'closes';
  if (phrase && tokens[phrase.head]!.pos === 'PRON' && !isQuoted) return null;
  if (!isQuoted && !isFirst && findSubject(story, story.verbOf[group.head]!)?.by === 'beside') return null;
  if (!phrase || !(isSourceLike(tokens, phrase) || before?.mark === 'closes' || isFirst)) return null;
  if (isFirst && !hasQuotationSoon(story, phrase.to, limit)) return null;
  // "…, said he would": a clause follows, not a source.
  const next = story.verbOf[phrase.to] ?? -1;
  const isClause = next !== -1 && story.verbs[next]!.form !== 'participle';
  if (isClause && phrase.to < limit && before?.mark !== 'closes') return null;
  return extendInverted(story, phrase, limit);
}

function hasQuotationSoon({ tokens }: Story, at: number, limit: number): boolean {
  return tokens.slice(at, Math.min(limit, at + 12)).some(({ text, mark }) => text === ':' || mark === 'opens');
}

/** Adds the appositive or "who" clause that follows an inverted source, up to the next comma. */
function extendInverted(story: Story, phrase: Phrase, limit: number): Phrase {
  const { tokens } = story;
  const [comma, age, second] = [tokens[phrase.to], tokens[phrase.to + 1], tokens[phrase.to + 2]];
  if (comma?.text === ',' && age?.pos === 'NUM' && second?.text === ',')
    return extendInverted(story, { ...phrase, to: phrase.to + 2 }, limit);
  if (tokens[phrase.to]?.text !== ',' || phrase.to + 1 >= limit || phrase.base.to - phrase.base.from > 12)
    return phrase;
  const at = phrase.to + 1;
  const isClause = /^(?:who|which|whose)$/.test(tokens[at]!.lower);
  const inner = isClause ? null : readPhrase(tokens, at, limit);
  if (!isClause && (!inner || story.verbOf[inner.to] !== -1 || tokens[at]!.pos === 'PRON')) return phrase;
  let end = inner?.to ?? at;
  while (end < limit && tokens[end]!.mark === null && !/^[.,;:?!—]$/.test(tokens[end]!.text)) end += 1;
  // "…, said Smith, the rest agreed": with a finite verb and no "who", it is a new clause.
  for (let i = inner?.to ?? end; i < end; i++)
    if (story.verbOf[i] !== -1 && story.verbs[story.verbOf[i]!]!.form === 'finite' && !hasRelative(story, at, i))
      return phrase;
  return { ...phrase, to: end, apposition: inner ? { from: at, to: end } : phrase.apposition };
}

function hasRelative({ tokens }: Story, from: number, to: number): boolean {
  return tokens.slice(from, to).some(({ lower }) => /^(?:who|which|that|whose)$/.test(lower));
}
