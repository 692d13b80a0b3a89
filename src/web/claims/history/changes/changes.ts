import { changesClaim, type ClaimChange } from '../../../../provenance/revisions.ts';
import type { Scene } from './names.ts';
import { tellAttribution } from './attribution.ts';
import { tellClaim } from './claim.ts';
import { tellStatement } from './statement.ts';
import type { Told } from './phrases.ts';

/** What was changed, in sentences, record by record; and so many records are not told. */
export interface Telling {
  told: readonly Told[];
  more: number;
}

/**
 * @param most so many records are told
 */
export function tellChanges(scene: Scene, changes: readonly ClaimChange[], most: number): Telling {
  const real = changes.filter((change) => change.kind !== 'claim' || changesClaim(change));
  const told = real.slice(0, most).flatMap((change) => tellChange(scene, change));
  // With a new claim all is new: its texts are on its page.
  const isCreation = real.some(({ kind, before }) => kind === 'claim' && before === null);
  return {
    told: isCreation ? told.map(({ sentence }) => ({ sentence, texts: [] })) : told,
    more: Math.max(0, real.length - most),
  };
}

function tellChange(scene: Scene, change: ClaimChange): Told[] {
  if (change.kind === 'claim') return tellClaim(scene, change.before, change.after);
  if (change.kind === 'statement') return tellStatement(scene, change.before, change.after);
  return tellAttribution(scene, change.before, change.after);
}
