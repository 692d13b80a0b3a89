import {
  type Basis,
  type EndKind,
  type Manner,
  type ParentRelation,
  type SourceKind,
  type Stance,
  type Support,
  type FindingKind,
  type Severity,
  SEVERITIES,
} from '../../model/records.ts';
import { GRAVEST_FIRST, SEVERITY_OF } from '../../provenance/findings/findings.ts';

export interface Term {
  word: string;
  definition: string;
}

export const RECORDED: readonly Term[] = [
  {
    word: 'claim',
    definition:
      'One sentence that can be checked, in plain words. It is followed back to where it came from, not judged.',
  },
  {
    word: 'source',
    definition:
      'Whoever speaks: a news agency or outlet, a government body, an organisation, a person, an account, or somebody who is not named.',
  },
  {
    word: 'family',
    definition:
      'All sources under the same owner or state. Two of one family are not two voices. A source that is not named is in no family.',
  },
  {
    word: 'document',
    definition:
      'A published item: a story, a post, a report. Of a page that changes, each version is a document of its own.',
  },
  {
    word: 'read',
    definition:
      'Of a document: somebody here had it before them, so that its text is kept, or it says when it was retrieved. Of a statement: its document was read. A news agency or outlet must have published it itself, or its family did.',
  },
  {
    word: 'statement',
    definition:
      'One source stating one claim, in a document or known only because somebody else says so (second-hand). Each box of a drawing is one.',
  },
  {
    word: 'attribution',
    definition:
      'One statement resting on another: “citing Yonhap”. The words that do it are its cue. Each arrow is one.',
  },
  { word: 'evidence', definition: 'Words of a document, exactly as they stand there, that show an attribution.' },
  {
    word: 'side',
    definition:
      'The statements that assert the claim are one side, those that deny or doubt it the other. Each side is measured by itself: a denial is no report of the claim, and adds no hop to it.',
  },
  {
    word: 'disputed',
    definition:
      'Of an attribution: the cited source, or somebody else, says that it never said so. It carries nothing on. Who is known only through disputed attributions is not known to have said anything, and counts nowhere.',
  },
  {
    word: 'hop',
    definition: 'One attribution within a side, if nobody disputes it: one step on the way from a report to an end.',
  },
  { word: 'reply', definition: 'An attribution between the sides. It answers the other statement, and is no hop.' },
  {
    word: 'report',
    definition: 'A statement that no other statement of its side cites: what a reader meets first.',
  },
  {
    word: 'end',
    definition: 'A statement that cites nobody on its side: where a chain stops. There are five kinds.',
  },
  {
    word: 'origin',
    definition:
      'An end that is named and knew it by itself: it was there, speaks of its own act, goes by a document, or concludes it. No other end is called an origin.',
  },
  { word: 'chain', definition: 'One way from a report to an end, hop by hop.' },
];

/** What is derived from it, by the same rules for every claim. */
export const DERIVED: readonly Term[] = [
  {
    word: 'support',
    definition:
      'How we know of a hop: the citing words were read, they are known at second hand, or there is no evidence. Nobody types it in.',
  },
  {
    word: 'hops',
    definition:
      'How far a report is from its ends: the fewest and the most hops on a way there. Ends that nobody here has read may have cited somebody: they count only where there are no others, and then it is “at least” so many. No hops are given where all ways go round in a circle, or end where an attribution was dropped.',
  },
  {
    word: 'independent sources',
    definition:
      'How many families of named sources stand at the ends of the claim’s chains. “At most”, since two of them may turn out to have one owner, or one to have it from the other. Denials, unnamed sources and statements that dropped their attribution don’t count.',
  },
  {
    word: 'choke point',
    definition: 'A statement that every chain passes through: if it is wrong, so is everything that rests on it.',
  },
  {
    word: 'break point',
    definition:
      'A source that all reports by others need: without its statements none of them reaches an end. Where there is no such source, two that they need together.',
  },
  {
    word: 'weakest hop',
    definition: 'Of a report: on its chains the hop nearest to it that nobody here has read. None when all were read.',
  },
  { word: 'circle', definition: 'Statements that rest on each other in a round. It counts as one station of a chain.' },
  {
    word: 'lag',
    definition:
      'The time from the cited statement to the citing one, where both dates are known to the day at least and neither is approximate.',
  },
  {
    word: 'approximate',
    definition:
      'Of a date: off by one of its own unit at most, either way. About February 2009 lies in January to March 2009, about 2009 in 2008 to 2010.',
  },
  { word: 'drift', definition: 'What changed in the wording on a hop, word by word, where both are in one language.' },
  {
    word: 'downstream',
    definition:
      'All that rests on a statement, through any number of hops. When it is retracted, that is what is touched.',
  },
];

const SUPPORT_TERMS: Readonly<Record<Support, string>> = {
  read: 'somebody here has read it in the citing statement’s own document',
  'second-hand': 'only other documents show that it cites this, or nobody here has read its own',
  unsupported: 'nothing here shows it',
};
const END_TERMS: Readonly<Record<EndKind, string>> = {
  origin: 'it is named and knew it by itself',
  unsourced: 'it is named and was read here, and gives nobody',
  open: 'it is named, but nobody here has read it: it may well have cited somebody',
  unnamed: 'nobody says who it is',
  dropped: 'its source attributed this in an earlier statement, and now states it as its own',
};
const KIND_TERMS: Readonly<Record<SourceKind, string>> = {
  agency: 'sells news to others who publish it',
  outlet: 'publishes news: a paper, a broadcaster, a site',
  government: 'a body of a state',
  organisation: 'any other body: a company, a party, a charity, a team of experts',
  person: 'somebody who speaks in their own name',
  account: 'an account on a platform, whoever stands behind it',
  unnamed: 'somebody whom the document does not name',
};
const RELATION_TERMS: Readonly<Record<ParentRelation, string>> = {
  'part-of': 'it belongs to the other',
  'controlled-by': 'the other owns it or decides what it says',
};
const STANCE_TERMS: Readonly<Record<Stance, string>> = {
  asserts: 'says that it is so',
  denies: 'says that it is not so',
  doubts: 'says that it may not be so',
};
const BASIS_TERMS: Readonly<Record<Basis, string>> = {
  witnessed: 'was there',
  'own-act': 'speaks of what it did itself',
  told: 'heard it from somebody',
  document: 'goes by something written',
  inferred: 'concludes it',
  unknown: 'does not say',
};
const MANNER_TERMS: Readonly<Record<Manner, string>> = {
  quotes: 'gives the words themselves',
  paraphrases: 'says it in other words',
  cites: 'names it as the source',
  translates: 'gives it in another language',
  republishes: 'publishes it again as it is',
  copies: 'uses it without credit, as an editor concludes from the passages',
};

export const VALUES: readonly { of: string; question: string; values: readonly Term[] }[] = [
  { of: 'support', question: 'How do we know of the hop?', values: listTerms(SUPPORT_TERMS) },
  { of: 'end', question: 'Where does the chain stop?', values: listTerms(END_TERMS) },
  { of: 'source kind', question: 'Who speaks?', values: listTerms(KIND_TERMS) },
  {
    of: 'parent',
    question: 'How does a source stand to the one above it in its family?',
    values: listTerms(RELATION_TERMS),
  },
  { of: 'stance', question: 'What does the statement do to the claim?', values: listTerms(STANCE_TERMS) },
  { of: 'basis', question: 'How would the speaker know?', values: listTerms(BASIS_TERMS) },
  { of: 'manner', question: 'How does it use the statement that it cites?', values: listTerms(MANNER_TERMS) },
];

function listTerms(terms: Readonly<Record<string, string>>): Term[] {
  return Object.entries(terms).map(([word, definition]) => ({ word: word.replaceAll('-', ' '), definition }));
}

const RAISED: Readonly<Record<FindingKind, string>> = {
  'single-origin':
    'Two reports or more lead to ends of one family only. However many repeat it, it was said once, as far as is recorded.',
  'choke-point':
    'There are two chains or more, and all of them pass through one statement, which is no report and not the only end.',
  circle: 'Statements rest on each other in a round, so that none of them says where it is from.',
  echo: 'A family turns up again further up its own chain, with somebody else between: it hears itself.',
  'unnamed-end': 'A chain ends at a source that is not named. Nobody can ask it, and it confirms nothing.',
  'open-end': 'A chain ends at a statement that nobody here has read. It may well have cited somebody.',
  'no-end': 'A report leads to no end, since all its ways go round in a circle; or a circle has no report.',
  'unsupported-hop': 'There is no evidence here that the one cites the other.',
  'second-hand-hop':
    'That the one cites the other is known from somebody else’s document, or from one that nobody here has read.',
  'cites-later':
    'The cited statement is surely dated after the one that cites it. One of the dates is wrong, or the link is.',
  'attribution-dropped':
    'A source named where it had the claim from, and surely later states it as if it knew by itself.',
  contested: 'Somebody here denies or doubts the claim.',
  turned:
    'A statement rests on one that says the opposite: it asserts what that one denies or doubts, or passes an assertion on as a denial.',
  'disputed-hop': 'The cited source, or somebody else, says that it never said so.',
  retracted: 'A statement was taken back. Whatever rests on it may have to be.',
  'other-publisher':
    'The words of a news agency or outlet were found in somebody else’s publication, which does not say that it republishes them.',
  'certainty-raised': 'The cited words leave room for doubt (“may”, “reportedly”), and the citing ones don’t.',
  'number-changed': 'The two wordings of a hop give different numbers for the same thing.',
};

const SEVERITY_MEANS: Readonly<Record<Severity, string>> = {
  info: 'good to know',
  caution: 'a reason to be careful',
  warning: 'something is wrong, or was taken back',
};

export const FINDING_DEFINITIONS = GRAVEST_FIRST.map((kind) => {
  return { kind, severity: SEVERITY_OF[kind], raised: RAISED[kind] };
});

export const SEVERITY_DEFINITIONS = SEVERITIES.toReversed().map((severity) => {
  return { severity, means: SEVERITY_MEANS[severity] };
});
