/** What the ticked proposals would save: new claims, and chains for existing ones. Or every issue. */
import { countCharacters } from '../../../text/characters.ts';
import { foldText } from '../../../text/words.ts';
import { joinChain, type ChainLink, type JoinedLink } from '../../../provenance/chain-join.ts';
import { LIMITS } from '../../../model/limits.ts';
import {
  type ClaimRecord,
  type ClaimStatus,
  type Manner,
  type Source,
  type Stance,
  type Uid,
  type Evidence,
} from '../../../model/records.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { parseId } from '../../../urls/records.ts';
import { resolveHopSources, type ResolvedHops, type ChosenProposal } from './hop-names.ts';
import type { StoryDocument } from './story.ts';
import { hopField, proposalField, type ProposalValues, type ReadingValues, FIRST_STATUSES } from './values.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import { checkFields, defineFields, listIssues } from '../../forms/forms.ts';
import { interpretLanguage } from '../../forms/interpreters/languages.ts';
import { findStored } from '../../forms/interpreters/interpretation.ts';
import { RECORD_RULES } from '../../../formats/hearsay/schema.ts';
import { z } from 'zod';
import { placeExcerpt, extractWords } from './excerpts.ts';

export interface ClaimToSave {
  /** As it is now; null for a new one. */
  base: LoadedClaim | null;
  record: ClaimRecord;
  /** For each proposal, how its rows are joined, the publisher first. */
  chains: readonly { proposal: number; links: readonly JoinedLink[] }[];
}

export type ReadingPlan =
  { ok: true; claims: readonly ClaimToSave[]; fresh: readonly Source[] } | { ok: false; issues: readonly Issue[] };

export async function planClaims(
  store: Store,
  story: StoryDocument,
  values: ReadingValues,
  makeUid: () => Uid,
): Promise<ReadingPlan> {
  const ticked = values.proposals.flatMap((proposal, number) => (proposal.isTicked ? [{ proposal, number }] : []));
  if (ticked.length === 0) {
    const field = values.proposals.length === 0 ? '' : proposalField(0, 'take');
    return { ok: false, issues: [{ field, message: 'Tick at least one proposal' }] };
  }
  const issues: Issue[] = [...checkSettings(values)];
  const bases = new Map<string, LoadedClaim>();
  const chosen: ChosenProposal[] = [];
  for (const { proposal, number } of ticked) {
    const base = proposal.join === 'new' ? null : await loadBase(store, proposal.join, bases);
    if (base === undefined)
      issues.push({ field: proposalField(number, 'join'), message: 'Choose an existing claim, or a new one' });
    chosen.push({ number, values: proposal, claim: base?.record ?? null });
    issues.push(...checkProposal(proposal, number));
  }
  const named = await resolveHopSources(store, chosen, story.document.uid, makeUid);
  const placed = placeEvidence(story, chosen);
  issues.push(...named.issues, ...placed.issues);
  if (issues.length > 0) return { ok: false, issues };
  const known = await store.sources.loadFamilies(
    [...named.uids.values()].flatMap((list) => list.flatMap((uid) => uid ?? [])).concat(story.publisher.uid),
  );
  const sources = [...known, ...named.fresh];
  return joinAll(groupByClaim(chosen, bases), { story, values, sources, named, placed, makeUid });
}

/** Undefined if there is no such claim. */
async function loadBase(store: Store, join: string, bases: Map<string, LoadedClaim>): Promise<LoadedClaim | undefined> {
  const id = /^\d+$/.test(join) ? parseId(join) : null;
  const base = bases.get(join) ?? (id === null ? null : await store.claims.load(id));
  if (base) bases.set(join, base);
  return base ?? undefined;
}

interface Group {
  base: LoadedClaim | null;
  proposals: ChosenProposal[];
}

/** Groups proposals that join the same claim or have the same words. */
function groupByClaim(chosen: readonly ChosenProposal[], bases: ReadonlyMap<string, LoadedClaim>): Group[] {
  const byWords = new Map(chosen.flatMap((one) => (one.claim ? [[foldText(one.values.claim), one.values.join]] : [])));
  const groups = new Map<string, Group>();
  for (const one of chosen) {
    const { join, claim } = one.values;
    const words = foldText(claim);
    const joined = join === 'new' ? byWords.get(words) : join;
    const key = joined === undefined ? `new ${words}` : `here ${joined}`;
    const group = groups.get(key);
    if (group) group.proposals.push(one);
    else groups.set(key, { base: joined === undefined ? null : bases.get(joined)!, proposals: [one] });
  }
  return [...groups.values()];
}

interface PlanInputs {
  story: StoryDocument;
  values: ReadingValues;
  sources: readonly Source[];
  named: ResolvedHops;
  placed: PlacedEvidence;
  makeUid: () => Uid;
}

function joinAll(groups: readonly Group[], given: PlanInputs): ReadingPlan {
  const issues: Issue[] = [];
  const claims = groups.map(({ base, proposals }): ClaimToSave => {
    let record = base?.record ?? makeRecord(proposals[0]!.values.claim, given);
    const chains = proposals.map(({ number, values }) => {
      const joined = joinChain(record, makeLinks(values, number, given), given.makeUid);
      for (const { row, message } of joined.problems) {
        const field = row === 0 ? proposalField(number, 'claim') : hopField(number, row - 1, 'source');
        const subject = row === 0 ? 'its first row' : `hop ${row}`;
        issues.push({ field, message: `Proposal ${number + 1}: ${subject} ${message}` });
      }
      record = { ...record, statements: joined.statements, attributions: joined.attributions };
      return { proposal: number, links: joined.links };
    });
    return { base, record: addShared(record, given), chains };
  });
  return issues.length > 0 ? { ok: false, issues } : { ok: true, claims, fresh: given.named.fresh };
}

function makeRecord(text: string, { values, makeUid }: PlanInputs): ClaimRecord {
  const { status } = values;
  const language = findStored(interpretLanguage, values.language);
  const empty = { aboutDate: null, topics: [], relations: [], note: null, rating: null };
  // Set by the store.
  const stamps = { createdAt: '', updatedAt: '' };
  const claim = { uid: makeUid(), text, language, status: status as ClaimStatus, ...empty, ...stamps };
  return { claim, sources: [], documents: [], statements: [], attributions: [] };
}

/** Adds the document, and the sources of the statements with their parents. */
function addShared(record: ClaimRecord, { story, sources }: PlanInputs): ClaimRecord {
  const all = new Map([...sources, ...record.sources].map((source) => [source.uid, source]));
  const used = new Map<Uid, Source>();
  for (const { source } of record.statements) {
    for (let at = all.get(source); at && !used.has(at.uid); at = all.get(at.parent ?? '')) used.set(at.uid, at);
  }
  for (const source of record.sources) used.set(source.uid, source);
  const documents = record.documents.filter(({ uid }) => uid !== story.document.uid);
  return { ...record, sources: [...used.values()], documents: [...documents, story.document] };
}

/** The chain from the publisher, whose statement has the document; the others are second-hand. */
function makeLinks(values: ProposalValues, number: number, { story, named, placed }: PlanInputs): ChainLink[] {
  const uids = named.uids.get(number)!;
  const evidence = placed.evidence.get(number)!;
  const stance = values.stance as Stance;
  const hop = (at: number): ChainLink['hop'] => {
    const next = values.hops[at];
    const piece = evidence[at] ?? null;
    return next ? { manner: next.manner as Manner, cue: next.cue || null, evidence: piece ? [piece] : [] } : null;
  };
  const { document, publisher } = story;
  const wording = quoteWording(story, values.from);
  const own = { document: document.uid, statedAt: document.publishedAt, language: wording && document.language };
  const untold = { document: null, statedAt: null, wording: null, language: null };
  return [
    { statement: { source: publisher.uid, ...own, wording, stance, basis: 'unknown' }, hop: hop(0), choice: null },
    ...uids.map((source, at): ChainLink => {
      return { statement: { source: source!, ...untold, stance, basis: 'unknown' }, hop: hop(at + 1), choice: null };
    }),
  ];
}

/** The story's own words for what is claimed. */
function quoteWording({ text, reading }: StoryDocument, id: string): string | null {
  const shown = reading.attributions.find((one) => one.id === id);
  const words = shown ? shown.content.spans.map((span) => extractWords(text, [span])).join(' … ') : '';
  return words === '' || countCharacters(words) > LIMITS.wording ? null : words;
}

const SETTINGS = defineFields({
  language: {
    label: 'Language',
    rule: RECORD_RULES.claim.language,
    missing: 'Enter the claims’ language, such as English',
    interpret: interpretLanguage,
  },
  status: { label: 'Status', rule: z.enum(FIRST_STATUSES) },
});

function checkSettings({ status, language }: ReadingValues): readonly Issue[] {
  return listIssues(checkFields(SETTINGS, { status, language }));
}

function checkProposal({ claim, stance, join, hops }: ProposalValues, number: number): Issue[] {
  const { statement, attribution, evidence } = RECORD_RULES;
  const check = (field: string, name: string, value: string, rule: z.ZodType): readonly Issue[] => {
    const fields = { value: { label: `Proposal ${number + 1}: ${name}`, rule } };
    return listIssues(checkFields(fields, { value }, () => field));
  };
  const own = (name: 'claim' | 'stance'): string => proposalField(number, name);
  const missing = `Proposal ${number + 1}: enter the claim in one sentence`;
  return [
    ...(claim === '' && join === 'new' ? [{ field: own('claim'), message: missing }] : []),
    ...check(own('claim'), 'claim', claim, RECORD_RULES.claim.text),
    ...check(own('stance'), 'stance', stance, statement.stance),
    ...hops.flatMap((hop, at) => [
      ...check(hopField(number, at, 'cue'), 'cue', hop.cue, attribution.cue),
      ...check(hopField(number, at, 'manner'), 'manner', hop.manner, attribution.manner),
      ...check(hopField(number, at, 'excerpt'), 'excerpt', hop.excerpt, evidence.exact),
    ]),
  ];
}

interface PlacedEvidence {
  /** By proposal, by hop; null without an excerpt. */
  evidence: ReadonlyMap<number, readonly (Evidence | null)[]>;
  issues: readonly Issue[];
}

function placeEvidence(
  { text, document }: Pick<StoryDocument, 'text' | 'document'>,
  chosen: readonly ChosenProposal[],
): PlacedEvidence {
  const issues: Issue[] = [];
  const evidence = chosen.map(({ number, values }) => {
    const pieces = values.hops.map(({ excerpt, at }, hop) => {
      if (excerpt.trim() === '' || excerpt.length > 2 * LIMITS.excerpt) return null;
      const piece = placeExcerpt(text, document.uid, excerpt, /^\d{1,9}$/.test(at) ? Number(at) : null);
      const message = `Proposal ${number + 1}: these words are not in the text`;
      if (!piece) issues.push({ field: hopField(number, hop, 'excerpt'), message });
      return piece;
    });
    return [number, pieces] as const;
  });
  return { evidence: new Map(evidence), issues };
}
