/** `/import`: claims from a file. First what would be done is shown, or all that is wrong; then it is done at once. */
import type { Request } from 'express';
import { v7 as makeUid } from 'uuid';
import { readClaims, type ReadClaims } from '../../formats/claims-file.ts';
import { Conflict } from '../../storage/errors.ts';
import type { ImportResult } from '../../storage/import/claims.ts';
import { lookUpMentions } from '../../storage/sources/mentions.ts';
import type { Issue } from '../../model/issues.ts';
import { readField, readLine, seeOther } from '../forms/forms.ts';
import { refreshLater } from '../http/refresh-later.ts';
import { parseReason } from '../forms/revision-fields.ts';
import type { Format, FormReply, Reply, Site, Visitor } from '../http/route.ts';
import { signWrite } from '../forms/stamp.ts';
import { writeCount, writeNumber } from '../../wording/counts.ts';
import { buildFormModel } from './form-model.ts';
import { buildPlanModel } from './plan-model.ts';
import { readSent, type SentClaims } from './sent-claims.ts';
import type { ImportProblem } from '../../storage/types.ts';
import { importPath } from '../../urls/site.ts';

const CHANGED: Issue = {
  field: '',
  message: 'Somebody else wrote meanwhile, and nothing was imported. This is what the import would do now.',
};

/** They go in at once, and nobody is answered meanwhile: a second at the most. */
const MOST_CLAIMS = 1_000;

function tellTooMany({ fileName }: SentClaims): Issue {
  const message = `The claims must be at most ${writeNumber(MOST_CLAIMS)}: send fewer at a time, or have them imported with “npm run import”`;
  return { field: fileName === null ? 'text' : 'file', message };
}

export function showImport(_site: Site, { query }: Request): Reply {
  return showForm({ pasted: '', issues: [], problems: [] }, readDone(query.done));
}

interface Trouble {
  pasted: string;
  issues: readonly Issue[];
  problems: readonly ImportProblem[];
}

function showForm(trouble: Trouble, done: ImportResult | null = null): FormReply {
  const { issues } = trouble;
  const model = buildFormModel(trouble, done);
  return { kind: 'form', view: 'importing/form', title: 'Import claims', path: importPath, issues, model };
}

export async function takeImport(
  site: Site,
  { body }: Request,
  _format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const { store } = site;
  const sent = readSent(body);
  if (!sent.ok) return showForm({ ...sent, problems: [] });
  const pasted = sent.value.fileName === null ? sent.value.text : '';
  const action = readLine(body, 'action');
  if (action === 'back') return showForm({ pasted, issues: [], problems: [] });
  const reason = parseReason(body);
  const by = signWrite(site, visitor, reason.reason);
  const read = await readClaims(sent.value.text, sent.value.fileName ?? 'Pasted text', {
    at: by.at,
    makeUid,
    lookUp: (mentions) => lookUpMentions(store, mentions),
  });
  if (read.problems.length > 0) return showProblems(read.problems, sent.value);
  if (read.incoming.length > MOST_CLAIMS) return showForm({ pasted, issues: [tellTooMany(sent.value)], problems: [] });
  let issues = reason.issues;
  let status = 422;
  if (action === 'import' && issues.length === 0) {
    try {
      const outcome = await store.claims.import(read.incoming, { ...by, basis: readField(body, 'basis') });
      if (!outcome.ok) return showProblems(outcome.problems, sent.value);
      refreshLater(site);
      return seeOther(`${importPath}?done=${writeDone(outcome.value)}`);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      [issues, status] = [[CHANGED], 409];
    }
  }
  return showPlan(site, read, { by, sent: sent.value, reason: reason.typed, issues, status });
}

interface Look {
  by: ReturnType<typeof signWrite>;
  sent: SentClaims;
  reason: string;
  issues: readonly Issue[];
  /** When there are issues. */
  status: number;
}

async function showPlan({ store }: Site, read: ReadClaims, { by, sent, reason, issues, status }: Look): Promise<Reply> {
  const outcome = await store.claims.planImport(read.incoming, by);
  if (!outcome.ok) return showProblems(outcome.problems, sent);
  const model = buildPlanModel({ plan: outcome.value, notices: read.notices, sent, reason, issues });
  const reply = { view: 'importing/look', title: 'Look before importing', path: importPath, issues, model };
  return { kind: 'form', ...reply, ...(issues.length > 0 ? { status } : {}) };
}

/** What was pasted stays in the form; a file stays where it is, to be mended there. */
function showProblems(problems: readonly ImportProblem[], { fileName, text }: SentClaims): Reply {
  const message = `Nothing can be imported: the claims have ${writeCount(problems.length, 'problem')}`;
  const field = fileName === null ? 'text' : 'file';
  return showForm({ pasted: fileName === null ? text : '', issues: [{ field, message }], problems });
}

const writeDone = ({ created, updated, unchanged, shared }: ImportResult): string =>
  [created, updated, unchanged, shared].join('-');

/** What `writeDone` wrote; null for anything else that stands there. */
function readDone(value: unknown): ImportResult | null {
  const digits = /^(\d{1,6})-(\d{1,6})-(\d{1,6})-(\d{1,6})$/.exec(String(value));
  if (!digits) return null;
  const [created, updated, unchanged, shared] = digits.slice(1).map(Number) as [number, number, number, number];
  return { created, updated, unchanged, shared };
}
