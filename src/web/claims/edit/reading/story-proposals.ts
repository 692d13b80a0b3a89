/** The proposals of a story, as the cards of a form first show them. */
import type { Reading } from '../../../../extraction/model.ts';
import { LIMITS } from '../../../../model/limits.ts';
import { countCharacters } from '../../../../text/characters.ts';
import { sayTheSame } from '../../../../text/rewordings.ts';
import { NO_WORDS } from '../../../../wording/names.ts';
import type { TypedName } from '../../../forms/source-names.ts';
import { EMPTY_CARD, EMPTY_HOP, type CardValues, type HopValues } from '../chain/values.ts';
import { joinProposal, NEW_CLAIM, proposalPrefix, type ProposalValues } from '../draft/values.ts';
import { extractWords } from '../../../../extraction/proposals/excerpts.ts';
import type { Proposal, ProposedHop } from '../../../../extraction/proposals/proposals.ts';

interface ReadStory {
  text: string;
  reading: Reading;
  language: string;
  publisher: TypedName;
}

/** None is ticked; one that says what an earlier one says is the same claim as that. */
export function writeProposals(story: ReadStory, proposals: readonly Proposal[]): ProposalValues[] {
  const joins = proposals.map(({ claim }, number) => {
    const first = proposals.findIndex((other) => sayTheSame(other.claim, claim));
    return first === -1 || first >= number ? NEW_CLAIM : joinProposal(first);
  });
  return proposals.map(({ claim, stance, hops, attribution }, number) => ({
    ...{
      prefix: proposalPrefix(number),
      isTicked: false,
      isOpen: false,
      claim,
      join: joins[number]!,
      from: attribution,
    },
    cards: [publisherCard(story, attribution), ...hops.map(sourceCard)].map((card, at) => ({
      ...{ ...card, stance },
      hop: hops[at] ? writeHop(story.text, hops[at]) : EMPTY_HOP,
    })),
  }));
}

function publisherCard({ text, reading, language, publisher }: ReadStory, attribution: string): CardValues {
  const { name, pick, pickedFor, kind } = publisher;
  const wording = quoteWording(text, reading, attribution);
  return {
    ...EMPTY_CARD,
    ...{ source: name, pick, pickedFor, kind, wording, language: wording === '' ? '' : language },
  };
}

function sourceCard({ name, isUnnamed }: ProposedHop): CardValues {
  const source = name ?? NO_WORDS;
  const answer = isUnnamed ? { pick: 'new', pickedFor: source, kind: 'unnamed' } : {};
  return { ...EMPTY_CARD, source, ...answer };
}

function writeHop(text: string, { cue, manner, excerpt: [from, to], attribution }: ProposedHop): HopValues {
  return { ...EMPTY_HOP, cue, manner, excerpt: text.slice(from, to), at: String(from), from: attribution };
}

/** The story's own words for what is claimed. */
function quoteWording(text: string, reading: Reading, id: string): string {
  const shown = reading.attributions.find((one) => one.id === id);
  const words = shown ? shown.content.spans.map((span) => extractWords(text, [span])).join(' … ') : '';
  return countCharacters(words) > LIMITS.wording ? '' : words;
}
