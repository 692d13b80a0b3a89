/** `POST /documents/:id/read`: changing hops, the preview, and saving. */
import { v7 as makeUid } from 'uuid';
import { isSpent } from '../../../storage/drafts.ts';
import { Conflict } from '../../../storage/errors.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { readLine, seeOther, layOutForm } from '../../forms/forms.ts';
import { readNamesakes } from '../../forms/source-names.ts';
import { handleWrite, readRevision, type WriteContext } from '../../forms/write.ts';
import type { FormReply } from '../../http/route.ts';
import { openStory, type OpenStory, type StoryDocument } from './story.ts';
import { planClaims, type ReadingPlan, type ClaimToSave } from './claim-plan.ts';
import { changeHops, readReadingValues, type ReadingValues } from './values.ts';
import { showReadingForm, showTextless } from './reading.ts';
import { readDocumentPath, savedReadingPath, documentAddress, claimAddress } from '../../../urls/records.ts';
import { writeName, writeTitle, markNames } from '../../../wording/names.ts';
import { SOURCE_KIND_WORDS, writeCount } from '../../../wording/values.ts';
import type { Uid, Source } from '../../../model/records.ts';
import { writeHeadline } from '../../../wording/headline.ts';
import { analyse } from '../../../provenance/analysis.ts';
import type { JoinedLink } from '../../../provenance/chain-join.ts';

type SoundPlan = ReadingPlan & { ok: true };

interface Details {
  /** The proposal that a button changed, which is shown open. */
  open: number | null;
}

export const submitReading = handleWrite<OpenStory, ReadingValues, SoundPlan, Details>({
  load: ({ store }, request) => openStory(store, request),
  async parse({ store, target: { story }, body }) {
    const values = readReadingValues(body);
    const unfinished = { ok: false, issues: [], isUnfinished: true } as const;
    if (story === null || readLine(body, 'action') === 'back') return { ...unfinished, values };
    const change = changeHops(values, body);
    if (change) return { ...unfinished, values: change.values, details: { open: change.changed } };
    // Sent again: what it made is here now, so it isn't checked again.
    if (readLine(body, 'action') === 'save' && (await store.drafts.readSpent(values.key)))
      return { ok: true, values, value: { ok: true, claims: [], fresh: [] } };
    const plan = await planClaims(store, story, values, makeUid);
    return plan.ok ? { ok: true, values, value: plan } : { ok: false, values, issues: plan.issues };
  },
  show({ store, target }, { values }, { issues, details }) {
    const { stored, story } = target;
    if (story === null) return showTextless(target);
    return showReadingForm(store, stored.id, story, values, { issues, open: details?.open ?? null });
  },
  preview: (context, _typed, plan) =>
    readLine(context.body, 'action') === 'save' ? null : showPreview(context, plan, []),
  async save({ store, target: { stored }, body, by }, { claims }, { values }) {
    const { key } = values;
    const sent = await store.drafts.readSpent(key);
    if (sent) return seeOther(await writeSavedPath(store, stored.id, values, sent));
    if (!claims.every((claim) => isAsPreviewed(claim, body)))
      throw new Conflict('history.subject_uid, history.revision');
    const namesakes = values.proposals.flatMap(({ hops }) => hops.flatMap(readNamesakes));
    const drafts = claims.map(({ base, record }) => ({ base, record, texts: new Map<string, string>(), namesakes }));
    try {
      const saved = await store.claims.saveAll(drafts, { ...by, reason: `read from document ${stored.id}` }, key);
      return seeOther(await writeSavedPath(store, stored.id, values, saved));
    } catch (error) {
      const first = isSpent(error) ? await store.drafts.readSpent(key) : null;
      if (!first) throw error;
      return seeOther(await writeSavedPath(store, stored.id, values, first));
    }
  },
  async showConflict(context, { values }) {
    const { store, target } = context;
    const { stored, story } = target;
    if (story === null) return null;
    const plan = await planClaims(store, story, values, makeUid);
    if (!plan.ok) return showReadingForm(store, stored.id, story, values, { issues: plan.issues });
    return showPreview(context, plan, CHANGED);
  },
});

const CHANGED: readonly Issue[] = [
  {
    field: '',
    message: 'Somebody else has changed one of these claims in the meantime. Check the new version, then save.',
  },
];

/** Whether a joined claim has the revision that the editor saw. */
function isAsPreviewed({ base }: ClaimToSave, body: unknown): boolean {
  return base === null || readRevision(body, revisionField(base.id)) === base.revision;
}

function showPreview(
  { target: { stored, story }, body }: WriteContext<OpenStory>,
  plan: SoundPlan,
  issues: readonly Issue[],
): FormReply {
  const path = readDocumentPath(stored.id);
  const model = buildReadingPreview(stored.id, story!, plan, body, issues);
  return { kind: 'form', view: 'reading/preview', title: 'Preview', path, issues, model };
}

/** @param saved the uids of the claims as they were saved, perhaps when the form was sent before */
async function writeSavedPath(
  store: Store,
  id: number,
  { proposals }: ReadingValues,
  saved: readonly Uid[],
): Promise<string> {
  const chosen = proposals.flatMap(({ isTicked, join }) => (isTicked && join !== 'new' ? [Number(join)] : []));
  const joined = [...new Set(chosen)];
  const made: number[] = [];
  for (const uid of saved) {
    const number = await store.claims.findId(uid);
    if (number !== null && !joined.includes(number)) made.push(number);
  }
  return savedReadingPath(id, made, joined);
}

function revisionField(claim: number): string {
  return `revision-${claim}`;
}

function buildReadingPreview(
  id: number,
  story: StoryDocument,
  plan: SoundPlan,
  body: unknown,
  issues: readonly Issue[],
) {
  const { title } = story.document;
  const fresh = new Set(plan.fresh.map(({ uid }) => uid));
  const revisions = plan.claims.flatMap(({ base }) =>
    base === null ? [] : [{ name: revisionField(base.id), value: String(base.revision) }],
  );
  return {
    errors: layOutForm(issues).errors,
    ...{ path: readDocumentPath(id), title, lang: writeTitle(story.document).lang },
    cancel: documentAddress({ id, title }).html,
    claims: plan.claims.map((claim) => describeClaim(claim, fresh)),
    sources: plan.fresh.map((source) => ({ name: writeName(source), kind: SOURCE_KIND_WORDS[source.kind] })),
    hidden: [...listTyped(body), ...revisions, { name: 'key', value: makeUid() }],
  };
}

function describeClaim({ base, record, chains }: ClaimToSave, fresh: ReadonlySet<Uid>) {
  const { text, language, status } = record.claim;
  const sources = new Map(record.sources.map((source) => [source.uid, source]));
  const met = new Set<Uid>();
  return {
    ...{ text, language, status },
    href: base && claimAddress({ id: base.id, text }).html,
    headline: markNames(writeHeadline(record, analyse(record)), record.sources),
    gain: describeGain(record, base?.record ?? { statements: [], attributions: [] }),
    chains: chains.map(({ proposal, links }) => ({
      proposal: proposal + 1,
      rows: links.map((link, at) => describeRow(record, link, links[at - 1] ?? null, sources, fresh, met)),
    })),
  };
}

type Graph = Pick<ClaimToSave['record'], 'statements' | 'attributions'>;

function describeGain(now: Graph, before: Graph): string {
  const statements = now.statements.length - before.statements.length;
  const hops = now.attributions.length - before.attributions.length;
  const known = new Set(before.attributions.flatMap(({ evidence }) => evidence));
  const pieces = now.attributions.flatMap(({ evidence }) => evidence).filter((piece) => !known.has(piece)).length;
  if (statements + hops + pieces === 0) return 'Nothing new: everything is already there.';
  const parts = [writeCount(statements, 'new statement'), writeCount(hops, 'new hop')];
  return `${[...parts, writeCount(pieces, 'new piece')].join(', ')} of evidence.`;
}

function describeRow(
  { statements, attributions }: Graph,
  { statement: uid, known }: JoinedLink,
  above: JoinedLink | null,
  sources: ReadonlyMap<Uid, Source>,
  fresh: ReadonlySet<Uid>,
  met: Set<Uid>,
) {
  const statement = statements.find((one) => one.uid === uid)!;
  const source = sources.get(statement.source)!;
  const hop = above && attributions.find(({ citing, cited }) => citing === above.statement && cited === uid);
  const state = met.has(uid) ? 'the same as above' : known ? 'already in this claim' : 'new statement';
  met.add(uid);
  return {
    ...{ name: writeName(source), kind: SOURCE_KIND_WORDS[source.kind], state, isNewSource: fresh.has(source.uid) },
    hop: hop ? { manner: hop.manner, cue: hop.cue, excerpt: hop.evidence.at(-1)?.exact ?? null } : null,
  };
}

function listTyped(body: unknown): { name: string; value: string }[] {
  return Object.entries(body as Record<string, unknown>).flatMap(([name, value]) =>
    name === 'action' || name === 'key' || name.startsWith('revision-') || typeof value !== 'string'
      ? []
      : [{ name, value }],
  );
}
