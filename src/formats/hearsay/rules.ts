/** What a schema can't say of `hearsay.claim/1`: references, the rules of domain.md, excerpts in their texts. */
import { countTexts } from '../../text/characters.ts';
import { checkPlace } from '../../text/excerpts.ts';
import { identifyStatement } from '../../model/identity.ts';
import type { Rating, Uid } from '../../model/records.ts';
import { hashText } from '../web/text-hash.ts';
import type { IncomingHearsayClaim } from './schema.ts';
import type { Issue } from '../../model/issues.ts';

/** Every uid is there once, and every name of another record has its record. */
export function checkReferences(file: IncomingHearsayClaim): Issue[] {
  const problems: Issue[] = [];
  const seen = new Map<Uid, string>([[file.claim.uid, 'claim']]);
  const lists = {
    sources: file.sources,
    documents: file.documents,
    statements: file.statements,
    attributions: file.attributions,
  };
  for (const [list, records] of Object.entries(lists)) {
    for (const [i, { uid }] of records.entries()) {
      const first = seen.get(uid);
      if (first) problems.push({ field: `${list}[${i}].uid`, message: `is the uid of ${first} too` });
      seen.set(uid, `${list}[${i}]`);
    }
  }
  const known = (records: readonly { uid: Uid }[]) => new Set(records.map((record) => record.uid));
  const [sources, documents, statements] = [known(file.sources), known(file.documents), known(file.statements)];
  const expect = (uid: Uid | null, among: ReadonlySet<Uid>, field: string, list: string): void => {
    if (uid !== null && !among.has(uid)) problems.push({ field, message: `names ${uid}, which is not in ${list}` });
  };
  file.sources.forEach((s, i) => expect(s.parent, sources, `sources[${i}].parent`, 'sources'));
  file.documents.forEach((d, i) => expect(d.publisher, sources, `documents[${i}].publisher`, 'sources'));
  file.statements.forEach((s, i) => {
    expect(s.source, sources, `statements[${i}].source`, 'sources');
    expect(s.document, documents, `statements[${i}].document`, 'documents');
  });
  file.attributions.forEach((a, i) => {
    expect(a.citing, statements, `attributions[${i}].citing`, 'the statements of this claim');
    expect(a.cited, statements, `attributions[${i}].cited`, 'the statements of this claim');
    a.evidence.forEach((e, j) =>
      expect(e.document, documents, `attributions[${i}].evidence[${j}].document`, 'documents'),
    );
  });
  return problems;
}

/** The rules of domain.md that a schema can't say. */
export function checkRules(file: IncomingHearsayClaim): Issue[] {
  const problems: Issue[] = [];
  const add = (field: string, message: string): number => problems.push({ field, message });
  file.claim.topics.forEach((topic, i) => {
    if (file.claim.topics.indexOf(topic) < i) add(`claim.topics[${i}]`, 'is there twice');
  });
  if (file.claim.rating) problems.push(...checkScale(file.claim.rating, 'claim.rating.'));
  file.sources.forEach((s, i) => {
    if ((s.parent === null) !== (s.parentRelation === null)) {
      add(`sources[${i}].parentRelation`, 'goes with parent: both or neither');
    }
  });
  for (const i of findLoops(file.sources)) add(`sources[${i}].parent`, 'makes the source its own ancestor');
  file.statements.forEach((s, i) => {
    if (s.retractionReason !== null && s.retractedAt === null) {
      add(`statements[${i}].retractedAt`, 'is missing: there is a reason for the retraction, but no date');
    }
  });
  for (const [i, first] of findTwins(file.statements.map(identifyStatement))) {
    add(
      `statements[${i}]`,
      `is the same as statements[${first}]: same source, stance and ${file.statements[i]!.document ? 'document' : 'date'}`,
    );
  }
  file.attributions.forEach((a, i) => {
    if (a.citing === a.cited) add(`attributions[${i}].cited`, 'is the citing statement itself');
  });
  for (const [i, first] of findTwins(file.attributions.map((a) => `${a.citing} ${a.cited}`))) {
    add(`attributions[${i}]`, `joins the same two statements as attributions[${first}]`);
  }
  return problems;
}

/**
 * What is wrong with a rating's number and its scale, for files and forms alike.
 * @param before what stands before the members' names
 */
export function checkScale({ value, best, worst }: Pick<Rating, 'value' | 'best' | 'worst'>, before = ''): Issue[] {
  if (value === null) {
    const told = best === null ? (worst === null ? [] : ['worst']) : ['best'];
    return told.map((member) => ({ field: before + member, message: 'goes with a value: there is none' }));
  }
  if (best !== null && worst !== null && worst >= best) {
    return [{ field: `${before}best`, message: 'must be more than the worst' }];
  }
  if (best !== null && value > best) return [{ field: `${before}value`, message: 'must not be more than the best' }];
  if (worst !== null && value < worst) return [{ field: `${before}value`, message: 'must not be less than the worst' }];
  return [];
}

/** Positions of keys that stood before, each with the position where they stood first. */
function findTwins(keys: readonly string[]): [number, number][] {
  const first = new Map<string, number>();
  return keys.flatMap((key, i): [number, number][] => {
    const before = first.get(key);
    if (before === undefined) first.set(key, i);
    return before === undefined ? [] : [[i, before]];
  });
}

/** Positions of the sources that stand in a loop of parents. Each source is walked once. */
function findLoops(sources: readonly { uid: Uid; parent: Uid | null }[]): number[] {
  const at = new Map(sources.map(({ uid }, i) => [uid, i]));
  const walkOf = new Map<number, number>();
  const loops: number[] = [];
  for (let start = 0; start < sources.length; start += 1) {
    const walk: number[] = [];
    let i: number | undefined = start;
    while (i !== undefined && !walkOf.has(i)) {
      walkOf.set(i, start);
      walk.push(i);
      i = at.get(sources[i]!.parent ?? '');
    }
    if (i !== undefined && walkOf.get(i) === start) loops.push(...walk.slice(walk.indexOf(i)));
  }
  return loops.sort((a, b) => a - b);
}

export function checkTexts(file: IncomingHearsayClaim): Issue[] {
  const problems: Issue[] = [];
  const textOf = countTexts(new Map(file.documents.map(({ uid, text }) => [uid, text])));
  file.documents.forEach(({ text, sha256 }, i) => {
    if (text !== undefined && sha256 !== null && sha256 !== hashText(text)) {
      problems.push({ field: `documents[${i}].sha256`, message: 'is not the SHA-256 of the text' });
    }
  });
  file.attributions.forEach((attribution, i) => {
    attribution.evidence.forEach((piece, j) => {
      const reason = checkPlace(piece, textOf(piece.document));
      if (reason)
        problems.push({ field: `attributions[${i}].evidence[${j}].${reason.field}`, message: reason.message });
    });
  });
  return problems;
}
