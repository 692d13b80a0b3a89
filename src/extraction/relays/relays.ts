/** Whom something was told to, when that is an outlet: one hop more, shown by the same cue. */
import { describeSource, type KnownSources } from '../names/description.ts';
import { matchAlias } from '../names/known-names.ts';
import { describeMention, findAntecedent, type Mention } from '../names/mentions.ts';
import { readPhrase } from '../grammar/noun-phrases.ts';
import type { Found, Range, ReadSource, Story } from '../model.ts';

/** The outlet in "told TASS", "said in an interview with Yonhap", "in comments to the newspaper Kommersant"; null without one. */
export function findRelay(
  story: Story,
  found: Found,
  known: KnownSources,
  earlier: readonly Mention[],
): ReadSource | null {
  if (found.group !== 'speech' || found.source === null) return null;
  const direct =
    found.via && (describeOutlet(story, found.via, known) ?? recallOutlet(story, found.via, known, earlier));
  return direct ?? findInterviewer(story, found, known);
}

/** "Told the newspaper": the one named before. */
function recallOutlet(story: Story, range: Range, known: KnownSources, earlier: readonly Mention[]): ReadSource | null {
  const mention = describeMention(story, range, known, 'named');
  const { name } = mention.description;
  if (!/(?:newspaper|paper|daily|agency|channel|broadcaster|magazine|station|network|outlet|website|site)$/.test(name))
    return null;
  const antecedent = findAntecedent({ ...mention, description: { ...mention.description, refers: true } }, earlier);
  if (!antecedent?.description.known) return null;
  const { tokens } = story;
  return { spans: [[tokens[range.from]!.start, tokens[range.to - 1]!.end]], name: antecedent.description.name };
}

function describeOutlet(story: Story, range: Range, known: KnownSources): ReadSource | null {
  const { name, known: listed } = describeSource(story.text, story.tokens, cutInterviewer(story, range), known);
  const isOutlet = listed !== null ? listed.kind !== 'body' : hasOutletNoun(story, range);
  const { start } = story.tokens[range.from]!;
  return isOutlet ? { spans: [[start, story.tokens[range.to - 1]!.end]], name } : null;
}

/** "Told *CNN's* Jake Tapper": the outlet passes it on, whoever asked. */
function cutInterviewer({ tokens }: Story, range: Range): Range {
  const outlet = matchAlias(tokens, range.from, range.to);
  const isOwner = outlet && outlet.known.kind !== 'body' && /^'s?$/.test(tokens[outlet.to]?.lower ?? '');
  return isOwner && tokens[outlet.to + 1]?.pos === 'PROPN' ? { from: range.from, to: outlet.to } : range;
}

/** An outlet that no list knows: "told the newspaper Rheinische Post", "told Radio Martí". */
function hasOutletNoun({ tokens }: Story, { from, to }: Range): boolean {
  let hasNoun = false;
  let hasName = false;
  for (let i = from; i < to; i++) {
    if (
      /^(?:newspaper|daily|agency|radio|television|tv|channel|broadcaster|magazine|weekly|news|network|times|post|herald|tribune|gazette|journal|website|site|podcast|chronicle|observer|station)$/.test(
        tokens[i]!.lower,
      )
    )
      hasNoun = true;
    if (tokens[i]!.pos === 'PROPN') hasName = true;
    if (/^(?:conference|reporters|correspondents|editor|reporter)$/.test(tokens[i]!.lower)) return false;
  }
  return hasNoun && hasName;
}

/** "in an interview with X", "in remarks to X", "in comments to X". */
function findInterviewer(story: Story, found: Found, known: KnownSources): ReadSource | null {
  const { sentences, sentenceOf, tokens } = story;
  const sentence = sentences[sentenceOf[found.head]!]!;
  const opens = /^(?:in|during|at)$/.test(tokens[sentence.from]!.lower) && found.source!.from - sentence.from < 20;
  const led = opens ? findInterview(story, found, known, sentence.from, found.source!.from) : null;
  return led ?? findInterview(story, found, known, found.head, Math.min(sentence.to, found.head + 14));
}

function findInterview(story: Story, found: Found, known: KnownSources, after: number, to: number): ReadSource | null {
  const { tokens } = story;
  for (let i = after + 1; i < to - 2; i++) {
    if (found.content.some(({ from, to }) => from <= i && i < to)) return null;
    const isTalk =
      /^(?:interview|interviews|remarks|comments|statement|conversation|article|column|letter|email|piece|message)$/.test(
        tokens[i]!.lower,
      );
    const join = tokens[i + 1]!.lower;
    if (!isTalk || !/^(?:with|to|for|in|by|on|published|broadcast)$/.test(join)) continue;
    const phrase = readPhrase(tokens, i + 2, to, false);
    const outlet = phrase && describeOutlet(story, { from: phrase.from, to: phrase.base.to }, known);
    if (outlet) return outlet;
  }
  return null;
}
