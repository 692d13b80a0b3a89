/** `/import`: first shows what an import would do, or everything that is wrong with it, and then does all of it at once. */
import type { Request } from 'express';
import { v7 as makeUid } from 'uuid';
import { IMPORT_FORMATS, readClaims, type ReadClaims } from '../../formats/claims-file.ts';
import { COLUMN_NOTES } from '../../formats/csv/columns.ts';
import type { Issue } from '../../model/issues.ts';
import type { ImportResult } from '../../storage/import/plan.ts';
import { lookUpMentions } from '../../storage/sources/mentions.ts';
import type { ImportProblem } from '../../storage/types.ts';
import { exportAllPath, importPath, importTemplatePath } from '../../urls/site.ts';
import { writeCount, writeNumber } from '../../wording/values.ts';
import { layOutForm, readField, readLine, seeOther } from '../forms/forms.ts';
import { handleWrite, type WriteContext } from '../forms/write.ts';
import { refreshLater } from '../http/other-thread.ts';
import type { FormReply, Reply, Site } from '../http/route.ts';
import { buildPlanModel } from './plan-model.ts';
import { readTicks, writeJoined, type ImportTicks } from './ticks.ts';
import { readSubmission, type ClaimSubmission } from './submission.ts';

const CHANGED: Issue = {
  field: '',
  message:
    'Nothing was imported yet: somebody else made changes in the meantime, or you said that a claim is another one. This is what the import would do now.',
};

const TICKED: Issue = {
  field: '',
  message: 'Nothing was imported yet. This is what the import does with what you ticked.',
};

/** They are written in one commit that blocks every other request: for a second at most. */
const MOST_CLAIMS = 1_000;

/** More problems than this help nobody: the rest are counted. */
const SHOWN = 200;

interface FoundClaims {
  submission: ClaimSubmission;
  read: ReadClaims;
  known: ImportTicks;
}

interface ImportValues {
  pasted: string;
  /** What can be imported; null when something is wrong with it. */
  found: FoundClaims | null;
}

export function showImport(_site: Site, { query }: Request): Reply {
  return showForm('', [], [], readDone(query.done));
}

export const submitImport = handleWrite<null, ImportValues, FoundClaims, readonly ImportProblem[]>({
  load: () => Promise.resolve(null),
  async parse({ store, body, by }) {
    const outcome = readSubmission(body);
    if (!outcome.ok) return { ok: false, values: { pasted: outcome.pasted, found: null }, issues: outcome.issues };
    const submission = outcome.value;
    const { fileName, text } = submission;
    const values = { pasted: fileName === null ? text : '', found: null };
    if (readLine(body, 'action') === 'back') return { ok: false, values, issues: [], isUnfinished: true };
    const read = await readClaims(text, fileName ?? 'Pasted text', {
      at: by.at,
      makeUid,
      lookUp: (mentions) => lookUpMentions(store, mentions),
    });
    const { problems } = read;
    if (problems.length > 0)
      return { ok: false, values, issues: [describeProblems(problems, submission)], details: problems };
    if (read.incoming.length > MOST_CLAIMS) return { ok: false, values, issues: [describeTooMany(submission)] };
    const found = { submission, read, known: readTicks(body) };
    return { ok: true, values: { ...values, found }, value: found };
  },
  show(context, { values, reason }, { issues, details = [] }) {
    if (values.found) return showPreview(context, values.found, reason, issues);
    return showForm(values.pasted, issues, details);
  },
  preview(context, { reason }, found) {
    const isSeen = readField(context.body, 'ticked') === writeJoined(found.known);
    if (readLine(context.body, 'action') !== 'import') return showPreview(context, found, reason, []);
    return isSeen ? null : showPreview(context, found, reason, [TICKED]);
  },
  async save({ site, store, body, by }, { submission, read, known }) {
    const outcome = await store.claims.import(read.incoming, { ...by, known, basis: readField(body, 'basis') });
    if (!outcome.ok) return showProblems(outcome.problems, submission);
    refreshLater(site);
    return seeOther(`${importPath}?done=${writeDone(outcome.value)}`);
  },
  showConflict: (context, { reason }, found) => showPreview(context, found, reason, [CHANGED]),
});

function describeTooMany({ fileName }: ClaimSubmission): Issue {
  const message = `At most ${writeNumber(MOST_CLAIMS)} claims can be imported at once: send fewer, or use “npm run import” on the server`;
  return { field: fileName === null ? 'text' : 'file', message };
}

async function showPreview(
  { store, by }: WriteContext<null>,
  { submission, read, known }: FoundClaims,
  reason: string,
  issues: readonly Issue[],
): Promise<FormReply> {
  const outcome = await store.claims.planImport(read.incoming, { ...by, known });
  if (!outcome.ok) return showProblems(outcome.problems, submission);
  const model = buildPlanModel(outcome.value, read.notices, submission, { reason, issues, known });
  return { kind: 'form', view: 'importing/preview', title: 'Preview of the import', path: importPath, issues, model };
}

/** Pasted text stays in the form to be corrected there; a file is corrected where it is and sent again. */
function showProblems(problems: readonly ImportProblem[], submission: ClaimSubmission): FormReply {
  const pasted = submission.fileName === null ? submission.text : '';
  return showForm(pasted, [describeProblems(problems, submission)], problems);
}

function describeProblems(problems: readonly ImportProblem[], { fileName }: ClaimSubmission): Issue {
  const message = `Nothing can be imported: the claims have ${writeCount(problems.length, 'problem')}`;
  return { field: fileName === null ? 'text' : 'file', message };
}

/** @param done what was just imported; null for nothing */
function showForm(
  pasted: string,
  issues: readonly Issue[],
  problems: readonly ImportProblem[],
  done: ImportResult | null = null,
): FormReply {
  const form = layOutForm(issues);
  const model = {
    errors: form.errors,
    done: done && describeDone(done),
    path: importPath,
    exportHref: exportAllPath,
    templateHref: importTemplatePath,
    text: form.area({ name: 'text', label: 'Paste the claims', value: pasted, rows: 12 }),
    file: form.text({
      ...{ name: 'file', label: 'Or choose a file', value: '' },
      hint: 'UTF-8 text, at most 3 MB and 1,000 claims. The format is recognised from the content; a table’s name must end in .csv or .tsv.',
    }),
    problems: problems.slice(0, SHOWN).map(({ place, field, message }) => ({ place, field: field || null, message })),
    moreProblems: Math.max(0, problems.length - SHOWN),
    problemCount: writeCount(problems.length, 'problem'),
    formats: IMPORT_FORMATS.map(({ name, use }) => ({ name, use })),
    columns: COLUMN_NOTES.map(({ columns, takes }) => ({ names: columns, takes })),
  };
  return { kind: 'form', view: 'importing/form', title: 'Import claims', path: importPath, issues, model };
}

function describeDone({ created, updated, unchanged, shared, differing }: ImportResult): string {
  const left = differing === 0 ? '' : ` Left as they are, though the file differs: ${writeNumber(differing)}.`;
  const claims = `${writeNumber(created)} new, ${writeNumber(updated)} updated, ${writeNumber(unchanged)} unchanged`;
  return `Imported claims: ${claims}. Sources and documents added or changed: ${writeNumber(shared)}.${left}`;
}

const writeDone = ({ created, updated, unchanged, shared, differing }: ImportResult): string =>
  [created, updated, unchanged, shared, differing].join('-');

/** Reads what `writeDone` wrote; null for anything else. */
function readDone(value: unknown): ImportResult | null {
  const digits = /^(\d{1,6})-(\d{1,6})-(\d{1,6})-(\d{1,6})-(\d{1,6})$/.exec(String(value));
  if (!digits) return null;
  const [created = 0, updated = 0, unchanged = 0, shared = 0, differing = 0] = digits.slice(1).map(Number);
  return { created, updated, unchanged, shared, differing };
}
