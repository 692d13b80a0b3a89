/** What a reader may narrow the drawing to: one report's own chains, or the claim without one of its sources. */
import type { Source, Uid } from '../../../model/records.ts';
import { drawingAnchor } from '../../../urls/records.ts';
import { joinName, joinNames, markNames, nameSource, writeNameOf } from '../../../wording/names.ts';
import { writeNumber, writeStance } from '../../../wording/values.ts';
import { find, type ClaimIndex } from './claim-index.ts';
import { citesByHop } from './statement-model.ts';

const MOST_OPTIONS = 100;
/** More are counted: the form lists them. */
const BREAK_POINTS_NAMED = 3;

interface Option {
  value: Uid;
  text: string;
  selected: boolean;
}

/** The form beside the drawing, and what it says without being sent; null where there is nothing to choose. */
export function offerNarrowing(index: ClaimIndex) {
  const reports = listReports(index);
  const groups = listSources(index);
  if (reports.length < 2 && groups.length === 0) return null;
  return {
    action: `${index.page}#${drawingAnchor}`,
    reports: reports.length < 2 ? null : reports,
    groups: groups.length === 0 ? null : groups,
    breakPoints: describeBreakPoints(index),
  };
}

/** Of those that are shown, or of all where one was selected: it can be exchanged for another. */
function listReports(index: ClaimIndex): Option[] {
  const { reports, statements, names, selection, chosen } = index;
  return [...reports.keys()]
    .filter((uid) => selection.from !== null || chosen === null || chosen.has(uid))
    .filter((uid, at) => at < MOST_OPTIONS || uid === selection.from)
    .map((value) => {
      const stance = writeStance(find(statements, value).stance, citesByHop(index, value));
      const text = [names.get(value)!, stance].filter((part) => part !== null).join(', ');
      return { value, text, selected: value === selection.from };
    });
}

/** The asserting sources, those first without which everything falls. Without a report there is nothing to lose. */
function listSources(index: ClaimIndex): { label: string; sources: Option[] }[] {
  const { analysis, measured, chosen, sources, selection } = index;
  const { graph } = measured;
  if (analysis.reports.length === 0) return [];
  const speaking = graph.statements.flatMap(({ uid, source }, at) => {
    const counts = graph.sides[at] === 'asserting' && !graph.isVoid[at];
    return counts && (chosen === null || chosen.has(uid)) ? [source] : [];
  });
  const breaking = new Set(analysis.breakPoints.flatMap((set) => (set.length === 1 ? set : [])));
  const [first, others] = [true, false].map((breaks) => {
    return [...new Set(speaking)].filter((uid) => breaking.has(uid) === breaks);
  });
  const all = [...first!, ...others!].filter((uid, at) => at < MOST_OPTIONS || uid === selection.without);
  // Of a single hop there is nothing to learn that it does not show.
  if (all.length < 3 && analysis.reports.length < 2) return [];
  const describe = (value: Uid): Option => {
    return { value, text: joinName(writeNameOf(find(sources, value))), selected: value === selection.without };
  };
  return [
    {
      label: 'Without it, no report by others reaches an end',
      sources: all.filter((uid) => breaking.has(uid)).map(describe),
    },
    { label: 'Other sources', sources: all.filter((uid) => !breaking.has(uid)).map(describe) },
  ].filter((group) => group.sources.length > 0);
}

/** "Without TASS, or without the Security Council of Russia, no report reaches an end."; null where nothing does. */
function describeBreakPoints({ analysis, record, statements, sources }: ClaimIndex) {
  const speakers = new Set(analysis.reports.map(({ statement }) => find(statements, statement).source));
  const [bySpeakers, byOthers] = [true, false].map((speaks) => {
    return analysis.breakPoints.filter((set) => set.some((uid) => speakers.has(uid)) === speaks);
  });
  const sentences = [
    ...writeBreakPoints(byOthers!, 'no report', sources),
    ...writeBreakPoints(bySpeakers!, 'no report by anybody else', sources),
  ];
  return sentences.length === 0 ? null : markNames(sentences.join(' '), record.sources);
}

function writeBreakPoints(sets: readonly (readonly Uid[])[], who: string, sources: ReadonlyMap<Uid, Source>): string[] {
  if (sets.length === 0) return [];
  if (sets.length > BREAK_POINTS_NAMED) {
    const what = sets[0]!.length > 1 ? 'pairs of sources' : 'sources';
    return [`Without any one of ${writeNumber(sets.length)} ${what}, ${who} reaches an end.`];
  }
  const [first, ...others] = sets.map((set) => {
    const names = joinNames(set.map((uid) => nameSource(sources.get(uid))));
    return `without ${set.length > 1 ? 'both ' : ''}${names}`;
  });
  const aside = others.length === 0 ? ',' : `, or ${others.join(', or ')},`;
  return [`W${first!.slice(1)}${aside} ${who} reaches an end.`];
}
