import { groupBy } from '../../model/grouping.ts';
import {
  sidesOf,
  type Analysis,
  type Attribution,
  type ClaimRecord,
  type Document,
  type EndKind,
  type Source,
  type Stance,
  type Statement,
  type Support,
  type Uid,
} from '../../model/records.ts';
import type { Components } from '../../provenance/graph/components.ts';
import { compareUids, SIDES, toUids, type AttributionRole } from '../../provenance/graph/graph.ts';
import type { Remainder } from '../../provenance/graph/without.ts';
import { formatShortDay } from '../../wording/dates.ts';
import { describeFlags } from '../../wording/findings.ts';
import {
  joinNames,
  nameStatements,
  writeNameOf,
  writeAlias,
  writeCue,
  writeTitle,
  type TextWithLanguage,
  type ShownName,
} from '../../wording/names.ts';
import { END_KIND_WORDS, nameEnds, writeDistance, writeNumber, writeRole } from '../../wording/values.ts';
import type { CardWords, Column, HopWords, Kind, Picture, PictureSide } from '../model.ts';
import type { View } from '../view.ts';
import { shareRooms } from '../fit.ts';
import { openGraphviz } from '../graphviz.ts';
import { isSupport } from './fold.ts';
import { chooseFileMeasures, chooseForms, fitRails } from './forms.ts';
import { drawNarrow } from './narrow.ts';
import { drawWide, layOutWide, widthOf } from './wide.ts';

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
  /** What is left without the source that is taken out; null for the whole claim. */
  remainder: Remainder | null;
  links: Links;
}

export interface Drawing {
  /** The forms that go from left to right, the widest first; none where there are too many branches for any page. */
  wide: string;
  /** The rails, for where none of them fits. */
  narrow: string;
  /** "12 of 5,000 statements shown."; null when all are. */
  cut: string | null;
}

const FORM_NAMES = ['wide', 'medium', 'small'] as const;

/** Draws a claim for its page, which shows one of the forms; null when there is no statement to draw. */
export async function drawClaim(request: DrawingRequest): Promise<Drawing | null> {
  const picture = describePicture(request);
  if (picture.cards.size === 0) return null;
  const { focus } = request.view.selection;
  const placeCards = await openGraphviz();
  const forms = chooseForms(picture, focus);
  const layouts = forms.map((form) => layOutWide(form.picture, placeCards, form.measures));
  const showings = shareRooms(layouts.map(widthOf));
  const wide = layouts.map((layout, at) => {
    const frame = { name: FORM_NAMES[at]!, medium: 'page', showing: showings[at]!, note: null } as const;
    return drawWide(forms[at]!.picture, layout, frame);
  });
  const rails = fitRails(picture, layouts[0] ?? null, focus);
  return {
    wide: wide.join(''),
    narrow: drawNarrow(rails.picture, rails.layout, 'page', showings.at(-1)!),
    cut: writeCut(request),
  };
}

/** Draws a claim as a file of its own: wide, light, whole, and in need of nothing else. */
export async function drawClaimFile(request: DrawingRequest): Promise<string> {
  const picture = describePicture(request);
  const layout = layOutWide(picture, await openGraphviz(), chooseFileMeasures(picture));
  const note = picture.cards.size === 0 ? 'No statement has been recorded yet.' : writeCut(request);
  const frame = { name: 'wide', medium: 'file', showing: null, note } as const;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${drawWide(picture, layout, frame)}\n`;
}

function writeCut({ view: { shown, all } }: DrawingRequest): string | null {
  return shown.length < all ? `${writeNumber(shown.length)} of ${writeNumber(all)} statements shown.` : null;
}

interface Indexed extends DrawingRequest {
  sources: ReadonlyMap<Uid, Source>;
  documents: ReadonlyMap<Uid, Document>;
  reports: ReadonlySet<Uid>;
  ends: ReadonlyMap<Uid, EndKind>;
  endWords: ReadonlyMap<Uid, string>;
  restsOnRetracted: ReadonlySet<Uid>;
}

/** Says what the drawing of these statements holds: everything but where it goes. */
export function describePicture(request: DrawingRequest): Picture {
  const { record, analysis, view } = request;
  const { graph } = view.measured;
  const both = sidesOf(analysis);
  const indexed: Indexed = {
    ...request,
    sources: graph.sources,
    documents: new Map(record.documents.map((document) => [document.uid, document])),
    reports: new Set(both.flatMap(({ reports }) => reports.map(({ statement }) => statement))),
    ends: new Map(both.flatMap(({ ends }) => ends.map(({ statement, kind }) => [statement, kind] as const))),
    endWords: nameEnds(graph, analysis),
    restsOnRetracted: new Set(analysis.findings.find(({ kind }) => kind === 'retracted')?.statements),
  };
  const sides = listSides(indexed);
  const hops = listHops(indexed, sides);
  return {
    title: record.claim.text,
    description: writeDescription(indexed, sides, hops),
    sides,
    cards: new Map(
      view.shown.map((position) => [graph.statements[position]!.uid, describeCard(indexed, position, hops)]),
    ),
    folds: new Map(),
    hops,
  };
}

/** The claim's headline, and what stands apart in the drawing. */
function writeDescription(
  { headline, view, sources }: Indexed,
  sides: readonly PictureSide[],
  hops: readonly HopWords[],
): string {
  const names = nameStatements(view.measured.graph.statements, sources);
  const nameOf = (uid: Uid): string => names.get(uid)!;
  const apart = sides.flatMap(({ heading, columns }) => {
    const statements = columns.flatMap((column) => column.statements);
    return heading === null ? [] : [`${heading} ${joinNames(statements.map(nameOf))}, drawn apart.`];
  });
  const disputed = hops
    .filter(({ line }) => line === 'disputed')
    .map(({ citing, cited, how }) => `Crossed out: that ${nameOf(citing)} cites ${nameOf(cited)}, ${how!.text}.`);
  return [headline, ...apart, ...disputed].join(' ');
}

function listSides(indexed: Indexed): PictureSide[] {
  const { graph } = indexed.view.measured;
  return SIDES.flatMap((side) => {
    const positions = indexed.view.shown.filter((position) => graph.sides[position] === side);
    if (positions.length === 0) return [];
    const stances = new Set(positions.map((position) => graph.statements[position]!.stance));
    return { heading: headSide(stances), columns: listColumns(indexed, positions) };
  });
}

function headSide(stances: ReadonlySet<Stance>): string | null {
  if (stances.has('asserts')) return null;
  if (stances.size > 1) return 'Denied or doubted by';
  return stances.has('denies') ? 'Denied by' : 'Doubted by';
}

/** What nobody is known to have said stands past the ends. */
const PAST_ENDS = -1;

function listColumns(indexed: Indexed, positions: readonly number[]): Column[] {
  const { graph, components, toEnd } = indexed.view.measured;
  const levels = measureLevels(components);
  const byLevel = groupBy(positions, (position) => {
    return graph.isVoid[position] ? PAST_ENDS : levels[components.of[position]!]!;
  });
  return [...byLevel]
    .sort(([a], [b]) => b - a)
    .map(([level, own]) => {
      const statements = toUids(graph, own);
      const hops = own.flatMap((position) => toEnd[components.of[position]!]?.most ?? []);
      return { heading: level === PAST_ENDS ? 'Disputed' : headColumn(indexed, statements, hops), statements };
    });
}

/** Only where every statement of a column is an origin is it headed so. */
function headColumn({ ends, endWords }: Indexed, statements: readonly Uid[], hops: readonly number[]): string {
  const kinds = new Set(statements.map((uid) => ends.get(uid)));
  const [kind] = kinds;
  if (kinds.size > 1 || kind === undefined) return writeDistance(hops);
  if (statements.length === 1) return endWords.get(statements[0]!)!;
  return kind === 'origin' ? `${END_KIND_WORDS.origin}s` : writeDistance(hops);
}

/**
 * By component: its column, always past those of what it cites. That is the most hops to an end wherever all chains end;
 * a circle that cites nothing else is kept out of the column of its side's ends.
 */
function measureLevels({ cites, sides }: Components): number[] {
  const beforeEnds = new Map(
    SIDES.flatMap((side) => sides[side].cycles.map((circle) => [circle, sides[side].ends.length > 0 ? 1 : 0] as const)),
  );
  const levels: number[] = [];
  // What a component cites has a smaller number, so it is known by then.
  for (const [component, cited] of cites.entries()) {
    levels.push(cited.reduce((past, other) => Math.max(past, levels[other]! + 1), beforeEnds.get(component) ?? 0));
  }
  return levels;
}

function listHops(indexed: Indexed, sides: readonly PictureSide[]): HopWords[] {
  const { view, analysis, documents, sources, links } = indexed;
  const { attributions, roles } = view.measured.graph;
  const placeOf = new Map(
    sides.flatMap(({ columns }, side) =>
      columns.flatMap(({ statements }, column) => statements.map((uid) => [uid, { side, column }] as const)),
    ),
  );
  return attributions.flatMap((attribution, at): HopWords[] => {
    const { uid, citing, cited, cue, manner, evidence } = attribution;
    const [from, to] = [placeOf.get(citing), placeOf.get(cited)];
    if (citing === cited || !from || !to) return [];
    const role = roles[at]!;
    const support = analysis.support.get(uid)!;
    const lang = evidence[0] ? (documents.get(evidence[0].document)?.language ?? null) : null;
    return [
      {
        ...{ uid, citing, cited },
        line: role !== 'hop' ? role : isLost(indexed, at) ? 'lost' : support,
        ...(role === 'reply' && cue === null
          ? { cue: ANSWERS, how: null }
          : {
              cue: writeCue(cue, lang, manner),
              how:
                role === 'hop'
                  ? writeSupport(support, attribution, documents, sources)
                  : writeNoHop(role, attribution, sources),
            }),
        course:
          from.side !== to.side || from.column > to.column ? 'aside' : from.column === to.column ? 'within' : 'onward',
        href: links.toHop(uid),
      },
    ];
  });
}

/** Whether a hop leads to what is taken out or cut off, or on from there. */
function isLost({ remainder, view }: Indexed, at: number): boolean {
  if (remainder === null) return false;
  const { graph, components } = view.measured;
  const { citing, cited } = graph.attributions[at]!;
  const ends = [graph.citing[at]!, graph.cited[at]!];
  return (
    ends.some((end) => remainder.isOut[components.of[end]!]) || [citing, cited].some((uid) => remainder.cutOff.has(uid))
  );
}

function writeSupport(
  support: Support,
  attribution: Attribution,
  documents: ReadonlyMap<Uid, Document>,
  sources: ReadonlyMap<Uid, Source>,
): ShownName | null {
  if (support === 'read') return null;
  return support === 'unsupported' ? NO_EVIDENCE : writeVia(listPublishers(attribution, documents), sources);
}

const NO_EVIDENCE: TextWithLanguage = { text: 'no evidence', lang: 'en' };
const ANSWERS: TextWithLanguage = { text: 'answers', lang: 'en' };

function writeNoHop(
  role: Exclude<AttributionRole, 'hop'>,
  { disputedBy }: Attribution,
  sources: ReadonlyMap<Uid, Source>,
): ShownName {
  if (role === 'reply') return { text: 'answers it', lang: 'en' };
  if (role === 'idle') return { text: 'no hop', lang: 'en' };
  if (disputedBy === null) return { text: 'disputed', lang: 'en' };
  const { text, original } = writeNameOf(sources.get(disputedBy));
  return { text: `disputed by ${text}`, lang: null, original };
}

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
  const { view, analysis, documents, sources, ends, endWords, links } = indexed;
  const { graph, components } = view.measured;
  const statement = graph.statements[position]!;
  const { uid } = statement;
  const source = sources.get(statement.source);
  const document = statement.document === null ? undefined : documents.get(statement.document);
  const end = ends.get(uid) ?? null;
  const givesNoSource = endWords.get(uid) === END_KIND_WORDS.unsourced;
  const inCircle = components.members[components.of[position]!]!.length > 1;
  const isRead = analysis.read.get(uid)!;
  const passesOn = graph.cites[position]!.length > 0;
  const isOut = indexed.remainder?.isOut[components.of[position]!] === true;
  const isCutOff = indexed.remainder?.cutOff.has(uid) === true;
  return {
    uid,
    isLost: isOut || isCutOff,
    end: end === 'unsourced' && !givesNoSource ? null : end,
    kind: chooseKind(statement, source, end),
    read: isRead,
    reading: isRead ? '✓ Read by us' : document ? 'Nobody here has read it' : 'Known only second-hand',
    tag: [
      ...(isOut ? ['TAKEN OUT'] : []),
      ...nameRoles(indexed, uid, source),
      ...(statement.statedAt === null ? [] : [formatShortDay(statement.statedAt)]),
    ],
    name: writeNameOf(source),
    about: document ? writeTitle(document) : source === undefined ? null : writeAlias(source),
    flags: [
      ...describeFlags(statement, { passesOn, restsOnRetracted: indexed.restsOnRetracted.has(uid), inCircle }),
      ...(graph.isVoid[position] ? ['Only a disputed attribution leads here'] : []),
      ...(isCutOff ? ['Cut off'] : []),
    ],
    meeting: hops.filter(({ cited, line, course }) => cited === uid && course === 'onward' && isSupport(line)).length,
    more: view.more.get(position) ?? 0,
    href: links.toStatement(uid),
    moreHref: links.toFocus(uid),
  };
}

/** "REPORT", "GIVES NO SOURCE": a report that is an end says both. */
function nameRoles({ reports, ends, endWords }: Indexed, uid: Uid, source: Source | undefined): string[] {
  const end = ends.get(uid) ?? null;
  const isReport = reports.has(uid);
  const role = (end === 'unsourced' ? endWords.get(uid)! : writeRole(isReport, end, source)).toUpperCase();
  const isBoth = isReport && end !== null && end !== 'origin';
  return isBoth ? ['REPORT', role] : [role];
}

/** That a source is not named weighs more than how its chain ends; a person is a person unless there is a document. */
export function chooseKind({ document }: Statement, source: Source | undefined, end: EndKind | null): Kind {
  if (source === undefined || source.kind === 'unnamed') return 'unnamed';
  if (end === 'origin') return 'origin';
  return source.kind === 'person' && document === null ? 'person' : 'document';
}
