/** Where the reports of a claim lead, in clauses of its headline. */
import { groupBy } from '../model/grouping.ts';
import type { Basis, End, ReportAnalysis, Uid } from '../model/records.ts';
import { walkFrom } from '../provenance/graph/graph.ts';
import { spanHops } from '../provenance/graph/hops.ts';
import {
  describeAnswered,
  describeDroppedEnd,
  describeOpenEnds,
  describeSettledEnds,
  findAttributed,
  nameDroppedEnds,
  type Attributed,
} from './ends.ts';
import { writeOwned } from './names.ts';
import {
  chooseNoun,
  findStatement,
  isSomebody,
  listAsserting,
  listEndsOf,
  listUncitedCircles,
  nameAll,
  type Outline,
} from './outline.ts';
import { writeCountInSentence } from './values.ts';

/** With more ends than this, the headline doesn't say which of them each report leads to. */
const MOST_ENDS_NAMED = 16;
/** More groups than this are described as one. */
const MOST_GROUPS = 3;

/** Reports that end alike. */
interface Group {
  reports: readonly ReportAnalysis[];
  statements: readonly Uid[];
  /** What they lead to. */
  ends: readonly End[];
  way: 'settled' | 'open' | 'dropped' | 'nowhere';
  /** Whether each of them leads to only some of the ends. */
  isMixed: boolean;
}

/** What the reports of the asserting side lead to. */
export function describeWays(outline: Outline): string[] {
  const { analysis, endKinds } = outline;
  const asserting = listAsserting(outline);
  if (asserting.length === 0) return ['nobody on record asserts it'];
  const lone = analysis.reports.filter(({ statement }) => endKinds.has(statement));
  const others = analysis.reports.filter(({ statement }) => !endKinds.has(statement));
  const groups = groupReports(outline, others);
  const toOpenEnds = groups.filter(({ way }) => way === 'open');
  return [
    ...groups.filter(({ way }) => way === 'settled').flatMap((group) => describeSettled(outline, group)),
    ...toOpenEnds.map((group) => describeOpen(outline, group)),
    ...describeLone(outline, lone),
    ...groups.filter(({ way }) => way === 'dropped').map((group) => describeToDropped(outline, group)),
    ...groups.filter(({ way }) => way === 'nowhere').map((group) => describeNowhere(outline, group)),
    ...describeCircles(outline),
    ...describeDropped(outline),
  ];
}

function groupReports(outline: Outline, reports: readonly ReportAnalysis[]): Group[] {
  const { ends } = outline.analysis;
  const sorts =
    ends.length <= MOST_ENDS_NAMED ? ends.map((end) => [end]) : [...groupBy(ends, ({ kind }) => kind).values()];
  const leading = sorts.map((sort) => {
    const positions = sort.map(({ statement }) => outline.positions.get(statement)!);
    return walkFrom(positions, outline.graph.citedBy);
  });
  const alike = groupBy(reports, ({ statement }) => {
    const position = outline.positions.get(statement)!;
    return leading.map((reached) => (reached.has(position) ? '1' : '0')).join('');
  });
  const groups = [...alike.values()].map((alike) => describeGroup(outline, alike, ends.length > MOST_ENDS_NAMED));
  return [...groupBy(groups, ({ way }) => way).values()].flatMap((same) => {
    if (same.length <= MOST_GROUPS) return same;
    return [
      describeGroup(
        outline,
        same.flatMap(({ reports }) => reports),
        true,
      ),
    ];
  });
}

function describeGroup(outline: Outline, reports: readonly ReportAnalysis[], isMixed: boolean): Group {
  const statements = reports.map(({ statement }) => statement);
  const ends = listEndsOf(outline, outline.analysis, statements);
  const { hops } = reports[0]!;
  const way = hops ? (hops.open ? 'open' : 'settled') : ends.length > 0 ? 'dropped' : 'nowhere';
  return { reports, statements, ends, way, isMixed: isMixed && reports.length > 1 && ends.length > 1 };
}

/** "IANS's report of 4 June 2025", "2 reports, by Evening Lamp and IANS,". */
export function nameReports(outline: Outline, statements: readonly Uid[]): string {
  const noun = chooseNoun(outline, statements);
  if (statements.length === 1) return writeOwned(outline.names.get(statements[0]!)!, noun);
  return `${writeCountInSentence(statements.length, noun)}, by ${nameAll(outline, statements)},`;
}

function writeDistanceOf(reports: readonly ReportAnalysis[]): string {
  const { fewest, most } = spanHops(reports.map(({ hops }) => hops))!;
  return fewest < most ? `${fewest} to ${most} hops` : writeCountInSentence(most, 'hop');
}

/** "are 1 to 2 hops from their origin, X, and from Y, which gives no source; another trail ends at Z". */
function describeSettled(outline: Outline, { reports, statements, ends, isMixed }: Group): string[] {
  const isOne = reports.length === 1;
  const settled = describeSettledEnds(outline, ends, isOne ? 'its' : 'their');
  const way = `${isOne ? 'is' : 'are'} ${isMixed ? 'between them ' : ''}${writeDistanceOf(reports)}`;
  const open = ends.filter(({ kind }) => kind === 'open');
  const more = describeOpenEnds(outline, open, !outline.isNothingRead);
  const trails = open.length > 1 ? 'other trails end' : 'another trail ends';
  return [
    `${nameReports(outline, statements)} ${way} ${joinPhrases('from', settled)}`,
    ...(more.length > 0 ? [`${trails} ${joinPhrases('at', more)}`] : []),
  ];
}

/** "from X, which gives no source, and from Y": phrases may have commas of their own. */
function joinPhrases(preposition: string, phrases: readonly string[]): string {
  const all = phrases.map((phrase) => `${preposition} ${phrase}`);
  if (all.length < 2) return all.join('');
  return `${all.slice(0, -1).join(', ')}, and ${all.at(-1)!}`;
}

function describeOpen(outline: Outline, { reports, statements, ends }: Group): string {
  const open = ends.filter(({ kind }) => kind === 'open');
  const leads = `${reports.length === 1 ? 'goes' : 'go'} back at least ${writeDistanceOf(reports)}`;
  const trails = open.length === 1 ? 'the trail ends' : 'the trails end';
  const where = joinPhrases('at', describeOpenEnds(outline, open, !outline.isNothingRead));
  return `${nameReports(outline, statements)} ${leads}: ${trails} ${where}`;
}

function describeToDropped(outline: Outline, { statements, ends }: Group): string {
  const lead = statements.length === 1 ? 'leads' : 'lead';
  return `${nameReports(outline, statements)} ${lead} to ${nameDroppedEnds(outline, ends).join('')} and no further`;
}

function describeNowhere(outline: Outline, { statements }: Group): string {
  const where = outline.analysis.circles.length > 1 && statements.length > 1 ? 'circles' : 'a circle';
  return `${nameReports(outline, statements)} ${statements.length === 1 ? 'leads' : 'lead'} into ${where} and reach${statements.length === 1 ? 'es' : ''} no end`;
}

/** Reports that are ends themselves. Whom one cites isn't known unless it has been read. */
function describeLone(outline: Outline, lone: readonly ReportAnalysis[]): string[] {
  const { endKinds, analysis } = outline;
  const statements = lone.map(({ statement }) => statement).filter((uid) => endKinds.get(uid) !== 'dropped');
  const firstHand = statements.filter((uid) => endKinds.get(uid) === 'origin');
  const others = statements.filter((uid) => endKinds.get(uid) !== 'origin');
  const byBasis = groupBy(firstHand, (uid) => findStatement(outline, uid).basis);
  const [read, unread] = [true, false].map((isRead) => {
    const some = others.filter((uid) => (analysis.read.get(uid) === true) === isRead);
    return [...groupBy(some, (uid) => findAttributed(outline, uid))];
  });
  return [
    ...[...byBasis].map(([basis, alike]) => describeFirstHand(outline, basis, alike)),
    ...read!.map(([attributed, alike]) => describeLoneRead(outline, attributed, alike)),
    ...unread!.map(([attributed, alike]) => describeLoneUnread(outline, attributed, alike)),
  ];
}

function describeLoneRead(outline: Outline, attributed: Attributed, statements: readonly Uid[]): string {
  const isOne = statements.length === 1;
  const who = nameReports(outline, statements);
  if (attributed === 'disputed') return `${who} ${isOne ? 'gives' : 'give'} no undisputed source`;
  if (attributed === 'itself') return `${who} ${isOne ? 'cites only itself' : 'cite only themselves'}`;
  if (attributed === 'nothing') return `${who} ${isOne ? 'gives' : 'give'} no source`;
  return `${who} ${isOne ? 'cites' : 'cite'} only ${describeAnswered(outline, statements)}`;
}

function describeLoneUnread(outline: Outline, attributed: Attributed, statements: readonly Uid[]): string {
  const isOne = statements.length === 1;
  const who = nameReports(outline, statements);
  if (attributed === 'disputed') return `${who} ${isOne ? 'has' : 'have'} no undisputed source on record`;
  if (attributed === 'reply') return `${who} ${isOne ? 'answers' : 'answer'} ${describeAnswered(outline, statements)}`;
  const those = isOne ? who : `the ${who.slice(0, -1).replace(', by', ' by')}`;
  return `it is not known whom ${those} ${isOne ? 'cites' : 'cite'}`;
}

/** Speakers who know for themselves. */
function describeFirstHand(outline: Outline, basis: Basis, statements: readonly Uid[]): string {
  const names = nameAll(outline, statements);
  const isOne = new Set(statements.map((uid) => outline.names.get(uid)!.text)).size === 1;
  if (basis === 'witnessed') return `${names} ${isOne ? 'speaks as a witness' : 'speak as witnesses'}`;
  if (basis === 'document') return `${names} ${isOne ? 'relies on a document' : 'rely on documents'}`;
  if (basis === 'inferred') return `${names} ${isOne ? 'infers it' : 'infer it'}`;
  if (!isOne) return `${names} speak of their own acts`;
  return `${names} speaks of ${isSomebody(outline, statements[0]!) ? 'their' : 'its'} own act`;
}

/** The circles that no report leads to: "statements by A and B cite one another in a circle and lead to C". */
function describeCircles(outline: Outline): string[] {
  const { analysis } = outline;
  const circles = listUncitedCircles(outline, analysis);
  const [endless, leading] = [true, false].map((isEndless) => {
    return circles.filter((circle) => (listEndsOf(outline, analysis, circle).length === 0) === isEndless);
  });
  const clauses: string[] = [];
  if (leading!.length > 0) {
    const ends = listEndsOf(outline, analysis, leading!.flat());
    const where = [
      ...describeSettledEnds(outline, ends, 'their'),
      ...describeOpenEnds(outline, ends, !outline.isNothingRead),
      ...nameDroppedEnds(outline, ends),
    ];
    clauses.push(
      `${describeCircling(outline, leading!)} and ${leading!.length > 1 ? 'between them ' : ''}lead ${joinPhrases('to', where)}`,
    );
  }
  if (endless!.length > 0) clauses.push(`${describeCircling(outline, endless!)} and reach no end`);
  return clauses;
}

function describeCircling(outline: Outline, circles: readonly (readonly Uid[])[]): string {
  const where = circles.length > 1 ? `${circles.length} circles` : 'a circle';
  return `statements by ${nameAll(outline, circles.flat())} cite one another in ${where}`;
}

const MOST_DROPPED = 2;

function describeDropped(outline: Outline): string[] {
  const dropped = outline.analysis.ends.filter(({ kind }) => kind === 'dropped');
  if (dropped.length <= MOST_DROPPED) return dropped.map(({ statement }) => describeDroppedEnd(outline, statement));
  return [
    `no undisputed attribution is on record for ${dropped.length} statements, though their sources gave one before`,
  ];
}
