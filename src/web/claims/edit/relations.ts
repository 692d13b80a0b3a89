/** The relations in a claim's form: a row each, whose other claim is typed in its words and chosen among those found. */
import { lookUp } from '../../../model/tables.ts';
import { z } from 'zod';
import { RECORD_RULES } from '../../../formats/hearsay/schema.ts';
import { identifyRelation, sortRelations } from '../../../model/identity.ts';
import type { Issue } from '../../../model/issues.ts';
import { LIMITS } from '../../../model/limits.ts';
import { CLAIM_RELATIONS, type Claim, type ClaimRelation, type ClaimStatus, type Uid } from '../../../model/records.ts';
import type { Store } from '../../../storage/store.ts';
import { foldSentence } from '../../../text/words.ts';
import { CLAIM_RELATION_WORDS } from '../../../wording/values.ts';
import {
  checkFields,
  defineFields,
  hasField,
  listIssues,
  readFields,
  readLine,
  type Checked,
  type FieldValues,
  type Form,
} from '../../forms/forms.ts';

const { relation } = RECORD_RULES;

const RELATION_FIELDS = defineFields({
  kind: { label: 'Relation', rule: relation.relation, missing: 'Choose how the two claims are related' },
  claim: { label: 'Other claim', rule: z.string(), missing: 'Enter the other claim, or clear the note as well' },
  note: { label: 'Note', rule: relation.note },
});

export interface RelationValues extends FieldValues<typeof RELATION_FIELDS> {
  /** The uid of the claim that is meant, chosen for the words in `pickedFor`: other words need another choice. */
  pick: Uid;
  pickedFor: string;
}

interface Candidate {
  uid: Uid;
  text: string;
  status: ClaimStatus;
}

/** By row: the claims that may be meant. */
export type Candidates = ReadonlyMap<number, readonly Candidate[]>;

/** How many claims are offered for words that are no claim's own. */
const OFFERED = 6;

const EMPTY_ROW: RelationValues = { kind: '', claim: '', note: '', pick: '', pickedFor: '' };

const nameField = (at: number, field: string): string => `relation-${at}-${field}`;

/** A claim that is not here is shown by its uid. */
export async function fillRelations(store: Store, { relations }: Claim): Promise<RelationValues[]> {
  const here = await store.claims.readRefsByUid(relations.map(({ claim }) => claim));
  return relations.map(({ relation: kind, claim: pick, note }) => {
    const claim = here.get(pick)?.text ?? pick;
    return { kind, claim, note: note ?? '', pick, pickedFor: claim };
  });
}

/** The rows in which anything was typed; null for a form without them. */
export function readRelations(body: unknown): RelationValues[] | null {
  if (!hasField(body, nameField(0, 'claim'))) return null;
  const removed = readLine(body, 'action');
  const rows: RelationValues[] = [];
  for (let at = 0; hasField(body, nameField(at, 'claim')); at += 1) {
    const nameOf = (field: string): string => nameField(at, field);
    const [pick, pickedFor] = [readLine(body, nameOf('pick')), readLine(body, nameOf('pickedFor'))];
    const row = { ...readFields(RELATION_FIELDS, body, nameOf), pick, pickedFor };
    if (removed !== `remove-relation-${at}` && (row.claim !== '' || row.note !== '')) rows.push(row);
  }
  return rows;
}

/** Whether a button was pressed that adds or takes out a row. */
export function changesRows(body: unknown): boolean {
  return /^(?:add|remove)-relation/u.test(readLine(body, 'action'));
}

/** @param rows with something in each */
export async function checkRelations(
  store: Store,
  own: Claim,
  rows: readonly RelationValues[],
  baseUrl: string,
): Promise<Checked<ClaimRelation[], Candidates>> {
  const relations: ClaimRelation[] = [];
  const issues: Issue[] = [];
  const candidates = new Map<number, readonly Candidate[]>();
  if (rows.length > LIMITS.relations) {
    issues.push({ field: nameField(0, 'claim'), message: `Enter at most ${LIMITS.relations} related claims` });
  }
  const seen = new Set<string>();
  for (const [at, row] of rows.entries()) {
    const checked = checkFields(RELATION_FIELDS, row, (field) => nameField(at, field));
    issues.push(...listIssues(checked));
    if (row.claim === '') continue;
    const found = await findOther(store, own, row, baseUrl);
    if ('message' in found) {
      issues.push({ field: nameField(at, found.candidates.length > 0 ? 'pick' : 'claim'), message: found.message });
      if (found.candidates.length > 0) candidates.set(at, found.candidates);
    } else if (checked.ok) {
      const made = { claim: found.is, relation: checked.value.kind, note: checked.value.note };
      const key = identifyRelation(made);
      if (seen.has(key))
        issues.push({ field: nameField(at, 'claim'), message: 'This relation is already listed above' });
      seen.add(key);
      relations.push(made);
    }
  }
  return issues.length > 0 ? { ok: false, issues, details: candidates } : { ok: true, value: sortRelations(relations) };
}

type FoundClaim = { is: Uid } | { message: string; candidates: readonly Candidate[] };

/** The claim of a row: as it was chosen, by its number or address, by its exact words, or a question. */
async function findOther(store: Store, own: Claim, row: RelationValues, baseUrl: string): Promise<FoundClaim> {
  const { claim: typed, pick, pickedFor } = row;
  const isItself = { message: 'A claim can’t be related to itself: enter another one', candidates: [] };
  const chosen = pickedFor === typed ? pick : '';
  if (chosen === own.uid) return isItself;
  const isKept = own.relations.some(({ claim }) => claim === chosen);
  if (chosen !== '' && (isKept || (await store.claims.readRefsByUid([chosen])).size > 0)) return { is: chosen };
  const number = readNumber(typed, baseUrl);
  if (number !== null) {
    const [item] = await store.claims.readItems([number]);
    if (!item) return { message: 'No claim here has this number or address', candidates: [] };
    return item.uid === own.uid ? isItself : { is: item.uid };
  }
  const found = await searchClaims(store, typed);
  const same = found.filter(({ text }) => foldSentence(text) === foldSentence(typed));
  if (same.length === 1) return same[0]!.uid === own.uid ? isItself : { is: same[0]!.uid };
  const candidates = found.filter(({ uid }) => uid !== own.uid).slice(0, OFFERED);
  const message =
    candidates.length > 0 ? `Choose the claim you mean by “${typed}”` : `No claim here has words like “${typed}”`;
  return { message, candidates };
}

/** The number in `12`, `#12`, `/claims/12-words` or the whole address of a claim here. */
function readNumber(typed: string, baseUrl: string): number | null {
  const path = typed.startsWith(`${baseUrl}/`) ? typed.slice(baseUrl.length) : typed;
  const digits = /^(?:#?|\/claims\/)([1-9]\d{0,14})(?:-\S*)?$/u.exec(path)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Claims with nearly these words, then published claims and drafts that have them. */
async function searchClaims(store: Store, typed: string): Promise<Candidate[]> {
  const page = { typed, after: null, limit: OFFERED };
  const published = await store.search.findClaims({ ...page, status: 'published' });
  const drafts = await store.search.findClaims({ ...page, status: 'draft' });
  const all = [...(await store.claims.findSimilar(typed, OFFERED)), ...published.items, ...drafts.items];
  return [...new Map(all.map(({ uid, text, status }) => [uid, { uid, text, status }])).values()];
}

/** For the comparison of two editors' versions. */
export function writeRelations(rows: readonly RelationValues[]): string {
  const words: Readonly<Record<string, string>> = CLAIM_RELATION_WORDS;
  const parts = ({ kind, claim, note }: RelationValues) => [lookUp(words, kind) ?? '', claim, note];
  return rows
    .map((row) =>
      parts(row)
        .filter((part) => part !== '')
        .join(': '),
    )
    .join('\n');
}

const KIND_OPTIONS = [
  { value: '', text: 'choose' },
  ...CLAIM_RELATIONS.map((value) => ({ value, text: CLAIM_RELATION_WORDS[value] })),
];

/** The rows, with an empty one at the end to add another. */
export function buildRelationFields(form: Form, rows: readonly RelationValues[], candidates: Candidates = new Map()) {
  const isFull = rows.length >= LIMITS.relations;
  return {
    isOpen: rows.length > 0,
    isFull,
    rows: (isFull ? rows : [...rows, EMPTY_ROW]).map((row, at) => buildRow(form, row, at, candidates.get(at) ?? null)),
  };
}

function buildRow(form: Form, row: RelationValues, at: number, candidates: readonly Candidate[] | null) {
  const name = (field: string): string => nameField(at, field);
  return {
    legend: row === EMPTY_ROW ? 'Another related claim' : `Related claim ${at + 1}`,
    kind: form.select({ name: name('kind'), label: 'This claim', value: row.kind, options: KIND_OPTIONS }),
    claim: form.text({
      name: name('claim'),
      label: RELATION_FIELDS.claim.label,
      value: row.claim,
      hint: 'Some of its words, or its address',
      prose: true,
    }),
    pick:
      candidates &&
      form.radios({
        name: name('pick'),
        label: `Which claim is “${row.claim}”?`,
        value: row.pickedFor === row.claim ? row.pick : '',
        options: candidates.map(({ uid, text, status }) => {
          return { value: uid, text, ...(status === 'published' ? {} : { hint: status }) };
        }),
      }),
    hidden: [
      { name: name('pickedFor'), value: candidates ? row.claim : row.pickedFor },
      ...(candidates ? [] : [{ name: name('pick'), value: row.pick }]),
    ],
    note: form.text({
      name: name('note'),
      label: RELATION_FIELDS.note.label,
      value: row.note,
      hint: 'Optional: one line for readers',
      prose: true,
    }),
    removal: row === EMPTY_ROW ? null : { action: `remove-relation-${at}`, text: `Remove related claim ${at + 1}` },
  };
}
