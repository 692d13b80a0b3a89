/** Puts what is to be drawn into words and columns. */
import { compareUids, toUids } from '../../provenance/graph/graph.ts';
import type { Analysis, Attribution, ClaimRecord, Document, Source, Statement, Uid } from '../../model/records.ts';
import type { CardWords, Column, HopWords, Kind, Picture } from '../model.ts';
import type { Shape } from '../shape.ts';
import { formatShortDay } from '../../wording/dates.ts';
import { describeFlags } from '../../wording/findings.ts';
import { writeCardAlias, writeCardName, writeCue, type TextWithLanguage } from '../../wording/names.ts';
import { writeDistanceFromOrigin, writeRole } from '../../wording/values.ts';
import type { Narrowed } from '../view.ts';

/** Where a drawing's statements lead. */
export interface Links {
  /** Where the statement is told in full; null when that is nowhere. */
  toStatement: (uid: Uid) => string | null;
  /** Where the hop is told in full; null when that is nowhere. */
  toHop: (uid: Uid) => string | null;
  /** The drawing with this statement in its middle. */
  toFocus: (uid: Uid) => string;
}

/** A claim, and which of its statements are to be drawn. */
export interface Subject {
  record: ClaimRecord;
  analysis: Analysis;
  headline: string;
  shape: Shape;
  narrowed: Narrowed;
  links: Links;
}

interface Scene extends Subject {
  sources: ReadonlyMap<Uid, Source>;
  documents: ReadonlyMap<Uid, Document>;
  reports: ReadonlySet<Uid>;
  origins: ReadonlySet<Uid>;
  restsOnRetracted: ReadonlySet<Uid>;
}

/** Says what the drawing of these statements holds: everything but where it goes. */
export function describePicture(subject: Subject): Picture {
  const { record, analysis, headline, shape, narrowed } = subject;
  const scene: Scene = {
    ...subject,
    sources: shape.graph.sources,
    documents: new Map(record.documents.map((document) => [document.uid, document])),
    reports: new Set(analysis.reports.map(({ statement }) => statement)),
    origins: new Set(analysis.origins.map(({ statement }) => statement)),
    restsOnRetracted: new Set(analysis.findings.find(({ kind }) => kind === 'retracted')?.statements),
  };
  const hops = listHops(scene);
  return {
    title: record.claim.text,
    description: headline,
    columns: listColumns(shape, narrowed),
    cards: new Map(
      narrowed.shown.map((position) => [shape.graph.statements[position]!.uid, describeCard(scene, position, hops)]),
    ),
    hops,
  };
}

function listColumns({ graph, stations, hops, levels }: Shape, { shown }: Narrowed): Column[] {
  const byLevel = new Map<number, number[]>();
  for (const position of shown) {
    const level = levels[stations.of[position]!]!;
    const column = byLevel.get(level);
    if (column) column.push(position);
    else byLevel.set(level, [position]);
  }
  const fromReports = [...byLevel].sort(([a], [b]) => b - a);
  return fromReports.map(([, positions]) => ({
    heading: writeDistanceFromOrigin(positions.flatMap((position) => hops[stations.of[position]!]?.most ?? [])),
    statements: toUids(graph, positions),
  }));
}

function listHops({ shape: { graph, stations }, narrowed, analysis, documents, sources, links }: Scene): HopWords[] {
  const drawn = new Set(narrowed.shown);
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
      inCircle: stations.of[citing] === stations.of[cited],
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

function writeVia([first, ...rest]: readonly Uid[], sources: ReadonlyMap<Uid, Source>): TextWithLanguage {
  const name = first === undefined ? 'another document' : writeCardName(sources.get(first)).text;
  return { text: rest.length > 0 ? `via ${name} and ${rest.length} more` : `via ${name}`, lang: null };
}

function describeCard(scene: Scene, position: number, hops: readonly HopWords[]): CardWords {
  const { shape, documents, sources, reports, origins, links, narrowed } = scene;
  const statement = shape.graph.statements[position]!;
  const { uid } = statement;
  const source = sources.get(statement.source);
  const document = statement.document === null ? undefined : documents.get(statement.document);
  const kind = chooseKind(statement, source, origins.has(uid));
  const inCircle = shape.stations.members[shape.stations.of[position]!]!.length > 1;
  const role = writeRole(reports.has(uid), kind === 'origin', source).toUpperCase();
  return {
    ...{ uid, kind, read: statement.document !== null },
    tag: statement.statedAt === null ? [role] : [role, formatShortDay(statement.statedAt)],
    name: writeCardName(source),
    about: document ? { text: document.title, lang: document.language } : writeCardAlias(source),
    flags: describeFlags(statement, scene.restsOnRetracted.has(uid), inCircle),
    meeting: hops.filter(({ cited, inCircle: round }) => cited === uid && !round).length,
    more: narrowed.more.get(position) ?? 0,
    href: links.toStatement(uid),
    moreHref: links.toFocus(uid),
  };
}

/** That a source is not named weighs more than that it is the origin; a person is a person unless we hold a document. */
function chooseKind({ document }: Statement, source: Source | undefined, isOrigin: boolean): Kind {
  if (source === undefined || source.kind === 'unnamed') return 'unnamed';
  if (isOrigin) return 'origin';
  return source.kind === 'person' && document === null ? 'person' : 'document';
}
