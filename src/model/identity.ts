import type { Attribution, Statement } from './records.ts';

/**
 * What makes a statement the same node within its claim: its source, its stance, and its document or, without one, its
 * date. Two statements with one key are one statement.
 */
export function identifyStatement(statement: Pick<Statement, 'source' | 'stance' | 'document' | 'statedAt'>): string {
  const place = statement.document === null ? `at ${statement.statedAt ?? ''}` : `in ${statement.document}`;
  return `${statement.source} ${statement.stance} ${place}`;
}

/** Two statements are joined at most once each way: two attributions with one key are one. */
export function identifyAttribution({ citing, cited }: Pick<Attribution, 'citing' | 'cited'>): string {
  return `${citing} ${cited}`;
}
