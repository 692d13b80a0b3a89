/**
 * `/drafts/:uid`: the forms of a new claim and of another chain. What was typed is kept after every step, so that Back,
 * reloading, a second tab and a lost connection lose nothing; a draft is saved once, however often it is sent.
 */
import type { Request } from 'express';
import { v7 as makeUid, validate as isUid } from 'uuid';
import { writeStamp } from '../../../model/dates.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Uid } from '../../../model/records.ts';
import { isSpent, type Draft, type DraftFields } from '../../../storage/drafts.ts';
import { Conflict } from '../../../storage/errors.ts';
import { claimAddress, draftPath, newClaimPath, parseId } from '../../../urls/records.ts';
import { writeDate } from '../../../wording/dates.ts';
import { readField, readLine, seeOther } from '../../forms/forms.ts';
import { parseReason, signWrite, type Typed } from '../../forms/write.ts';
import { NotFound, Unusable } from '../../http/errors.ts';
import type { Handler, Reply, Route, Site, Visitor } from '../../http/route.ts';
import { expectVisitor } from '../../http/visitor.ts';
import { readChain, rowField, type ChainValues } from './chain/values.ts';
import type { DraftContext, DraftForm } from './draft-form.ts';
import { chainDraft } from './new-chain.ts';
import { claimDraft } from './new-claim.ts';

/** The most drafts that are kept for one person. */
const MOST_DRAFTS = 200;

/** Shows an empty form, which becomes a draft with the first button that is pressed. */
export function startDraft<Target, Values, Value>(
  form: DraftForm<Target, Values, Value>,
  findClaim: (request: Request) => number | null,
): Handler {
  return async (site, request, _format, visitor) => {
    const claim = findClaim(request);
    const target = await form.load(site, claim);
    const unsaved: Draft = { uid: makeUid(), claim, fields: {}, revision: 0, updatedAt: '' };
    const context = makeContext(site, visitor, target, unsaved);
    const shown = form.show(context, { values: form.begin(readOffer(request.query)), reason: '' }, { issues: [] });
    return { ...shown, model: { ...shown.model, drafts: await listDrafts(site, visitor) } };
  };
}

/** What the bookmarklet on the account page says of the page that an editor was on: `?url=&title=&text=`. */
function readOffer(query: Request['query']): ChainValues {
  const [url, title, text] = ['url', 'title', 'text'].map((name) => readField(query, name));
  return readChain({
    'story-url': url!.slice(0, LIMITS.url),
    'story-title': title!.slice(0, LIMITS.title),
    [rowField(0, 'source')]: '',
    [rowField(0, 'excerpt')]: text!.slice(0, LIMITS.excerpt),
  });
}

/** Which form a draft is of. */
function withForm<Result>(
  claim: number | null,
  use: <Target, Values, Value>(form: DraftForm<Target, Values, Value>) => Result,
): Result {
  return claim === null ? use(claimDraft) : use(chainDraft);
}

const showDraft: Handler = async (site, request, _format, visitor) => {
  const uid = readUid(request);
  const found = await site.store.drafts.load(expectVisitor(visitor).id, uid);
  if (!found) throw new NotFound();
  if (found.kind === 'spent') return redirectToSpent(site, found.claims);
  return withForm(found.draft.claim, (form) => review(form, site, visitor, found.draft));
};

async function review<Target, Values, Value>(
  form: DraftForm<Target, Values, Value>,
  site: Site,
  visitor: Visitor | null,
  draft: Draft,
): Promise<Reply> {
  const checked = await check(form, site, visitor, draft);
  if ('reply' in checked) return checked.reply;
  return form.preview(checked.context, checked.typed, checked.value, draft.fields.action === OUTDATED);
}

/** The button that stands for a save that met somebody else's. */
const OUTDATED = 'outdated';

/** What a draft says, or the form with all its issues. */
async function check<Target, Values, Value>(
  form: DraftForm<Target, Values, Value>,
  site: Site,
  visitor: Visitor | null,
  draft: Draft,
): Promise<{ reply: Reply } | { context: DraftContext<Target>; typed: Typed<Values>; value: Value }> {
  const target = await form.load(site, draft.claim);
  const context = makeContext(site, visitor, target, draft);
  const reason = parseReason(draft.fields);
  const sent = await form.parse(context);
  const typed = { values: sent.values, reason: reason.typed };
  if ('isUnfinished' in sent) return { reply: form.show(context, typed, sent) };
  const issues = [...(sent.ok ? [] : sent.issues), ...reason.issues];
  if (!sent.ok) return { reply: form.show(context, typed, { issues, details: sent.details }) };
  return issues.length > 0 ? { reply: form.show(context, typed, { issues }) } : { context, typed, value: sent.value };
}

function makeContext<Target>(
  site: Site,
  visitor: Visitor | null,
  target: Target,
  { uid, claim, fields, revision }: Draft,
): DraftContext<Target> {
  return {
    ...{ site, target, body: fields, path: draftPath(uid) },
    by: signWrite(site, visitor, parseReason(fields).reason),
    carries: { revision: String(revision), claim: claim === null ? '' : String(claim) },
  };
}

const submitDraft: Handler = async (site, request, _format, visitor) => {
  const { id: user } = expectVisitor(visitor);
  const { drafts } = site.store;
  const sent = readFields(request.body);
  const found = await drafts.load(user, readUid(request));
  if (found?.kind === 'spent') return redirectToSpent(site, found.claims);
  if (sent.action === 'discard') {
    await drafts.remove(user, readUid(request));
    return seeOther(newClaimPath);
  }
  const draft = await keep(site, user, readUid(request), found?.draft ?? null, sent);
  if (sent.action !== 'save') return seeOther(draftPath(draft.uid) + findAnchor(sent));
  return withForm(draft.claim, (form) => save(form, site, visitor, draft));
};

/** Keeps what was sent: as a new draft where there is none, or where the draft was changed in another tab meanwhile. */
async function keep(site: Site, user: string, uid: Uid, found: Draft | null, sent: DraftFields): Promise<Draft> {
  const { drafts } = site.store;
  const updatedAt = writeStamp(site.clock());
  const { draft: seen, page, ...own } = sent;
  // The preview has only its own fields.
  const fields = page === 'preview' && found ? { ...found.fields, ...own } : own;
  const joined = /^join-(\d{1,15})$/.exec(sent.action ?? '')?.[1];
  const next = { claim: joined ? Number(joined) : found ? found.claim : parseId(sent.claim ?? ''), fields, updatedAt };
  await withForm(next.claim, (form) => form.load(site, next.claim));
  if (found && String(found.revision) === seen) {
    if (await drafts.change(user, found, next)) return { ...found, ...next, revision: found.revision + 1 };
  }
  if (found && isSame(found.fields, fields)) return found;
  if ((await drafts.count(user)) >= MOST_DRAFTS) {
    throw new Unusable([{ field: '', message: `You have ${MOST_DRAFTS} drafts: save or discard some first` }]);
  }
  const fresh = { uid: found ? makeUid() : uid, revision: 1, ...next };
  await drafts.add(user, fresh);
  return fresh;
}

function isSame(one: DraftFields, other: DraftFields): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}

async function save<Target, Values, Value>(
  form: DraftForm<Target, Values, Value>,
  site: Site,
  visitor: Visitor | null,
  draft: Draft,
): Promise<Reply> {
  const checked = await check(form, site, visitor, draft);
  if ('reply' in checked) return seeOther(draftPath(draft.uid));
  try {
    return await form.save(checked.context, checked.value, draft.uid);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const { id: user } = expectVisitor(visitor);
    if (isSpent(error)) {
      const spent = await site.store.drafts.load(user, draft.uid);
      if (spent?.kind === 'spent') return redirectToSpent(site, spent.claims);
    }
    await site.store.drafts.change(user, draft, { ...draft, fields: { ...draft.fields, action: OUTDATED } });
    return seeOther(draftPath(draft.uid));
  }
}

async function redirectToSpent({ store }: Site, [uid]: readonly Uid[]): Promise<Reply> {
  const id = uid === undefined ? null : await store.claims.findId(uid);
  const [claim] = await store.claims.readRefs(id === null ? [] : [id]);
  if (!claim) throw new NotFound();
  return seeOther(claimAddress(claim).html);
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

/** A button brings back to the row that it changed. */
function findAnchor({ action = '' }: DraftFields): string {
  const row = /^(?:remove-row|use-passage)-(\d+)$/.exec(action)?.[1];
  if (row !== undefined) return `#row-${row}`;
  return ['add-row', 'read-line'].includes(action) ? '#chain' : '';
}

export const draftRoutes: readonly Route[] = [
  { method: 'get', path: '/claims/new', json: null, role: 'editor', handler: startDraft(claimDraft, () => null) },
  {
    method: 'get',
    path: '/claims/:id/chains/new',
    json: null,
    role: 'editor',
    handler: startDraft(chainDraft, ({ params }) => parseId(String(params.id))),
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
  const sources = [0, 1, 2].map((row) => readLine(fields, `row-${row}-source`)).filter((name) => name !== '');
  const names = [
    readLine(fields, 'text'),
    readLine(fields, 'story-title'),
    sources.join(' < '),
    readLine(fields, 'line'),
  ];
  return names.find((name) => name !== '') ?? 'Nothing typed yet';
}
