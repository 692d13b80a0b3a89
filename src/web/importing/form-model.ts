/** `/import` as it is first shown, and with all that is wrong with what was sent. */
import { COLUMN_NOTES } from '../../formats/csv/columns.ts';
import { IMPORT_FORMATS } from '../../formats/claims-file.ts';
import type { ImportResult } from '../../storage/import/claims.ts';
import type { Issue } from '../../model/issues.ts';
import { layOutForm } from '../forms/forms.ts';
import { writeCount, writeNumber } from '../../wording/values.ts';
import type { ImportProblem } from '../../storage/types.ts';
import { exportAllPath, importPath, importTemplatePath } from '../../urls/site.ts';

/** Problems past this many help nobody: they are counted. */
const SHOWN = 200;

interface Trouble {
  pasted: string;
  issues: readonly Issue[];
  problems: readonly ImportProblem[];
}

/** @param done what was just brought in; null for nothing */
export function buildFormModel({ pasted, issues, problems }: Trouble, done: ImportResult | null) {
  const form = layOutForm(issues);
  return {
    errors: form.errors,
    done: done && tellDone(done),
    path: importPath,
    exportHref: exportAllPath,
    templateHref: importTemplatePath,
    text: form.area({ name: 'text', label: 'Paste the claims', value: pasted, rows: 12 }),
    file: form.text({
      ...{ name: 'file', label: 'Or choose a file', value: '' },
      hint: 'UTF-8 text of at most 3 MB and 1,000 claims. What it is shows in what it holds; a table’s name ends in .csv or .tsv.',
    }),
    problems: problems.slice(0, SHOWN).map(({ place, field, message }) => ({ place, field: field || null, message })),
    moreProblems: Math.max(0, problems.length - SHOWN),
    problemCount: writeCount(problems.length, 'problem'),
    formats: IMPORT_FORMATS.map(({ name, use }) => ({ name, use })),
    columns: COLUMN_NOTES.map(({ columns, takes }) => ({ names: columns, takes })),
  };
}

function tellDone({ created, updated, unchanged, shared }: ImportResult): string {
  const claims = `${writeNumber(created)} new, ${writeNumber(updated)} updated, ${writeNumber(unchanged)} unchanged`;
  return `Imported: ${claims}. Sources and documents that are new or changed: ${writeNumber(shared)}.`;
}
