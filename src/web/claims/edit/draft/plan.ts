/** What a draft would save: new claims, and chains for existing ones. Or every issue. */
import { v7 as makeUid } from 'uuid';
import type { Issue } from '../../../../model/issues.ts';
import type { Claim, ClaimRecord, Document, Source, Uid } from '../../../../model/records.ts';
import { RECORD_RULES } from '../../../../formats/hearsay/schema.ts';
import { joinChain, type ChainLink, type JoinedLink } from '../../../../provenance/chain-join.ts';
import type { Store } from '../../../../storage/store.ts';
import type { LoadedClaim } from '../../../../storage/types.ts';
import { foldText } from '../../../../text/words.ts';
import { sayTheSame } from '../../../../text/rewordings.ts';
import { parseId } from '../../../../urls/records.ts';
import { checkFields, defineFields, listIssues, type Checked } from '../../../forms/forms.ts';
import { readNamesakes } from '../../../forms/source-names.ts';
import { hashKey } from '../../../http/memory-cache.ts';
import { listDocuments, type NamedDocument } from '../chain/documents.ts';
import { resolveNames, type ResolvedNames } from '../chain/names.ts';
import { resolveChain, type ResolvedChain } from '../chain/resolver.ts';
import { cardField, checkLength, type ChainDetails } from '../chain/values.ts';
import { checkClaim, CLAIM_FIELDS, type ClaimFields } from '../claim.ts';
import type { LoadedStory } from '../reading/story-text.ts';
import { STORY_PUBLISHER, resolveStory, type ResolvedStory } from '../story/values.ts';
import { listTaken, NEW_CLAIM, proposalField, type DraftValues, type ProposalValues } from './values.ts';

export interface PlannedClaim {
  /** As it is now; null for a new one. */
  base: LoadedClaim | null;
  record: ClaimRecord;
  chains: readonly PlannedChain[];
}

export interface PlannedChain {
  proposal: ProposalValues;
  links: readonly JoinedLink[];
}

export interface Plan {
  claims: readonly PlannedClaim[];
  /** New sources. */
  fresh: readonly Source[];
  /** Of new documents. */
  texts: ReadonlyMap<Uid, string>;
  /** Differs where anything else would be saved: what was shown and what is saved are compared by it. */
  key: string;
  /** Sources beside which new ones of their names were chosen. */
  namesakes: readonly Uid[];
}

interface Chosen extends ProposalValues {
  base: LoadedClaim | null;
}

/**
 * @param target the claim to which all chains are added; null where each chain says for itself
 * @param today the day on which a new story is entered: 2025-06-18
 */
export async function planDraft(
  store: Store,
  values: DraftValues,
  target: LoadedClaim | null,
  loaded: Pick<LoadedStory, 'found' | 'document' | 'kept'>,
  today: string,
): Promise<Checked<Plan, ChainDetails>> {
  const made: Uid[] = [];
  const nextUid = (): Uid => {
    const uid = makeUid();
    made.push(uid);
    return uid;
  };
  const { chosen, issues: unjoined } = await chooseProposals(store, values, target);
  const tooLong = chosen.flatMap(({ cards, prefix }) => checkLength(cards, values.line, prefix));
  if (tooLong.length > 0) return { ok: false, issues: tooLong };
  const asksPublisher = values.story.publisher.name !== '' && values.story.known === '';
  const publisher = { typed: values.story.publisher, fields: STORY_PUBLISHER };
  const chains = chosen.map(({ prefix, cards, base }) => ({ prefix, cards, claim: base?.record ?? null }));
  const names = await resolveNames(
    store,
    chains,
    asksPublisher ? [publisher] : [],
    loaded.document?.uid ?? null,
    nextUid,
  );
  const publishedBy = names.uids.get(STORY_PUBLISHER.name) ?? null;
  const story = resolveStory(values.story, loaded, publishedBy, nextUid, today);
  const resolved: ResolvedChain[] = [];
  const madeDocuments = new Map<string, Document>();
  for (const one of chosen) {
    const near = listNear(story, one.base, names);
    const { prefix, cards } = one;
    resolved.push(
      await resolveChain(store, { prefix, cards, story, names, near, made: madeDocuments, makeUid: nextUid }),
    );
  }
  const own = checkOwn(values, target);
  const issues = [
    ...unjoined,
    ...listIssues(own),
    ...names.issues,
    ...story.issues,
    ...resolved.flatMap((chain) => chain.issues),
    ...(names.issues.length > 0 ? [] : checkUse(story, resolved)),
    ...chosen.flatMap((one) => checkProposal(values, one)),
  ];
  const details: ChainDetails = {
    names: names.questions,
    documents: new Map(resolved.flatMap(({ questions }) => [...questions])),
    passages: new Map(resolved.flatMap(({ passages }) => [...passages])),
  };
  if (issues.length > 0 || !own.ok) return { ok: false, issues, details };
  const sources = await loadSources(store, names, resolved, story);
  const namesakes = [values.story.publisher, ...chosen.flatMap(({ cards }) => cards)].flatMap(readNamesakes);
  const { claims, problems } = joinAll(groupByClaim(chosen), resolved, { fields: own.value, story, sources, nextUid });
  if (problems.length > 0) return { ok: false, issues: problems, details };
  const texts = new Map(
    story.isFresh && story.document && story.text !== null ? [[story.document.uid, story.text]] : [],
  );
  return { ok: true, value: { claims, fresh: names.fresh, texts, key: writeKey(claims, made), namesakes } };
}

/** New uids differ with each request, so they count by their order. */
function writeKey(claims: readonly PlannedClaim[], made: readonly Uid[]): string {
  const order = new Map(made.map((uid, at) => [uid, `#${at}`]));
  const written = claims.map(({ base, record, chains }) => [
    base?.id ?? null,
    record,
    chains.map(({ links }) => links),
  ]);
  return hashKey(
    JSON.stringify(written).replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, (uid) => order.get(uid) ?? uid),
  );
}

async function chooseProposals(store: Store, values: DraftValues, target: LoadedClaim | null) {
  const taken = listTaken(values);
  const bases = new Map<string, LoadedClaim>();
  const issues: Issue[] = [];
  const chosen: Chosen[] = [];
  if (taken.length === 0) issues.push({ field: nameFirst(values), message: 'Tick at least one proposal' });
  for (const one of taken) {
    const base = target ?? (await loadBase(store, one.join, bases));
    if (base === undefined) {
      issues.push({ field: proposalField(one.prefix, 'join'), message: 'Choose an existing claim, or a new one' });
    }
    if (one.cards.length === 0) {
      const message = 'Enter at least the source that makes the claim';
      issues.push({ field: cardField(one.prefix, 0, 'source'), message });
    }
    chosen.push({ ...one, base: base ?? null });
  }
  return { chosen, issues };
}

const nameFirst = ({ proposals: [first] }: DraftValues): string => (first ? proposalField(first.prefix, 'take') : '');

const isProposal = (join: string): boolean => /^proposal-(?:0|[1-9]\d{0,2})$/.test(join);

/** Null for a new claim, undefined if there is no such claim. */
async function loadBase(
  store: Store,
  join: string,
  bases: Map<string, LoadedClaim>,
): Promise<LoadedClaim | null | undefined> {
  const number = /^claim-(\d{1,15})$/.exec(join)?.[1];
  if (number === undefined) return join === NEW_CLAIM || isProposal(join) ? null : undefined;
  const id = parseId(number);
  const base = bases.get(join) ?? (id === null ? null : await store.claims.load(id));
  if (base) bases.set(join, base);
  return base ?? undefined;
}

/** The story, and the documents of the claim. */
function listNear({ document }: ResolvedStory, base: LoadedClaim | null, { fresh }: ResolvedNames): NamedDocument[] {
  const { documents = [], sources = [] } = base?.record ?? {};
  const others = documents.filter(({ uid }) => uid !== document?.uid);
  return listDocuments({ documents: [...(document ? [document] : []), ...others], sources: [...sources, ...fresh] });
}

const LANGUAGE = { language: CLAIM_FIELDS.language };
const NO_FIELDS: ClaimFields = {
  ...{ text: '', language: '', aboutDate: null, topics: [], note: null, rating: null },
};

/** The fields of the claim that was typed; of claims from a reading, the language alone. */
function checkOwn({ mode, claim, proposals }: DraftValues, target: LoadedClaim | null): Checked<ClaimFields> {
  if (target || proposals.every(({ join }) => join.startsWith('claim-'))) return { ok: true, value: NO_FIELDS };
  if (mode === 'cards') return checkClaim(claim);
  const checked = checkFields(LANGUAGE, claim);
  return checked.ok ? { ok: true, value: { ...NO_FIELDS, ...checked.value } } : checked;
}

function checkProposal({ mode, proposals }: DraftValues, { prefix, claim, join, base }: Chosen): Issue[] {
  if (mode === 'cards' || base) return [];
  const number = proposals.findIndex((one) => one.prefix === prefix) + 1;
  const other = /^proposal-(\d{1,3})$/.exec(join)?.[1];
  if (other !== undefined) {
    const there = proposals[Number(other)];
    const field = proposalField(prefix, 'join');
    const isOther = there !== undefined && there.prefix !== prefix && !there.join.startsWith('proposal-');
    if (isOther && there.isTicked) return [];
    // One that says the same needs no tick: this one’s words are the claim then.
    if (!isOther || !sayTheSame(there.claim, claim)) {
      const message = `Proposal ${number}: proposal ${Number(other) + 1} isn’t ticked, or joins another one itself`;
      return [{ field, message }];
    }
  }
  const fields = defineFields({
    claim: {
      label: `Proposal ${number}: claim`,
      rule: RECORD_RULES.claim.text,
      missing: `Proposal ${number}: enter the claim in one sentence`,
    },
  });
  return [...listIssues(checkFields(fields, { claim }, () => proposalField(prefix, 'claim')))];
}

/** A story that no card and no excerpt is from would be kept where nobody finds it. */
function checkUse({ document }: ResolvedStory, chains: readonly ResolvedChain[]): Issue[] {
  const links = chains.flatMap((chain) => chain.links);
  const [first] = links;
  const isUsed = links.some(({ statement, hop }) => {
    return statement.document === document?.uid || hop?.evidence.some((piece) => piece.document === document?.uid);
  });
  // Chains with issues have no links.
  if (!document || !first || isUsed || chains.some((chain) => chain.issues.length > 0)) return [];
  const message = 'Nothing in the chain is from this story: enter an excerpt, or a card for whoever published it first';
  return [{ field: `${first.name}-source`, message }];
}

async function loadSources(
  store: Store,
  names: ResolvedNames,
  chains: readonly ResolvedChain[],
  story: ResolvedStory,
): Promise<ReadonlyMap<Uid, Source>> {
  const documents = chains.flatMap((chain) => chain.documents);
  const publishers = [...documents, ...(story.document ? [story.document] : [])].map(({ publisher }) => publisher);
  const known = await store.sources.loadFamilies([...names.uids.values(), ...publishers]);
  return new Map([...known, ...names.fresh].map((source) => [source.uid, source]));
}

/** Chains that join the same claim, or another proposal, or have the same words. */
function groupByClaim(chosen: readonly Chosen[]): Chosen[][] {
  const groups = new Map<string, Chosen[]>();
  const keyOf = ({ base, claim, prefix, join }: Chosen): string => {
    if (base) return `claim ${base.id}`;
    const other = /^proposal-(\d+)$/.exec(join)?.[1];
    const joined = chosen.find((one) => one.prefix === `p-${other}-`);
    if (joined && joined.prefix !== prefix)
      return keyOf({ ...joined, join: joined.join.replace(/^proposal-.*/, NEW_CLAIM) });
    return joined || other === undefined ? `new ${foldText(claim)}` : `proposal ${other}`;
  };
  for (const one of chosen) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}

interface JoinInputs {
  fields: ClaimFields;
  story: ResolvedStory;
  sources: ReadonlyMap<Uid, Source>;
  nextUid: () => Uid;
}

function joinAll(groups: readonly Chosen[][], resolved: readonly ResolvedChain[], given: JoinInputs) {
  const chainOf = new Map(resolved.map((chain) => [chain.links[0]?.name.replace(/card-\d+$/, ''), chain]));
  const problems: Issue[] = [];
  const claims = groups.map((group): PlannedClaim => {
    const { base } = group[0]!;
    let record = base?.record ?? makeRecord(findOwnText(group), given);
    const named = new Map<string, Uid>();
    const documents: Document[] = [];
    const chains = group.map((proposal): PlannedChain => {
      const chain = chainOf.get(proposal.prefix)!;
      const joined = joinChain(record, chain.links, given.nextUid, named);
      for (const { name, statement } of joined.links) named.set(name, statement);
      problems.push(...joined.problems.map(({ row, message }) => writeProblem(proposal, chain.links, row, message)));
      documents.push(...chain.documents);
      record = { ...record, statements: joined.statements, attributions: joined.attributions };
      return { proposal, links: joined.links };
    });
    return { base, record: addShared(record, documents, given), chains };
  });
  return { claims, problems };
}

function writeProblem({ prefix }: Chosen, links: readonly ChainLink[], row: number, message: string): Issue {
  const place = prefix === '' ? `Card ${row + 1}` : `Proposal ${Number(prefix.slice(2, -1)) + 1}: card ${row + 1}`;
  return { field: `${links[row]!.name}-source`, message: `${place} ${message}` };
}

/** The words of the proposal that the others join. */
const findOwnText = (group: readonly Chosen[]): string =>
  (group.find(({ join }) => join === NEW_CLAIM) ?? group[0]!).claim;

function makeRecord(text: string, { fields, nextUid }: JoinInputs): ClaimRecord {
  // The store stamps it when it is written.
  const stamps = { createdAt: '', updatedAt: '' };
  const claim: Claim = { uid: nextUid(), status: 'draft', relations: [], ...fields, text, ...stamps };
  return { claim, sources: [], documents: [], statements: [], attributions: [] };
}

/** Adds the documents that are used, and the sources of these and of the statements with their parents. */
function addShared(record: ClaimRecord, more: readonly Document[], { sources }: JoinInputs): ClaimRecord {
  const all = new Map([...sources, ...record.sources.map((source) => [source.uid, source] as const)]);
  const documents = new Map([...record.documents, ...more].map((document) => [document.uid, document]));
  const used = new Map(record.sources.map((source) => [source.uid, source]));
  const speakers = [
    ...record.statements.map(({ source }) => source),
    ...[...documents.values()].map((one) => one.publisher),
  ];
  for (const uid of speakers) {
    for (let at = all.get(uid); at && !used.has(at.uid); at = all.get(at.parent ?? '')) used.set(at.uid, at);
  }
  return { ...record, sources: [...used.values()], documents: [...documents.values()] };
}
