/** The story with its marks, and its proposals as cards to tick and correct. */
import type { ReadAttribution, Reading } from '../../../../extraction/model.ts';
import type { Basis, EndKind, Uid } from '../../../../model/records.ts';
import { FIRST_HAND } from '../../../../provenance/graph/ends.ts';
import type { ClaimRef } from '../../../../storage/types.ts';
import { foldText } from '../../../../text/words.ts';
import { claimAddress } from '../../../../urls/records.ts';
import { END_KIND_WORDS, SOURCE_KIND_WORDS, writeCount, writeNumber } from '../../../../wording/values.ts';
import { interpreterOf, type Form } from '../../../forms/forms.ts';
import { readOnce } from '../../../records/readings.ts';
import type { ReadText } from '../../../records/story-jobs.ts';
import { NO_WORDS, writeName } from '../../../../wording/names.ts';
import { buildCards, type CardContext } from '../chain/card-model.ts';
import { cardName, type CardValues } from '../chain/values.ts';
import { CLAIM_FIELDS } from '../claim.ts';
import type { DraftContext } from '../draft/context.ts';
import {
  joinClaim,
  joinProposal,
  NEW_CLAIM,
  proposalField,
  type DraftValues,
  type ProposalValues,
} from '../draft/values.ts';
import type { LoadedStory } from './story-text.ts';
import { buildMarkedText } from './marked-text.ts';
import { findSavedChains, loadShown, type SavedChain } from './saved-chains.ts';
import { describeConfidence, describeRule, LIKELY } from './rules.ts';

/** How many similar claims are offered to join. */
const SIMILAR = 3;

type Cards = Omit<CardContext, 'prefix' | 'isFull'>;

/** @param read null where the story was not read yet in this request */
export async function buildReading(
  form: Form,
  { site, target }: DraftContext,
  values: DraftValues,
  cards: Cards,
  story: LoadedStory,
  read: ReadText | null,
) {
  const { store } = site;
  const { text, language, publisher, publishedBy } = story;
  const {
    reading,
    proposals: { total },
  } = read ?? (await readOnce(site, text, publisher));
  const { proposals } = values;
  const shown = await loadShown(store, story.document);
  const built = [];
  for (const [number, proposal] of proposals.entries()) {
    const near = target ? [] : await store.claims.findSimilar(proposal.claim, SIMILAR);
    const saved = findSavedChains(shown, proposal, cards.sources);
    const view = { proposals, reading, cards, near, saved, publishedBy, isJoined: target !== null };
    built.push(buildProposal(form, view, proposal, number));
  }
  const isLikely = ({ confidence }: { confidence: number }): boolean => confidence >= LIKELY;
  return {
    refused: reading.refused,
    skipped: reading.skipped.map(({ why }) => why),
    lang: language || null,
    total: writeCount(built.length, 'proposal'),
    cut: total > built.length ? describeCut(built.length, total) : null,
    groups: [
      {
        ...{ id: 'likely', heading: 'Likely', proposals: built.filter(isLikely) },
        hint: 'Found by rules that are rarely wrong.',
      },
      {
        ...{ id: 'unsure', heading: 'Less sure', proposals: built.filter((one) => !isLikely(one)) },
        hint: 'Beliefs, hopes, hearsay and phrases that are often misread: check these carefully.',
      },
    ].filter((group) => group.proposals.length > 0),
    parts: buildMarkedText(text, reading, proposals),
    unread: reading.unread.map(({ spans, why }) => {
      return { words: spans.map((span) => text.slice(...span)).join(' … '), why };
    }),
    language: target
      ? null
      : form.text({
          ...{ name: 'language', label: 'Language of the claims', value: values.claim.language, width: 'short' },
          hint: 'Its name or its tag, such as English or en',
          interpret: interpreterOf(CLAIM_FIELDS.language),
        }),
  };
}

const describeCut = (shown: number, total: number): string =>
  `Only the ${writeNumber(shown)} surest of ${writeCount(total, 'proposal')} are shown. To see them all, split the story into several documents.`;

interface ReadingView {
  proposals: readonly ProposalValues[];
  reading: Reading;
  cards: Cards;
  near: readonly Pick<ClaimRef, 'id' | 'text' | 'status'>[];
  saved: readonly SavedChain[];
  /** Null for a story that is not here. */
  publishedBy: Uid | null;
  /** Whether all chains are added to one claim. */
  isJoined: boolean;
}

function buildProposal(form: Form, view: ReadingView, proposal: ProposalValues, number: number) {
  const { prefix, cards, isTicked, isOpen } = proposal;
  const field = (name: Parameters<typeof proposalField>[1]): string => proposalField(prefix, name);
  const shown = listShown(view.reading, proposal);
  const confidence = shown.length === 0 ? LIKELY : Math.min(...shown.map((one) => one.confidence));
  const isFull = isOpen || isTicked;
  const built = buildCards(form, cards, { ...view.cards, prefix, isFull });
  return {
    ...{ number: number + 1, id: `p-${number}`, confidence, sure: describeConfidence(confidence) },
    take: form.check({ name: field('take'), label: `Accept proposal ${number + 1}`, checked: isTicked }),
    claim: view.isJoined ? null : buildClaim(form, view.proposals, proposal),
    join: view.isJoined ? null : buildJoin(form, view, proposal, number),
    chain: drawChain(view, proposal),
    support: describeSupport(cards.length - 1, cards[0]?.hop.excerpt.trim() !== ''),
    saved: view.saved.map(({ claim, hasCue }) => ({ ...claim, hasCue, href: claimAddress(claim).html })),
    cards: built,
    why: [...new Map(shown.map((one) => [one.id, one])).values()].map((one, at) => ({
      words: cards[at]?.hop.cue ?? '',
      ...{ rule: describeRule(one.rule), sure: describeConfidence(one.confidence) },
    })),
    isOpen: isOpen || hasError(built) || (isTicked && built.some(({ question }) => question !== null)),
    hidden: [{ name: field('from'), value: proposal.from }, ...(isOpen ? [{ name: field('open'), value: 'yes' }] : [])],
    opening: isFull ? null : `${prefix}open`,
  };
}

function buildClaim(form: Form, proposals: readonly ProposalValues[], { prefix, claim, from, join }: ProposalValues) {
  const joined = proposals.findIndex((_, at) => join === joinProposal(at));
  return form.area({
    ...{ name: proposalField(prefix, 'claim'), label: 'Claim', value: claim, rows: 2 },
    ...(joined === -1 ? {} : { hint: `If proposal ${joined + 1} is accepted, its words are kept.` }),
    ...(claim === '' && from !== '' ? { hint: 'Enter it as one full sentence, in plain words of your own.' } : {}),
  });
}

/** Whether a field of the form has a mistake, however deep in its model. */
const hasError = (part: unknown): boolean =>
  typeof part === 'object' &&
  part !== null &&
  Object.entries(part).some(([name, value]) => (name === 'error' && value !== null) || hasError(value));

function listShown({ attributions }: Reading, { cards }: ProposalValues): ReadAttribution[] {
  const byId = new Map(attributions.map((one) => [one.id, one]));
  return cards.flatMap(({ hop }) => byId.get(hop.from) ?? []);
}

/** A new claim, the claim of another proposal, or one that is here and says nearly the same. */
function buildJoin(form: Form, { proposals, near }: ReadingView, { prefix, join }: ProposalValues, number: number) {
  const others = proposals.flatMap((other, at) =>
    at === number || other.join.startsWith('proposal-')
      ? []
      : [{ value: joinProposal(at), text: `the same claim as proposal ${at + 1}` }],
  );
  const known = near.map(({ id, text, status }) => ({ value: joinClaim(id), text: `here: ${text} (${status})` }));
  const isOffered = [NEW_CLAIM, ...[...known, ...others].map(({ value }) => value)].includes(join);
  return form.select({
    ...{ name: proposalField(prefix, 'join'), label: 'This is', value: join },
    options: [
      { value: NEW_CLAIM, text: 'a new claim' },
      ...known,
      ...(isOffered ? [] : [{ value: join, text: `claim ${join.replace(/^claim-/, '')}` }]),
      ...others,
    ],
  });
}

function drawChain(view: ReadingView, proposal: ProposalValues) {
  const { prefix, cards } = proposal;
  const end = findEnd(view, proposal);
  return cards.map((card, at) => {
    const { name, kind } = drawSource(view.cards, cardName(prefix, at), card, at);
    const isEnd = at === cards.length - 1 && end !== null;
    return { name, kind: isEnd ? describeEnd(kind, end) : kind };
  });
}

/** That a source is unnamed is its kind and that of the end. */
function describeEnd(kind: string, end: EndKind): string {
  const words = END_KIND_WORDS[end].toLowerCase();
  return end === 'unnamed' ? words : `${kind}, ${words}`;
}

function drawSource({ sources }: Cards, key: string, card: CardValues, at: number) {
  const { source } = card;
  if (isUnnamed(card)) {
    const text = source === NO_WORDS ? source : `“${source}”`;
    return { name: { text, lang: null }, kind: SOURCE_KIND_WORDS.unnamed };
  }
  const met = sources.get(key);
  if (!met) return { name: { text: source || '…', lang: null }, kind: at === 0 ? 'the publisher' : 'kind unknown' };
  const words = SOURCE_KIND_WORDS[met.source.kind];
  return { name: writeName(met.source), kind: met.isNew ? `new: ${words}` : words };
}

const isUnnamed = ({ source, pick, pickedFor, kind }: CardValues): boolean =>
  pick === 'new' && pickedFor === source && kind === 'unnamed';

/**
 * What the end of a new claim's chain would be. Null where that can't be told yet: in a claim that is here somebody may
 * be cited by the last source, and a document that was chosen for it may have been read.
 */
function findEnd({ cards: { sources }, isJoined, publishedBy }: ReadingView, proposal: ProposalValues): EndKind | null {
  const { prefix, cards, join } = proposal;
  const [last, at] = [cards.at(-1), cards.length - 1];
  if (!last || isJoined || join.startsWith('claim-')) return null;
  const met = sources.get(cardName(prefix, at))?.source;
  if (isUnnamed(last) || met?.kind === 'unnamed') return 'unnamed';
  const key = foldText(last.source);
  const isCircle = cards.slice(0, at).some(({ source }) => foldText(source) === key);
  if (isCircle || last.source === '' || last.document.typed !== '') return null;
  if (FIRST_HAND.has(last.basis as Basis)) return 'origin';
  if (at > 0) return 'open';
  return publishedBy !== null && met?.uid === publishedBy ? 'unsourced' : null;
}

/** The story itself shows the first hop only; the others are known second-hand through it. */
function describeSupport(hops: number, isShown: boolean): string {
  if (hops <= 0) return 'The publisher says so itself.';
  const first = isShown ? 'The first hop was read here' : 'The first hop has no evidence';
  return hops === 1 ? `${first}.` : `${first}; ${writeNumber(hops - 1)} more second-hand.`;
}
