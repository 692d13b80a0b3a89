/**
 * New claims of an import that say the same as another, or nearly. They are told, and become one where somebody says so: what
 * only looks alike is never joined silently.
 */
import { isSame } from '../../model/identity.ts';
import type { Uid } from '../../model/records.ts';
import { foldSentence } from '../../text/words.ts';
import { prepareSimilarClaims } from '../claims/related-claims.ts';
import { prepareClaims } from '../claims/claims.ts';
import type { Db } from '../engine.ts';
import type { ClaimToImport } from '../types.ts';
import { mergeClaim, type Offer } from './offers.ts';

export interface SimilarToNew {
  /** The new claim, as it came. */
  uid: Uid;
  text: string;
  place: string;
  /** A claim that is here by its number, or one that came before it by its place. */
  other: { uid: Uid; text: string; id: number | null; place: string | null };
  /** Whether the words are the same, as `foldSentence` compares them. */
  hasSameWords: boolean;
  /** Whether somebody said that the two are one. */
  isJoined: boolean;
}

/** By new claim: which other it is, as somebody said. */
export type JoinedClaims = ReadonlyMap<Uid, Uid>;

/** Words of claims that came before, in other parts of the same files. */
export type EarlierWords = Map<string, { uid: Uid; text: string; place: string }>;

/** More are not remembered: a dry run of any size keeps within its memory. */
const MOST_REMEMBERED = 100_000;

/** Hits of the search that are compared for each claim. */
const HITS_READ = 100;

/** @param incoming with the uids of known claims, where these were found */
export async function findSimilarToNew(
  db: Db,
  incoming: readonly ClaimToImport[],
  earlier: EarlierWords = new Map(),
): Promise<SimilarToNew[]> {
  const findSimilar = prepareSimilarClaims(db);
  const stored = await findStored(
    db,
    incoming.map(({ record }) => record.claim.uid),
  );
  const found: SimilarToNew[] = [];
  for (const { record, place } of incoming) {
    const { uid, text } = record.claim;
    const key = foldSentence(text);
    const before = earlier.get(key);
    if (!before && earlier.size < MOST_REMEMBERED) earlier.set(key, { uid, text, place });
    if (stored.has(uid)) continue;
    const [near] = await findSimilar(text, 1, HITS_READ);
    const told = { uid, text, place, isJoined: false };
    const isSameHere = near !== undefined && foldSentence(near.text) === key;
    if (before && before.uid !== uid && !isSameHere) {
      found.push({ ...told, other: { ...before, id: null }, hasSameWords: true });
    } else if (near) {
      const other = { uid: near.uid, text: near.text, id: near.id, place: null };
      found.push({ ...told, other, hasSameWords: isSameHere });
    }
  }
  return found;
}

async function findStored(db: Db, uids: readonly Uid[]): Promise<Map<Uid, number>> {
  const claims = prepareClaims(db);
  const found = new Map<Uid, number>();
  for (const uid of new Set(uids)) {
    const id = await claims.findId(uid);
    if (id !== null) found.set(uid, id);
  }
  return found;
}

/** Makes one of those that somebody said are one. A uid that is neither here nor in the import is no claim, and joins nothing. */
export async function joinSimilar(
  db: Db,
  incoming: readonly ClaimToImport[],
  joined: JoinedClaims,
): Promise<{ incoming: readonly ClaimToImport[]; joined: SimilarToNew[] }> {
  if (joined.size === 0) return { incoming, joined: [] };
  const stored = await findStored(db, [...joined.values()]);
  const kept = new Map<Uid, ClaimToImport>();
  const twins: ClaimToImport[] = [];
  const told: SimilarToNew[] = [];
  for (const one of incoming) {
    const { uid, text } = one.record.claim;
    const target = joined.get(uid);
    const before = target === undefined ? undefined : kept.get(target);
    const id = target === undefined ? undefined : stored.get(target);
    if (target === undefined || target === uid || (id === undefined && !before)) {
      if (kept.has(uid)) twins.push(one);
      else kept.set(uid, one);
    } else {
      const renamed = { ...one, record: { ...one.record, claim: { ...one.record.claim, uid: target } } };
      const other = before ? before.record.claim.text : text;
      kept.set(target, before ? addTo(before, renamed) : renamed);
      told.push({
        ...{ uid, text, place: one.place, isJoined: true, hasSameWords: foldSentence(other) === foldSentence(text) },
        other: { uid: target, text: other, id: id ?? null, place: before && id === undefined ? before.place : null },
      });
    }
  }
  return { incoming: [...kept.values(), ...twins], joined: told };
}

/** What the first says stays; it gets what only the second has. */
function addTo(first: ClaimToImport, second: ClaimToImport): ClaimToImport {
  const isForeign = second.isForeign ?? false;
  const { offers } = mergeClaim(first.record, second.record, new Set(), isForeign);
  const adds = new Set(offers.filter(isAddition).map(({ key }) => key));
  const { record } = mergeClaim(first.record, second.record, adds, isForeign);
  return { ...first, record, texts: new Map([...second.texts, ...first.texts]) };
}

const LISTS = ['claim.topics', 'claim.relations'];

const isAddition = ({ before, member }: Offer): boolean =>
  before === null || isSame(before, []) || LISTS.includes(member);
