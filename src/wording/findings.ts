import type { Analysis, ClaimGraph, Finding, FindingKind, Statement } from '../model/records.ts';
import { formatDate, formatDateInSentence, formatShortDay } from './dates.ts';
import { beginSentence, joinNames, nameSource, nameStatements } from './names.ts';
import { capitalize, STANCE_WORDS, writeCountInSentence, writeCountWithVerb } from './values.ts';

interface Witness {
  statement: Statement;
  source: string;
  /** The same, with the day where that tells two statements of one source apart. */
  name: string;
}

/**
 * The findings of an analysis, each with its sentence, in their order.
 * @param analysis of the same graph.
 */
export function describeFindings(claim: ClaimGraph, analysis: Analysis): (Finding & { message: string })[] {
  const sources = new Map(claim.sources.map((source) => [source.uid, source]));
  const names = nameStatements(claim.statements, sources);
  const witnesses = new Map(
    claim.statements.map((statement) => {
      const source = nameSource(sources.get(statement.source));
      return [statement.uid, { statement, source, name: names.get(statement.uid)! }];
    }),
  );
  return analysis.findings.map((finding) => {
    const named = finding.statements.map((uid) => witnesses.get(uid)!);
    return { ...finding, message: SENTENCES[finding.kind](named, analysis.reports.length) };
  });
}

/** By kind: the sentence, from the finding's witnesses in their order and the number of the claim's reports. */
const SENTENCES: Readonly<Record<FindingKind, (witnesses: readonly Witness[], reports: number) => string>> = {
  'single-origin': (witnesses, reports) => {
    const family = witnesses.length > 1 ? ', one family' : '';
    return `${writeCountInSentence(reports, 'report')} have at most 1 independent origin between them: ${joinWitnesses(witnesses)}${family}.`;
  },
  'choke-point': (witnesses) => {
    return `Every chain passes through ${witnesses.length > 1 ? 'the circle of ' : ''}${joinWitnesses(witnesses)}.`;
  },
  circle: (witnesses) => `Statements by ${joinWitnesses(witnesses)} cite one another in a circle.`,
  echo: (witnesses) => {
    const who = beginSentence(joinWitnesses(witnesses));
    return new Set(witnesses.map(({ statement }) => statement.source)).size > 1
      ? `${who}, one family, turn up again further up their own chain.`
      : `${who}: the source turns up again further up its own chain.`;
  },
  'unnamed-origin': (witnesses) => `The claim goes back to ${joinWitnesses(witnesses)}.`,
  'no-origin': (witnesses, reports) =>
    reports > 0
      ? `${writeCountWithVerb(witnesses.length, 'report', 'reaches', 'reach')} no origin: ${joinWitnesses(witnesses)}.`
      : `There is no report to start from: statements by ${joinWitnesses(witnesses)} cite one another in a circle.`,
  'unsupported-hop': ([citing, cited]) => `No evidence shows that ${citing!.name} cites ${cited!.name}.`,
  'relayed-hop': ([citing, cited]) => `That ${citing!.name} cites ${cited!.name} is known only at second hand.`,
  // With both dates in full: here the hours may be the point.
  'cites-later': (witnesses) => {
    const [citing, cited] = witnesses.map(
      ({ statement, source }) => `${source}, dated ${formatDate(statement.statedAt!)}`,
    );
    return beginSentence(`${citing}, cites a later statement: ${cited}.`);
  },
  'attribution-dropped': (witnesses) => {
    const [earlier, later] = witnesses.map(({ statement }) => formatDateInSentence(statement.statedAt!));
    const who = beginSentence(witnesses[1]!.source);
    return `${who} attributed this ${earlier} and states it without attribution ${later}.`;
  },
  contradicted: (witnesses) => {
    const denying = witnesses.filter(({ statement }) => statement.stance === 'denies');
    const doubting = witnesses.filter(({ statement }) => statement.stance === 'doubts');
    const clauses: string[] = [];
    if (denying.length > 0) clauses.push(describeStance(denying, 'denies', 'deny'));
    if (doubting.length > 0) clauses.push(describeStance(doubting, 'doubts', 'doubt'));
    return `${clauses.join('; ')}.`;
  },
  retracted: (witnesses) => {
    const retracted = witnesses.filter(({ statement }) => statement.retractedAt !== null);
    const what = writeCountWithVerb(retracted.length, 'statement', 'was retracted', 'were retracted');
    const resting = writeCountWithVerb(witnesses.length - retracted.length, 'other statement', 'rests', 'rest');
    return `${what} (${joinWitnesses(retracted)}); ${resting} on ${retracted.length === 1 ? 'it' : 'them'}.`;
  },
};

function describeStance(witnesses: readonly Witness[], singular: string, plural: string): string {
  return `${writeCountWithVerb(witnesses.length, 'statement', singular, plural)} the claim (${joinWitnesses(witnesses)})`;
}

function joinWitnesses(witnesses: readonly Witness[]): string {
  return joinNames(witnesses.map(({ name }) => name));
}

/** What must not be missed of one statement, in as few words as a card of a drawing has room for. */
export function describeFlags(statement: Statement, restsOnRetracted: boolean, inCircle: boolean): string[] {
  const { stance, retractedAt } = statement;
  const flags: string[] = [];
  if (STANCE_WORDS[stance] !== null) flags.push(capitalize(STANCE_WORDS[stance]));
  if (retractedAt !== null) flags.push(`Retracted ${formatShortDay(retractedAt)}`);
  else if (restsOnRetracted) flags.push('Rests on a retracted statement');
  if (inCircle) flags.push('Part of a circle');
  return flags;
}
