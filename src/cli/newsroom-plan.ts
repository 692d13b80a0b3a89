/** An invented newsroom as the writes that put it into an empty database, some claims at a time. */
import { STORY, inventStory } from '../newsroom/stories.ts';
import {
  planNewClaims,
  planNewSources,
  type NewClaim,
  type NewSource,
  type PlannedWrite,
} from '../storage/claims/batch.ts';
import type { Uid } from '../model/records.ts';

/** How many claims, and which: the same seed gives the same ones. */
export interface NewsroomSize {
  claims: number;
  seed: number;
}

/** What goes in with one commit. */
export interface NewsroomBatch {
  claims: number;
  statements: number;
  writes: readonly PlannedWrite[];
}

/** Whom the history names. */
const ACTOR = 'generate (command line)';

/** Claims in a commit: whole stories. */
const BATCH = 125 * STORY;

/** Constant memory but for the uids of the sources, some thousands. Everybody comes in with the first claim that names them. */
export function* planNewsroom({ claims, seed }: NewsroomSize): Generator<NewsroomBatch> {
  const known = new Set<Uid>();
  for (let from = 0; from < claims; from += BATCH) {
    const some = inventClaims(seed, from, Math.min(claims, from + BATCH));
    const fresh: NewSource[] = [];
    for (const { record, stamp } of some) {
      for (const source of record.sources) {
        if (known.has(source.uid)) continue;
        known.add(source.uid);
        fresh.push({ source, stamp });
      }
    }
    yield {
      claims: some.length,
      statements: some.reduce((sum, { record }) => sum + record.statements.length, 0),
      writes: [...planNewSources(fresh), ...planNewClaims(some)],
    };
  }
}

function inventClaims(seed: number, from: number, to: number): NewClaim[] {
  const stories = Array.from({ length: Math.ceil((to - from) / STORY) }, (_, n) => inventStory(seed, from / STORY + n));
  return stories
    .flat()
    .slice(0, to - from)
    .map(({ record, texts }) => {
      return { record, texts, stamp: { at: record.claim.createdAt, actor: ACTOR, reason: null } };
    });
}
