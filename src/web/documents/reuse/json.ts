import { writeDocument } from '../../records/json.ts';
import {
  type DroppedBetween,
  type DroppedFindings,
  type Reuse,
  type SharedText,
  type DocumentText,
  PASSAGES,
} from './finder.ts';
import { findPoints } from '../show/excerpts.ts';

/** In UTF-16 units. */
const EXCERPT = 200;

type Span = readonly [number, number];

/** `start` and `end` count code points, as in `hearsay.claim/1`. */
interface Place {
  start: number;
  end: number;
  excerpt: string;
}

/** @param reuse null where there is no text to look for */
export function writeReuse(
  own: DocumentText['stored'],
  reuse: Reuse | null,
  findings: DroppedFindings,
  baseUrl: string,
): object {
  return {
    document: writeDocument(own.id, own.document, baseUrl),
    text: reuse !== null,
    lookedUp: reuse && { fingerprints: reuse.lookup.hashes, common: reuse.lookup.common, notCompared: reuse.skipped },
    documents: (reuse?.shared ?? []).map((shared) => writeShared(shared, own.id, baseUrl)),
    attributionDropped: findings.dropped.map(writeDropped),
    notRead: findings.unread.map((shared) => pickOther(shared, own.id).stored.document.uid),
  };
}

const pickOther = ({ earlier, later }: SharedText, own: number): DocumentText =>
  earlier.stored.id === own ? later : earlier;

function writeShared(shared: SharedText, own: number, baseUrl: string): object {
  const other = pickOther(shared, own);
  const [here, there] = shared.earlier === other ? (['later', 'earlier'] as const) : (['earlier', 'later'] as const);
  const passages = shared.passages.slice(0, PASSAGES);
  const locateIn = (side: 'earlier' | 'later'): Place[] => {
    const spans = passages.map((passage) => passage[side]);
    return locate(shared[side].text, spans);
  };
  const places = { here: locateIn(here), there: locateIn(there) };
  return {
    published: shared.other,
    document: writeDocument(other.stored.id, other.stored.document, baseUrl),
    publisher: other.publisher.source.name,
    total: shared.passages.length,
    passages: passages.map(({ shared: sharedWords, likeness }, i) => ({
      here: places.here[i]!,
      there: places.there[i]!,
      sharedWords,
      likeness: Math.round(likeness * 1000) / 1000,
    })),
  };
}

function locate(text: string, spans: readonly Span[]): Place[] {
  const points = findPoints(text, spans.flat());
  return spans.map(([start, end]) => {
    const words = text.slice(start, end);
    const excerpt = words.length <= EXCERPT ? words : `${words.slice(0, EXCERPT).replace(/\S{0,40}$/u, '')}…`;
    return { start: points.get(start)!, end: points.get(end)!, excerpt };
  });
}

function writeDropped({ shared, attribution, earlierSentence, laterSentence }: DroppedBetween): object {
  const { earlier, later } = shared;
  const { source, cue, unnamed, rule, confidence } = attribution;
  return {
    source: source?.name ?? null,
    unnamed,
    cue: cue.spans.map((span) => earlier.text.slice(...span)),
    ...{ rule, confidence },
    earlier: { document: earlier.stored.document.uid, ...locate(earlier.text, [earlierSentence])[0]! },
    later: { document: later.stored.document.uid, ...locate(later.text, [laterSentence])[0]! },
  };
}
