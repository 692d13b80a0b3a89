import type { Identified, KnownHere } from '../../storage/import/identities.ts';
import type { SimilarToNew } from '../../storage/import/similar-claims.ts';
import { nameApart, nameJoined, nameTake, writeJoined, type ImportTicks } from './ticks.ts';
import type {
  ImportDifference,
  ImportPlan,
  ImportStep,
  ImportPlanClaim,
  ImportPlanRecord,
} from '../../storage/import/plan.ts';
import type { Issue } from '../../model/issues.ts';
import { layOutForm } from '../forms/forms.ts';
import { buildReasonField } from '../forms/write.ts';
import { writeCount, SOURCE_KIND_WORDS } from '../../wording/values.ts';
import { packSubmission, type ClaimSubmission } from './submission.ts';
import type { ImportProblem } from '../../storage/types.ts';
import { claimAddress, documentAddress, sourceAddress } from '../../urls/records.ts';
import { importPath } from '../../urls/site.ts';

/** Of each list; the rest is counted. */
const MOST_SHOWN = 200;

export function buildPlanModel(
  plan: ImportPlan,
  notices: readonly ImportProblem[],
  submission: ClaimSubmission,
  { reason, issues, known }: { reason: string; issues: readonly Issue[]; known: ImportTicks },
) {
  const form = layOutForm(issues);
  const count = (step: ImportStep): number => plan.claims.filter((claim) => claim.step === step).length;
  const [created, updated, unchanged] = [count('created'), count('updated'), count('unchanged') + plan.repeated];
  const changes = created + updated + plan.shared.length + plan.differences.length > 0;
  const hidden = {
    packed: packSubmission(submission),
    name: submission.fileName ?? '',
    basis: plan.basis,
    ticked: writeJoined(known),
  };
  return {
    errors: form.errors,
    path: importPath,
    lead: [
      writeCount(created, 'new claim'),
      writeCount(updated, 'updated claim'),
      `${writeCount(unchanged, 'unchanged claim')}.`,
    ].join(', '),
    changes,
    created: listClaims(plan, 'created'),
    updated: listClaims(plan, 'updated'),
    unchanged: listClaims(plan, 'unchanged'),
    records: listRecords(plan.shared),
    identities: cut(plan.identities.known.map((one) => describeKnown(one, known))),
    unclear: cut([...plan.identities.unclear.map(describeUnclear), ...plan.identities.alike.map(describeAlike)]),
    similar: cut(plan.similar.map(describeSimilar)),
    differences: cut(plan.differences.map((one) => describeDifference(one, known))),
    isUnchanged: !changes,
    notices: cut(notices.map(({ place, message }) => ({ place, message }))),
    reason: changes ? buildReasonField(form, reason) : null,
    hidden: Object.entries(hidden).map(([name, value]) => ({ name, value })),
    button: created + updated === 0 ? 'Import' : `Import ${writeCount(created + updated, 'claim')}`,
    isPasted: submission.fileName === null,
  };
}

const ADDRESSES = {
  claim: (id: number, text: string) => claimAddress({ id, text }).html,
  source: (id: number, name: string) => sourceAddress({ id, name }).html,
  document: (id: number, title: string) => documentAddress({ id, title }).html,
};

function describeKnown({ kind, uid, name, place, here }: KnownHere, { apart }: ImportTicks) {
  return {
    ...{ name, place, here: here.name, href: ADDRESSES[kind](here.id, here.name) },
    field: nameApart(uid),
    isApart: apart.has(uid),
    isSame: name === here.name,
  };
}

function describeUnclear({ place, name, count }: Identified['unclear'][number]) {
  return {
    place,
    name,
    what: `is the name of ${writeCount(count, 'source')} here and comes in as a new one`,
    others: [],
  };
}

function describeAlike({ place, name, here }: Identified['alike'][number]) {
  const others = here.map((one) => ({ name: one.name, href: ADDRESSES.source(one.id, one.name) }));
  return { place, name, what: 'is new, and may be', others };
}

function describeSimilar({ uid, text, place, other, hasSameWords, isJoined }: SimilarToNew) {
  return {
    ...{ text, place, field: nameJoined(uid, other.uid), isJoined },
    what: hasSameWords ? 'has the same words as' : 'says nearly the same as',
    other: other.id === null ? `the claim of ${other.place}` : other.text,
    href: other.id === null ? null : ADDRESSES.claim(other.id, other.text),
  };
}

function describeDifference({ kind, id, name, offers }: ImportDifference, { take }: ImportTicks) {
  return {
    name,
    href: ADDRESSES[kind](id, name),
    offers: offers.map(({ key, member, before, after }) => ({
      ...{ field: nameTake(key), isTaken: take.has(key), member },
      ...{ before: writeValue(before), after: writeValue(after) },
    })),
  };
}

const LONGEST_VALUE = 300;

function writeValue(value: unknown): string {
  if (value === null || value === undefined) return 'unknown';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

function cut<Item>(items: readonly Item[]) {
  return items.length === 0
    ? null
    : { items: items.slice(0, MOST_SHOWN), more: Math.max(0, items.length - MOST_SHOWN) };
}

function listClaims({ claims }: ImportPlan, step: ImportStep) {
  return cut(claims.filter((claim) => claim.step === step).map(describeClaim));
}

function describeClaim({ text, language, status, place, here }: ImportPlanClaim) {
  return {
    text,
    language,
    status,
    place,
    href: here && claimAddress(here).html,
    was: here && here.text !== text ? { text: here.text, language: here.language } : null,
    wasStatus: here && here.status !== status ? here.status : null,
  };
}

function listRecords(shared: readonly ImportPlanRecord[]) {
  const pick = (kind: ImportPlanRecord['kind'], step: ImportPlanRecord['step']) =>
    cut(shared.filter((record) => record.kind === kind && record.step === step).map(describeRecord));
  const lists = [
    { title: 'New sources', list: pick('source', 'created') },
    { title: 'Changed sources', list: pick('source', 'updated') },
    { title: 'New documents', list: pick('document', 'created') },
    { title: 'Changed documents', list: pick('document', 'updated') },
  ];
  return lists.flatMap(({ title, list }) => (list ? [{ title, ...list }] : []));
}

function describeRecord({ kind, id, name, sourceKind }: ImportPlanRecord) {
  const href = (number: number): string =>
    (kind === 'source' ? sourceAddress({ id: number, name }) : documentAddress({ id: number, title: name })).html;
  return { name, kind: sourceKind && SOURCE_KIND_WORDS[sourceKind], href: id === null ? null : href(id) };
}
