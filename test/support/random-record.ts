import fc from 'fast-check';
import { checkText } from '../../src/formats/checks.ts';
import { identifyRelation, sortRelations } from '../../src/model/identity.ts';
import {
  BASES,
  CLAIM_RELATIONS,
  CLAIM_STATUSES,
  DOCUMENT_KINDS,
  MANNERS,
  REVIEWER_KINDS,
  type Attribution,
  type ClaimRecord,
  type Document,
  type Evidence,
  type Rating,
  type Source,
  type Statement,
  type Uid,
} from '../../src/model/records.ts';
import { aClaim, keepUsed, recordOf, uidFrom } from './records.ts';
import { randomGraph } from './random-graph.ts';
import { hashText } from '../../src/text/characters.ts';
import { locateEvidence } from '../../src/text/excerpts.ts';
import { cleanName } from '../../src/text/invisible.ts';
import { foldText } from '../../src/text/words.ts';

/** A record with everything in it that may be in one, and the texts of some of its documents. */
export interface RandomRecord {
  record: ClaimRecord;
  texts: ReadonlyMap<Uid, string>;
}

/** Words that have broken programs, beside any characters at all. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'null',
    '"',
    '\\',
    "'); drop table claim; --",
    '<script>',
    '😀',
    '\ufeff',
    ' a ',
    '?1',
  ),
);
// As it is kept: names are cleaned on the way in.
const aLine = () => words.map(cleanName).filter((value) => checkText(value, { most: 60, lines: false }) === null);
const aText = () => fc.oneof(aLine(), fc.constant('two\nlines'), fc.constant('a\ttab'));
// Each has a name: fast-check keeps what it made for every function it was given, and looks through all of them.
const aCountry = () => fc.constantFrom('KR', 'RU');
const aWikidataItem = () => fc.constant('Q42');
const aDocumentKind = () => fc.constantFrom(...DOCUMENT_KINDS);
const aVersion = () => fc.constantFrom('2025-05-03', 'r1294837');
const orNull = <T>(arbitrary: () => fc.Arbitrary<T>) => fc.option(arbitrary());
const aDate = () =>
  fc.constantFrom(
    '0001',
    '2025',
    '2025-06',
    '2024-02-29',
    '2025-06-17T09:12+09:00',
    '2025-06-17T00:12Z',
    '2009-02~',
    '2009-02-10/2009~',
  );
const aLanguage = () => fc.constantFrom('en', 'ko', 'zh-Hant', 'sr-Latn-RS', 'en-x-private');
const aUrl = () =>
  fc.constantFrom(
    'https://example.com',
    'HTTP://example.com:8080/a?b=c#d',
    'https://예시.example/한글',
    'http://[::1]/',
  );
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const aTopicList = () => fc.uniqueArray(aLine(), { maxLength: 3, selector: foldText });
const aRelationList = () =>
  fc.uniqueArray(
    fc.record(
      {
        claim: fc.nat(9).map((n) => uidFrom(`other claim ${n}`)),
        relation: oneOf(CLAIM_RELATIONS),
        note: orNull(aLine),
      },
      { noNullPrototype: true },
    ),
    { maxLength: 4, selector: identifyRelation },
  );
const aDispute = () =>
  fc.record(
    { disputedAt: orNull(aDate), disputedBy: orNull(() => fc.nat(99)), disputeReason: orNull(aText) },
    { noNullPrototype: true },
  );
const anAliasList = () =>
  fc.array(fc.record({ name: aLine(), language: orNull(aLanguage) }, { noNullPrototype: true }), { maxLength: 3 });
const someCharacters = () =>
  fc.array(fc.constantFrom('a', 'é', '한', '😀', '👩🏽‍🚒', '\u0301', ' ', '\n'), { minLength: 2, maxLength: 30 });

const aRating = (): fc.Arbitrary<Rating> =>
  fc
    .record({
      text: aLine(),
      reviewer: aLine(),
      reviewerKind: oneOf(REVIEWER_KINDS),
      reviewerUrl: orNull(aUrl),
      ratedAt: orNull(aDate),
      reviewUrl: orNull(aUrl),
      publisher: orNull(aLine),
      archivedUrl: orNull(aUrl),
      scale: fc.uniqueArray(fc.constantFrom(-1, 0, 0.1, 1, 2.5, 3, 5, 1e21), { minLength: 3, maxLength: 3 }),
      told: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ scale, told, ...rating }) => {
      const [worst, value, best] = [...scale].sort((a, b) => a - b) as [number, number, number];
      const [isWorst, isBest] = [told > 1, told > 2];
      return { ...rating, value: told > 0 ? value : null, best: isBest ? best : null, worst: isWorst ? worst : null };
    });

/** Any claim that the format can carry: shape from `randomGraph`, and something in every member. */
export const randomRecord: fc.Arbitrary<RandomRecord> = fc
  .tuple(randomGraph, fc.gen())
  .map(([graph, pick]) => dress(recordOf('random', graph), pick));

type Pick = fc.GeneratorValue;

function dress(record: ClaimRecord, pick: Pick): RandomRecord {
  const texts = new Map<Uid, string>();
  const documents = record.documents.map((document) => dressDocument(document, texts, pick));
  const dressed = {
    claim: aClaim('random', {
      text: pick(aLine),
      language: pick(aLanguage),
      aboutDate: pick(orNull, aDate),
      status: pick(oneOf, CLAIM_STATUSES),
      topics: pick(aTopicList),
      relations: sortRelations(pick(aRelationList)),
      note: pick(orNull, aText),
      rating: pick(orNull, aRating),
    }),
    sources: record.sources.map((source) => dressSource(source, pick)),
    documents,
    statements: record.statements.map((statement) => dressStatement(statement, pick)),
    attributions: record.attributions.map((edge) => {
      const { disputedBy, ...dispute } = pick(aDispute);
      const disputer = disputedBy === null ? null : record.sources[disputedBy % record.sources.length]!.uid;
      return { ...dressAttribution(edge, texts, pick), ...dispute, disputedBy: disputer };
    }),
  };
  return { record: keepUsed(dressed), texts };
}

function dressSource(source: Source, pick: Pick): Source {
  return {
    ...source,
    name: pick(aLine),
    country: pick(orNull, aCountry),
    aliases: pick(anAliasList),
    homepage: pick(orNull, aUrl),
    wikidata: pick(orNull, aWikidataItem),
  };
}

function dressDocument(document: Document, texts: Map<Uid, string>, pick: Pick): Document {
  const text = pick(orNull, someCharacters)?.join('') ?? '';
  if (text.trim() !== '') texts.set(document.uid, text);
  return {
    ...document,
    kind: pick(orNull, aDocumentKind),
    title: pick(aLine),
    url: pick(orNull, aUrl),
    version: pick(orNull, aVersion),
    archivedUrl: pick(orNull, aUrl),
    publishedAt: pick(orNull, aDate),
    retrievedAt: pick(orNull, aDate),
    language: pick(orNull, aLanguage),
    sha256: texts.has(document.uid) ? hashText(text) : null,
  };
}

/** Source, document, date and stance stay: they tell one statement from another. */
function dressStatement(statement: Statement, pick: Pick): Statement {
  const retractedAt = pick(orNull, aDate);
  return {
    ...statement,
    wording: pick(orNull, aText),
    language: pick(orNull, aLanguage),
    basis: pick(oneOf, BASES),
    retractedAt,
    retractionReason: retractedAt === null ? null : pick(orNull, aText),
  };
}

function dressAttribution(edge: Attribution, texts: ReadonlyMap<Uid, string>, pick: Pick): Attribution {
  const evidence = edge.evidence.map((piece): Evidence => {
    const characters = Array.from(texts.get(piece.document) ?? '');
    if (characters.length === 0) return { ...piece, exact: pick(aText), prefix: pick(orNull, aText) };
    const start = characters.findIndex((character) => character.trim() !== '');
    const end = start + 1 + pick(fc.nat, { max: characters.length - start - 1 });
    const exact = characters.slice(start, end).join('');
    return locateEvidence({ ...piece, exact, start, end, prefix: null, suffix: null }, characters.join(''));
  });
  return { ...edge, manner: pick(oneOf, MANNERS), cue: pick(orNull, aLine), note: pick(orNull, aText), evidence };
}
