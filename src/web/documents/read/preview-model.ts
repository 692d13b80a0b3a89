/** The look before saving: what exactly will be made, and what is there already. */
import { analyse } from '../../../provenance/analysis.ts';
import { writeHeadline } from '../../../wording/headline.ts';
import type { JoinedLink } from '../../../provenance/chain-join.ts';
import type { Source, Uid } from '../../../model/records.ts';
import { layOutForm, type ErrorSummary } from '../../forms/forms.ts';
import type { Issue } from '../../../model/issues.ts';
import { claimAddress, documentAddress, readDocumentPath } from '../../../urls/records.ts';
import { writeCount } from '../../../wording/counts.ts';
import { SOURCE_KIND_WORDS } from '../../../wording/kinds.ts';
import { writeName, type TextWithLanguage } from '../../../wording/name-views.ts';
import type { StoryDocument } from './story.ts';
import type { ReadingPlan, ClaimToSave } from './claim-plan.ts';

interface HiddenField {
  name: string;
  value: string;
}

interface RowView {
  name: TextWithLanguage;
  kind: string;
  /** Whether the statement is new, is there already, or was met in a chain above. */
  state: string;
  isNewSource: boolean;
  /** What leads to it; null for the report. */
  hop: { manner: string; cue: string | null; excerpt: string | null } | null;
}

export interface ReadingPreview {
  errors: ErrorSummary;
  path: string;
  title: string;
  lang: string | null;
  cancel: string;
  claims: readonly {
    text: string;
    language: string;
    /** Of a claim that is here. */
    href: string | null;
    status: string;
    headline: string;
    /** "3 new statements and 2 new hops". */
    gain: string;
    chains: readonly { proposal: number; rows: readonly RowView[] }[];
  }[];
  sources: readonly { name: TextWithLanguage; kind: string }[];
  hidden: readonly HiddenField[];
}

/** By which revision of a claim the editor looks at it. */
export function revisionField(claim: number): string {
  return `revision-${claim}`;
}

export function buildReadingPreview(
  {
    id,
    story,
    plan,
    body,
  }: { id: number; story: StoryDocument; plan: Extract<ReadingPlan, { ok: true }>; body: unknown },
  issues: readonly Issue[],
): ReadingPreview {
  const { title, language } = story.document;
  const fresh = new Set(plan.fresh.map(({ uid }) => uid));
  const revisions = plan.claims.flatMap(({ base }) =>
    base === null ? [] : [{ name: revisionField(base.id), value: String(base.revision) }],
  );
  return {
    errors: layOutForm(issues).errors,
    ...{ path: readDocumentPath(id), title, lang: language },
    cancel: documentAddress({ id, title }).html,
    claims: plan.claims.map((claim) => describeClaim(claim, fresh)),
    sources: plan.fresh.map((source) => ({ name: writeName(source), kind: SOURCE_KIND_WORDS[source.kind] })),
    hidden: [...listTyped(body), ...revisions],
  };
}

function describeClaim(
  { base, record, chains }: ClaimToSave,
  fresh: ReadonlySet<Uid>,
): ReadingPreview['claims'][number] {
  const { text, language, status } = record.claim;
  const sources = new Map(record.sources.map((source) => [source.uid, source]));
  const met = new Set<Uid>();
  return {
    ...{ text, language, status },
    href: base && claimAddress({ id: base.id, text }).html,
    headline: writeHeadline(record, analyse(record)),
    gain: describeGain(record, base?.record ?? { statements: [], attributions: [] }),
    chains: chains.map(({ proposal, links }) => ({
      proposal: proposal + 1,
      rows: links.map((link, at) => describeRow(record, link, links[at - 1] ?? null, sources, fresh, met)),
    })),
  };
}

type Graph = Pick<ClaimToSave['record'], 'statements' | 'attributions'>;

function describeGain(now: Graph, before: Graph): string {
  const statements = now.statements.length - before.statements.length;
  const hops = now.attributions.length - before.attributions.length;
  const known = new Set(before.attributions.flatMap(({ evidence }) => evidence));
  const pieces = now.attributions.flatMap(({ evidence }) => evidence).filter((piece) => !known.has(piece)).length;
  if (statements + hops + pieces === 0) return 'Nothing new: all of it is there already.';
  const parts = [writeCount(statements, 'new statement'), writeCount(hops, 'new hop')];
  return `${[...parts, writeCount(pieces, 'new piece')].join(', ')} of evidence.`;
}

function describeRow(
  { statements, attributions }: Graph,
  { statement: uid, known }: JoinedLink,
  above: JoinedLink | null,
  sources: ReadonlyMap<Uid, Source>,
  fresh: ReadonlySet<Uid>,
  met: Set<Uid>,
): RowView {
  const statement = statements.find((one) => one.uid === uid)!;
  const source = sources.get(statement.source)!;
  const hop = above && attributions.find(({ citing, cited }) => citing === above.statement && cited === uid);
  const state = met.has(uid) ? 'the same as above' : known ? 'is in this claim already' : 'new statement';
  met.add(uid);
  return {
    ...{ name: writeName(source), kind: SOURCE_KIND_WORDS[source.kind], state, isNewSource: fresh.has(source.uid) },
    hop: hop ? { manner: hop.manner, cue: hop.cue, excerpt: hop.evidence.at(-1)?.exact ?? null } : null,
  };
}

/** All that was typed, to be sent again; buttons and what is asked on this page aside. */
function listTyped(body: unknown): HiddenField[] {
  return Object.entries(body as Record<string, unknown>).flatMap(([name, value]) =>
    name === 'action' || name.startsWith('revision-') || typeof value !== 'string' ? [] : [{ name, value }],
  );
}
