/** What of a bundle of PROV is not kept, named: nothing is dropped silently. */
import { gatherNotices } from '../../notices.ts';
import { inNamespace, isElement, type ProvKind, type ProvRecord } from '../model.ts';

/** Attributes that are read where they belong. */
const READ = new Set([
  ...['type', 'label', 'value', 'location'].map((local) => inNamespace('prov', local)),
  ...['exact', 'prefix', 'suffix', 'start', 'end'].map((local) => inNamespace('oa', local)),
  ...(
    'aboutDate claim status topic note updatedAt url kind country alias homepage wikidata archivedUrl publishedAt ' +
    'retrievedAt rating reviewer reviewerKind reviewerUrl ratedAt reviewUrl ratingValue bestRating worstRating ' +
    'language sha256 stance basis statedAt retractedAt retractionReason manner cue shows position'
  )
    .split(' ')
    .map((local) => inNamespace('hearsay', local)),
]);

/**
 * Tells which records, and which attributes of those kept, were left aside: a sentence for each kind of them.
 * @param isKept whether a record was read
 */
export function tellUnkept(records: readonly ProvRecord[], isKept: (record: ProvRecord) => boolean): string[] {
  const notices = gatherNotices();
  for (const record of records) {
    const lost = isKept(record) ? listLost(record) : [record.kind];
    for (const what of lost) notices.add(`${what} is not kept`, nameRecord(record));
  }
  return notices.list();
}

/** What a kept relation may tell beyond what is read. */
const ASIDE: Partial<Record<ProvKind, readonly string[]>> = {
  wasDerivedFrom: ['activity', 'generation', 'usage'],
  wasAssociatedWith: ['plan'],
  actedOnBehalfOf: ['activity'],
};

function listLost({ kind, formal, attributes }: ProvRecord): string[] {
  const left = (ASIDE[kind] ?? []).filter((argument) => formal[argument] !== undefined);
  return [
    ...left.map((argument) => `the ${argument} of ${kind}`),
    ...attributes.flatMap(([name]) => (READ.has(name) ? [] : [`attribute ${name}`])),
  ];
}

/** A relation without a name is told by what it joins. */
function nameRecord({ kind, id, formal }: ProvRecord): string {
  if (id !== null || isElement(kind)) return id ?? '';
  return Object.values(formal).join(', ');
}
