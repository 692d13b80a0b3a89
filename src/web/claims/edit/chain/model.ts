/** The fields of a chain's form: the story, the rows, and a question where a name is ambiguous or unknown. */
import { BASES, MANNERS, STANCES } from '../../../../model/records.ts';
import { BASIS_WORDS, MANNER_WORDS } from '../../../../wording/values.ts';
import { DATE_HINT } from '../../../forms/interpreters/dates.ts';
import { KIND_OPTIONS, VERSION_HINT } from '../../../forms/document-fields.ts';
import { interpreterOf, type Form } from '../../../forms/forms.ts';
import { interpretAddress } from '../../../forms/interpreters/addresses.ts';
import { buildQuestion, type Question } from '../../../forms/source-names.ts';
import {
  EMPTY_CHAIN_ROW,
  offerRow,
  ROW_FIELDS,
  rowField,
  STORY_FIELDS,
  type ChainValues,
  type RowValues,
  type ChainDetails,
} from './values.ts';
import { interpretChainLine } from './line.ts';

/** Lays out what was typed, with one empty row after it. */
export function buildChainModel(form: Form, values: ChainValues, details: ChainDetails | undefined) {
  const { story } = values;
  const text = (name: keyof typeof story, label: string, hint?: string) =>
    form.text({
      name: `story-${name}`,
      label,
      value: story[name],
      interpret: interpreterOf(STORY_FIELDS[name]),
      ...(hint === undefined ? {} : { hint }),
    });
  const rows = offerRow(values.rows);
  return {
    story: {
      url: form.text({
        name: 'story-url',
        label: 'Address',
        value: story.url,
        type: 'url',
        interpret: interpretAddress,
        hint: 'If the story is already here, its address finds it.',
      }),
      title: text('title', 'Title', 'Optional if the story is already here.'),
      date: text('date', 'Date', DATE_HINT),
      kind: form.select({ name: 'story-kind', label: 'Kind', value: story.kind, options: KIND_OPTIONS }),
      version: text('version', 'Version', VERSION_HINT),
      archivedUrl: form.text({
        name: 'story-archivedUrl',
        label: 'Archived copy',
        value: story.archivedUrl,
        type: 'url',
        interpret: interpretAddress,
      }),
      language: text('language', 'Language', 'Its name or its tag, such as Korean or ko'),
      text: form.area({
        name: 'story-text',
        label: 'Text',
        value: story.text,
        hint: 'Optional. Excerpts are checked against it. Readers see only the excerpts.',
      }),
    },
    rows: rows.map((row, at) => buildRow(form, row, at, details)),
    line: form.text({
      name: 'line',
      label: 'The chain in one line',
      value: values.line,
      interpret: interpretChainLine,
      hint: 'From the report to the end: IANS < Yonhap < TASS < Security Council of Russia. Or the other way round: TASS > Yonhap > IANS',
    }),
  };
}

export function buildRow(form: Form, row: RowValues, at: number, details: ChainDetails | undefined) {
  const question = details?.questions.get(at) ?? null;
  const passage = details?.passages.get(at) ?? null;
  const name = (field: keyof RowValues) => rowField(at, field);
  const text = (field: keyof RowValues, label: string, hint?: string) =>
    form.text({
      name: name(field),
      label,
      value: row[field],
      interpret: field in ROW_FIELDS ? interpreterOf(ROW_FIELDS[field as keyof typeof ROW_FIELDS]) : undefined,
      ...(hint === undefined ? {} : { hint }),
    });
  const select = (
    field: keyof RowValues,
    label: string,
    values: readonly string[],
    words: Readonly<Record<string, string | null>> = {},
  ) =>
    form.select({
      name: name(field),
      label,
      value: row[field],
      options: values.map((value) => ({ value, text: words[value] ?? value })),
    });
  const hide = (field: keyof RowValues, value = row[field]) => ({ name: name(field), value });
  const isEmpty = row === EMPTY_CHAIN_ROW;
  return {
    index: at,
    number: at + 1,
    legend: at === 0 ? 'Row 1: the report you read' : `Row ${at + 1}: whom the row above cites`,
    source: form.text({ name: name('source'), label: 'Source', value: row.source, suggest: 'sources' }),
    question: question && askSource(form, row, at, question),
    date: text('date', at === 0 ? 'Date, if not the story’s' : 'Date, if known'),
    document: text(
      'document',
      'Document',
      at === 0 ? 'Leave empty for the story above' : 'Its number or address, if it is already here',
    ),
    wording: form.area({ name: name('wording'), label: 'Wording', value: row.wording, rows: 2 }),
    language: text('language', 'Language of the wording'),
    stance: select('stance', 'Stance', STANCES),
    basis: select('basis', 'How the source would know', BASES, BASIS_WORDS),
    cue: text('cue', 'Cue, such as “citing”'),
    manner: form.select({
      name: name('manner'),
      label: 'Manner',
      value: row.manner,
      options: MANNERS.map((value) => ({ value, text: MANNER_WORDS[value] })),
    }),
    excerpt: form.area({
      name: name('excerpt'),
      label: 'Excerpt',
      value: row.excerpt,
      rows: 2,
      hint: 'The exact words that show it',
    }),
    shown: form.select({
      name: name('shown'),
      label: 'The excerpt is from',
      value: row.shown,
      options: [
        { value: '', text: 'this row’s document, or else the story' },
        { value: 'story', text: 'the story' },
      ],
    }),
    passage:
      passage === null
        ? null
        : { hidden: { name: `passage-${at}`, value: passage }, text: passage, action: `use-passage-${at}` },
    hidden: [
      ...(question ? [hide('pickedFor', row.source)] : [hide('pick'), hide('pickedFor'), hide('kind')]),
      hide('statement'),
    ],
    /** Whether the fields that are rarely needed are open. */
    isOpen:
      [row.document, row.wording, row.language, row.shown].some((value) => value !== '') ||
      row.stance !== 'asserts' ||
      row.basis !== 'unknown',
    removal: isEmpty ? null : `remove-row-${at}`,
  };
}

function askSource(form: Form, row: RowValues, at: number, question: Question) {
  const { source: name, pick, pickedFor, kind } = row;
  const fields = { pick: rowField(at, 'pick'), kind: rowField(at, 'kind') };
  return buildQuestion(form, fields, { name, pick, pickedFor, kind }, question);
}
