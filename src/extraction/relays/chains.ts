/** Attributions to chains: from the publisher through the parents to each that nobody stands under. */
import type { ReadAttribution, ReadChain } from '../model.ts';

/** What a chain needs to know of an attribution beside what is shown of it. */
export interface Link {
  attribution: ReadAttribution;
  name: string;
  /** Beliefs and intentions of people within somebody's report are no hops of their own. */
  isHop: boolean;
}

/** All chains, in the order of the attributions they end at. */
export function makeChains(links: readonly Link[], publisher: string | null): ReadChain[] {
  const byId = new Map(links.map((link) => [link.attribution.id, link]));
  const cited = new Set(links.filter(({ isHop }) => isHop).map(({ attribution }) => attribution.parent));
  return links
    .filter(({ attribution, isHop }) => isHop && !cited.has(attribution.id))
    .map((leaf) => makeChain(leaf, byId, publisher));
}

function makeChain(leaf: Link, byId: ReadonlyMap<string, Link>, publisher: string | null): ReadChain {
  const path: Link[] = [];
  for (let at: Link | undefined = leaf; at && path.length < 50; at = byId.get(at.attribution.parent ?? ''))
    path.unshift(at);
  const chain: ReadChain = { names: [], unnamed: [], attributions: [] };
  if (publisher !== null) {
    chain.names.push(publisher);
    chain.unnamed.push(false);
  }
  for (const { attribution, name } of path) {
    if (attribution.via) addStation(chain, attribution.via.name, false, attribution.id);
    addStation(chain, name, attribution.unnamed, attribution.id);
  }
  return chain;
}

/** Neighbours of one name are one station: Reuters telling what somebody told Reuters. */
function addStation(chain: ReadChain, name: string, unnamed: boolean, id: string): void {
  const isSame = chain.names.at(-1)?.toLowerCase() === name.toLowerCase();
  if (!isSame) {
    chain.names.push(name);
    chain.unnamed.push(unnamed);
  }
  if (!isSame || chain.attributions.length === 0) chain.attributions.push(id);
}
