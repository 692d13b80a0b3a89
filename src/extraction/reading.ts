import { makeChains, type Link, linkParents, findRelay } from './relays/chains.ts';
import { indexKnown, normalizeSourceName, type KnownSources } from './names/description.ts';
import { findAttributions, continueRelays } from './cues/attributions.ts';
import { findKnown } from './names/known-names.ts';
import { nameSources, type Named } from './names/sources.ts';
import { readDateline } from './names/publisher.ts';
import { detectForeign, findProse } from './prose.ts';
import { prepareStory } from './story.ts';
import { writeLanguage } from '../wording/values.ts';
import type { Span } from '../text/words.ts';
import { makeRefusal } from './model.ts';
import type { FoundAttribution, KnownSource, Range, ReadAttribution, Reading, ReadSource, Story } from './model.ts';

/** In UTF-16 units. */
const LONGEST_STORY = 200_000;

export interface ReadOptions {
  id?: string | null;
  /** Read from the dateline or byline when it is not given. */
  publisher?: string | null;
  /** Names are matched to these before the built-in list. */
  known?: readonly KnownSource[];
}

/**
 * Reads who attributes what to whom. Deterministic.
 * @returns every attribution with its spans, and the chains they form; `refused` says why a text was not read
 */
export function readStory(text: string, { id = null, publisher = null, known = [] }: ReadOptions = {}): Reading {
  if (text.length > LONGEST_STORY)
    return makeRefusal(id, publisher, `The text has ${text.length} characters; ${LONGEST_STORY} are read at most.`);
  const prose = findProse(text);
  const language = detectForeign(prose.text);
  if (language !== null)
    return makeRefusal(id, publisher, `Only English is read; this looks like ${writeLanguage(language)}.`);
  const sources = indexKnown(known);
  const dateline = readDateline(prose.text, sources);
  const story = prepareStory(prose.text, dateline.end);
  const { found, unread } = findAttributions(story);
  const outlet = publisher === null ? dateline.publisher : findOwnName(publisher, sources);
  linkParents(found);
  const { names, mentions } = nameSources(story, found, sources);
  continueRelays(story, found, names);
  const links = makeLinks(story, found, names, (each) => {
    const relay = findRelay(story, each, sources, mentions);
    return relay && { ...relay, name: expandShortName(relay.name, outlet) };
  });
  return {
    format: 'hearsay.reading/1',
    id,
    publisher: outlet,
    attributions: links.map(({ attribution }) => attribution),
    chains: makeChains(links, outlet),
    unread: unread.map(({ range, why }) => ({ spans: [toSpan(story, range)], why })),
    skipped: prose.skipped,
    refused: null,
  };
}

/** The name by which the story's publisher is known, so that its own name in the text is no other source. */
function findOwnName(publisher: string, sources: KnownSources): string {
  const listed = findKnown(publisher)?.name ?? publisher;
  return sources.get(normalizeSourceName(publisher)) ?? sources.get(normalizeSourceName(listed)) ?? listed;
}

/** "The Times" in a story of The Harbor Times is that paper. */
function expandShortName(name: string, publisher: string | null): string {
  const isShort =
    publisher !== null && /^\p{Lu}\S*$/u.test(name) && publisher.toLowerCase().endsWith(` ${name.toLowerCase()}`);
  return isShort ? publisher : name;
}

function makeLinks(
  story: Story,
  found: readonly FoundAttribution[],
  names: ReadonlyMap<FoundAttribution, Named>,
  relay: (each: FoundAttribution) => ReadSource | null,
): Link[] {
  const order = [...found].sort((a, b) => a.cue[0]!.from - b.cue[0]!.from || a.head - b.head);
  const ids = new Map(order.map((each, n) => [each, `a${n + 1}`]));
  return order.map((each) => {
    const named = names.get(each)!;
    const source: ReadSource | null = each.source && { spans: [toSpan(story, each.source)], name: named.name! };
    const attribution: ReadAttribution = {
      id: ids.get(each)!,
      source,
      cue: { spans: each.cue.map((range) => toSpan(story, range)) },
      content: { spans: each.content.map((range) => toSpan(story, range)) },
      parent: each.parent && (ids.get(each.parent) ?? null),
      unnamed: named.unnamed,
      stance: each.stance,
      confidence: each.confidence,
      rule: each.rule,
      via: relay(each),
    };
    return { attribution, name: named.name, isHop: isHop(each, named, names) };
  });
}

/** What somebody is said to want is part of the report about them, and so is what a source itself believes. */
function isHop(
  { group, parent }: FoundAttribution,
  named: Named,
  names: ReadonlyMap<FoundAttribution, Named>,
): boolean {
  if (!parent || group === 'speech' || group === 'relay') return true;
  return group === 'belief' && names.get(parent)?.name !== named.name;
}

function toSpan({ tokens }: Story, { from, to }: Range): Span {
  return [tokens[from]!.start, tokens[to - 1]!.end];
}
