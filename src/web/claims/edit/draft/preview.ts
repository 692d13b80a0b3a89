/** The page before a draft is saved: every claim as it will be, what is new in it, and what may be there already. */
import { analyse } from '../../../../provenance/analysis.ts';
import type { JoinedLink } from '../../../../provenance/chain-join.ts';
import type { Analysis, ClaimRecord, Source, Statement, Uid } from '../../../../model/records.ts';
import { measureGraph } from '../../../../provenance/graph/hops.ts';
import type { Store } from '../../../../storage/store.ts';
import { claimAddress } from '../../../../urls/records.ts';
import { writeDate } from '../../../../wording/dates.ts';
import { describeFindings, groupFindings } from '../../../../wording/findings.ts';
import { writeHeadline } from '../../../../wording/headline.ts';
import { joinName, markNames, writeName, writeNameOf } from '../../../../wording/names.ts';
import {
  MANNER_WORDS,
  nameEnds,
  SEVERITY_WORDS,
  SOURCE_KIND_WORDS,
  SUPPORT_WORDS,
  writeFindingKind,
} from '../../../../wording/values.ts';
import { layOutForm, type Form } from '../../../forms/forms.ts';
import type { FormReply } from '../../../http/route.ts';
import { nameDocument } from '../chain/documents.ts';
import { describeEffect } from '../effect.ts';
import { drawRecord } from '../record-drawing.ts';
import { carry, type DraftContext } from './context.ts';
import type { Plan, PlannedChain, PlannedClaim } from './plan.ts';
import { joinClaim, joinProposal, NEW_CLAIM, proposalField, type DraftValues } from './values.ts';

/** How many similar claims are offered to join. */
const SIMILAR = 5;

/** @param notice what happened since the editor saw it; null on the first look */
export async function showPreview(
  context: DraftContext,
  values: DraftValues,
  plan: Plan,
  notice: string | null,
): Promise<FormReply> {
  const issues = notice === null ? [] : [{ field: '', message: notice }];
  const form = layOutForm(issues);
  const claims = [];
  for (const [at, claim] of plan.claims.entries()) claims.push(await buildClaim(form, context, values, claim, at));
  const fresh = new Set(plan.fresh.map(({ uid }) => uid));
  const byUid = new Map(plan.claims.flatMap(({ record }) => record.sources).map((source) => [source.uid, source]));
  const model = {
    errors: { ...form.errors, asks: false },
    ...{ path: context.path, carries: carry(context), seen: plan.key, claims },
    isOne: claims.length === 1,
    sources: [...fresh].map((uid) => describeSource(byUid.get(uid)!, byUid)),
    canRechoose: claims.some(
      ({ join, chains }) => join ?? chains.some(({ cards }) => cards.some(({ choice }) => choice)),
    ),
  };
  return { kind: 'form', view: 'editing/preview', title: 'Preview', path: context.path, issues, model };
}

/** A new source, with what is known of it. */
function describeSource(source: Source, byUid: ReadonlyMap<Uid, Source>) {
  const { kind, country, aliases, parent } = source;
  const above = byUid.get(parent ?? '');
  const facts = [
    SOURCE_KIND_WORDS[kind],
    country,
    aliases.length === 0 ? null : `also ${aliases.map(({ name }) => name).join(', ')}`,
    above ? `belongs to ${joinName(writeName(above))}` : null,
  ];
  return { name: writeName(source), facts: facts.filter((fact) => fact !== null).join(' · ') };
}

async function buildClaim(
  form: Form,
  { site: { store }, target }: DraftContext,
  values: DraftValues,
  planned: PlannedClaim,
  at: number,
) {
  const { base, record, chains } = planned;
  const measured = measureGraph(record);
  const analysis = analyse(record, measured);
  const { text, language } = record.claim;
  const ends = nameEnds(measured.graph, analysis);
  const met = new Set<Uid>();
  return {
    ...{ text, language, href: base && claimAddress({ id: base.id, text }).html },
    state: base ? `an existing claim, ${base.record.claim.status}` : 'a new claim, a draft until you publish it',
    headline: markNames(writeHeadline(record, analysis, measured.graph), record.sources),
    drawing: await drawRecord(record, at),
    findings: groupFindings(describeFindings(record, analysis, measured.graph)).map(({ sentence, severity, kind }) => ({
      ...{ severity, severityWord: SEVERITY_WORDS[severity], kind: writeFindingKind(kind) },
      sentence: markNames(sentence, record.sources),
    })),
    effect: base && describeEffect(base.record, record),
    join: target ? null : await buildJoin(form, store, values, planned),
    chains: chains.map((chain) => buildChain(form, planned, chain, { analysis, ends, met })),
  };
}

/** Claims that say nearly the same, and the other proposals of the story. */
async function buildJoin(
  form: Form,
  store: Store,
  { proposals, mode }: DraftValues,
  { base, record, chains }: PlannedClaim,
) {
  const { prefix, join } = chains[0]!.proposal;
  const similar = await store.claims.findSimilar(record.claim.text, SIMILAR);
  const here = base && !similar.some(({ id }) => id === base.id) ? [{ id: base.id, text: record.claim.text }] : [];
  const near = [...here, ...similar].map(({ id, text }) => ({ value: joinClaim(id), text: `The same as: ${text}` }));
  const others =
    mode === 'cards'
      ? []
      : proposals.flatMap((one, at) =>
          one.isTicked && one.prefix !== prefix && one.join === NEW_CLAIM
            ? [{ value: joinProposal(at), text: `The same claim as proposal ${at + 1}` }]
            : [],
        );
  if (near.length + others.length === 0) return null;
  return form.radios({
    ...{ name: proposalField(prefix, 'join'), label: 'Is it one of these claims?', value: join },
    options: [{ value: NEW_CLAIM, text: 'No, a new claim' }, ...near, ...others],
  });
}

interface ChainFacts {
  analysis: Analysis;
  ends: ReadonlyMap<Uid, string>;
  /** The statements that were listed before. */
  met: Set<Uid>;
}

function buildChain(
  form: Form,
  planned: PlannedClaim,
  { proposal, links }: PlannedChain,
  { analysis, ends, met }: ChainFacts,
) {
  const { record, base } = planned;
  const statements = new Map(record.statements.map((statement) => [statement.uid, statement]));
  const known = new Set(base?.record.statements.map(({ uid }) => uid));
  const names = listNames(planned);
  const number = proposal.prefix === '' ? null : Number(proposal.prefix.slice(2, -1)) + 1;
  return {
    number,
    cards: links.map((link, at) => {
      const statement = statements.get(link.statement)!;
      const state = met.has(statement.uid)
        ? 'the same as above'
        : known.has(statement.uid)
          ? 'already in this claim'
          : 'new statement';
      met.add(statement.uid);
      const source = record.sources.find(({ uid }) => uid === statement.source)!;
      return {
        number: at + 1,
        name: writeName(source),
        facts: describeFacts(statement, source, record),
        ...{ state, end: ends.get(statement.uid) ?? null },
        choice: buildChoice(form, link, proposal.cards[at]!.statement, names, record, statements),
        hop: describeHop(record, analysis, link, links[at + 1] ?? null),
      };
    }),
  };
}

/** By uid of a statement that this form makes: the card that named it first. */
function listNames({ chains }: PlannedClaim): ReadonlyMap<Uid, string> {
  const names = new Map<Uid, string>();
  for (const { name, statement } of chains.flatMap(({ links }) => links)) {
    if (!names.has(statement)) names.set(statement, name);
  }
  return names;
}

/** Which statement a card is, where it may be one that is there. */
function buildChoice(
  form: Form,
  { name, statement: own, candidates, isCertain }: JoinedLink,
  typed: string,
  names: ReadonlyMap<Uid, string>,
  record: ClaimRecord,
  statements: ReadonlyMap<Uid, Statement>,
) {
  if (candidates.length === 0 || (isCertain && candidates.length === 1)) return null;
  const known = new Set(candidates);
  const valueOf = (uid: Uid): string => names.get(uid) ?? uid;
  const source = record.sources.find(({ uid }) => uid === statements.get(own)!.source);
  return form.radios({
    name: `${name}-statement`,
    label: `${joinName(writeNameOf(source))}: which statement is it?`,
    value: typed || (known.has(own) ? valueOf(own) : 'new'),
    options: [
      ...candidates.map((uid) => ({
        value: valueOf(uid),
        text: `The same as: ${describeStatement(statements.get(uid)!, record)}`,
      })),
      { value: 'new', text: 'A new statement' },
    ],
  });
}

/** The kind of the source, the date, and the document with its publisher. */
function describeFacts(statement: Statement, source: Source, record: ClaimRecord): string {
  const { statedAt, stance } = statement;
  const facts = [
    SOURCE_KIND_WORDS[source.kind],
    stance === 'asserts' ? null : stance,
    writeDate(statedAt)?.text ?? null,
    describePlace(statement, record),
  ];
  return facts.filter((fact) => fact !== null).join(' · ');
}

function describePlace({ document: uid }: Statement, { documents, sources }: ClaimRecord): string | null {
  const document = documents.find((one) => one.uid === uid);
  if (!document) return null;
  const publisher = sources.find((one) => one.uid === document.publisher) ?? null;
  return `in “${nameDocument({ document, publisher })}”`;
}

function describeStatement(statement: Statement, record: ClaimRecord): string {
  const facts = [
    joinName(writeNameOf(record.sources.find(({ uid }) => uid === statement.source))),
    writeDate(statement.statedAt)?.text ?? 'no date',
    describePlace(statement, record) ?? 'no document',
    statement.stance,
  ];
  return facts.join(' · ');
}

/** The newest evidence of a hop: the one that this form adds. */
function describeHop(record: ClaimRecord, { support }: Analysis, link: JoinedLink, next: JoinedLink | null) {
  const hop = record.attributions.find(({ citing, cited }) => citing === link.statement && cited === next?.statement);
  if (!hop) return null;
  const piece = hop.evidence.at(-1) ?? null;
  const document = record.documents.find(({ uid }) => uid === piece?.document);
  const kind = support.get(hop.uid)!;
  return {
    ...{ manner: MANNER_WORDS[hop.manner], cue: hop.cue },
    ...{ excerpt: piece?.exact ?? null, place: document?.title ?? null },
    support: { kind, text: SUPPORT_WORDS[kind] },
  };
}
