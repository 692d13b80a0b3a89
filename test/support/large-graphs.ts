/** Claims of thousands of statements: of a shape that many citations have, and as dense as any that we know. */
import {
  UNDISPUTED,
  UNKNOWN_OF_SOURCE,
  type Attribution,
  type ClaimGraph,
  type Source,
  type SourceKind,
  type Statement,
  type Uid,
} from '../../src/model/records.ts';
import { makeRandom } from '../../src/newsroom/random.ts';

const uid = (letter: string, n: number): Uid => `${letter}${String(n).padStart(7, '0')}-0000-7000-8000-000000000000`;

const SPEAKERS: readonly SourceKind[] = ['outlet', 'outlet', 'outlet', 'agency', 'government', 'unnamed'];

const LAYERS = 12;

/**
 * A claim of a shape that citations have: many reports, fewer statements the nearer to the origins, each citing one to
 * three of the layers behind it (1.6 on average), a few back, so that there are circles. The same for the same size.
 */
export function makeLayeredGraph(size: number): ClaimGraph {
  const random = makeRandom(size);
  const pick = (from: number, to: number): number => from + Math.floor(random() * (to - from));

  // A quarter as many sources as statements, every third part of another.
  const sources = Array.from({ length: Math.ceil(size / 4) }, (_, n): Source => {
    const parent = n > 0 && n % 3 === 0 ? uid('a', pick(0, n)) : null;
    const parentRelation = parent === null ? null : 'part-of';
    const kind = SPEAKERS[n % SPEAKERS.length]!;
    return {
      uid: uid('a', n),
      name: `Source ${n}`,
      kind,
      country: null,
      parent,
      parentRelation,
      aliases: [],
      homepage: null,
      wikidata: null,
    };
  });
  const statements = Array.from({ length: size }, (_, n): Statement => {
    const day = String(1 + Math.floor((28 * (size - n)) / (size + 1))).padStart(2, '0');
    const stance = random() < 0.02 ? 'denies' : 'asserts';
    const source = uid('a', pick(0, sources.length));
    const rest = {
      wording: null,
      language: null,
      basis: 'unknown',
      retractedAt: null,
      retractionReason: null,
    } as const;
    return { uid: uid('b', n), source, document: uid('c', n), statedAt: `2025-06-${day}`, stance, ...rest };
  });
  // Layer by layer from the reports on; the square root makes the first layers the widest.
  const layerOf = (n: number): number => Math.floor(LAYERS * (1 - Math.sqrt(1 - n / size)));
  const firstOf = Array.from({ length: LAYERS + 1 }, (_, layer) => Math.ceil(size * (1 - (1 - layer / LAYERS) ** 2)));
  const hops = new Set<string>();
  const attributions: Attribution[] = [];
  const join = (citing: number, cited: number): void => {
    if (citing === cited || hops.has(`${citing} ${cited}`)) return;
    hops.add(`${citing} ${cited}`);
    const read = uid('c', random() < 0.6 ? citing : 0);
    const document = random() < 0.8 ? read : null;
    attributions.push(makeHop(attributions.length, citing, cited, document));
  };
  for (let n = 0; n < size; n++) {
    const behind = firstOf[layerOf(n) + 1] ?? size;
    if (behind >= size) continue;
    for (let left = random() < 0.6 ? 1 : pick(2, 4); left > 0; left--) {
      const cited = pick(behind, Math.min(size, firstOf[layerOf(n) + 3] ?? size));
      join(n, cited);
      if (random() < 0.002) join(cited, n);
    }
  }
  const documents = statements.map((_, n) => {
    return { uid: uid('c', n), publisher: statements[n]!.source, retrievedAt: '2025-06-30', sha256: null };
  });
  return { sources, documents, statements, attributions };
}

/** @param document that has the words which say so; null for none */
function makeHop(place: number, citing: number, cited: number, document: Uid | null): Attribution {
  return {
    uid: uid('d', place),
    citing: uid('b', citing),
    cited: uid('b', cited),
    manner: 'cites',
    cue: null,
    note: null,
    evidence:
      document === null ? [] : [{ document, exact: 'citing', prefix: null, suffix: null, start: null, end: null }],
    ...UNDISPUTED,
  };
}

const STATEMENTS = 6_378;
const ATTRIBUTIONS = 25_713;
const IN_CIRCLE = 4_481;
const SOURCES = 1_600;
const KINDS: readonly SourceKind[] = ['outlet', 'agency', 'person', 'government'];

/**
 * A claim of the size and shape of the densest citation graph that we know: two thirds of its statements cite one another
 * in one circle, the rest lie below it. The same each time.
 */
export function makeDenseGraph(): ClaimGraph {
  const random = makeRandom(STATEMENTS);
  const pick = (from: number, to: number): number => from + Math.floor(random() * (to - from));
  const attributions: Attribution[] = [];
  const joined = new Set<string>();
  const join = (citing: number, cited: number): void => {
    if (citing === cited || joined.has(`${citing} ${cited}`)) return;
    joined.add(`${citing} ${cited}`);
    attributions.push(makeHop(attributions.length, citing, cited, uid('c', citing)));
  };
  for (let n = 0; n < IN_CIRCLE; n++) join(n, (n + 1) % IN_CIRCLE);
  while (attributions.length < ATTRIBUTIONS) {
    const [one, other] = [pick(0, STATEMENTS), pick(0, STATEMENTS)];
    if (one < IN_CIRCLE) join(one, other);
    else if (other >= IN_CIRCLE) join(Math.min(one, other), Math.max(one, other));
  }
  return {
    sources: Array.from({ length: SOURCES }, (_, n) => ({
      ...UNKNOWN_OF_SOURCE,
      uid: uid('a', n),
      name: `Source ${n}`,
      kind: KINDS[n % KINDS.length]!,
    })),
    documents: Array.from({ length: STATEMENTS }, (_, n) => ({
      uid: uid('c', n),
      publisher: uid('a', n % SOURCES),
      retrievedAt: '2025-06-18',
      sha256: null,
    })),
    statements: Array.from({ length: STATEMENTS }, (_, n) => ({
      uid: uid('b', n),
      source: uid('a', n % SOURCES),
      document: uid('c', n),
      statedAt: null,
      wording: null,
      language: null,
      stance: 'asserts',
      basis: 'unknown',
      retractedAt: null,
      retractionReason: null,
    })),
    attributions,
  };
}

/** The least that could be done with a claim's graph: every statement reached from the reports, breadth-first. */
export function walkPlainly(graph: ClaimGraph): number {
  const cites = new Map<Uid, Uid[]>();
  const cited = new Set<Uid>();
  for (const attribution of graph.attributions) {
    const known = cites.get(attribution.citing);
    if (known) known.push(attribution.cited);
    else cites.set(attribution.citing, [attribution.cited]);
    cited.add(attribution.cited);
  }
  const queue = graph.statements.map(({ uid }) => uid).filter((uid) => !cited.has(uid));
  const reached = new Set(queue);
  for (const uid of queue) {
    for (const next of cites.get(uid) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      queue.push(next);
    }
  }
  return reached.size;
}
