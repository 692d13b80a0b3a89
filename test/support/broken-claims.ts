/** Files of `hearsay.claim/1` with one thing wrong in each, and what is to be said of it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { HearsayClaim } from '../../src/formats/hearsay/schema.ts';
import { uidFrom } from './records.ts';

const SAMPLE = fileURLToPath(new URL('../../db/sample', import.meta.url));

const RATING = {
  ...{
    text: 'False',
    reviewer: 'Desk',
    reviewerKind: 'organisation',
    reviewerUrl: null,
    ratedAt: null,
    reviewUrl: null,
    publisher: null,
    archivedUrl: null,
  },
  ...{ value: 1, best: 5, worst: 1 },
};

/** A file of the sample newsroom, such as `ians/01-shoigu-visit-follows-up-4-june`: a new object each time. */
export function readSample(name: string): HearsayClaim {
  return JSON.parse(readFileSync(`${SAMPLE}/${name}.json`, 'utf8')) as HearsayClaim;
}

/** The worked example, to be broken: 5 sources, 1 document, 4 statements, 4 attributions. */
export const WHOLE = 'ians/01-shoigu-visit-follows-up-4-june';
/** A claim of the invented set, with texts. */
export const WITH_TEXT = 'invented/02-orrin-bridge-closed-for-days';

export interface BrokenClaim {
  what: string;
  file?: string;
  breakIt?: (file: HearsayClaim) => void;
  /** What stands in the file instead. */
  instead?: (file: HearsayClaim) => unknown;
  /** `field message`, each problem of the file. */
  problems: string[];
}

const NOBODY = uidFrom('nobody');
const A_TEXT = 'it must be text, or null where it may be unknown';

/** The file with other members than the types allow. */
const mend = (file: object, members: Record<string, unknown>): void => void Object.assign(file, members);

export const BROKEN_CLAIMS: readonly BrokenClaim[] = [
  { what: 'a number', instead: () => 7, problems: [' must be an object'] },
  { what: 'null', instead: () => null, problems: [' must be an object'] },
  {
    what: 'another format',
    breakIt: (file) => mend(file, { format: 'hearsay.record/1' }),
    problems: ['format must be hearsay.claim/1'],
  },
  {
    what: 'a newer format',
    breakIt: (file) => mend(file, { format: 'hearsay.claim/2' }),
    problems: ['format is hearsay.claim/2, which a newer Hearsay wrote: this one reads hearsay.claim/1'],
  },
  {
    what: 'no format',
    breakIt: (file) => mend(file, { format: undefined }),
    problems: ['format is missing: it must be hearsay.claim/1, or null where it may be unknown'],
  },
  {
    what: 'a wrong type',
    breakIt: (file) => mend(file.claim, { text: 5 }),
    problems: ['claim.text must be text'],
  },
  {
    what: 'a missing member',
    breakIt: (file) => mend(file.statements[2]!, { statedAt: undefined }),
    problems: [`statements[2].statedAt is missing: ${A_TEXT}`],
  },
  {
    what: 'a missing list',
    breakIt: (file) => mend(file, { statements: undefined }),
    problems: ['statements is missing: it must be a list, or null where it may be unknown'],
  },
  {
    what: 'unknown members',
    breakIt: (file) => {
      mend(file.claim, { verdict: 'true' });
      mend(file.sources[1]!, { nmae: 'x' });
    },
    problems: ['claim.verdict is not a member of the format', 'sources[1].nmae is not a member of the format'],
  },
  {
    what: 'a rating without a reviewer and with a wrong scale',
    breakIt: (file) => mend(file.claim, { rating: { ...RATING, reviewer: null } }),
    problems: ['claim.rating.reviewer must be text'],
  },
  {
    what: 'a rating beyond its scale',
    breakIt: (file) => mend(file.claim, { rating: { ...RATING, value: 6 } }),
    problems: ['claim.rating.value must not be higher than the best rating'],
  },
  {
    what: 'an unknown value',
    breakIt: (file) => mend(file.statements[0]!, { stance: 'hopes' }),
    problems: ['statements[0].stance must be one of asserts, denies, doubts'],
  },
  {
    what: 'an empty text',
    breakIt: (file) => mend(file.claim, { text: ' \t ' }),
    problems: ['claim.text must not be empty'],
  },
  {
    what: 'an invalid uid',
    breakIt: (file) => mend(file.claim, { uid: '12' }),
    problems: ['claim.uid must be a UUIDv7 in lower case'],
  },
  {
    what: 'a date that does not exist',
    breakIt: (file) => mend(file.statements[0]!, { statedAt: '2025-02-30' }),
    problems: [
      'statements[0].statedAt must be a date such as 2025, 2025-06, 2025-06-17 or 2025-06-17T09:12+09:00, an approximate one such as 2025-06~, or an interval such as 2025-06-10/2025-06-12',
    ],
  },
  {
    what: 'a time stamp that does not exist',
    breakIt: (file) => mend(file.claim, { createdAt: '2025-06-31T00:00:00Z' }),
    problems: ['claim.createdAt must be a UTC time such as 2025-06-18T09:00:00Z'],
  },
  {
    what: 'a javascript: address',
    breakIt: (file) => mend(file.documents[0]!, { url: 'javascript:alert(1)' }),
    problems: ['documents[0].url must be an http or https address'],
  },
  {
    what: 'an address with a password',
    breakIt: (file) => mend(file.sources[0]!, { homepage: 'https://a:b@example.com/' }),
    problems: ['sources[0].homepage must not contain a user name or password'],
  },
  {
    what: 'half a surrogate pair',
    breakIt: (file) => mend(file.claim, { text: 'Half a \ud83d pair' }),
    problems: ['claim.text must be well-formed Unicode: it contains half a surrogate pair'],
  },
  {
    what: 'a text that is too long, and another',
    breakIt: (file) => {
      mend(file.claim, { text: '😀'.repeat(1001) });
      mend(file.sources[0]!, { name: 'x'.repeat(90_000) });
    },
    problems: [
      'claim.text must be at most 1,000 characters, not 1,001',
      'sources[0].name must be at most 300 characters, not 90,000',
    ],
  },
  {
    what: 'references to missing records',
    breakIt: (file) => {
      mend(file.statements[0]!, { source: NOBODY, document: NOBODY });
      mend(file.documents[0]!, { publisher: NOBODY });
      mend(file.sources[0]!, { parent: NOBODY, parentRelation: 'part-of' });
      mend(file.attributions[0]!, { disputedBy: NOBODY });
      mend(file.attributions[0]!.evidence[0]!, { document: NOBODY });
    },
    problems: [
      `sources[0].parent names ${NOBODY}, which is not in sources`,
      `documents[0].publisher names ${NOBODY}, which is not in sources`,
      `statements[0].source names ${NOBODY}, which is not in sources`,
      `statements[0].document names ${NOBODY}, which is not in documents`,
      `attributions[0].disputedBy names ${NOBODY}, which is not in sources`,
      `attributions[0].evidence[0].document names ${NOBODY}, which is not in documents`,
    ],
  },
  {
    what: 'a statement of another claim',
    breakIt: (file) => mend(file.attributions[1]!, { cited: NOBODY }),
    problems: [`attributions[1].cited names ${NOBODY}, which is not in the statements of this claim`],
  },
  {
    what: 'a statement that cites itself',
    breakIt: (file) => mend(file.attributions[0]!, { cited: file.attributions[0]!.citing }),
    problems: ['attributions[0].cited is the citing statement itself'],
  },
  {
    what: 'a circle of parents',
    breakIt: ({ sources }) => {
      mend(sources[0]!, { parent: sources[1]!.uid, parentRelation: 'part-of' });
      mend(sources[1]!, { parent: sources[0]!.uid, parentRelation: 'controlled-by' });
    },
    problems: [
      'sources[0].parent makes the source its own ancestor',
      'sources[1].parent makes the source its own ancestor',
    ],
  },
  {
    what: 'a source that is its own parent',
    breakIt: ({ sources }) => mend(sources[4]!, { parent: sources[4]!.uid, parentRelation: 'part-of' }),
    problems: ['sources[4].parent makes the source its own ancestor'],
  },
  {
    what: 'a parent without its relation',
    breakIt: ({ sources }) => mend(sources[2]!, { parentRelation: null }),
    problems: ['sources[2].parentRelation goes with parent: both or neither'],
  },
  {
    what: 'a uid twice, in one list and across lists',
    breakIt: ({ claim, sources, statements }) => {
      mend(sources[1]!, { uid: sources[0]!.uid });
      mend(statements[3]!, { uid: claim.uid });
    },
    problems: [
      'sources[1].uid is also the uid of sources[0]',
      'statements[3].uid is also the uid of claim',
      'sources[2].parent names 0197820d-5000-7001-b617-c966ff3e011c, which is not in sources',
      'sources[3].parent names 0197820d-5000-7001-b617-c966ff3e011c, which is not in sources',
      'attributions[3].cited names 01978244-3e80-7004-9399-8a9d2d1db3e0, which is not in the statements of this claim',
    ],
  },
  {
    what: 'two attributions of the same two statements',
    breakIt: ({ attributions }) => mend(attributions[1]!, { cited: attributions[0]!.cited }),
    problems: ['attributions[1] joins the same two statements as attributions[0]'],
  },
  {
    what: 'statements that are the same node',
    breakIt: ({ statements }) => {
      statements.push({ ...statements[0]!, uid: NOBODY }, { ...statements[1]!, uid: uidFrom('another') });
    },
    problems: [
      'statements[4] is the same as statements[0]: same source, stance and document',
      'statements[5] is the same as statements[1]: same source, stance and date',
    ],
  },
  {
    what: 'a reason to retract without a date',
    breakIt: ({ statements }) => mend(statements[1]!, { retractionReason: 'It was wrong.' }),
    problems: ['statements[1].retractedAt is missing: there is a reason for the retraction, but no date'],
  },
  {
    what: 'a topic twice',
    breakIt: ({ claim }) => void claim.topics.push(claim.topics[0]!),
    problems: ['claim.topics[2] appears twice'],
  },
  {
    what: 'an invalid country and language',
    breakIt: ({ claim, sources }) => {
      mend(claim, { language: 'english!' });
      mend(sources[0]!, { country: 'ZZ' });
    },
    problems: [
      'claim.language must be a language tag such as en, ko or zh-Hant',
      'sources[0].country must be a two-letter country code such as KR',
    ],
  },
  {
    what: 'half a place and a place of another length',
    breakIt: ({ attributions }) => {
      mend(attributions[0]!.evidence[0]!, { start: 3 });
      mend(attributions[1]!.evidence[0]!, { start: 3, end: 4 });
    },
    problems: [
      'attributions[0].evidence[0].end goes with start: both or neither',
      'attributions[1].evidence[0].end must be start and the number of characters in exact',
    ],
  },
  {
    what: 'invalid places',
    breakIt: ({ attributions }) => {
      mend(attributions[0]!.evidence[0]!, { start: -1, end: 1.5 });
    },
    problems: [
      'attributions[0].evidence[0].start must be at least 0',
      'attributions[0].evidence[0].end must be a whole number',
    ],
  },
  {
    what: 'an excerpt that is not in the text',
    file: WITH_TEXT,
    breakIt: ({ attributions }) => mend(attributions[0]!.evidence[0]!, { exact: 'never said', start: null, end: null }),
    problems: ["attributions[0].evidence[0].exact does not occur in the document's text"],
  },
  {
    what: 'an excerpt one character off',
    file: WITH_TEXT,
    breakIt: ({ attributions }) => {
      const piece = attributions[0]!.evidence[0]!;
      mend(piece, { start: piece.start! + 1, end: piece.end! + 1 });
    },
    problems: ["attributions[0].evidence[0].start is not where the excerpt stands in the document's text"],
  },
  {
    what: 'the hash of another text',
    file: WITH_TEXT,
    breakIt: ({ documents }) => mend(documents[0]!, { sha256: '0'.repeat(64) }),
    problems: ['documents[0].sha256 is not the SHA-256 of the text'],
  },
  {
    what: 'an own member __proto__',
    instead: (file) => JSON.parse(JSON.stringify(file).replace('{', '{"__proto__":{"text":"x"},')) as unknown,
    problems: ['__proto__ is not a member of the format'],
  },
  {
    what: 'members that every object has',
    breakIt: (file) => {
      mend(file.claim, { constructor: 1 });
      mend(file, { hasOwnProperty: 2 });
    },
    problems: ['claim.constructor is not a member of the format', 'hasOwnProperty is not a member of the format'],
  },
];

/** What stands in the file of a broken claim, as parsed JSON. */
export function writeBroken({ file = WHOLE, breakIt, instead }: BrokenClaim): unknown {
  const whole = readSample(file);
  breakIt?.(whole);
  // Members that are undefined go with the text.
  return JSON.parse(JSON.stringify(instead ? instead(whole) : whole)) as unknown;
}
