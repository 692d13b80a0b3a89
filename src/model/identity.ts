import type { Attribution, ClaimRelation, Document, Statement } from './records.ts';

/**
 * What makes a statement the same node within its claim: its source, its stance, and its document or, without one, its
 * date. Two statements with one key are one statement.
 */
export function identifyStatement(statement: Pick<Statement, 'source' | 'stance' | 'document' | 'statedAt'>): string {
  const place = statement.document === null ? `at ${statement.statedAt ?? ''}` : `in ${statement.document}`;
  return `${statement.source} ${statement.stance} ${place}`;
}

/**
 * Whether two documents with one address are the same version of it. Where neither says which version it is, two archived
 * copies tell them apart.
 */
export function isSameVersion(one: Version, other: Version): boolean {
  if (one.version !== other.version) return false;
  if (one.version !== null || one.archivedUrl === null || other.archivedUrl === null) return true;
  return one.archivedUrl === other.archivedUrl;
}

/**
 * Which of the documents at one address are meant. Where no version is asked for, the only document there is.
 * @param documents with this address
 */
export function matchVersion<D extends Version>(documents: readonly D[], asked: Version): readonly D[] {
  const same = documents.filter((document) => isSameVersion(document, asked));
  const isOnly = same.length === 0 && asked.version === null && documents.length === 1;
  return isOnly ? documents : same;
}

type Version = Pick<Document, 'version' | 'archivedUrl'>;

/** Two statements are joined at most once each way: two attributions with one key are one. */
export function identifyAttribution({ citing, cited }: Pick<Attribution, 'citing' | 'cited'>): string {
  return `${citing} ${cited}`;
}

/** A claim has one relation of a kind to another claim: two with one key are one. */
export function identifyRelation({ claim, relation }: Pick<ClaimRelation, 'claim' | 'relation'>): string {
  return `${relation} ${claim}`;
}

/** By kind, then by the other claim's uid: the same relations always stand in the same order. */
export function sortRelations(relations: readonly ClaimRelation[]): ClaimRelation[] {
  return [...relations].sort((a, b) => (identifyRelation(a) < identifyRelation(b) ? -1 : 1));
}

/** Whether two values of plain data are equal, in whatever order their members stand. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && isSame(left[key], right[key]));
}
