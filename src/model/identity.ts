import type { Statement } from './records.ts';

/**
 * What makes a statement the same node within its claim (domain.md): its source, its stance, and its document or,
 * with no document, its date. Two statements with one key are one statement.
 */
export function identifyStatement(statement: Pick<Statement, 'source' | 'stance' | 'document' | 'statedAt'>): string {
  const place = statement.document === null ? `at ${statement.statedAt ?? ''}` : `in ${statement.document}`;
  return `${statement.source} ${statement.stance} ${place}`;
}
