/** The claims in which a proposal was saved before: their excerpts of the same story show the same hops. */
import { groupBy } from '../../../../model/grouping.ts';
import type { Document, Source } from '../../../../model/records.ts';
import type { Excerpt } from '../../../../storage/documents/excerpts.ts';
import type { Store } from '../../../../storage/store.ts';
import type { ClaimRef } from '../../../../storage/types.ts';
import { foldText } from '../../../../text/words.ts';
import type { CardContext } from '../chain/card-model.ts';
import { cardName } from '../chain/values.ts';
import type { ProposalValues } from '../draft/values.ts';

/** The most excerpts of a story that are compared. */
const EXCERPTS_READ = 1_000;

type Shown = Pick<Excerpt, 'exact'> & {
  claim: ClaimRef;
  hop: { cue: string | null; citing: Source; cited: Source };
};

export interface SavedChain {
  claim: ClaimRef;
  /** Whether its last hop has the same cue; without it, the words may show another statement of the same source. */
  hasCue: boolean;
}

/** What is recorded of the story, whatever the status of the claims. @param story the document here that it is */
export async function loadShown({ documents }: Store, story: Document | null): Promise<readonly Shown[]> {
  if (!story) return [];
  const [stored] = await documents.loadByUids([story.uid]);
  if (!stored) return [];
  return (await documents.listExcerpts(stored.id, { published: false, limit: EXCERPTS_READ })).excerpts;
}

/** The claims of which excerpts of the story show every hop of a proposal, and none beyond its end. */
export function findSavedChains(
  shown: readonly Shown[],
  { prefix, cards }: Pick<ProposalValues, 'prefix' | 'cards'>,
  sources: CardContext['sources'],
): SavedChain[] {
  const isSource = (at: number, { uid, name }: Source): boolean => {
    const met = sources.get(cardName(prefix, at));
    // An unnamed source is made anew with each mention.
    return met && !met.isNew ? met.source.uid === uid : foldText(cards[at]!.source) === foldText(name);
  };
  const last = cards.length - 1;
  if (last < 1) return [];
  const finds = (at: number, { exact, hop }: Shown): boolean =>
    foldText(exact) === foldText(cards[at]!.hop.excerpt) &&
    isSource(at + 1, hop.cited) &&
    // Whoever published the story is known.
    (at === 0 || isSource(at, hop.citing));
  return [...groupBy(shown, ({ claim }) => claim.id).values()].flatMap((own) => {
    const hops = cards.slice(0, last).map((_, at) => own.filter((one) => finds(at, one)));
    if (hops.some((found) => found.length === 0) || own.some(({ hop }) => isSource(last, hop.citing))) return [];
    const cue = foldText(cards[last - 1]!.hop.cue);
    return [{ claim: own[0]!.claim, hasCue: hops.at(-1)!.some(({ hop }) => foldText(hop.cue ?? '') === cue) }];
  });
}
