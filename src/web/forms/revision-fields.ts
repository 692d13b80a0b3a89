/** What every form carries that makes a revision: the revision that the editor saw, and why it is made. */
import { checkText } from '../../formats/checks.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Issue } from '../../model/issues.ts';
import { judgeField, readLine, type layOutForm, type TextField } from './forms.ts';

/** The revision that the editor saw; 0, which none is, when the form does not say. */
export function readRevision(body: unknown, name = 'revision'): number {
  const text = readLine(body, name);
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0;
}

/** Why a change is made: a short sentence for the history, or nothing. */
export function parseReason(body: unknown): { reason: string | null; typed: string; issues: Issue[] } {
  const typed = readLine(body, 'reason');
  const check = (value: string) => checkText(value, { most: LIMITS.reason, lines: false });
  const issues = judgeField({ field: 'reason', label: 'Reason', value: typed, missing: null, check });
  return { reason: typed || null, typed, issues };
}

export function buildReasonField(form: ReturnType<typeof layOutForm>, value: string): TextField {
  const hint = 'A few words for the history; may stay empty';
  return form.text({ name: 'reason', label: 'Reason', value, hint, prose: true });
}
