/** The pages of a draft before its preview: the story, the cards of one chain, or the proposals of a reading. */
import type { Issue } from '../../../../model/issues.ts';
import type { Document, Source } from '../../../../model/records.ts';
import type { Store } from '../../../../storage/store.ts';
import type { LoadedClaim } from '../../../../storage/types.ts';
import { aboutReadingAddress } from '../../../../urls/site.ts';
import { claimAddress, requestArchiveUrl } from '../../../../urls/records.ts';
import type { ReadText } from '../../../records/story-jobs.ts';
import { layOutForm, type Form } from '../../../forms/forms.ts';
import { interpretAddress } from '../../../forms/interpreters/addresses.ts';
import { findStored } from '../../../forms/interpreters/interpretation.ts';
import { buildReasonField } from '../../../forms/write.ts';
import type { FormReply } from '../../../http/route.ts';
import { buildCards, type CardContext } from '../chain/card-model.ts';
import { listDocuments, nameDocument, type NamedDocument } from '../chain/documents.ts';
import { interpretChainLine } from '../chain/line.ts';
import { resolveNames, type ResolvedNames } from '../chain/names.ts';
import { EMPTY_CARD, MOST_CARDS, NO_DETAILS, type ChainDetails } from '../chain/values.ts';
import { buildClaimFields } from '../claim.ts';
import { buildReading } from '../reading/model.ts';
import type { LoadedStory } from '../reading/story-text.ts';
import { drawRecord } from '../record-drawing.ts';
import { describeCleaned, readFetched } from '../story/fetched.ts';
import { buildStoryFields } from '../story/model.ts';
import { STORY_PUBLISHER } from '../story/values.ts';
import { carry, type DraftContext } from './context.ts';
import { NEW_CLAIM, proposalField, type DraftValues } from './values.ts';

export interface DraftProblems {
  issues: readonly Issue[];
  details?: ChainDetails | undefined;
}

/** Fields that ask which of several is meant: to ask is no error. */
const ASKED = /-(?:pick|kind|meant)$/;

/** What a request has of its story. */
export interface StoryAtHand {
  story: LoadedStory;
  /** Null where it was not read in this request. */
  read: ReadText | null;
}

export async function showForm(
  context: DraftContext,
  values: DraftValues,
  problems: DraftProblems,
  { story, read }: StoryAtHand,
): Promise<FormReply> {
  const { target, path } = context;
  const asks = problems.issues.length > 0 && problems.issues.every(({ field }) => ASKED.test(field));
  // A question stands at its own field already.
  const form = layOutForm(asks ? [] : problems.issues);
  const text = target?.record.claim.text ?? null;
  const frame = {
    ...{ errors: { ...layOutForm(problems.issues).errors, asks }, path, carries: carry(context), drafts: [] },
    target: target && text !== null ? { text, address: claimAddress({ id: target.id, text }).html } : null,
    fetched: readFetched(context.draft.fields),
    cleaned: describeCleaned(context.draft.fields),
  };
  const title = text === null ? 'Add a claim' : `Add a chain: ${text}`;
  const reply = { kind: 'form', title, path, issues: asks ? [] : problems.issues } as const;
  if (values.mode === 'story') {
    return { ...reply, view: 'editing/story', model: { ...frame, ...buildFirstStep(form, context, values) } };
  }
  const named = await lookUp(context.site.store, values, target, story.document);
  const details = problems.details ?? NO_DETAILS;
  const model = {
    ...frame,
    ...(await buildChainForm(form, context, values, { named, story, read }, details)),
  };
  return { ...reply, view: `editing/${values.mode}`, model };
}

function buildFirstStep(form: Form, { site, target }: DraftContext, { story, line, claim, words }: DraftValues) {
  return {
    text: form.area({ name: 'story-text', label: 'Paste its text', value: story.text, rows: 10 }),
    url: form.text({
      name: 'story-url',
      label: 'Or give its address',
      value: story.url,
      type: 'url',
      hint: site.fetchPage ? 'Without a text, the page is fetched.' : 'This server does not fetch pages.',
    }),
    line: buildLine(form, line),
    claim: target
      ? null
      : form.text({ name: 'text', label: 'Claim', value: claim.text, prose: true, hint: CLAIM_HINT }),
    isNamesOpen: line !== '' || claim.text !== '',
    words: words === '' ? null : form.area({ name: 'words', label: 'The words you selected', value: words, rows: 2 }),
    hidden: [
      { name: 'story-title', value: story.title },
      { name: 'story-known', value: story.known },
    ].filter(({ value }) => value !== ''),
  };
}

const CLAIM_HINT = 'One checkable sentence, in plain words of your own.';

const buildLine = (form: Form, line: string) =>
  form.text({
    name: 'line',
    label: 'The chain in one line',
    value: line,
    interpret: interpretChainLine,
    hint: 'From the report to the end: IANS < Yonhap < TASS < Security Council of Russia. Or the other way round: TASS > Yonhap > IANS',
  });

interface Looked {
  names: ResolvedNames;
  sources: CardContext['sources'];
  known: NamedDocument | null;
}

/** What the names and the story's address mean at the moment. */
async function lookUp(
  store: Store,
  values: DraftValues,
  target: LoadedClaim | null,
  document: Document | null,
): Promise<Looked> {
  const { story, proposals } = values;
  // A chain that is too long isn't looked up: it has to be shortened first.
  const short = proposals.filter(({ cards }) => cards.length <= MOST_CARDS);
  const chains = short.map(({ prefix, cards }) => ({ prefix, cards, claim: target?.record ?? null }));
  const publisher = { typed: story.publisher, fields: STORY_PUBLISHER };
  const asksPublisher = story.known === '' && story.publisher.name !== '';
  // Uids of sources that are not made yet are only compared.
  let last = 0;
  const names = await resolveNames(
    store,
    chains,
    asksPublisher ? [publisher] : [],
    document?.uid ?? null,
    () => `new-${last++}`,
  );
  const uids = [...names.uids.values(), ...(document ? [document.publisher] : [])];
  const known = await store.sources.loadByUids(uids.filter((uid) => !uid.startsWith('new-')));
  const here = new Map(known.map(({ source }) => [source.uid, source]));
  const fresh = new Map<string, Source>(names.fresh.map((source) => [source.uid, source]));
  const sources = new Map(
    [...names.uids].flatMap(([key, uid]) => {
      const source = here.get(uid) ?? fresh.get(uid);
      return source ? [[key, { source, isNew: fresh.has(uid) }] as const] : [];
    }),
  );
  return { names, sources, known: document && { document, publisher: here.get(document.publisher) ?? null } };
}

async function buildChainForm(
  form: Form,
  context: DraftContext,
  values: DraftValues,
  { named: { names, sources, known }, story: loaded, read }: StoryAtHand & { named: Looked },
  details: ChainDetails,
) {
  const { site, target, reason } = context;
  const { story } = values;
  const near = listNear(target, known);
  const cardContext = { sources, questions: names.questions, near, details };
  return {
    story: {
      ...buildStoryFields(form, story, names.questions.get(STORY_PUBLISHER.name) ?? null, known && nameDocument(known)),
      canFetch: site.fetchPage !== null,
      archiveHref: story.url === '' ? null : requestArchiveUrl(findStored(interpretAddress, story.url)),
      hasText: loaded.kept !== null || (known === null && story.text.trim() !== ''),
    },
    reason: buildReasonField(form, reason),
    claim: target || values.mode === 'proposals' ? null : buildClaimFields(form, values.claim),
    line: buildLine(form, values.line),
    now: target ? await drawRecord(target.record) : null,
    ...(values.mode === 'cards'
      ? {
          cards: buildCards(form, fillCards(values), { prefix: '', isFull: true, ...cardContext }),
          hidden: listJoin(values),
        }
      : await buildReading(form, context, values, cardContext, loaded, read)),
    aboutHref: aboutReadingAddress.html,
  };
}

/** The claim that was chosen in the preview. */
const listJoin = ({ proposals: [chain] }: DraftValues) =>
  !chain || chain.join === NEW_CLAIM ? [] : [{ name: proposalField(chain.prefix, 'join'), value: chain.join }];

/** There is always one to begin with. */
const fillCards = ({ proposals: [chain] }: DraftValues) =>
  chain && chain.cards.length > 0 ? chain.cards : [EMPTY_CARD];

function listNear(target: LoadedClaim | null, known: NamedDocument | null): NamedDocument[] {
  const own = target ? listDocuments(target.record) : [];
  return [...(known ? [known] : []), ...own.filter(({ document }) => document.uid !== known?.document.uid)];
}
