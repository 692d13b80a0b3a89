/** What a draft holds: a story, and the chains that an editor types or takes from its reading. */
import { hasField, readField, readInterpretedLine, readLine } from '../../../forms/forms.ts';
import { interpretChainLine } from '../chain/line.ts';
import { cardField, listFilled, readCards, type CardValues, type Prefix } from '../chain/values.ts';
import { readClaim, type ClaimValues } from '../claim.ts';
import { MOST_PROPOSALS } from '../../../../extraction/proposals/proposals.ts';
import { readStoryValues, type StoryValues } from '../story/values.ts';

/** Which form a draft shows: the first step, the cards of one chain, or the proposals of a reading. */
export type Mode = 'story' | 'cards' | 'proposals';

/** A chain, and the claim that it is for. */
export interface ProposalValues {
  prefix: Prefix;
  isTicked: boolean;
  /** Whether all fields of its cards are shown. */
  isOpen: boolean;
  claim: string;
  /** `new`, `claim-` and the number of the claim that it joins, or `proposal-` and the number of another one. */
  join: string;
  /** The attribution of the reading at its end; empty for a chain that was typed. */
  from: string;
  cards: readonly CardValues[];
}

export interface DraftValues {
  mode: Mode;
  story: StoryValues;
  /** The chain in one line: `IANS < Yonhap < TASS`. */
  line: string;
  /** Words that were selected on the story's page: the bookmarklet brings them. */
  words: string;
  claim: ClaimValues;
  proposals: readonly ProposalValues[];
}

export const proposalPrefix = (number: number): Prefix => `p-${number}-`;

export const proposalField = (prefix: Prefix, name: 'take' | 'open' | 'claim' | 'join' | 'from'): string =>
  `${prefix}${name}`;

export const NEW_CLAIM = 'new';
export const joinClaim = (id: number): string => `claim-${id}`;
export const joinProposal = (number: number): string => `proposal-${number}`;

/** @returns no proposals where none were sent: those of a reading are proposed anew then */
export function readDraft(body: unknown): DraftValues {
  const typed = readLine(body, 'mode');
  const mode: Mode = typed === 'cards' || typed === 'proposals' ? typed : 'story';
  const claim = readClaim(body);
  return {
    ...{ mode, claim, story: readStoryValues(body), words: readField(body, 'words') },
    line: readInterpretedLine(interpretChainLine, body, 'line'),
    proposals: mode === 'proposals' ? readProposals(body) : [readTypedChain(body, claim)],
  };
}

function readTypedChain(body: unknown, claim: ClaimValues): ProposalValues {
  const join = readLine(body, proposalField('', 'join')) || NEW_CLAIM;
  return {
    ...{ prefix: '', isTicked: true, isOpen: true, claim: claim.text, join, from: '' },
    cards: readCards(body, ''),
  };
}

function readProposals(body: unknown): ProposalValues[] {
  const proposals: ProposalValues[] = [];
  while (
    proposals.length < MOST_PROPOSALS &&
    hasField(body, cardField(proposalPrefix(proposals.length), 0, 'source'))
  ) {
    const prefix = proposalPrefix(proposals.length);
    proposals.push({
      prefix,
      isTicked: hasField(body, proposalField(prefix, 'take')),
      isOpen: readLine(body, proposalField(prefix, 'open')) === 'yes',
      claim: readField(body, proposalField(prefix, 'claim')).replace(/\s+/gu, ' ').trim(),
      join: readLine(body, proposalField(prefix, 'join')) || NEW_CLAIM,
      from: readLine(body, proposalField(prefix, 'from')),
      cards: readCards(body, prefix),
    });
  }
  return proposals;
}

/** The chains that are to be saved, without their empty cards. A reading's begin with whoever published the story. */
export function listTaken({ mode, story, proposals }: DraftValues): ProposalValues[] {
  return proposals.flatMap((one) => {
    if (!one.isTicked) return [];
    const [first, ...rest] = listFilled(one.cards);
    if (!first) return [{ ...one, cards: [] }];
    const { name, pick, pickedFor, kind } = story.publisher;
    const isPublisher = mode === 'proposals' && first.source === '';
    return [{ ...one, cards: [isPublisher ? { ...first, source: name, pick, pickedFor, kind } : first, ...rest] }];
  });
}
