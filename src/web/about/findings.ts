/** Each kind of finding: when it is raised, and what to make of it. */
import { SEVERITY_OF } from '../../provenance/findings/findings.ts';
import { FINDING_KINDS, SEVERITIES, type FindingKind, type Severity } from '../../model/records.ts';

const RAISED: Readonly<Record<FindingKind, string>> = {
  'single-origin': 'Two reports or more go back to one independent origin. However many repeat it, it was said once.',
  'choke-point':
    'There are two chains or more, and all of them pass through one statement, which is no report and not the only origin.',
  circle: 'Statements rest on each other in a round, so that none of them says where it is from.',
  echo: 'A family turns up again further up its own chain, with somebody else between: it hears itself.',
  'unnamed-origin': 'An origin is a source that is not named. Nobody can ask it, and it confirms nothing.',
  'no-origin': 'From a report no origin can be reached, since all ways end in a circle; or there is no report at all.',
  'unsupported-hop': 'There is no evidence here that the one cites the other.',
  'relayed-hop': 'That the one cites the other is known from somebody else’s document, not from its own.',
  'cites-later':
    'The cited statement is surely dated after the one that cites it. One of the dates is wrong, or the link is.',
  'attribution-dropped':
    'A source named where it had the claim from, and surely later states it as if it knew by itself.',
  contradicted: 'Somebody here denies or doubts the claim.',
  retracted: 'A statement was taken back. Whatever rests on it may have to be.',
};

const SEVERITY_MEANS: Readonly<Record<Severity, string>> = {
  info: 'good to know',
  caution: 'a reason to be careful',
  warning: 'something is wrong, or was taken back',
};

export interface FindingDefinition {
  kind: FindingKind;
  severity: Severity;
  raised: string;
}

/** The gravest first. */
export const FINDING_DEFINITIONS: readonly FindingDefinition[] = FINDING_KINDS.map((kind) => {
  return { kind, severity: SEVERITY_OF[kind], raised: RAISED[kind] };
}).sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));

/** The gravest first. */
export const SEVERITY_DEFINITIONS: readonly { severity: Severity; means: string }[] = [...SEVERITIES]
  .reverse()
  .map((severity) => ({ severity, means: SEVERITY_MEANS[severity] }));
