import { v7 as makeUid, validate as isUid } from 'uuid';
import { CLAIM_STATUSES, type Stance, type Uid } from '../../../model/records.ts';
import { hasField, readField, readLine } from '../../forms/forms.ts';
import { MOST_HOPS, MOST_PROPOSALS, type Proposal } from './proposals.ts';

/** The source before this one in the chain cites it. */
export interface HopValues {
  source: string;
  /** A uid, `new`, or empty if the name alone shows which source is meant. */
  pick: string;
  /** The name for which `pick` was chosen; another name needs another choice. */
  pickedFor: string;
  /** Of a new source. */
  kind: string;
  cue: string;
  manner: string;
  excerpt: string;
  /** Where the excerpt stands in the text, in UTF-16 units: the same words may occur twice. */
  at: string;
  /** The attribution of the reading that showed it; empty for a hop that an editor put in. */
  from: string;
}

export interface ProposalValues {
  isTicked: boolean;
  claim: string;
  stance: string;
  /** `new`, or the number of the claim that it joins. */
  join: string;
  /** The attribution of the reading at its end. */
  from: string;
  hops: readonly HopValues[];
}

export interface ReadingValues {
  proposals: readonly ProposalValues[];
  /** Of the claims that are new. */
  status: string;
  language: string;
  /** The preview's own: sent twice, it is saved once. */
  key: Uid;
}

const EMPTY_HOP: HopValues = {
  ...{ source: '', pick: '', pickedFor: '', kind: '', cue: '', manner: 'cites', excerpt: '', at: '', from: '' },
};
const HOP_FIELDS = Object.keys(EMPTY_HOP) as (keyof HopValues)[];

export const FIRST_STATUSES = CLAIM_STATUSES.filter((status) => status !== 'withdrawn');

/** The name of a proposal's field in the form: `p-0-claim`. */
export function proposalField(proposal: number, name: 'take' | 'claim' | 'stance' | 'join' | 'from'): string {
  return `p-${proposal}-${name}`;
}

/** The name of a hop's field in the form: `p-0-h-1-source`. Hops count from 1, as row 0 is the publisher. */
export function hopField(proposal: number, hop: number, name: keyof HopValues): string {
  return `p-${proposal}-h-${hop + 1}-${name}`;
}

/**
 * Proposals as the form first shows them, none ticked.
 * @param guessKind of a source that may be new: its kind, or empty
 */
export function writeReadingValues(
  text: string,
  proposals: readonly Proposal[],
  language: string,
  guessKind: (name: string) => string,
): ReadingValues {
  return {
    proposals: proposals.map(({ claim, stance, hops, attribution }) => ({
      ...{ isTicked: false, claim, stance, join: 'new', from: attribution },
      hops: hops.map(({ name, isUnnamed, cue, manner, excerpt: [from, to], attribution: shown }) => ({
        ...{ source: name, pick: isUnnamed ? 'new' : '', pickedFor: name, cue, manner, from: shown },
        kind: isUnnamed ? 'unnamed' : guessKind(name),
        ...{ excerpt: text.slice(from, to), at: String(from) },
      })),
    })),
    ...{ status: 'draft', language, key: makeUid() },
  };
}

/** Proposals and hops beyond the limits are left out. */
export function readReadingValues(body: unknown): ReadingValues {
  const proposals: ProposalValues[] = [];
  for (let at = 0; at < MOST_PROPOSALS && hasField(body, proposalField(at, 'claim')); at += 1) {
    proposals.push({
      isTicked: hasField(body, proposalField(at, 'take')),
      claim: readField(body, proposalField(at, 'claim')).replace(/\s+/gu, ' ').trim(),
      stance: readLine(body, proposalField(at, 'stance')) || ('asserts' satisfies Stance),
      join: readLine(body, proposalField(at, 'join')) || 'new',
      from: readLine(body, proposalField(at, 'from')),
      hops: readHops(body, at),
    });
  }
  const key = readLine(body, 'key');
  return {
    proposals,
    status: readLine(body, 'status') || 'draft',
    language: readLine(body, 'language'),
    key: isUid(key) ? key : makeUid(),
  };
}

function readHops(body: unknown, proposal: number): HopValues[] {
  const hops: HopValues[] = [];
  while (hops.length < MOST_HOPS && hasField(body, hopField(proposal, hops.length, 'source'))) {
    const values = { ...EMPTY_HOP };
    for (const name of HOP_FIELDS) {
      const read = name === 'excerpt' ? readField : readLine;
      values[name] = read(body, hopField(proposal, hops.length, name)) || EMPTY_HOP[name];
    }
    hops.push(values);
  }
  return hops;
}

/** What the buttons that remove or insert a hop do; null for other buttons. */
export function changeHops(values: ReadingValues, body: unknown): { values: ReadingValues; changed: number } | null {
  const [, what, number, hop] = /^(remove|insert)-p-(\d{1,3})-h-(\d{1,3})$/.exec(readLine(body, 'action')) ?? [];
  const changed = Number(number);
  const proposal = values.proposals[changed];
  if (!proposal) return null;
  const at = Number(hop) - 1;
  const { hops } = proposal;
  const more = [...hops.slice(0, at), EMPTY_HOP, ...hops.slice(at)].slice(0, MOST_HOPS);
  const after = { ...proposal, hops: what === 'remove' ? hops.filter((_, i) => i !== at) : more };
  return { values: { ...values, proposals: values.proposals.with(changed, after) }, changed };
}
