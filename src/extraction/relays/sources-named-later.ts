/** Sources that a report names in a later sentence: "Reuters said the ship had sunk. *It cited two officials*." */
import { trimEnd } from '../grammar/content.ts';
import { canSpeak, readPhrase, readPhraseBack } from '../grammar/noun-phrases.ts';
import { findSubject } from '../grammar/subjects.ts';
import { listVerbs } from '../grammar/verb-groups.ts';
import { isOutletName } from '../names/description.ts';
import type { FoundAttribution, Phrase, Range, Story } from '../model.ts';
import { makeRelay } from './cues.ts';

/** Puts whom an outlet "cited" or "quoted" in a sentence of its own under what the outlet said before. */
export function citePrevious(story: Story, found: FoundAttribution[]): void {
  for (let n = 1; n < story.sentences.length; n++) {
    for (const verb of listVerbs(story, story.sentences[n]!)) {
      const cited = readCiting(story, verb, n, found);
      if (!cited) continue;
      const at = found.findIndex(({ head }) => head === cited.head);
      if (at === -1) found.push(cited);
      else found[at] = cited;
    }
  }
}

function readCiting(
  story: Story,
  verb: number,
  n: number,
  found: readonly FoundAttribution[],
): FoundAttribution | null {
  const { tokens, sentences } = story;
  const group = story.verbs[verb]!;
  const sentence = sentences[n]!;
  if (group.passive || group.negated || group.form !== 'finite') return null;
  if (!/^(?:cite|quote)$/.test(tokens[group.head]!.lemma)) return null;
  const outlet = findSubject(story, verb)?.phrase;
  const cited = readPhrase(tokens, group.to, sentence.to);
  if (outlet?.from !== sentence.from || !cited || !isWhole(story, cited, sentence) || !canSpeak(tokens, cited, false))
    return null;
  const cue = [{ from: group.from, to: group.to }];
  const outer = findOuter(story, outlet, n, found);
  if (outer) return makeRelay(group.head, cue, cited, outer.content, 'citing', { parent: outer, confidence: 0.7 });
  const report = isOutletName(tokens, outlet) || isTheOutlet(story, outlet) ? findReport(story, outlet, n) : null;
  return report && makeRelay(group.head, cue, cited, [report], 'citing', { via: outlet, confidence: 0.65 });
}

/** Nothing more than whom it cites, and who they are. */
function isWhole({ tokens }: Story, { to }: Phrase, sentence: Range): boolean {
  const next = tokens[to];
  return to >= sentence.to - 1 || (next?.text === ',' && /^wh/.test(tokens[to + 1]!.lower));
}

/** "The agency", "the newspaper". */
function isTheOutlet({ tokens }: Story, { from, head }: Phrase): boolean {
  return tokens[from]!.lower === 'the' && OUTLETS.test(tokens[head]!.lower);
}

const OUTLETS =
  /^(?:newspaper|paper|daily|weekly|agency|channel|broadcaster|magazine|station|network|outlet|website|site|tabloid)$/;

/** The sentence before, where an outlet alone speaks. */
function findOuter(
  story: Story,
  outlet: Phrase,
  n: number,
  found: readonly FoundAttribution[],
): FoundAttribution | null {
  const { tokens, sentenceOf } = story;
  const before = found.filter(({ head, parent }) => sentenceOf[head] === n - 1 && !parent);
  const [outer, ...more] = before;
  if (!outer?.source || more.length > 0 || !isOutletName(tokens, outer.source)) return null;
  const refers = isTheOutlet(story, outlet) || tokens[outlet.from]!.lower === 'it';
  return refers || isNamedAlike(story, outlet, outer.source) ? outer : null;
}

function isNamedAlike({ tokens }: Story, outlet: Phrase, other: Range): boolean {
  return tokens.slice(other.from, other.to).some(({ text }) => text === tokens[outlet.head]!.text);
}

/** How many sentences back a report may stand: "denied a Bild report that …" */
const MOST_BACK = 3;

/** What an outlet's report says that somebody else speaks of: "denied *a Bild report that* ministers had been bugged". */
function findReport(story: Story, outlet: Phrase, n: number): Range | null {
  const { tokens, sentences } = story;
  for (let back = n - 1; back >= Math.max(0, n - MOST_BACK); back--) {
    const { from, to } = sentences[back]!;
    for (let i = from + 1; i < to - 2; i++) {
      if (!/^(?:report|story|article)$/.test(tokens[i]!.lower) || tokens[i + 1]!.lower !== 'that') continue;
      const report = readPhraseBack(tokens, i, from);
      const isOutlets = report !== null && isOutletName(tokens, report);
      if (isOutlets && (isTheOutlet(story, outlet) || isNamedAlike(story, outlet, report)))
        return { from: i + 1, to: trimEnd(tokens, i + 1, to) };
    }
  }
  return null;
}
