/** Verb groups: "has not been told", "to say", "adding". A verb with its auxiliaries is one group. */
import { wordSet } from '../tokens/words.ts';
import { skipTime } from './adverbials.ts';
import type { Range, Token, VerbGroup, Story } from '../model.ts';

/** Irregular participles, which follow a noun without an auxiliary: "remarks given to the agency". */
const PARTICIPLES = wordSet('given known seen shown taken written spoken done gone chosen born');

export function findVerbGroups(tokens: readonly Token[], { from, to }: Range): VerbGroup[] {
  const groups: VerbGroup[] = [];
  for (let i = from; i < to; i++) {
    if (!isVerb(tokens[i]!)) continue;
    const group = readGroup(tokens, i, from, to);
    groups.push(group);
    i = group.to - 1;
  }
  return groups;
}

function isVerb({ pos }: Token): boolean {
  return pos === 'VERB' || pos === 'AUX';
}

function readGroup(tokens: readonly Token[], at: number, from: number, to: number): VerbGroup {
  let head = at;
  let negated = false;
  for (let i = at + 1; i < to && tokens[head]!.pos === 'AUX'; i++) {
    const { pos, lower } = tokens[i]!;
    if (lower === 'not' || lower === "n't" || lower === 'never') negated = true;
    else if (pos === 'ADV') continue;
    else if (isVerb(tokens[i]!)) head = i;
    else {
      // "Had *last week* said".
      const after = skipTime(tokens, i, to);
      if (after === i || !tokens[after] || after >= to || !isVerb(tokens[after])) break;
      i = after - 1;
    }
  }
  const before = tokens[at - 1];
  const isInfinitive = at > from && before?.lower === 'to' && before.pos !== 'DET';
  const start = isInfinitive ? at - 1 : at;
  return { from: start, to: head + 1, head, ...readForm(tokens, at, head, isInfinitive), negated };
}

function readForm(
  tokens: readonly Token[],
  at: number,
  head: number,
  isInfinitive: boolean,
): Pick<VerbGroup, 'form' | 'passive'> {
  const { lower } = tokens[head]!;
  const isGerund = lower.endsWith('ing') && tokens[head]!.pos === 'VERB';
  if (head === at) {
    if (isInfinitive) return { form: 'infinitive', passive: false };
    if (isGerund) return { form: 'gerund', passive: false };
    // "She led by nine points".
    const isBy = tokens[head + 1]?.lower === 'by' && !/^(?:i|he|she|it|we|they|who)$/.test(tokens[at - 1]?.lower ?? '');
    const isReduced = PARTICIPLES.has(lower) || (isBy && /(?:ed|en|t)$/.test(lower));
    return { form: isReduced ? 'participle' : 'finite', passive: isReduced };
  }
  // "Was told" is passive, "has told" is not; the auxiliary next to the verb decides.
  let auxiliary = head - 1;
  while (auxiliary > at && tokens[auxiliary]!.pos !== 'AUX') auxiliary -= 1;
  const passive = !isGerund && /^(?:be|is|are|was|were|been|being|'s|'re|am|get|got)$/.test(tokens[auxiliary]!.lower);
  return { form: isInfinitive ? 'infinitive' : 'finite', passive };
}

export function listVerbs({ verbOf }: Story, { from, to }: Range): number[] {
  const numbers: number[] = [];
  for (let i = from; i < to; i++) if (verbOf[i]! !== -1 && verbOf[i] !== numbers.at(-1)) numbers.push(verbOf[i]!);
  return numbers;
}
