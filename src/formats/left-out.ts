/** What an export format leaves out of a claim's record, by member, and in a sentence. */

const MEMBER_WORDS = {
  claim: {
    ...{ uid: 'the uid', text: 'the text', language: 'the language', aboutDate: 'the date it is about' },
    ...{ status: 'the status', topics: 'topics', note: 'the note', relations: 'relations to other claims' },
    ...{ contradictions: 'which claims it contradicts', relationNotes: 'the notes of relations' },
    ...{ rating: 'the rating', createdAt: 'when it was entered', updatedAt: 'when it was last changed' },
  },
  sources: {
    ...{ uid: 'uids', name: 'names', kind: 'the exact kind', country: 'the country', parent: 'the family' },
    ...{ parentRelation: 'how they are related to their parent', aliases: 'other names', homepage: 'the homepage' },
    ...{ aliasLanguages: 'the languages of other names', wikidata: 'the Wikidata item' },
  },
  documents: {
    ...{ uid: 'uids', publisher: 'the publisher', kind: 'the kind', title: 'the title', url: 'the address' },
    ...{ version: 'the version', archivedUrl: 'the archived copy', publishedAt: 'when they were published' },
    ...{ retrievedAt: 'when they were retrieved', language: 'the language', sha256: 'the SHA-256 of the text' },
  },
  statements: {
    ...{ uid: 'uids', source: 'the source', document: 'the document', statedAt: 'the date', time: 'the time of day' },
    ...{ wording: 'the wording', language: 'the language of the wording', stance: 'the stance', basis: 'the basis' },
    ...{ retractedAt: 'retractions', retractionReason: 'the reason for a retraction' },
  },
  attributions: {
    ...{ uid: 'uids', cited: 'whom they cite', manner: 'the manner', cue: 'the cue', note: 'the note' },
    ...{ disputedAt: 'when they were disputed', disputedBy: 'who disputes them', disputeReason: 'why' },
  },
  evidence: {
    ...{ exact: 'the first excerpt', more: 'further excerpts', document: 'the document', prefix: 'the words before' },
    ...{ suffix: 'the words after', start: 'where it begins', end: 'where it ends' },
  },
} as const;

type MemberWords = typeof MEMBER_WORDS;

/** By kind of record: its members that are not in the file. */
export type LeftOut = { readonly [Kind in keyof MemberWords]?: readonly (keyof MemberWords[Kind])[] };

/** All members of all records. */
export const EVERYTHING = Object.fromEntries(
  Object.entries(MEMBER_WORDS).map(([kind, words]) => [kind, Object.keys(words)]),
) as unknown as Required<LeftOut>;

const KIND_WORDS: Readonly<Record<keyof LeftOut, string>> = {
  claim: 'the claim',
  sources: 'sources',
  documents: 'documents',
  statements: 'statements',
  attributions: 'attributions',
  evidence: 'evidence',
};

const LIST = new Intl.ListFormat('en-GB');

/** "Leaves out: of the claim, topics and the note; of sources, all but names; of evidence, everything." */
export function describeLeftOut(leftOut: LeftOut): string {
  const kinds = Object.keys(MEMBER_WORDS) as (keyof LeftOut)[];
  const parts = kinds.flatMap((kind) => {
    const members: readonly string[] = leftOut[kind] ?? [];
    return members.length === 0 ? [] : [`of ${KIND_WORDS[kind]}, ${describeMembers(kind, members)}`];
  });
  return parts.length === 0 ? 'Leaves nothing out.' : `Leaves out: ${parts.join('; ')}.`;
}

function describeMembers(kind: keyof LeftOut, members: readonly string[]): string {
  const words: Readonly<Record<string, string>> = MEMBER_WORDS[kind];
  const list = (names: readonly string[]): string => LIST.format(names.map((member) => words[member]!));
  const others = EVERYTHING[kind].filter((member) => !members.includes(member));
  if (others.length === 0) return 'everything';
  return others.length < members.length ? `all but ${list(others)}` : list(members);
}
