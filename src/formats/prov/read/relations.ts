/** What the relations of a bundle say of its things. */
import { findActivityTime, firstNumber, firstText, type ProvIndex, type Thing } from './index.ts';
import { inNamespace, type ProvRecord } from '../model.ts';
import { readTime } from '../times.ts';

const hearsay = (local: string): string => inNamespace('hearsay', local);
const own = (thing: Thing, local: string): string | null => firstText(thing, hearsay(local));

/** What a bundle says of its things, ready to be asked. Each gives the first that was said. */
export interface Relations {
  index: ProvIndex;
  agentOf: (entity: string) => string | null;
  documentOf: (entity: string) => string | null;
  /** The entities that an activity generated. */
  generates: (activity: string) => readonly string[];
  /** By agent: the one it acts for, and how. */
  parentOf: ReadonlyMap<string, { parent: string; relation: string | null }>;
  /** A generation's time, or else that of the activity. */
  dateOf: (entity: string) => string | null;
  stampOf: (entity: string) => string | null;
  recordOf: (claim: string) => Thing | null;
  /** By attribution: its excerpts in order. */
  evidenceOf: (attribution: string | null) => readonly Thing[];
}

export function relateThings(index: ProvIndex): Relations {
  const { relations, things } = index;
  const attributed = firstBy(relations('wasAttributedTo'), 'entity');
  const associated = firstBy(relations('wasAssociatedWith'), 'activity');
  const generated = firstBy(relations('wasGeneratedBy'), 'entity');
  const member = firstBy(relations('hadMember'), 'entity');
  const activityTime = findActivityTime(index);
  const products = new Map<string, string[]>();
  for (const { formal } of generated.values()) {
    const list = products.get(formal.activity ?? '');
    if (list) list.push(formal.entity!);
    else products.set(formal.activity ?? '', [formal.entity!]);
  }
  const records = new Map<string, Thing>();
  const evidence = new Map<string, Thing[]>();
  for (const thing of things.values()) {
    const [claim, shown] = [own(thing, 'claim'), own(thing, 'shows')];
    if (claim !== null && thing.types.has(hearsay('Record'))) records.set(claim, thing);
    if (shown === null) continue;
    const pieces = evidence.get(shown);
    if (pieces) pieces.push(thing);
    else evidence.set(shown, [thing]);
  }
  const position = (thing: Thing): number => firstNumber(thing, hearsay('position')) ?? 0;
  for (const pieces of evidence.values()) pieces.sort((a, b) => position(a) - position(b));
  const timeOf = (entity: string): string | undefined => generated.get(entity)?.formal.time;
  return {
    index,
    agentOf: (entity) => {
      // An attribution says that the agent had to do with some activity that generated it (PROV-CONSTRAINTS, 13).
      const activity = generated.get(entity)?.formal.activity;
      return attributed.get(entity)?.formal.agent ?? associated.get(activity ?? '')?.formal.agent ?? null;
    },
    documentOf: (entity) => member.get(entity)?.formal.collection ?? null,
    generates: (activity) => products.get(activity) ?? [],
    parentOf: new Map(
      [...firstBy(relations('actedOnBehalfOf'), 'delegate')].map(([agent, { formal, attributes }]) => {
        const controls = attributes.some(([, value]) => value.kind === 'name' && value.uri === CONTROLLED);
        return [agent, { parent: formal.responsible!, relation: controls ? 'controlled-by' : 'part-of' }];
      }),
    ),
    dateOf: (entity) => {
      const [time, activity] = [timeOf(entity), generated.get(entity)?.formal.activity];
      if (time !== undefined) return readTime(time)?.date ?? null;
      return activity === undefined ? null : activityTime(activity);
    },
    stampOf: (entity) => readTime(timeOf(entity) ?? '')?.stamp ?? null,
    recordOf: (claim) => records.get(claim) ?? null,
    evidenceOf: (attribution) => evidence.get(attribution ?? '') ?? [],
  };
}

const CONTROLLED = hearsay('controlled-by');

function firstBy(records: readonly ProvRecord[], argument: string): ReadonlyMap<string, ProvRecord> {
  const first = new Map<string, ProvRecord>();
  for (const record of records) {
    const key = record.formal[argument]!;
    if (!first.has(key)) first.set(key, record);
  }
  return first;
}
