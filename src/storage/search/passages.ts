/** Where a claim was found beside its own words. */
import type { Attribution, ClaimRecord, Document, Source, Statement, Uid } from '../../model/records.ts';
import { cutSearchTokens, findTerm, type SearchTerm } from './terms.ts';

/** The words of a hop's excerpt or cue, or of a statement, in which something typed occurs. */
export interface FoundPassage {
  kind: 'excerpt' | 'cue' | 'wording';
  text: string;
  language: string | null;
  /** The hop; of a wording null. */
  hop: Uid | null;
  /** The statement whose wording it is, or which cites. */
  statement: Uid;
  /** Who speaks there. */
  source: Source;
  /** What the excerpt is from. */
  document: Document | null;
}

/** The words of a claim's statements and hops, for the index. */
export function listSaid({
  statements,
  attributions,
}: Pick<ClaimRecord, 'attributions'> & { statements: readonly Statement[] }): string[] {
  const ofHops = attributions.flatMap(({ cue, evidence }) => [...evidence.map(({ exact }) => exact), cue ?? []].flat());
  return [...ofHops, ...statements.flatMap(({ wording }) => wording ?? [])];
}

/** The passage with most of what was typed, the first of several; null when there is none. */
export function choosePassage(record: ClaimRecord, terms: readonly SearchTerm[]): FoundPassage | null {
  let [best, most] = [null as FoundPassage | null, 0];
  for (const passage of listPassages(record)) {
    const tokens = cutSearchTokens(passage.text);
    const count = terms.filter((term) => findTerm(term, tokens).length > 0).length;
    if (count > most) [best, most] = [passage, count];
  }
  return best && { ...best, text: chooseSentence(best.text, terms) };
}

function* listPassages({ statements, attributions, sources, documents }: ClaimRecord): Generator<FoundPassage> {
  const [statementOf, sourceOf, documentOf] = [indexByUid(statements), indexByUid(sources), indexByUid(documents)];
  const placeHop = ({ uid, citing }: Attribution) => {
    const { source, language } = statementOf.get(citing)!;
    return { hop: uid, statement: citing, source: sourceOf.get(source)!, language };
  };
  for (const hop of attributions) {
    for (const { document: uid, exact } of hop.evidence) {
      const document = documentOf.get(uid)!;
      yield { kind: 'excerpt', text: exact, ...placeHop(hop), document, language: document.language };
    }
    if (hop.cue !== null) yield { kind: 'cue', text: hop.cue, ...placeHop(hop), document: null };
  }
  for (const { uid, source, wording, language } of statements) {
    if (wording === null) continue;
    const speaker = sourceOf.get(source)!;
    yield { kind: 'wording', text: wording, language, hop: null, statement: uid, source: speaker, document: null };
  }
}

function indexByUid<Item extends { uid: Uid }>(items: readonly Item[]): ReadonlyMap<Uid, Item> {
  return new Map(items.map((item) => [item.uid, item]));
}

const SENTENCES = new Intl.Segmenter('und', { granularity: 'sentence' });

/** The first of its sentences with something typed; the whole where a phrase goes over their ends. */
function chooseSentence(text: string, terms: readonly SearchTerm[]): string {
  const sentences = Array.from(SENTENCES.segment(text), ({ segment }) => segment.trim());
  const found = sentences.find((sentence) => {
    const tokens = cutSearchTokens(sentence);
    return terms.some((term) => findTerm(term, tokens).length > 0);
  });
  return found ?? text;
}
