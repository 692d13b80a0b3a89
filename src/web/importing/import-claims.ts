/** `/import`: claims from a file. First what would be done is shown, or all that is wrong; then it is done at once. */
import type { Request } from 'express';
import { v7 as makeUid } from 'uuid';
import { readClaims, type ReadClaims } from '../../formats/claims-file.ts';
import type { ImportResult } from '../../storage/import/claims.ts';
import { lookUpMentions } from '../../storage/sources/mentions.ts';
import type { Issue } from '../../model/issues.ts';
import { readField, readLine, seeOther } from '../forms/forms.ts';
import { refreshLater } from '../http/route.ts';
import { handleWrite, type WriteContext } from '../forms/write.ts';
import type { FormReply, Reply, Site } from '../http/route.ts';
import { writeCount, writeNumber } from '../../wording/values.ts';
import { buildFormModel } from './form-model.ts';
import { buildPlanModel } from './plan-model.ts';
import { readSubmission, type ClaimSubmission } from './sent-claims.ts';
import type { ImportProblem } from '../../storage/types.ts';
import { importPath } from '../../urls/site.ts';

const CHANGED: Issue = {
  field: '',
  message: 'Somebody else wrote meanwhile, and nothing was imported. This is what the import would do now.',
};

/** They go in at once, and nobody is answered meanwhile: a second at the most. */
const MOST_CLAIMS = 1_000;

function describeTooMany({ fileName }: ClaimSubmission): Issue {
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

interface ImportValues {
  pasted: string;
  /** What can be imported; null when something is wrong with it. */
  found: FoundClaims | null;
}

interface FoundClaims {
  sent: ClaimSubmission;
  read: ReadClaims;
}

export const submitImport = handleWrite<null, ImportValues, FoundClaims, readonly ImportProblem[]>({
  load: () => Promise.resolve(null),
  async parse({ store, body, by }) {
    const outcome = readSubmission(body);
    if (!outcome.ok) return { ok: false, values: { pasted: outcome.pasted, found: null }, issues: outcome.issues };
    const sent = outcome.value;
    const values = { pasted: sent.fileName === null ? sent.text : '', found: null };
    if (readLine(body, 'action') === 'back') return { ok: false, values, issues: [], isUnfinished: true };
    const read = await readClaims(sent.text, sent.fileName ?? 'Pasted text', {
      at: by.at,
      makeUid,
      lookUp: (mentions) => lookUpMentions(store, mentions),
    });
    const { problems } = read;
    if (problems.length > 0)
      return { ok: false, values, issues: [describeProblems(problems, sent)], details: problems };
    if (read.incoming.length > MOST_CLAIMS) return { ok: false, values, issues: [describeTooMany(sent)] };
    const found = { sent, read };
    return { ok: true, values: { ...values, found }, value: found };
  },
  show(context, { values, reason }, { issues, details = [] }) {
    if (values.found) return showPreview(context, values.found, reason, issues);
    return showForm({ pasted: values.pasted, issues, problems: details });
  },
  preview(context, { reason }, found) {
    return readLine(context.body, 'action') === 'import' ? null : showPreview(context, found, reason, []);
  },
  async save({ site, store, body, by }, { sent, read }) {
    const outcome = await store.claims.import(read.incoming, { ...by, basis: readField(body, 'basis') });
    if (!outcome.ok) return showProblems(outcome.problems, sent);
    refreshLater(site);
    return seeOther(`${importPath}?done=${writeDone(outcome.value)}`);
  },
  showConflict: (context, { reason }, found) => showPreview(context, found, reason, [CHANGED]),
});

async function showPreview(
  { store, by }: WriteContext<null>,
  { sent, read }: FoundClaims,
  reason: string,
  issues: readonly Issue[],
): Promise<FormReply> {
  const outcome = await store.claims.planImport(read.incoming, by);
  if (!outcome.ok) return showProblems(outcome.problems, sent);
  const model = buildPlanModel({ plan: outcome.value, notices: read.notices, sent, reason, issues });
  return { kind: 'form', view: 'importing/look', title: 'Look before importing', path: importPath, issues, model };
}

/** What was pasted stays in the form; a file stays where it is, to be mended there. */
function showProblems(problems: readonly ImportProblem[], sent: ClaimSubmission): FormReply {
  const pasted = sent.fileName === null ? sent.text : '';
  return showForm({ pasted, issues: [describeProblems(problems, sent)], problems });
}

function describeProblems(problems: readonly ImportProblem[], { fileName }: ClaimSubmission): Issue {
  const message = `Nothing can be imported: the claims have ${writeCount(problems.length, 'problem')}`;
  return { field: fileName === null ? 'text' : 'file', message };
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
