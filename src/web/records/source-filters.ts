/** What a list of sources is asked for, by its address: for pages and programs alike. Pure. */
import { checkText } from '../../formats/checks.ts';
import { LIMITS } from '../../model/limits.ts';
import { SOURCE_KINDS, type SourceKind } from '../../model/records.ts';
import type { Issue } from '../../model/issues.ts';
import { isSourceKind } from '../forms/source-names.ts';
import type { SourceKey } from '../../model/queries.ts';

/** A list as it is asked for; null where a filter is not set. */
export interface SourceSelection {
  name: string | null;
  kind: SourceKind | null;
  after: SourceKey | null;
}

/**
 * Reads the filters of a list of sources: `q`, `kind` and `after`. An empty field is one that is not set.
 * @param query of the request, as Express reads it
 * @returns what is asked for, or every issue at once, each with the field's name
 */
export function parseSourceFilters(
  query: Readonly<Record<string, unknown>>,
): { ok: true; value: SourceSelection } | { ok: false; issues: readonly Issue[] } {
  const read = (name: string): string => (typeof query[name] === 'string' ? query[name].trim() : '');
  const [name, kind, after] = [read('q'), read('kind'), read('after')];
  const reason = name === '' ? null : checkText(name, { most: LIMITS.sourceName, lines: false });
  const key = readKey(after);
  const issues = [
    ...(reason === null ? [] : [{ field: 'q', message: reason }]),
    ...(kind === '' || isSourceKind(kind) ? [] : [{ field: 'kind', message: `takes ${SOURCE_KINDS.join(', ')}` }]),
    ...(after === '' || key ? [] : [{ field: 'after', message: 'takes the number and the name of a source' }]),
  ];
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: { name: name || null, kind: (kind || null) as SourceKind | null, after: key } };
}

/** It carries the name itself: looking it up would tell readers where a source stands that they don't see. */
function readKey(after: string): SourceKey | null {
  const [, id, name] = /^(\d{1,15}) (.*)$/su.exec(after) ?? [];
  return name === undefined ? null : { id: Number(id), name };
}
