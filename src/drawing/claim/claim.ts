import { groupBy } from '../../model/grouping.ts';
import type { Analysis, Attribution, ClaimRecord, Document, Source, Statement, Uid } from '../../model/records.ts';
import type { Components } from '../../provenance/graph/components.ts';
import { compareUids, toUids } from '../../provenance/graph/graph.ts';
import { formatShortDay } from '../../wording/dates.ts';
import { describeFlags } from '../../wording/findings.ts';
import {
  writeNameOf,
  writeAlias,
  writeCue,
  writeTitle,
  type TextWithLanguage,
  type ShownName,
} from '../../wording/names.ts';
import { writeDistanceFromOrigin, writeNumber, writeRole } from '../../wording/values.ts';
import type { CardWords, Column, HopWords, Kind, Picture } from '../model.ts';
import type { View } from '../view.ts';
import { drawNarrow, layOutNarrow } from './narrow.ts';
import { drawWide, layOutWide } from './wide.ts';
import { openGraphviz } from '../graphviz.ts';

export interface Links {
  toStatement: (uid: Uid) => string | null;
  toHop: (uid: Uid) => string | null;
  toFocus: (uid: Uid) => string;
}

export interface DrawingRequest {
  record: ClaimRecord;
  analysis: Analysis;
  headline: string;
  view: View;
  links: Links;
}

export interface Drawing {
  wide: string;
  narrow: string;
  /** "12 of 5,000 statements shown."; null when all are. */
  cut: string | null;
}

/** Draws a claim for its page, which shows one of the two; null when there is no statement to draw. */
export async function drawClaim(request: DrawingRequest): Promise<Drawing | null> {
  const { picture, layout, cut } = await layOutClaim(request);
  if (picture.cards.size === 0) return null;
  return {
    wide: drawWide(picture, layout, 'page', null),
    narrow: drawNarrow(picture, layOutNarrow(picture, layout), 'page'),
    cut,
  };
}

/** Draws a claim as a file of its own: wide, light, and in need of nothing else. */
export async function drawClaimFile(request: DrawingRequest): Promise<string> {
  const { picture, layout, cut } = await layOutClaim(request);
  const note = picture.cards.size === 0 ? 'No statement has been recorded yet.' : cut;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${drawWide(picture, layout, 'file', note)}\n`;
}

async function layOutClaim(request: DrawingRequest) {
  const { shown, all } = request.view;
  const picture = describePicture(request);
  const cut = shown.length < all ? `${writeNumber(shown.length)} of ${writeNumber(all)} statements shown.` : null;
  return { picture, layout: layOutWide(picture, await openGraphviz()), cut };
}

interface Indexed extends DrawingRequest {
  sources: ReadonlyMap<Uid, Source>;
  documents: ReadonlyMap<Uid, Document>;
  reports: ReadonlySet<Uid>;
  origins: ReadonlySet<Uid>;
  restsOnRetracted: ReadonlySet<Uid>;
}

/** Says what the drawing of these statements holds: everything but where it goes. */
export function describePicture(request: DrawingRequest): Picture {
  const { record, analysis, headline, view } = request;
  const { graph } = view.measured;
  const indexed: Indexed = {
    ...request,
    sources: graph.sources,
    documents: new Map(record.documents.map((document) => [document.uid, document])),
    reports: new Set(analysis.reports.map(({ statement }) => statement)),
    origins: new Set(analysis.origins.map(({ statement }) => statement)),
    restsOnRetracted: new Set(analysis.findings.find(({ kind }) => kind === 'retracted')?.statements),
  };
  const hops = listHops(indexed);
  return {
    title: record.claim.text,
    description: headline,
    columns: listColumns(view),
    cards: new Map(
      view.shown.map((position) => [graph.statements[position]!.uid, describeCard(indexed, position, hops)]),
    ),
    hops,
  };
}

function listColumns({ measured: { graph, components, hops }, shown }: View): Column[] {
  const levels = measureLevels(components);
  const byLevel = groupBy(shown, (position) => levels[components.of[position]!]!);
  const fromReports = [...byLevel].sort(([a], [b]) => b - a);
  return fromReports.map(([, positions]) => ({
    heading: writeDistanceFromOrigin(positions.flatMap((position) => hops[components.of[position]!]?.most ?? [])),
    statements: toUids(graph, positions),
  }));
}

/**
 * By component: its column, always past those of what it cites. That is the most hops to an origin wherever all paths end in
 * origins; a circle that cites nothing else is kept out of the origins' column.
 */
function measureLevels({ cites, members, origins }: Components): number[] {
  const levels: number[] = [];
  const ends = origins.length > 0 ? 1 : 0;
  // What a component cites has a smaller number, so it is known by then.
  for (const [component, cited] of cites.entries()) {
    const end = members[component]!.length > 1 ? ends : 0;
    levels.push(cited.reduce((most, other) => Math.max(most, levels[other]! + 1), end));
  }
  return levels;
}

function listHops({ view, analysis, documents, sources, links }: Indexed): HopWords[] {
  const { graph, components } = view.measured;
  const drawn = new Set(view.shown);
  const hops: HopWords[] = [];
  for (const [place, attribution] of graph.attributions.entries()) {
    const [citing, cited] = [graph.citing[place]!, graph.cited[place]!];
    if (citing === cited || !drawn.has(citing) || !drawn.has(cited)) continue;
    const support = analysis.support.get(attribution.uid)!;
    const publishers = listPublishers(attribution, documents);
    const lang = attribution.evidence[0] ? (documents.get(attribution.evidence[0].document)?.language ?? null) : null;
    hops.push({
      ...{ uid: attribution.uid, citing: attribution.citing, cited: attribution.cited, support },
      cue: writeCue(attribution.cue, lang, attribution.manner),
      how: support === 'relayed' ? writeVia(publishers, sources) : support === 'seen' ? null : NO_EVIDENCE,
      inCircle: components.of[citing] === components.of[cited],
      href: links.toHop(attribution.uid),
    });
  }
  return hops;
}

const NO_EVIDENCE: TextWithLanguage = { text: 'no evidence', lang: 'en' };

function listPublishers({ evidence }: Attribution, documents: ReadonlyMap<Uid, Document>): Uid[] {
  const publishers = evidence.flatMap(({ document }) => documents.get(document)?.publisher ?? []);
  return [...new Set(publishers)].sort(compareUids);
}

function writeVia([first, ...rest]: readonly Uid[], sources: ReadonlyMap<Uid, Source>): ShownName {
  if (first === undefined) return { text: 'via another document', lang: 'en' };
  const { text, original } = writeNameOf(sources.get(first));
  return rest.length > 0
    ? { text: `via ${text} and ${rest.length} more`, lang: null }
    : { text: `via ${text}`, lang: null, original };
}

function describeCard(indexed: Indexed, position: number, hops: readonly HopWords[]): CardWords {
  const { view, documents, sources, reports, origins, links } = indexed;
  const { graph, components } = view.measured;
  const statement = graph.statements[position]!;
  const { uid } = statement;
  const source = sources.get(statement.source);
  const document = statement.document === null ? undefined : documents.get(statement.document);
  const kind = chooseKind(statement, source, origins.has(uid));
  const inCircle = components.members[components.of[position]!]!.length > 1;
  const role = writeRole(reports.has(uid), kind === 'origin', source).toUpperCase();
  return {
    ...{ uid, kind, read: statement.document !== null },
    tag: statement.statedAt === null ? [role] : [role, formatShortDay(statement.statedAt)],
    name: writeNameOf(source),
    about: document ? writeTitle(document) : source === undefined ? null : writeAlias(source),
    flags: describeFlags(statement, indexed.restsOnRetracted.has(uid), inCircle),
    meeting: hops.filter(({ cited, inCircle: round }) => cited === uid && !round).length,
    more: view.more.get(position) ?? 0,
    href: links.toStatement(uid),
    moreHref: links.toFocus(uid),
  };
}

/** That a source is not named weighs more than that it is the origin; a person is a person unless we hold a document. */
export function chooseKind({ document }: Statement, source: Source | undefined, isOrigin: boolean): Kind {
  if (source === undefined || source.kind === 'unnamed') return 'unnamed';
  if (isOrigin) return 'origin';
  return source.kind === 'person' && document === null ? 'person' : 'document';
}
