import {
  UNDISPUTED,
  UNKNOWN_OF_SOURCE,
  type Attribution,
  type ClaimGraph,
  type SourceKind,
  type Uid,
} from '../../src/model/records.ts';
import { makeRandom } from './make-random.ts';

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
  const uid = (letter: string, n: number): Uid => `${letter}${String(n).padStart(7, '0')}-0000-7000-8000-000000000000`;
  const attributions: Attribution[] = [];
  const joined = new Set<string>();
  const join = (citing: number, cited: number): void => {
    if (citing === cited || joined.has(`${citing} ${cited}`)) return;
    joined.add(`${citing} ${cited}`);
    const evidence = [
      { document: uid('c', citing), exact: 'citing', prefix: null, suffix: null, start: null, end: null },
    ];
    attributions.push({
      uid: uid('d', attributions.length),
      citing: uid('b', citing),
      cited: uid('b', cited),
      manner: 'cites',
      cue: null,
      note: null,
      evidence,
      ...UNDISPUTED,
    });
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
