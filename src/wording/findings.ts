import { groupBy } from '../model/grouping.ts';
import type { Analysis, ClaimGraph, Finding, FindingKind, Severity, Statement, Uid } from '../model/records.ts';
import { indexGraph, walkFrom, type IndexedGraph } from '../provenance/graph/graph.ts';
import { describeCiting, describeDispute, findAttribution } from './attributions.ts';
import { describeContested } from './contested.ts';
import { formatDate, formatShortDay } from './dates.ts';
import { describeDroppedEnd, describeOpenEnds, nameUnnamed } from './ends.ts';
import { beginSentence, nameSource, sayOriginalsOnce, writeOwned } from './names.ts';
import { findStatement, isSomebody, listHeads, nameAll, outlineClaim, type Outline } from './outline.ts';
import { capitalize, MANNER_WORDS, writeCountInSentence, writeCountWithVerb, writeStance } from './values.ts';

export interface DescribedFinding extends Finding {
  message: string;
}

/**
 * The findings of an analysis, each with its sentence, in their order.
 * @param analysis of the same graph.
 * @param graph the same graph indexed, where it has been already
 */
export function describeFindings(
  claim: ClaimGraph,
  analysis: Analysis,
  graph: IndexedGraph = indexGraph(claim),
): DescribedFinding[] {
  const outline = outlineClaim(claim, analysis, graph);
  return analysis.findings.map((finding) => {
    const message = sayOriginalsOnce(beginSentence(SENTENCES[finding.kind](outline, finding.statements)));
    return { ...finding, message };
  });
}

export interface FindingGroup {
  kind: FindingKind;
  severity: Severity;
  /** Of one finding its own sentence, of several one above theirs. */
  sentence: string;
  findings: readonly DescribedFinding[];
}

/** One group a kind, in the order of the findings. */
export function groupFindings(findings: readonly DescribedFinding[]): FindingGroup[] {
  return [...groupBy(findings, ({ kind }) => kind)].map(([kind, alike]) => {
    const [{ severity, message }] = alike as [DescribedFinding];
    const sentence = alike.length === 1 ? message : HEADINGS[kind](alike.length);
    return { kind, severity, sentence, findings: alike };
  });
}

/** By kind: the sentence above several findings. */
const HEADINGS: Readonly<Record<FindingKind, (count: number) => string>> = {
  'single-origin': (count) => `In ${count} cases, several reports have at most 1 independent source between them.`,
  'choke-point': (count) => `Every chain passes through ${count} choke points.`,
  circle: (count) => `Statements cite one another in ${count} circles.`,
  echo: (count) => `In ${count} cases, a source or its family turns up again further up its own chain.`,
  'unnamed-end': (count) => `${count} trails end at unnamed sources.`,
  'open-end': (count) => `${count} trails end where nobody here has read the source’s own statement.`,
  'no-end': () => 'Trails on both sides reach no end.',
  'unsupported-hop': (count) => `There is no evidence for ${count} hops.`,
  'second-hand-hop': (count) => `${count} hops are known only at second hand.`,
  'cites-later': (count) => `In ${count} cases, a statement cites a later one.`,
  'attribution-dropped': (count) =>
    `No undisputed attribution is on record for ${count} statements, though their sources gave one before.`,
  contested: (count) => `The claim is contested ${count} times.`,
  turned: (count) => `In ${count} cases, a statement cites one that says the opposite.`,
  'disputed-hop': (count) => `${count} attributions are disputed.`,
  retracted: (count) => `Statements were retracted in ${count} cases.`,
  'other-publisher': (count) => `${count} statements appear in documents published by somebody else.`,
  'certainty-raised': (count) => `A hedge was lost on ${count} hops.`,
  'number-changed': (count) => `A number changed on ${count} hops.`,
};

/** By kind: the sentence, from the finding's witnesses in their order. */
const SENTENCES: Readonly<Record<FindingKind, (outline: Outline, witnesses: readonly Uid[]) => string>> = {
  'single-origin': (outline, ends) => {
    const reports = writeCountInSentence(countReportsTo(outline, ends), 'report');
    const sources = new Set(ends.map((uid) => findStatement(outline, uid).source));
    const family = sources.size > 1 ? ', one family' : '';
    return `${reports} have at most 1 independent source between them: ${nameAll(outline, ends)}${family}.`;
  },
  'choke-point': (outline, witnesses) => {
    return `Every chain passes through ${witnesses.length > 1 ? 'the circle of ' : ''}${nameAll(outline, witnesses)}.`;
  },
  circle: (outline, witnesses) => {
    return `Statements${writeAgainst(outline, witnesses)} by ${nameAll(outline, witnesses)} cite one another in a circle.`;
  },
  echo: (outline, witnesses) => {
    const who = nameAll(outline, witnesses);
    return new Set(witnesses.map((uid) => findStatement(outline, uid).source)).size > 1
      ? `${who}, one family, turn up again further up their own chain.`
      : `${outline.names.get(witnesses[0]!)!.source} turns up again further up ${isSomebody(outline, witnesses[0]!) ? 'their' : 'its'} own chain.`;
  },
  'unnamed-end': (outline, [end]) => `${writeTrail(outline, end!)} ends at ${nameUnnamed(outline, [end!])}.`,
  'open-end': (outline, [end]) => {
    const [where] = describeOpenEnds(outline, [{ statement: end!, kind: 'open' }], true);
    return `${writeTrail(outline, end!)} ends at ${where!}.`;
  },
  'no-end': describeNoEnd,
  'unsupported-hop': (outline, witnesses) => {
    return `There is no evidence ${describeCiting(outline, findHop(outline, witnesses))}.`;
  },
  'second-hand-hop': (outline, witnesses) => {
    return `${capitalize(describeCiting(outline, findHop(outline, witnesses)))} is known only at second hand.`;
  },
  // With both dates in full: here the hours may be the point.
  'cites-later': (outline, witnesses) => {
    const [citing, cited] = witnesses.map((uid) => {
      return `${outline.names.get(uid)!.source}, dated ${formatDate(findStatement(outline, uid).statedAt!)}`;
    });
    const verb = findHop(outline, witnesses).manner === 'copies' ? 'uses' : 'cites';
    return `${citing!}, ${verb} a later statement: ${cited!}.`;
  },
  'attribution-dropped': (outline, [, end]) => `${describeDroppedEnd(outline, end!)}.`,
  contested: (outline) => describeContested(outline).join(' '),
  turned: (outline, witnesses) => {
    const [citing, cited] = witnesses.map((uid) => STANCE_VERBS[findStatement(outline, uid).stance]);
    const [who, whom] = witnesses.map((uid) => nameAll(outline, [uid]));
    const { manner } = findHop(outline, witnesses);
    const which = isSomebody(outline, witnesses[1]!) ? 'who' : 'which';
    const whose = `${whom!}, ${which} ${cited!} it`;
    const does = manner === 'copies' ? `uses ${whose}, without credit` : `${MANNER_WORDS[manner]} ${whose}`;
    return `${who!} ${citing!} the claim and ${does}.`;
  },
  'disputed-hop': (outline, witnesses) => {
    const attribution = findHop(outline, witnesses);
    const what = describeDispute(outline, attribution, true);
    return attribution.disputeReason === null ? `${what}.` : `${what}: “${cut(attribution.disputeReason)}”`;
  },
  retracted: (outline, witnesses) => {
    const retracted = witnesses.filter((uid) => findStatement(outline, uid).retractedAt !== null);
    const isOne = retracted.length === 1;
    const lead = isOne ? 'the statement by' : `${retracted.length} statements, by`;
    const what = `${lead} ${nameAll(outline, retracted)}${isOne ? ' was' : ', were'} retracted`;
    const resting = writeCountWithVerb(witnesses.length - retracted.length, 'other statement', 'goes', 'go');
    return `${what}; ${resting} back to ${isOne ? 'it' : 'them'}.`;
  },
  'other-publisher': (outline, [uid]) => {
    const document = outline.documents.get(findStatement(outline, uid!).document!)!;
    const publisher = nameSource(outline.graph.sources.get(document.publisher));
    return `${writeOwned(outline.names.get(uid!)!, 'statement')} appears in a document published by ${publisher}.`;
  },
  'certainty-raised': (outline, witnesses) => {
    const [citing, cited] = witnesses.map((uid) => nameAll(outline, [uid]));
    return `${cited!} hedges, ${citing!} does not: ${writeChange(outline, witnesses)}.`;
  },
  'number-changed': (outline, witnesses) => {
    const [citing, cited] = witnesses.map((uid) => nameAll(outline, [uid]));
    return `${citing!} gives a different number from ${cited!}: ${writeChange(outline, witnesses)}.`;
  },
};

const STANCE_VERBS: Readonly<Record<Statement['stance'], string>> = {
  asserts: 'asserts',
  denies: 'denies',
  doubts: 'doubts',
};

function findHop(outline: Outline, [citing, cited]: readonly Uid[]) {
  return findAttribution(outline, citing!, cited!);
}

function countReportsTo({ analysis, graph, positions }: Outline, ends: readonly Uid[]): number {
  const leading = walkFrom(
    ends.map((uid) => positions.get(uid)!),
    graph.citedBy,
  );
  return analysis.reports.filter(({ statement }) => leading.has(positions.get(statement)!)).length;
}

/** Says which side the trail is on where it is the contesting one. */
function writeTrail(outline: Outline, end: Uid): string {
  const { stance } = findStatement(outline, end);
  if (stance === 'asserts') return 'A trail';
  return stance === 'denies' ? 'The trail of a denial' : 'The trail of a doubt';
}

function writeAgainst(outline: Outline, [first]: readonly Uid[]): string {
  return findStatement(outline, first!).stance === 'asserts' ? '' : ' against the claim';
}

function describeNoEnd(outline: Outline, witnesses: readonly Uid[]): string {
  const { analysis } = outline;
  const isAsserting = findStatement(outline, witnesses[0]!).stance === 'asserts';
  const side = isAsserting ? analysis : analysis.contested!;
  const endless = new Set(witnesses);
  const [reports, circles] = [true, false].map((isAlone) => {
    const heads = listHeads(outline, side).filter((head) => (head.length === 1) === isAlone);
    return heads.filter(([first]) => endless.has(first!)).flat();
  });
  const against = writeAgainst(outline, witnesses);
  const clauses: string[] = [];
  if (reports!.length > 0) {
    const count = `${writeCountInSentence(reports!.length, isAsserting ? 'report' : 'statement')}${against}`;
    const lead = reports!.length > 1 ? 'lead' : 'leads';
    clauses.push(
      `${count} ${lead} into a circle and reach${reports!.length > 1 ? '' : 'es'} no end: ${nameAll(outline, reports!)}`,
    );
  }
  if (circles!.length > 0) {
    clauses.push(`statements${against} by ${nameAll(outline, circles!)} cite one another and reach no end`);
  }
  return `${clauses.join('; ')}.`;
}

/** From the cited wording to the citing one. */
function writeChange(outline: Outline, [citing, cited]: readonly Uid[]): string {
  const [before, after] = [cited, citing].map((uid) => `“${cut(findStatement(outline, uid!).wording!)}”`);
  return `${before!} → ${after!}`;
}

const LONGEST_QUOTATION = 120;

function cut(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST_QUOTATION
    ? text
    : `${letters
        .slice(0, LONGEST_QUOTATION - 1)
        .join('')
        .trimEnd()}…`;
}

/**
 * What must not be missed of one statement, in as few words as a card of a drawing has room for.
 * @param passesOn whether the statement cites another by a hop
 */
export function describeFlags(
  { stance, retractedAt }: Statement,
  { passesOn, restsOnRetracted, inCircle }: Readonly<Record<'passesOn' | 'restsOnRetracted' | 'inCircle', boolean>>,
): string[] {
  const stanceWords = writeStance(stance, passesOn);
  const flags = stanceWords === null ? [] : [capitalize(stanceWords)];
  if (retractedAt !== null) flags.push(`Retracted ${formatShortDay(retractedAt)}`);
  else if (restsOnRetracted) flags.push('Goes back to a retracted statement');
  if (inCircle) flags.push('Part of a circle');
  return flags;
}
