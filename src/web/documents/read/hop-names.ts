import { foldText } from '../../../text/words.ts';
import type { ClaimRecord, Source, Uid } from '../../../model/records.ts';
import type { Store } from '../../../storage/store.ts';
import type { Issue } from '../../../model/issues.ts';
import { findSource, makeSource, type Question } from '../../forms/source-names.ts';
import { SOURCE_KIND_WORDS } from '../../../wording/values.ts';
import { hopField, type HopValues, type ProposalValues } from './values.ts';

/** The source that a name means, or the question to ask. Null if it cannot be a name. */
export type NameAnswer = { source: Source } | { question: Question } | null;

export async function lookUpNames(
  store: Store,
  proposals: readonly ProposalValues[],
): Promise<ReadonlyMap<string, NameAnswer>> {
  const hops = proposals.flatMap((proposal) => proposal.hops);
  const names = new Set(hops.filter((hop) => !isUnnamed(hop)).map(({ source }) => source));
  names.delete('');
  const answers = new Map<string, NameAnswer>();
  const known = new Map<string, Uid>();
  for (const name of names) {
    const found = await findSource(store, { name, pick: '', pickedFor: '', kind: '' });
    if ('is' in found) known.set(name, found.is);
    else answers.set(name, 'question' in found && found.question ? { question: found.question } : null);
  }
  const sources = new Map((await store.sources.loadByUids(known.values())).map(({ source }) => [source.uid, source]));
  for (const [name, uid] of known) {
    const source = sources.get(uid);
    answers.set(name, source ? { source } : null);
  }
  return answers;
}

export const isUnnamed = ({ pick, pickedFor, source, kind }: HopValues): boolean =>
  pick === 'new' && pickedFor === source && kind === 'unnamed';

export interface ResolvedHops {
  /** By proposal, by hop; null where there is an issue. */
  uids: ReadonlyMap<number, readonly (Uid | null)[]>;
  fresh: readonly Source[];
  issues: readonly Issue[];
}

/** A ticked proposal, with its number and the claim that it joins. */
export interface ChosenProposal {
  number: number;
  values: ProposalValues;
  claim: ClaimRecord | null;
}

/**
 * Resolves the sources of the chosen proposals. An answer for a name in one of them holds for all.
 * @param document whose unnamed sources a joined claim may already have
 */
export async function resolveHopSources(
  store: Store,
  chosen: readonly ChosenProposal[],
  document: Uid,
  makeUid: () => Uid,
): Promise<ResolvedHops> {
  const answers = listAnswers(chosen);
  const fresh = new Map<string, Source>();
  const issues: Issue[] = [];
  const uids = new Map<number, (Uid | null)[]>();
  for (const { number, values, claim } of chosen) {
    const own: (Uid | null)[] = [];
    for (const [at, hop] of values.hops.entries()) {
      const met = isUnnamed(hop) && claim ? findUnnamedSource(claim, hop.source, document) : null;
      const resolved = met ?? (await resolve(hop, number, at));
      own.push(typeof resolved === 'string' ? resolved : null);
      if (typeof resolved !== 'string') issues.push(resolved);
    }
    uids.set(number, own);
  }
  return { uids, fresh: [...fresh.values()], issues };

  async function resolve(hop: HopValues, number: number, at: number): Promise<Uid | Issue> {
    if (hop.source === '') {
      return { field: hopField(number, at, 'source'), message: 'Enter who says so, or remove this hop' };
    }
    const typed = isAnswered(hop) ? hop : (answers.get(hop.source) ?? hop);
    const { pick, pickedFor, kind } = typed;
    const found = await findSource(store, { name: hop.source, pick, pickedFor, kind });
    if ('is' in found) return found.is;
    if (!('make' in found)) {
      const field = found.field === 'name' ? 'source' : found.field;
      return { field: hopField(number, at, field), message: `Proposal ${number + 1}: ${found.message}` };
    }
    // Each mention is an unnamed source of its own, but the same words of the story are one mention.
    const key = found.make === 'unnamed' ? `mention ${hop.from || `${number} ${at}`}` : foldText(hop.source);
    const there = fresh.get(key);
    if (there && there.kind !== found.make) {
      const message = `“${hop.source}” is a ${SOURCE_KIND_WORDS[there.kind]} above: choose the same kind here`;
      return { field: hopField(number, at, 'kind'), message };
    }
    const source = there ?? makeSource(makeUid(), hop.source, found.make);
    fresh.set(key, source);
    return source.uid;
  }
}

const isAnswered = ({ source, pick, pickedFor, kind }: HopValues): boolean =>
  pickedFor === source && pick !== '' && (pick !== 'new' || kind !== '');

/** The first answer for each name. Answers for unnamed sources hold for no others. */
function listAnswers(chosen: readonly ChosenProposal[]): ReadonlyMap<string, HopValues> {
  const answers = new Map<string, HopValues>();
  for (const hop of chosen.flatMap(({ values }) => values.hops)) {
    if (isAnswered(hop) && !isUnnamed(hop) && !answers.has(hop.source)) answers.set(hop.source, hop);
  }
  return answers;
}

/** The unnamed source of this name in the claim for which this document is evidence: from an earlier reading. */
function findUnnamedSource(claim: ClaimRecord, name: string, document: Uid): Uid | null {
  const { sources, statements, attributions } = claim;
  const shownHere = attributions.filter(({ evidence }) => evidence.some((piece) => piece.document === document));
  const shown = new Set(shownHere.map(({ cited }) => cited));
  const spoken = new Set(statements.filter(({ uid }) => shown.has(uid)).map(({ source }) => source));
  const key = foldText(name);
  return sources.find((s) => s.kind === 'unnamed' && spoken.has(s.uid) && foldText(s.name) === key)?.uid ?? null;
}
