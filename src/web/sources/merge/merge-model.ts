import { type MergePreview, MOST_MOVED, type MergeProblem } from '../../../storage/sources/merge/merge.ts';
import type { StoredSource } from '../../../storage/sources/sources.ts';
import type { UnmovedRecord, UndoPreview } from '../../../storage/sources/merge/undo.ts';
import type { layOutForm, TextField } from '../../forms/forms.ts';
import { buildQuestion, type Question, type QuestionModel, type TypedName } from '../../forms/source-names.ts';
import { claimAddress, mergeSourcePath, recordHistoryAddress, sourceAddress } from '../../../urls/records.ts';
import { writeCount, writeNumber, SOURCE_KIND_WORDS } from '../../../wording/values.ts';
import { writeDate, writeDay, type DateView } from '../../../wording/dates.ts';
import { writeName, type TextWithLanguage } from '../../../wording/names.ts';
import type { ClaimRef } from '../../../storage/types.ts';

/** What the fields that name the other are called in the form. */
export const OTHER_FIELDS = {
  name: 'other',
  pick: 'other-pick',
  pickedFor: 'other-pickedFor',
  kind: 'other-kind',
} as const;

export const MERGE_PROBLEMS: Readonly<Record<MergeProblem, string>> = {
  same: 'Choose another: this is the source itself',
  merged: 'One of the two was merged into another already',
  family: 'One of the two is above the other in its family. Take it out of the family first, if they are one',
  unnamed: 'A source that is named can’t become one that is not. Merge them the other way round',
  aliases: 'Together they would have more than 50 aliases. Take some out first',
  size: `More than ${writeNumber(MOST_MOVED.claims)} claims or ${writeNumber(MOST_MOVED.documents)} documents name it. Merge them the other way round`,
};

export interface SourceRef {
  name: TextWithLanguage;
  kind: string;
  href: string;
}

const refer = ({ id, source }: StoredSource): SourceRef => ({
  name: writeName(source),
  kind: SOURCE_KIND_WORDS[source.kind],
  href: sourceAddress({ id, name: source.name }).html,
});

export interface ChoiceModel {
  from: SourceRef;
  path: string;
  other: TextField;
  question: QuestionModel | null;
  hidden: readonly { name: string; value: string }[];
}

export function buildChoiceModel(
  form: ReturnType<typeof layOutForm>,
  stored: StoredSource,
  typed: TypedName,
  question: Question | null,
): ChoiceModel {
  const hint = 'The one that stays. Its name, or an alias';
  return {
    from: refer(stored),
    path: mergeSourcePath(stored.id),
    other: form.text({
      name: OTHER_FIELDS.name,
      label: 'It is the same as',
      value: typed.name,
      hint,
      suggest: 'sources',
    }),
    question: question && buildQuestion(form, OTHER_FIELDS, typed, question, { mayBeNew: false }),
    hidden: question ? [{ name: OTHER_FIELDS.pickedFor, value: typed.name }] : [],
  };
}

interface ClaimLink {
  href: string;
  text: string;
  language: string;
}

const link = ({ id, text, language }: ClaimRef): ClaimLink => ({
  href: claimAddress({ id, text }).html,
  text,
  language,
});

/** So many are named; the rest is counted. */
const NAMED = 50;

export interface PreviewModel {
  from: SourceRef;
  into: SourceRef;
  path: string;
  /** "4 statements in 3 claims", "2 documents". */
  moves: readonly string[];
  children: readonly TextWithLanguage[];
  aliases: readonly TextWithLanguage[];
  filled: readonly string[];
  fusions: readonly (ClaimLink & { date: DateView | null })[];
  moreFusions: number;
  lost: readonly ClaimLink[];
  moreLost: number;
  hidden: readonly { name: string; value: string }[];
}

const FIELD_WORDS = { country: 'country', parent: 'family', homepage: 'homepage', wikidata: 'Wikidata item' } as const;

export function buildPreviewModel(from: StoredSource, into: StoredSource, merge: MergePreview): PreviewModel {
  return {
    ...{ from: refer(from), into: refer(into), path: mergeSourcePath(from.id) },
    moves: describeMoves(merge),
    children: merge.children.map(writeName),
    aliases: merge.aliases.map(({ name, language }) => ({ text: name, lang: language })),
    filled: merge.filled.map((field) => FIELD_WORDS[field]),
    fusions: merge.merged.slice(0, NAMED).map(({ claim, statement }) => {
      return { ...link(claim), date: writeDay(statement.statedAt) };
    }),
    moreFusions: Math.max(0, merge.merged.length - NAMED),
    lost: merge.lost.slice(0, NAMED).map(({ claim }) => link(claim)),
    moreLost: Math.max(0, merge.lost.length - NAMED),
    hidden: [
      { name: 'into', value: String(into.id) },
      { name: 'revision', value: String(from.revision) },
      { name: 'into-revision', value: String(into.revision) },
    ],
  };
}

function describeMoves({
  statements,
  claims,
  documents,
}: Pick<MergePreview, 'statements' | 'claims' | 'documents'>): string[] {
  return [
    ...(statements > 0 ? [`${writeCount(statements, 'statement')} in ${writeCount(claims, 'claim')}`] : []),
    ...(documents > 0 ? [`${writeCount(documents, 'document')} that it published`] : []),
  ];
}

export interface UndoModel {
  from: SourceRef;
  into: SourceRef;
  path: string;
  historyHref: string;
  /** Why it can't be taken back now; null when it can. */
  problem: { name: TextWithLanguage; href: string } | null;
  undo: {
    at: DateView | null;
    actor: string;
    why: string | null;
    moves: readonly string[];
    children: readonly TextWithLanguage[];
    stuck: readonly { what: string; claim: ClaimLink | null; name: TextWithLanguage | null }[];
    moreStuck: number;
    revision: number;
  } | null;
}

export function buildUndoModel({ from, into, merged, children, unmoved, ...counts }: UndoPreview): UndoModel {
  return {
    ...referUndo(from, into),
    problem: null,
    undo: {
      at: writeDate(merged.at),
      actor: merged.actor,
      why: merged.reason,
      moves: describeMoves(counts),
      children: children.map(writeName),
      stuck: unmoved.slice(0, NAMED).map(describeStuck),
      moreStuck: Math.max(0, unmoved.length - NAMED),
      revision: from.revision,
    },
  };
}

/** The other one was merged itself since. */
export function describeUndoProblem(from: StoredSource, into: StoredSource): UndoModel & { reason: null } {
  const problem = { name: writeName(into.source), href: mergeSourcePath(into.id) };
  return { ...referUndo(from, into), problem, undo: null, reason: null };
}

function referUndo(from: StoredSource, into: StoredSource) {
  const historyHref = recordHistoryAddress('sources', from.id).html;
  return { from: refer(from), into: refer(into), path: mergeSourcePath(from.id), historyHref };
}

const STUCK_WORDS = { statement: 'A statement', attribution: 'A hop' } as const;

function describeStuck(record: UnmovedRecord): NonNullable<UndoModel['undo']>['stuck'][number] {
  if (record.kind === 'document') {
    return { what: 'The document', claim: null, name: { text: record.document.title, lang: record.document.language } };
  }
  if (record.kind === 'source') return { what: 'In the family,', claim: null, name: writeName(record.source) };
  return { what: STUCK_WORDS[record.kind], claim: link(record.claim), name: null };
}
