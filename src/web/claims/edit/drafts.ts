/**
 * `/drafts/:uid`: the form of a new claim or another chain, in steps. What was typed is kept after every step, so that
 * Back, reloading, a second tab and a lost connection lose nothing; a draft is saved once, however often it is sent.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Request } from 'express';
import { v7 as makeUid, validate as isUid } from 'uuid';
import { writeStamp } from '../../../model/dates.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Issue } from '../../../model/issues.ts';
import type { Uid } from '../../../model/records.ts';
import { isSpent, type Draft, type DraftFields } from '../../../storage/drafts.ts';
import { Conflict } from '../../../storage/errors.ts';
import type { Store } from '../../../storage/store.ts';
import type { ClaimRef } from '../../../storage/types.ts';
import { countCharacters } from '../../../text/characters.ts';
import { claimAddress, draftPath, newClaimPath, parseId } from '../../../urls/records.ts';
import { cutTime, writeDate } from '../../../wording/dates.ts';
import { writeNumber } from '../../../wording/values.ts';
import { readField, readLine, seeOther } from '../../forms/forms.ts';
import { parseReason, signWrite } from '../../forms/write.ts';
import { NotFound, Unusable } from '../../http/errors.ts';
import { refreshLater } from '../../http/other-thread.ts';
import type { Handler, Reply, Route, Site, Visitor } from '../../http/route.ts';
import { expectVisitor } from '../../http/visitor.ts';
import {
  cardField,
  cardName,
  changeCards,
  checkLength,
  EMPTY_CARD,
  parseCardAction,
  replaceCards,
} from './chain/values.ts';
import { EMPTY_CLAIM } from './claim.ts';
import { requireClaim, redirectToClaim } from './claim-write.ts';
import type { DraftContext } from './draft/context.ts';
import { showForm, type DraftProblems } from './draft/form.ts';
import { planDraft, type Plan, type PlannedClaim } from './draft/plan.ts';
import { showPreview } from './draft/preview.ts';
import { readDraft, type DraftValues, type Mode } from './draft/values.ts';
import { addProposals, loadStory } from './reading/story-text.ts';
import { cleanStory, dropFetched, fetchStory, readFetchProblem } from './story/fetched.ts';

/** The most drafts that are kept for one person. */
const MOST_DRAFTS = 200;

/** Shows an empty form, which becomes a draft with the first button that is pressed. */
function startDraft(findClaim: (request: Request) => number | null): Handler {
  return async (site, request, _format, visitor) => {
    const fields = await readOffer(site, request.query);
    const draft: Draft = { uid: makeUid(), claim: findClaim(request), fields, revision: 0, updatedAt: '' };
    const context = await openDraft(site, visitor, draft);
    const { values, ...atHand } = await readStory(site, fields);
    const shown = await showForm(context, values, { issues: checkOffer(values) }, atHand);
    return { ...shown, model: { ...shown.model, drafts: await listDrafts(site, visitor) } };
  };
}

/**
 * What is known before anything was typed: what the bookmarklet on the account page says of the page that an editor was
 * on (`?url=&title=&text=`), or the document whose text is to be read (`?document=`).
 */
async function readOffer({ store }: Site, query: Request['query']): Promise<DraftFields> {
  const number = readLine(query, 'document');
  const id = number === '' ? null : parseId(number);
  if (number !== '') {
    const stored = id === null ? null : await store.documents.load(id);
    if (!stored) throw new NotFound();
    const { uid, language } = stored.document;
    const hasText = (await store.documents.readTexts([uid])).has(uid);
    return { 'story-known': uid, language: language ?? 'en', mode: hasText ? 'proposals' : 'cards' };
  }
  const [url, title, text] = ['url', 'title', 'text'].map((name) => readField(query, name));
  return { 'story-url': url!, 'story-title': title!, words: text! };
}

/** What came with the address may be too long to be kept: that is told, and nothing is cut. The title is checked where it is shown. */
function checkOffer({ story, words }: DraftValues): Issue[] {
  const given = [
    { field: 'story-url', label: 'Address', value: story.url, most: LIMITS.url },
    { field: 'words', label: 'The words you selected', value: words, most: LIMITS.excerpt },
  ];
  return given.flatMap(({ field, label, value, most }) => {
    const length = countCharacters(value);
    const message = `${label}: at most ${writeNumber(most)} characters are kept; this has ${writeNumber(length)}`;
    return length > most ? [{ field, message }] : [];
  });
}

async function openDraft(site: Site, visitor: Visitor | null, draft: Draft): Promise<DraftContext> {
  const { uid, claim, fields } = draft;
  const { reason, typed } = parseReason(fields);
  return {
    ...{ site, draft, path: draftPath(uid), reason: typed, by: signWrite(site, visitor, reason) },
    target: claim === null ? null : await requireClaim(site.store, claim),
  };
}

const showDraft: Handler = async (site, request, _format, visitor) => {
  const uid = readUid(request);
  const found = await site.store.drafts.load(expectVisitor(visitor).id, uid);
  if (!found) throw new NotFound();
  if (found.kind === 'spent') return showSaved(site, uid, found.claims);
  const context = await openDraft(site, visitor, found.draft);
  const step = await takeStep(context);
  if ('form' in step) return step.form;
  const { seen = '', action } = found.draft.fields;
  const isOther = action === SAVE && seen !== step.plan.key;
  return showPreview(context, step.values, step.plan, isOther ? CHANGED : null);
};

const SAVE = 'save';

const CHANGED =
  'This is not what the preview showed: something was changed in the meantime, by you or by somebody else. Check it again, then save.';

/** What a draft would save, or the form with all its issues. */
async function takeStep(context: DraftContext): Promise<{ form: Reply } | { values: DraftValues; plan: Plan }> {
  const { site, draft, target, by } = context;
  const { values: sent, ...atHand } = await readStory(site, draft.fields);
  const values = applyLine(sent);
  const showIssues = async (problems: DraftProblems, its = values) => ({
    form: await showForm(context, its, problems, atHand),
  });
  const problem = readFetchProblem(draft.fields);
  if (problem !== '') {
    return showIssues({ issues: [{ field: 'story-url', message: problem }] });
  }
  const changed = changeForm(values, draft.fields);
  if (changed) return showIssues({ issues: changed.issues }, changed.values);
  if (values.mode === 'story') {
    return showIssues({ issues: [{ field: 'story-text', message: NO_STORY_GIVEN }] });
  }
  const reason = parseReason(draft.fields);
  const planned = await planDraft(site.store, values, target, atHand.story, cutTime(by.at));
  if (planned.ok && reason.issues.length === 0) return { values, plan: planned.value };
  const problems = planned.ok ? { issues: reason.issues } : planned;
  return showIssues({ ...problems, issues: [...problems.issues, ...reason.issues] });
}

/** What was sent, with the story as it is here, and its proposals where it is read for the first time. */
async function readStory(site: Site, fields: DraftFields) {
  const sent = readDraft(fields);
  const story = await loadStory(site.store, sent.story);
  return { story, ...(await addProposals(site, sent, story)) };
}

const NO_STORY_GIVEN = 'Paste the story’s text, give its address, or type the names';

/** The cards of the chain that was typed in one line, and the words that were selected on the story's page as an excerpt. */
function applyLine(values: DraftValues): DraftValues {
  const [chain] = values.proposals;
  const cards = chain && values.mode === 'cards' ? replaceCards(chain.cards, values.line) : null;
  if (!chain || cards === null) return values;
  const named = values.line === '' ? chain.cards : cards;
  const [first = EMPTY_CARD, ...rest] = named;
  const excerpt = first.hop.excerpt || values.words;
  const typed = { ...chain, cards: [{ ...first, hop: { ...first.hop, excerpt } }, ...rest] };
  return { ...values, line: '', proposals: [typed] };
}

/** What a button makes of the form itself; null for the buttons that go on. */
function changeForm(values: DraftValues, fields: DraftFields) {
  const { action = '' } = fields;
  const [first] = values.proposals;
  // A line that is still there means two chains, or is too long.
  if (values.mode === 'cards' && values.line !== '')
    return { values, issues: checkLength(first?.cards ?? [], values.line, '') };
  if (['back', 'open', 'fetch', 'read-line'].includes(action)) return { values, issues: [] };
  const opened = /^(p-\d{1,3}-)open$/.exec(action)?.[1];
  const button = parseCardAction(action);
  if (opened === undefined && !button) return null;
  const proposals = values.proposals.map((one) => {
    if (one.prefix !== (opened ?? button!.prefix)) return one;
    return { ...one, isOpen: true, cards: button ? changeCards(one.cards, button, fields) : one.cards };
  });
  return { values: { ...values, proposals }, issues: [] };
}

const submitDraft: Handler = async (site, request, _format, visitor) => {
  const { id: user } = expectVisitor(visitor);
  const { drafts } = site.store;
  const uid = readUid(request);
  const sent = readFields(request.body);
  const found = await drafts.load(user, uid);
  if (found?.kind === 'spent') return redirectToSpent(site, uid, found.claims);
  if (sent.action === 'discard') {
    await drafts.remove(user, uid);
    return seeOther(newClaimPath);
  }
  const draft = await keep(site, user, uid, found?.draft ?? null, sent);
  if (draft.fields.action !== SAVE) return seeOther(draftPath(draft.uid) + findAnchor(sent));
  return save(await openDraft(site, visitor, draft), user);
};

/** Keeps what was sent: as a new draft where there is none, or where the draft was changed in another tab meanwhile. */
async function keep(site: Site, user: string, uid: Uid, found: Draft | null, sent: DraftFields): Promise<Draft> {
  const { drafts } = site.store;
  const updatedAt = writeStamp(site.clock());
  const claim = found ? found.claim : parseId(sent.claim ?? '');
  if (claim !== null) await requireClaim(site.store, claim);
  const next = { claim, fields: await nextFields(site, found?.fields ?? {}, sent), updatedAt };
  if (found && String(found.revision) === sent.draft) {
    if (await drafts.change(user, found, next)) return { ...found, ...next, revision: found.revision + 1 };
    const now = await drafts.load(user, uid);
    // Sent twice at once: the other one was kept first, or even saved.
    if (now?.kind === 'spent' || (now && isSame(now.draft.fields, next.fields))) return { ...found, ...next };
  }
  if (found && isSame(found.fields, next.fields)) return found;
  if ((await drafts.count(user)) >= MOST_DRAFTS) {
    throw new Unusable([{ field: '', message: `You have ${MOST_DRAFTS} drafts: save or discard some first` }]);
  }
  const fresh = { uid: found ? makeUid() : uid, revision: 1, ...next };
  try {
    await drafts.add(user, fresh);
    return fresh;
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const now = await drafts.load(user, uid);
    // Sent twice at once, or somebody else's: signed in again as another person, one has a draft of one's own.
    if (now?.kind === 'open' && !found) return keep(site, user, uid, now.draft, sent);
    const other = { ...fresh, uid: makeUid() };
    await drafts.add(user, other);
    return other;
  }
}

/** The fields of the draft after a step. Each page sends its own, and what it doesn't show stays. */
async function nextFields(site: Site, before: DraftFields, sent: DraftFields): Promise<DraftFields> {
  const { draft: _, claim: __, page = 'cards', ...own } = dropFetched(sent);
  const kept = Object.entries(dropFetched(before)).filter(([name]) => !isReplaced(page, name));
  const fields = cleanStory({ ...Object.fromEntries(kept), ...own });
  if (own.action === 'fetch' || lacksText(page, fields)) return chooseMode(page, await fetchStory(site, fields));
  return chooseMode(page, fields);
}

/** Whether a page would send this field if there were one. */
function isReplaced(page: string, name: string): boolean {
  if (page === 'preview') return false;
  if (page === 'proposals') return /^(?:p-\d|story-(?!text$)|language$|reason$|mode$|words$|seen$)/.test(name);
  return page === 'story' || !/^p-\d/.test(name);
}

/** The first step with an address alone. */
const lacksText = (page: string, fields: DraftFields): boolean =>
  page === 'story' &&
  readLine(fields, 'story-url') !== '' &&
  readLine(fields, 'story-text') === '' &&
  !hasNames(fields);

const hasNames = (fields: DraftFields): boolean => readLine(fields, 'line') !== '' || readLine(fields, 'text') !== '';

/** A story with a text is read; names, or a story without one, become cards. */
function chooseMode(page: string, fields: DraftFields): DraftFields {
  const { action = '' } = fields;
  if (action === 'type-chain') return { ...fields, mode: 'cards' satisfies Mode, action: 'open' };
  if (action === 'read-story') return { ...fields, mode: 'proposals' satisfies Mode, action: 'open' };
  if (page !== 'story' || readFetchProblem(fields) !== '') return fields;
  return chooseFirst({ language: readLine(fields, 'story-language') || EMPTY_CLAIM.language, ...fields });
}

function chooseFirst(fields: DraftFields): DraftFields {
  const cards: DraftFields = { ...fields, mode: 'cards' satisfies Mode };
  if (hasNames(fields)) return readLine(fields, 'line') === '' ? { ...cards, action: 'open' } : cards;
  const hasText = readLine(fields, 'story-text') !== '';
  if (hasText) return { ...fields, mode: 'proposals' satisfies Mode, action: 'open' };
  if (readLine(fields, 'story-url') === '') return { ...fields, mode: 'story' satisfies Mode };
  return { ...cards, action: 'open' };
}

const isSame = (one: DraftFields, other: DraftFields): boolean => isDeepStrictEqual(one, other);

/** Saves what the preview showed; anything else is shown first. */
async function save(context: DraftContext, user: string): Promise<Reply> {
  const { site, draft, by } = context;
  const { store } = site;
  const step = await takeStep(context);
  if ('form' in step || step.plan.key !== draft.fields.seen) return seeOther(draftPath(draft.uid));
  const { claims, texts, namesakes } = step.plan;
  try {
    const drafts = claims.map(({ base, record }) => ({ base, record, texts, namesakes }));
    await store.claims.saveAll(drafts, by, draft.uid);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const spent = isSpent(error) ? await store.drafts.load(user, draft.uid) : null;
    // What somebody else saved first shows in the preview.
    return spent?.kind === 'spent' ? redirectToSpent(site, draft.uid, spent.claims) : seeOther(draftPath(draft.uid));
  }
  refreshLater(site);
  const [{ base, record }, ...others] = claims as [PlannedClaim, ...PlannedClaim[]];
  if (others.length > 0) return seeOther(draftPath(draft.uid));
  return redirectToClaim(store, record.claim, base?.revision ?? null);
}

/** Leads to the claim that a draft was saved as. */
async function redirectToSpent({ store }: Site, uid: Uid, claims: readonly Uid[]): Promise<Reply> {
  const [only, ...others] = await readClaims(store, claims);
  if (!only) throw new NotFound();
  return seeOther(others.length > 0 ? draftPath(uid) : claimAddress(only).html);
}

async function readClaims(store: Store, uids: readonly Uid[]): Promise<ClaimRef[]> {
  const ids = await Promise.all(uids.map((uid) => store.claims.findId(uid)));
  return store.claims.readRefs(ids.flatMap((id) => id ?? []));
}

/** The claims that a draft was saved as, where they are several. */
async function showSaved(site: Site, uid: Uid, uids: readonly Uid[]): Promise<Reply> {
  const claims = await readClaims(site.store, uids);
  if (claims.length < 2) return redirectToSpent(site, uid, uids);
  const listed = claims.map((claim) => ({ ...claim, href: claimAddress(claim).html }));
  const path = draftPath(uid);
  return {
    kind: 'form',
    view: 'editing/saved',
    title: 'Saved',
    path,
    issues: [],
    model: { claims: listed, newClaimPath },
  };
}

/** The text fields of a form; a file is none of them. */
function readFields(body: unknown): DraftFields {
  const entries = Object.entries(body ?? {}).flatMap(([name, value]): [string, string][] => {
    const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
    return typeof first === 'string' ? [[name, first]] : [];
  });
  return Object.fromEntries(entries);
}

function readUid(request: Request): Uid {
  const uid = String(request.params.uid).toLowerCase();
  if (!isUid(uid)) throw new NotFound();
  return uid;
}

/** A button brings back to the card that it changed. */
function findAnchor({ action = '' }: DraftFields): string {
  const button = parseCardAction(action);
  if (button) {
    const { kind, prefix, card } = button;
    if (kind === 'use-passage') return `#${prefix}hop-${card}`;
    const place =
      kind === 'up' ? card - 1 : kind === 'down' ? card + 1 : kind === 'remove' ? Math.max(0, card - 1) : card;
    return `#${cardName(prefix, place)}`;
  }
  const proposal = /^(p-\d{1,3})-open$/.exec(action)?.[1];
  if (proposal !== undefined) return `#${proposal}`;
  return action === 'read-line' ? '#chain' : action === 'fetch' ? '#story' : '';
}

export const draftRoutes: readonly Route[] = [
  { method: 'get', path: '/claims/new', json: null, role: 'editor', handler: startDraft(() => null) },
  {
    method: 'get',
    path: '/claims/:id/chains/new',
    json: null,
    role: 'editor',
    handler: startDraft(({ params }) => parseId(String(params.id))),
  },
  { method: 'get', path: '/drafts/:uid', json: null, role: 'editor', handler: showDraft },
  { method: 'post', path: '/drafts/:uid', json: null, role: 'editor', handler: submitDraft },
];

/** Somebody's drafts, to go on with. */
async function listDrafts({ store }: Site, visitor: Visitor | null) {
  const drafts = await store.drafts.list(expectVisitor(visitor).id);
  const refs = await store.claims.readRefs([...new Set(drafts.flatMap(({ claim }) => claim ?? []))]);
  const claims = new Map(refs.map((claim) => [claim.id, claim]));
  return drafts.map(({ uid, claim, fields, updatedAt }) => ({
    href: draftPath(uid),
    title: nameDraft(fields),
    claim: claim === null ? null : { text: claims.get(claim)?.text ?? '', href: claimAddress(claims.get(claim)!).html },
    date: writeDate(updatedAt),
  }));
}

function nameDraft(fields: DraftFields): string {
  const sources = [0, 1, 2]
    .map((card) => readLine(fields, cardField('', card, 'source')))
    .filter((name) => name !== '');
  const text = readLine(fields, 'story-text').slice(0, 80);
  const names = [
    readLine(fields, 'text'),
    readLine(fields, 'story-title'),
    sources.join(' < '),
    readLine(fields, 'line'),
    readLine(fields, 'story-url'),
    text.length < 80 ? text : `${text}…`,
  ];
  return names.find((name) => name !== '') ?? 'Nothing typed yet';
}
