/** The page before saving: which statements are already known, what the claim will say, what may be a duplicate. */
import { analyse } from '../../../provenance/analysis.ts';
import { writeHeadline } from '../../../wording/headline.ts';
import type { JoinedChain } from '../../../provenance/chain-join.ts';
import type { ClaimRecord, Source, Statement, Uid } from '../../../model/records.ts';
import { layOutForm, type Form } from '../../forms/forms.ts';
import { claimAddress } from '../../../urls/records.ts';
import { writeDate } from '../../../wording/dates.ts';
import type { Issue } from '../../../model/issues.ts';
import type { FormReply } from '../../http/route.ts';
import { rowField } from './chain/values.ts';
import { describeEffect } from './effect.ts';
import type { DraftContext } from './draft-form.ts';
import type { LoadedClaim } from '../../../storage/types.ts';
import type { SimilarClaim } from '../../../storage/claims/related-claims.ts';
import { writeName, writeNameOf, joinName, markNames } from '../../../wording/names.ts';

export interface Preview {
  record: ClaimRecord;
  /** The claim as it is; null for a new one. */
  now: LoadedClaim | null;
  joined: JoinedChain;
  /** By row: the statement that it was said to be: a uid, `new`, or empty. */
  choices: readonly string[];
  similar: readonly SimilarClaim[];
  path: string;
  carries: DraftContext<unknown>['carries'];
  cancel: string;
}

export function showPreview(preview: Preview, issues: readonly Issue[]): FormReply {
  const form = layOutForm(issues);
  const model = { errors: form.errors, ...buildPreviewModel(form, preview) };
  return { kind: 'form', view: 'editing/preview', title: 'Preview', path: preview.path, issues, model };
}

function buildPreviewModel(form: Form, preview: Preview) {
  const { record, now, joined, choices, similar } = preview;
  const sources = new Map(record.sources.map((source) => [source.uid, source]));
  const statements = new Map(record.statements.map((statement) => [statement.uid, statement]));
  const rows = joined.links.map((link, row) => {
    const statement = statements.get(link.statement)!;
    const name = joinName(writeNameOf(sources.get(statement.source)));
    const field = rowField(row, 'statement');
    const state = link.known ? 'already in this claim' : 'new statement';
    const date = writeDate(statement.statedAt)?.text ?? null;
    const plain = { number: row + 1, name, date, place: describePlace(statement, sources, record), state };
    if (link.candidates.length === 0) return { ...plain, choice: null, hidden: { name: field, value: '' } };
    const options = [
      ...link.candidates.map((uid) => ({
        value: uid,
        text: `The same as: ${describeStatement(statements.get(uid)!, sources, record)}`,
      })),
      { value: 'new', text: 'A new statement' },
    ];
    const value = choices[row] || (link.known ? link.statement : 'new');
    return {
      ...plain,
      choice: form.radios({ name: field, label: `${name}: which statement is it?`, value, options }),
      hidden: null,
    };
  });
  return {
    text: record.claim.text,
    headline: markNames(writeHeadline(record, analyse(record)), record.sources),
    effect: now && describeEffect(now.record, record),
    revision: now?.revision ?? null,
    rows,
    similar: similar.map(({ id, text, status }) => ({
      text,
      status,
      href: claimAddress({ id, text }).html,
      action: `join-${id}`,
    })),
    path: preview.path,
    carries: preview.carries,
    cancel: preview.cancel,
  };
}

/** The document in which a statement stands, and who published that. */
function describePlace({ document: uid }: Statement, sources: ReadonlyMap<Uid, Source>, { documents }: ClaimRecord) {
  const document = documents.find((one) => one.uid === uid);
  if (!document) return null;
  const publisher = sources.get(document.publisher);
  return publisher === undefined
    ? `in “${document.title}”`
    : `in “${document.title}”, published by ${joinName(writeName(publisher))}`;
}

function describeStatement(statement: Statement, sources: ReadonlyMap<Uid, Source>, { documents }: ClaimRecord) {
  const document = documents.find(({ uid }) => uid === statement.document);
  const facts = [
    joinName(writeNameOf(sources.get(statement.source))),
    writeDate(statement.statedAt)?.text ?? 'no date',
    document?.title ?? 'no document',
    statement.stance,
  ];
  return facts.join(' · ');
}
