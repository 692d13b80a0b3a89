/** Stories of an invented newsroom: four claims each, which share the document of their first report. */
import { countText, hashText } from '../text/characters.ts';
import { locateEvidence } from '../text/excerpts.ts';
import {
  UNDISPUTED,
  type Attribution,
  type Claim,
  type ClaimRecord,
  type ClaimStatus,
  type Document,
  type DocumentKind,
  type Evidence,
  type Manner,
  type Source,
  type Statement,
  type Uid,
} from '../model/records.ts';
import { writeStamp } from '../model/dates.ts';
import { inventUid, placeInTime, throwDice, type Dice } from './random.ts';
import { drawLargeShape, drawShape, type Shape } from './shapes.ts';
import { chooseSpeaker, inventSource, listAbove } from './sources.ts';
import {
  chooseTopics,
  ENGLISH,
  inventAssertion,
  RARE_PLACES,
  RARE_WORD,
  say,
  SCRIPTS,
  type Assertion,
} from './words.ts';

/** Claims in a story. */
export const STORY = 4;

export interface InventedClaim {
  record: ClaimRecord;
  /** By document: the texts that are kept. */
  texts: ReadonlyMap<Uid, string>;
}

/** One claim in 25,000 has thousands of statements, the first of them early. */
const LARGE = { each: 25_000, first: 500, sizes: [2_000, 1_000, 4_000, 3_000] } as const;

/** What the claims of one story have in common. */
interface Story {
  seed: number;
  script: (typeof SCRIPTS)[number];
  document: Document;
  /** The speaker of the document. */
  speaker: number;
  day: string;
}

/**
 * The claims of a story, the same each time.
 * @param number from 0 on; its first claim has the place `number * STORY + 1`
 */
export function inventStory(seed: number, number: number): InventedClaim[] {
  const dice = throwDice(seed, number, 1);
  const first = number * STORY + 1;
  const script = dice.chance(0.7) ? ENGLISH : dice.pick(SCRIPTS);
  const day = writeStamp(new Date(placeInTime(first))).slice(0, 10);
  const speaker = chooseSpeaker(dice, 'report');
  const document = inventDocument(dice, { seed, place: first, n: 0, speaker, script, day, isRead: true });
  const story: Story = { seed, script, document, speaker, day };
  const claims = Array.from({ length: STORY }, (_, n) => inventClaim(story, first + n));
  return dice.chance(0.1) ? keepText(story, claims, dice) : claims.map((record) => ({ record, texts: new Map() }));
}

/** The story's document with a text that has all its excerpts in it. */
function keepText({ document, script }: Story, claims: readonly ClaimRecord[], dice: Dice): InventedClaim[] {
  const excerpts = claims.flatMap(({ attributions }) =>
    attributions.flatMap(({ evidence }) => evidence.filter((piece) => piece.document === document.uid)),
  );
  const paragraphs = [...new Set(excerpts.map(({ exact }) => exact))].map(
    (exact) => `${exact} ${say(dice, script, 12)}${script.stop}`,
  );
  const text = [`${say(dice, script, 15)}${script.stop}`, ...paragraphs].join('\n\n');
  const kept = { ...document, sha256: hashText(text) };
  const counted = countText(text);
  return claims.map((record) => {
    if (!record.documents.some(({ uid }) => uid === document.uid)) return { record, texts: new Map() };
    const attributions = record.attributions.map((edge) => ({
      ...edge,
      evidence: edge.evidence.map((piece) =>
        piece.document === document.uid ? locateEvidence(piece, counted) : piece,
      ),
    }));
    const documents = record.documents.map((one) => (one.uid === document.uid ? kept : one));
    return { record: { ...record, documents, attributions }, texts: new Map([[document.uid, text]]) };
  });
}

function inventClaim(story: Story, place: number): ClaimRecord {
  const { seed } = story;
  const dice = throwDice(seed, place, 2);
  const large = (place - LARGE.first) / LARGE.each;
  const isLarge = Number.isInteger(large) && large >= 0;
  const shape = isLarge ? drawLargeShape(dice, LARGE.sizes[large % LARGE.sizes.length]!) : drawShape(dice);
  const assertion = inventAssertion(dice);
  const { statements, documents, speakers } = inventStatements(story, place, shape, assertion, dice, isLarge);
  const attributions = inventAttributions(story, place, shape, { statements, documents, speakers }, dice);
  return {
    claim: describeClaim(story, place, assertion, dice),
    sources: listSources(seed, speakers),
    documents,
    statements,
    attributions,
  };
}

function describeClaim({ seed, day, script }: Story, place: number, { text }: Assertion, dice: Dice): Claim {
  const rare = RARE_PLACES.includes(place) ? ` ${RARE_WORD}` : '';
  const isForeign = script !== ENGLISH && dice.chance(0.5);
  const at = writeStamp(new Date(placeInTime(place)));
  const other = place - dice.between(1, 40);
  const isRelated = dice.chance(0.02) && other > 0;
  const status: ClaimStatus = dice.chance(0.03) ? dice.pick(['draft', 'draft', 'withdrawn'] as const) : 'published';
  return {
    uid: inventUid(seed, 'claim', place),
    text: isForeign
      ? `${say(dice, script, dice.between(6, 14))}${rare}${script.stop}`
      : rare === ''
        ? text
        : `${text.slice(0, -1)}${rare}.`,
    language: isForeign ? script.language : ENGLISH.language,
    aboutDate: day,
    status,
    topics: chooseTopics(dice),
    note: null,
    relations: isRelated
      ? [
          {
            claim: inventUid(seed, 'claim', other),
            relation: dice.pick(['became', 'contradicts', 'part-of']),
            note: null,
          },
        ]
      : [],
    rating: null,
    createdAt: at,
    updatedAt: at,
  };
}

/** Everybody named, with all above them. */
function listSources(seed: number, speakers: readonly number[]): Source[] {
  const places = new Set(speakers.flatMap((speaker) => [speaker, ...listAbove(speaker)]));
  return [...places].sort((a, b) => a - b).map((place) => inventSource(seed, place));
}

/** How often a statement has a document, and how often somebody here read it. */
const DOCUMENTED = {
  report: { share: 1, read: 0.85 },
  middle: { share: 0.4, read: 0.5 },
  end: { share: 0.15, read: 0.5 },
};
const END_BASES = ['own-act', 'witnessed', 'document', 'told', 'unknown', 'unknown'] as const;

interface Speaking {
  statements: readonly Statement[];
  documents: readonly Document[];
  /** By statement: the place of its source. */
  speakers: readonly number[];
}

function inventStatements(
  story: Story,
  place: number,
  { nodes }: Shape,
  assertion: Assertion,
  dice: Dice,
  isLarge: boolean,
): Speaking {
  const { seed, script, day } = story;
  const documents: Document[] = [];
  const speakers: number[] = [];
  const statements = nodes.map(({ part, stance }, n): Statement => {
    const sharesStory = n === 0 && !isLarge;
    let speaker = sharesStory ? story.speaker : chooseSpeaker(dice, part);
    // Two statements of one speaker are told apart by their documents, which a small claim's need not have.
    while (!sharesStory && !isLarge && speakers.includes(speaker)) speaker = chooseSpeaker(dice, part);
    speakers.push(speaker);
    const { share, read } = DOCUMENTED[part];
    let document: Document | null = null;
    if (sharesStory) ({ document } = story);
    else if (isLarge || dice.chance(share)) {
      document = inventDocument(dice, { seed, place, n: n + 1, speaker, script, day, isRead: dice.chance(read) });
    }
    if (document) documents.push(document);
    const wording = inventWording(assertion, dice);
    const isRetracted = dice.chance(0.004);
    return {
      uid: inventUid(seed, 'statement', place, n),
      source: inventUid(seed, 'source', speaker),
      document: document?.uid ?? null,
      statedAt: document || dice.chance(0.3) ? day : null,
      wording,
      language: wording === null ? null : ENGLISH.language,
      stance,
      basis: part === 'end' ? dice.pick(END_BASES) : 'unknown',
      retractedAt: isRetracted ? day : null,
      retractionReason: isRetracted ? 'The editors took it back.' : null,
    };
  });
  return { statements, documents, speakers };
}

function inventWording({ text, hedged, changed }: Assertion, dice: Dice): string | null {
  if (!dice.chance(0.25)) return null;
  return dice.pick([text, text, text, hedged, changed]);
}

const KINDS: readonly DocumentKind[] = ['article', 'article', 'article', 'post', 'broadcast', 'press-release'];

interface DocumentPlace {
  seed: number;
  place: number;
  n: number;
  speaker: number;
  script: Story['script'];
  day: string;
  isRead: boolean;
}

function inventDocument(dice: Dice, { seed, place, n, speaker, script, day, isRead }: DocumentPlace): Document {
  return {
    uid: inventUid(seed, 'document', place, n),
    publisher: inventUid(seed, 'source', speaker),
    kind: dice.pick(KINDS),
    title: say(dice, script, dice.between(3, 7)),
    url: `https://news-${speaker}.example/${day.replaceAll('-', '/')}/${place}-${n}`,
    version: null,
    archivedUrl: null,
    publishedAt: day,
    retrievedAt: isRead ? day : null,
    language: script.language,
    sha256: null,
  };
}

const CUES: readonly { cue: string; manner: Manner }[] = [
  { cue: 'citing', manner: 'cites' },
  { cue: 'according to', manner: 'cites' },
  { cue: 'quoted', manner: 'quotes' },
  { cue: 'reported, as told by', manner: 'paraphrases' },
  { cue: 'in a translation of', manner: 'translates' },
];

function inventAttributions(
  { seed, script, day }: Story,
  place: number,
  { hops }: Shape,
  { statements, documents, speakers }: Speaking,
  dice: Dice,
): Attribution[] {
  const known = new Map(documents.map((document) => [document.uid, document]));
  return hops.map(([citing, cited], n): Attribution => {
    const { cue, manner } = dice.pick(CUES);
    const own = known.get(statements[citing]!.document ?? '');
    // Most hops are read where they are made, others in the first report, some nowhere.
    const document = own && own.retrievedAt !== null ? own : documents[0]!;
    const { name } = inventSource(seed, speakers[cited]!);
    const exact =
      script === ENGLISH
        ? `${say(dice, script, 5)}, ${cue} ${name}, ${say(dice, script, 4)}.`
        : `${say(dice, script, 6)} (${name})${script.stop}`;
    const piece: Evidence = { document: document.uid, exact, prefix: null, suffix: null, start: null, end: null };
    const isDisputed = dice.chance(0.01);
    return {
      ...UNDISPUTED,
      uid: inventUid(seed, 'attribution', place, n),
      citing: statements[citing]!.uid,
      cited: statements[cited]!.uid,
      manner,
      cue: dice.chance(0.8) ? cue : null,
      note: null,
      evidence: dice.chance(0.85) ? [piece] : [],
      ...(isDisputed
        ? { disputedAt: day, disputedBy: statements[cited]!.source, disputeReason: 'It never said so.' }
        : {}),
    };
  });
}
