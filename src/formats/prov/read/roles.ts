/** Which entity of a bundle is a claim, a statement, a document or an excerpt, and which claim a statement belongs to. */
import { findThing, type ProvIndex, type Thing } from './index.ts';
import { inNamespace, type ProvRecord } from '../model.ts';

export interface Roles {
  /** Each with the entities that state it. The entity is null for chains of which nobody says what claim they are of. */
  claims: readonly { entity: string | null; statements: readonly string[] }[];
  /** One entity resting on another: citing, cited, and what says so. */
  joins: readonly { citing: string; cited: string; record: ProvRecord }[];
}

const hearsay = (local: string): string => inNamespace('hearsay', local);
const NO_STATEMENTS = [
  hearsay('Claim'),
  hearsay('Record'),
  hearsay('Document'),
  inNamespace('oa', 'Annotation'),
  inNamespace('prov', 'Bundle'),
  inNamespace('prov', 'Plan'),
];

/**
 * A claim is what is typed so, and what others specialize without specializing anything itself. Statements are what
 * specializes a claim, and both ends of a derivation; those that no claim is named for stand together with all that
 * they are derived from, as one claim.
 */
export function findRoles(index: ProvIndex): Roles {
  const general = findGeneral(index);
  const claims = new Map<string, string[]>();
  for (const thing of index.things.values()) if (thing.types.has(hearsay('Claim'))) claims.set(thing.uri, []);
  for (const top of general.values()) claims.set(top, []);
  const mayState = (uri: string): boolean => !claims.has(uri) && canState(findThing(index, uri));
  const joins = listJoins(index).filter(({ citing, cited }) => mayState(citing) && mayState(cited));
  const typed = [...index.things.values()].filter(({ types }) => types.has(hearsay('Statement')));
  const statements = new Set([
    ...typed.map(({ uri }) => uri),
    ...[...general.keys()].filter(mayState),
    ...joins.flatMap(({ citing, cited }) => [citing, cited]),
  ]);
  const groups = groupJoined(statements, joins);
  const alone: { entity: null; statements: string[] }[] = [];
  for (const group of groups) {
    const named = group.flatMap((uri) => general.get(uri) ?? []);
    // Statements of two claims may be derived from each other; whoever has no claim is of the first.
    const [first] = named;
    const own = first === undefined ? { entity: null, statements: [] as string[] } : null;
    if (own) alone.push(own);
    for (const uri of group) (own?.statements ?? claims.get(general.get(uri) ?? first!)!).push(uri);
  }
  return { claims: [...[...claims].map(([entity, list]) => ({ entity, statements: list })), ...alone], joins };
}

const canState = ({ types }: Thing): boolean => !NO_STATEMENTS.some((type) => types.has(type));

/** By entity: the most general of all it specializes. Where that goes round, nothing is. */
function findGeneral({ relations }: ProvIndex): Map<string, string> {
  const next = new Map<string, string>();
  for (const { formal } of relations('specializationOf')) {
    if (!next.has(formal.specificEntity!)) next.set(formal.specificEntity!, formal.generalEntity!);
  }
  const tops = new Map<string, string>();
  for (const start of next.keys()) {
    const walk = new Set<string>();
    let at = start;
    while (next.has(at) && !walk.has(at) && !tops.has(at)) {
      walk.add(at);
      at = next.get(at)!;
    }
    if (walk.has(at)) continue;
    for (const uri of walk) tops.set(uri, tops.get(at) ?? at);
  }
  return tops;
}

/** Influence says too little to be an attribution, unless we wrote it: see `describe-claim-in-prov.ts` on circles. */
function listJoins({ relations }: ProvIndex): Roles['joins'] {
  const derivations = relations('wasDerivedFrom').map((record) => ({
    citing: record.formal.generatedEntity!,
    cited: record.formal.usedEntity!,
    record,
  }));
  const influences = relations('wasInfluencedBy')
    .filter(({ attributes }) => attributes.some(([name]) => name === hearsay('manner')))
    .map((record) => ({ citing: record.formal.influencee!, cited: record.formal.influencer!, record }));
  return [...derivations, ...influences];
}

/** The entities in groups, each with all that it is joined to in any number of steps, in their order. */
function groupJoined(entities: ReadonlySet<string>, joins: Roles['joins']): string[][] {
  const neighbours = new Map<string, string[]>([...entities].map((uri) => [uri, []]));
  for (const { citing, cited } of joins) {
    neighbours.get(citing)!.push(cited);
    neighbours.get(cited)!.push(citing);
  }
  const seen = new Set<string>();
  return [...entities].flatMap((start) => {
    if (seen.has(start)) return [];
    const group = [start];
    seen.add(start);
    // The list grows as it is walked.
    for (const uri of group) {
      for (const other of neighbours.get(uri)!) {
        if (seen.has(other)) continue;
        seen.add(other);
        group.push(other);
      }
    }
    return [group];
  });
}
