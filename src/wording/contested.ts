/** Who denies or doubts a claim, in sentences. A paper that passes a denial on is not the one who denies. */
import { groupBy } from '../model/grouping.ts';
import type { Attribution, End, SideAnalysis, Uid } from '../model/records.ts';
import { describeCiting } from './attributions.ts';
import { describeDroppedEnd, describeOpenEnds, describeUnsourced, findAttributed } from './ends.ts';
import { beginSentence } from './names.ts';
import { findSpeaker, findStatement, listEndlessHeads, nameAll, type Outline } from './outline.ts';
import { publishesItself } from '../provenance/graph/ends.ts';

/** More sentences of one sort than this become one. */
const MOST_SENTENCES = 3;

const WORDS = {
  denies: { verb: 'Denied', noun: 'denial' },
  doubts: { verb: 'Doubted', noun: 'doubt' },
} as const;

type Contesting = keyof typeof WORDS;

/** A sentence for each end of the contesting side, the denials first: "Denied by X, through KCNA." */
export function describeContested(outline: Outline): string[] {
  const side = outline.analysis.contested;
  if (!side) return [];
  const stances: readonly Contesting[] = ['denies', 'doubts'];
  return [
    ...stances.flatMap((stance) => {
      const ends = side.ends.filter(({ statement }) => findStatement(outline, statement).stance === stance);
      return [
        ...describeSpeakers(outline, ends, stance),
        ...describeOpenTrails(outline, ends, stance),
        ...describeRepeated(outline, ends, stance),
      ];
    }),
    ...describeEndless(outline, side),
  ];
}

/** Those who say it for themselves, or of whom that much is known. */
function describeSpeakers(outline: Outline, ends: readonly End[], stance: Contesting): string[] {
  const speakers = ends.filter(({ kind }) => kind !== 'open' && kind !== 'dropped').map((end) => end.statement);
  const lead = `${WORDS[stance].verb} by`;
  const ways = groupBy(speakers, (uid) => `${writeRelative(outline, uid)}${writeWay(outline, uid)}`);
  if (ways.size > MOST_SENTENCES) return [`${lead} ${nameAll(outline, speakers)}.`];
  return [...ways.values()].map((alike) => {
    const [relative, way] = [writeRelative(outline, ...alike), writeWay(outline, ...alike)];
    return `${lead} ${nameAll(outline, alike)}${relative}${way}.`;
  });
}

/** What is said of the ends themselves. That a body or a person gives no source for its own denial goes without saying. */
function writeRelative(outline: Outline, ...ends: readonly Uid[]): string {
  const [first] = ends;
  const kind = outline.endKinds.get(first!)!;
  const attributed = findAttributed(outline, first!);
  if (kind === 'origin') return '';
  if (attributed === 'disputed') return describeUnsourced(outline, ends, attributed);
  const isOrdinary = kind === 'unsourced' && attributed === 'nothing' && publishesItself(findSpeaker(outline, first!));
  return isOrdinary ? describeUnsourced(outline, ends, attributed) : '';
}

function writeWay(outline: Outline, ...ends: readonly Uid[]): string {
  const through = ends.flatMap((uid) => outline.hopsTo.get(uid) ?? []);
  if (through.length > 0) return `, through ${nameCiting(outline, through)}${writeGap(outline, through)}`;
  const answering = ends.flatMap((uid) => (isRead(outline, uid) ? [] : (outline.repliesTo.get(uid) ?? [])));
  return answering.length > 0
    ? `, as reported by ${nameCiting(outline, answering)}${writeGap(outline, answering)}`
    : '';
}

const isRead = ({ analysis }: Outline, uid: Uid): boolean => analysis.read.get(uid) === true;

function nameCiting(outline: Outline, attributions: readonly Attribution[]): string {
  return nameAll(
    outline,
    attributions.map(({ citing }) => citing),
  );
}

/** Where nothing shows it: ", though there is no evidence that KCNA cites it". */
function writeGap(outline: Outline, attributions: readonly Attribution[]): string {
  const unsupported = attributions.filter(({ uid }) => outline.analysis.support.get(uid) === 'unsupported');
  const [first, ...others] = unsupported;
  if (!first) return '';
  const what = others.length > 0 ? `for ${unsupported.length} of these attributions` : describeCiting(outline, first);
  return `, though there is no evidence ${what}`;
}

/** Those whose trail ends at somebody who may well have cited somebody else. */
function describeOpenTrails(outline: Outline, ends: readonly End[], stance: Contesting): string[] {
  const open = ends.filter(({ kind }) => kind === 'open');
  const { noun } = WORDS[stance];
  if (open.length > MOST_SENTENCES) {
    const names = nameAll(
      outline,
      open.map(({ statement }) => statement),
    );
    return [
      `The trails of ${open.length} ${noun}s end at sources whose own statements nobody here has read: ${names}.`,
    ];
  }
  return open.map((end) => {
    const [where] = describeOpenEnds(outline, [end], true);
    const reporting = outline.hopsTo.get(end.statement) ?? outline.repliesTo.get(end.statement);
    if (reporting) {
      const by = `${nameCiting(outline, reporting)}${writeGap(outline, reporting)}`;
      return `A ${noun} is reported by ${by}; the trail ends at ${where!}.`;
    }
    return `A ${noun} by ${where!}, is on record.`;
  });
}

function describeRepeated(outline: Outline, ends: readonly End[], stance: Contesting): string[] {
  const dropped = ends.filter(({ kind }) => kind === 'dropped').map(({ statement }) => statement);
  if (dropped.length > MOST_SENTENCES) {
    const { noun } = WORDS[stance];
    return [
      `No undisputed attribution is on record for ${dropped.length} repeated ${noun}s, though their sources gave one before.`,
    ];
  }
  return dropped.map((end) => `${beginSentence(describeDroppedEnd(outline, end))}.`);
}

/** The reports and circles of the contesting side that lead to no end at all. */
function describeEndless(outline: Outline, side: SideAnalysis): string[] {
  const endless = listEndlessHeads(outline, side).flat();
  if (endless.length === 0) return [];
  const stances = new Set(endless.map((uid) => findStatement(outline, uid).stance));
  const noun = stances.size > 1 ? 'denial or doubt' : WORDS[[...stances][0] as Contesting].noun;
  return [`A ${noun} by ${nameAll(outline, endless)} goes round in a circle and reaches no end.`];
}
