/** "TASS quoted the minister as saying A. He added B": what he added came by way of TASS too. */
import type { Named } from '../names/sources.ts';
import type { Found, Story } from '../model.ts';
import { rests } from '../relays/parents.ts';

/** How many paragraphs further a follow-up may stand. */
const NEAR = 1;

/** Gives an attribution that only refers to its source the parent that this source's last one had. */
export function carryOn(story: Story, found: readonly Found[], names: ReadonlyMap<Found, Named>): void {
  const last = new Map<string, Found>();
  for (const each of [...found].sort((a, b) => a.head - b.head)) {
    const named = names.get(each);
    if (!named || !each.source || each.group === 'relay') continue;
    const before = last.get(named.name);
    if (before && !each.parent && isFollowUp(story, each, before, named)) {
      if (before.parent && names.get(before.parent)?.name !== named.name && !rests(before.parent, each))
        each.parent = before.parent;
      if (!each.via && before.via) each.via = before.via;
    }
    last.set(named.name, each);
  }
}

function isFollowUp({ tokens }: Story, each: Found, before: Found, named: Named): boolean {
  if (tokens[each.head]!.paragraph - tokens[before.head]!.paragraph > NEAR) return false;
  return named.refers || tokens[each.head]!.lemma === 'add';
}
