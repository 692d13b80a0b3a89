/** Exports a claim with every member filled, changes one member at a time, and sees whether the file changes. */
import { describe, expect, it } from 'vitest';
import { CLAIM_FILES, HEARSAY_FORMAT } from '../../src/formats/index.ts';
import { describeLeftOut, EVERYTHING } from '../../src/formats/left-out.ts';
import { RECORD_RULES } from '../../src/formats/hearsay/schema.ts';
import { UNDISPUTED, type ClaimRecord, type ClaimRelation } from '../../src/model/records.ts';
import { uidFrom } from '../support/records.ts';

const uid = (name: string): string => uidFrom(`left out ${name}`);

const RELATION: ClaimRelation = { claim: uid('other'), relation: 'became', note: 'Relation note.' };

const RECORD: ClaimRecord = {
  claim: {
    ...{ uid: uid('claim'), text: 'Claim text.', language: 'en', aboutDate: '1901', status: 'published' },
    ...{ topics: ['topic'], note: 'Claim note.' },
    relations: [RELATION, { ...RELATION, relation: 'contradicts' }],
    rating: {
      ...{ text: 'Rated', reviewer: 'Reviewer', reviewerKind: 'person', reviewerUrl: 'https://reviewer.example/' },
      ...{ ratedAt: '1902', reviewUrl: 'https://review.example/', value: 3, best: 5, worst: 1 },
      ...{ publisher: 'Herald', archivedUrl: 'https://archive.example/' },
    },
    ...{ createdAt: '2001-01-01T00:00:00Z', updatedAt: '2001-01-02T00:00:00Z' },
  },
  sources: ['citing', 'cited', 'above', 'aside'].map((name) => ({
    ...{ uid: uid(name), name: `Source ${name}`, country: 'KR' },
    // Of a person nobody asks who published it.
    kind: name === 'aside' ? 'person' : 'agency',
    ...(name === 'citing' || name === 'cited'
      ? { parent: uid('above'), parentRelation: 'part-of' as const }
      : { parent: null, parentRelation: null }),
    aliases: [{ name: `Alias ${name}`, language: 'ko' }],
    ...{ homepage: `https://${name}.example/`, wikidata: 'Q1' },
  })),
  documents: ['own', 'shown', 'third'].map((name) => ({
    ...{
      uid: uid(name),
      publisher: uid(name === 'third' ? 'cited' : 'citing'),
      kind: 'article',
      title: `Title ${name}`,
    },
    ...{ url: `https://${name}.example/`, version: `v-${name}`, archivedUrl: `https://archive.example/${name}` },
    ...{ publishedAt: '1903-01-01', retrievedAt: '1904-01-01', language: 'fr', sha256: 'a'.repeat(64) },
  })),
  statements: ['citing', 'cited', 'aside'].map((name) => ({
    ...{ uid: uid(`${name} statement`), source: uid(name), document: uid(name === 'cited' ? 'third' : 'own') },
    ...{ statedAt: name === 'citing' ? '1906-01-02T09:12Z' : '1905-01-02T09:12Z', wording: `Wording ${name}.` },
    ...{ language: 'de', stance: 'denies', basis: 'witnessed' },
    ...{ retractedAt: '1907-01-01', retractionReason: `Reason ${name}.` },
  })),
  attributions: [
    {
      ...{ uid: uid('hop'), citing: uid('citing statement'), cited: uid('cited statement') },
      ...{ manner: 'paraphrases', cue: 'cue', note: 'Hop note.' },
      ...{ disputedAt: '1908-01-01', disputedBy: uid('above'), disputeReason: 'Dispute reason.' },
      evidence: [1, 2].map((n) => ({
        ...{ document: uid('shown'), exact: `Excerpt ${n}`, prefix: 'before ', suffix: ' after', start: 7, end: 16 },
      })),
    },
    {
      ...{ uid: uid('plain hop'), citing: uid('aside statement'), cited: uid('cited statement') },
      ...{ manner: 'cites', cue: null, note: null, evidence: [], ...UNDISPUTED },
    },
  ],
};

/** Each member with another value of the same shape, so that nothing that is derived changes with it. */
const CHANGES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  claim: {
    ...{ text: 'Other.', language: 'nl', aboutDate: '1911', status: 'withdrawn', topics: ['else'], note: 'Else.' },
    ...{ relations: [], rating: null, createdAt: '2002-01-01T00:00:00Z', updatedAt: '2002-01-02T00:00:00Z' },
  },
  sources: {
    ...{ name: 'Other', kind: 'outlet', country: 'FR', parent: uid('aside'), parentRelation: 'controlled-by' },
    ...{ homepage: 'https://else.example/', wikidata: 'Q2' },
  },
  documents: {
    ...{ publisher: uid('cited'), kind: 'paper', title: 'Else', url: 'https://else.example/', version: 'else' },
    ...{ archivedUrl: 'https://else.example/', publishedAt: '1913-01-01', retrievedAt: '1914-01-01', language: 'nl' },
    sha256: 'b'.repeat(64),
  },
  statements: {
    ...{ source: uid('aside'), document: uid('third'), wording: 'Else.', language: 'nl', stance: 'doubts' },
    ...{ basis: 'own-act', retractedAt: '1917-01-01', retractionReason: 'Else.' },
  },
  attributions: {
    ...{ manner: 'cites', cue: 'else', note: 'Else.' },
    ...{ disputedAt: '1918-01-01', disputedBy: uid('aside'), disputeReason: 'Else.' },
  },
  evidence: {
    ...{ document: uid('third'), prefix: 'else ', suffix: ' else', start: 8, end: 17 },
  },
};

type Row = Record<string, unknown>;

/** The rows of a kind with one of them changed, as a new record. */
function changeRow(kind: string, at: number, change: (row: Row) => Row): ClaimRecord {
  const record = structuredClone(RECORD) as unknown as Record<string, unknown>;
  if (kind === 'claim') record.claim = change(record.claim as Row);
  else if (kind === 'evidence') {
    const [hop] = record.attributions as { evidence: Row[] }[];
    hop!.evidence[at] = change(hop!.evidence[at]!);
  } else (record[kind] as Row[])[at] = change((record[kind] as Row[])[at]!);
  return record as unknown as ClaimRecord;
}

const FIRST: Readonly<Record<string, string>> = {
  ...{ claim: uid('claim'), sources: uid('citing'), documents: uid('own') },
  ...{ statements: uid('citing statement'), attributions: uid('hop') },
};

/** The record with another value of this member. */
function changeMember(kind: string, member: string): ClaimRecord {
  const set = (value: Row, at = 0) => changeRow(kind, at, (row) => ({ ...row, ...value }));
  if (member === 'uid') {
    // One that sorts as the old one does.
    const was = FIRST[kind]!;
    const now = `${was.slice(0, -1)}${was.endsWith('0') ? '1' : '0'}`;
    return JSON.parse(JSON.stringify(RECORD).replaceAll(was, now)) as ClaimRecord;
  }
  if (member === 'time') return set({ statedAt: '1906-01-02T09:13Z' });
  if (member === 'statedAt') return set({ statedAt: '1906-01-03T09:12Z' });
  if (member === 'contradictions') return set({ relations: [RELATION] });
  if (member === 'relationNotes')
    return set({ relations: RECORD.claim.relations.map((one) => ({ ...one, note: 'Else.' })) });
  if (member === 'aliases') return set({ aliases: [{ name: 'Else', language: 'ko' }] });
  if (member === 'aliasLanguages') return set({ aliases: [{ name: 'Alias citing', language: 'nl' }] });
  // A disputed hop is no hop everywhere.
  if (member === 'cited') return set({ cited: uid('citing statement') }, 1);
  if (member === 'more') return set({ exact: 'Else' }, 1);
  if (member === 'exact') return set({ exact: 'Else' });
  expect(Object.keys(CHANGES[kind]!), `${kind} has a member without another value`).toContain(member);
  return set({ [member]: CHANGES[kind]![member] });
}

const context = { url: 'https://a.example/1', here: 'https://a.example/1.x', exportedAt: '2001-01-03T00:00:00Z' };

describe.each([HEARSAY_FORMAT, ...CLAIM_FILES].map((format) => [format.name, format] as const))('%s', (_, format) => {
  it('leaves out what its note says, and nothing else', () => {
    const plain = format.write(RECORD, context);
    const leftOut = Object.fromEntries(
      Object.entries(EVERYTHING).flatMap(([kind, members]) => {
        const missing = members.filter((member) => format.write(changeMember(kind, member), context) === plain);
        return missing.length === 0 ? [] : [[kind, missing]];
      }),
    );
    expect(leftOut).toEqual(format.leavesOut);
  });

  it('holds a rating whole or not at all', () => {
    const { rating } = RECORD.claim;
    const plain = format.write(RECORD, context);
    const writes = (claim: object) =>
      format.write(
        changeRow('claim', 0, (row) => ({ ...row, ...claim })),
        context,
      ) !== plain;
    const members = { text: 'Else', reviewer: 'Else', reviewerKind: 'organisation', reviewerUrl: 'https://e.example/' };
    const more = { ratedAt: '1912', reviewUrl: 'https://e.example/', value: 2, best: 6, worst: 0 };
    const published = { publisher: 'Else', archivedUrl: 'https://e.example/' };
    const inRating = Object.entries({ ...members, ...more, ...published }).map(([name, value]) =>
      writes({ rating: { ...rating, [name]: value } }),
    );
    expect(new Set(inRating)).toEqual(new Set([!format.leavesOut.claim?.includes('rating')]));
  });
});

it('every member of the format is one that may be left out', () => {
  const { claim, source, document, statement, attribution, evidence } = RECORD_RULES;
  const shapes = {
    claim,
    sources: source,
    documents: document,
    statements: statement,
    attributions: attribution,
    evidence,
  };
  // Texts are in no file for readers; the others are what a hop joins, derived, or another kind of record.
  const others = ['text', 'citing', 'evidence', 'support', 'lag'];
  for (const [kind, shape] of Object.entries(shapes)) {
    const named: readonly string[] = EVERYTHING[kind as keyof typeof EVERYTHING];
    expect(
      Object.keys(shape).filter((member) => !named.includes(member) && !others.includes(member)),
      kind,
    ).toEqual([]);
  }
});

it('what a format leaves out is told in a sentence', () => {
  expect(describeLeftOut({})).toBe('Leaves nothing out.');
  const some = { claim: ['topics', 'note'], documents: ['kind'], evidence: EVERYTHING.evidence } as const;
  const sources = EVERYTHING.sources.filter((member) => member !== 'name');
  expect(describeLeftOut({ ...some, sources })).toBe(
    'Leaves out: of the claim, topics and the note; of sources, all but names; of documents, the kind; of evidence, everything.',
  );
});
