/** Claims for large bases: invented, short, the same in every run. */
import {
  UNDISPUTED,
  type Attribution,
  type ClaimRecord,
  type Document,
  type Source,
  type SourceKind,
  type Statement,
  type Uid,
} from '../../src/model/records.ts';
import { makeRandom } from './make-random.ts';

/** In every second claim. */
export const COMMON_WORD = 'harbour';
/** In three claims of the first thousand, and in no other. */
export const RARE_WORD = 'quillory';

const AT = '2025-06-18T09:00:00Z';
const SOURCES = 400;
const WORDS = 4000;
const KINDS: readonly SourceKind[] = ['outlet', 'outlet', 'outlet', 'agency', 'organisation', 'government'];
/** Citing and cited, by the places of a claim's statements: two reports meet in one, which rests on an origin. */
const SHAPES: readonly (readonly (readonly [number, number])[])[] = [
  [[0, 1]],
  [
    [0, 1],
    [1, 2],
  ],
  [
    [0, 2],
    [1, 2],
    [2, 3],
  ],
  [
    [0, 2],
    [1, 2],
    [2, 3],
    [0, 4],
  ],
];

const uid = (letter: string, n: number): Uid => `${letter}${String(n).padStart(7, '0')}-0000-7000-8000-000000000000`;

/** Everybody who speaks; every fourth is part of one before it. */
const sources = Array.from({ length: SOURCES }, (_, n): Source => {
  const parent = n > 0 && n % 4 === 0 ? uid('a', n / 4) : null;
  const parentRelation = parent === null ? null : 'part-of';
  const rest = { country: null, aliases: [], homepage: null, wikidata: null };
  return {
    uid: uid('a', n),
    name: `The ${nameWord(n)} ${n}`,
    kind: KINDS[n % KINDS.length]!,
    parent,
    parentRelation,
    ...rest,
  };
});

/** The claim of a place, from 1 on: two to five statements, each in a document of its own. */
export function inventClaim(place: number): ClaimRecord {
  const random = makeRandom(place);
  // A few speak, and are written, far more often than others.
  const pick = (most: number): number => Math.floor(most * random() ** 2);
  const shape = SHAPES[place % SHAPES.length]!;
  const speakers = new Set<number>();
  const size = 1 + Math.max(...shape.flat());
  while (speakers.size < size) speakers.add(pick(SOURCES));
  const day = String(1 + (place % 28)).padStart(2, '0');
  const statements = [...speakers].map((speaker, n): Statement => {
    const rest = { wording: null, language: null, retractedAt: null, retractionReason: null };
    const [source, document] = [uid('a', speaker), uid('c', place * 8 + n)];
    return {
      uid: uid('b', place * 8 + n),
      source,
      document,
      statedAt: `2025-06-${day}`,
      stance: 'asserts',
      basis: 'unknown',
      ...rest,
    };
  });
  const documents = statements.map((statement, n): Document => {
    const rest = { kind: null, version: null, archivedUrl: null, retrievedAt: null, language: 'en', sha256: null };
    const title = `${nameWord(pick(WORDS))} ${nameWord(pick(WORDS))}, ${place}`;
    const url = `https://news.example/${place}/${n}`;
    return {
      uid: statement.document!,
      publisher: statement.source,
      title,
      url,
      publishedAt: `2025-06-${day}`,
      ...rest,
    };
  });
  const words = Array.from({ length: 8 }, () => nameWord(pick(WORDS)));
  if (place % 2 === 0) words.push(COMMON_WORD);
  if ([7, 77, 777].includes(place)) words.push(RARE_WORD);
  const attributions = shape.map(([citing, cited], n): Attribution => {
    const [from, to] = [statements[citing]!, statements[cited]!];
    const piece = { exact: 'citing', prefix: null, suffix: null, start: null, end: null };
    const evidence = n === 2 ? [] : [{ document: documents[0]!.uid, ...piece }];
    return {
      uid: uid('d', place * 8 + n),
      citing: from.uid,
      cited: to.uid,
      manner: 'cites',
      cue: 'citing',
      note: null,
      evidence,
      ...UNDISPUTED,
    };
  });
  const claim = {
    uid: uid('e', place),
    text: `${words.join(' ')}.`,
    language: 'en',
    aboutDate: `2025-06-${day}`,
    note: null,
    relations: [],
    rating: null,
  };
  const topics = [nameWord(place % 50)];
  return {
    claim: { ...claim, status: 'published', topics, createdAt: AT, updatedAt: AT },
    sources: withFamilies(speakers),
    documents,
    statements,
    attributions,
  };
}

function withFamilies(speakers: ReadonlySet<number>): Source[] {
  const named = new Set(speakers);
  for (const n of named) if (n > 0 && n % 4 === 0) named.add(n / 4);
  return [...named].map((n) => sources[n]!);
}

/** A word of its own for each number. */
function nameWord(n: number): string {
  const syllables = ['ba', 'do', 'fi', 'ga', 'hu', 'ke', 'lo', 'mi', 'na', 'po', 'ru', 'sa', 'te', 'vo', 'wi', 'zu'];
  const [first, second, third] = [n & 15, (n >> 4) & 15, (n >> 8) & 15].map((place) => syllables[place]!);
  return `${first}${second}${third}`;
}
