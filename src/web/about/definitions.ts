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
      'One sentence that can be checked, in plain words. Hearsay traces where it came from; it does not rule on whether it is true.',
  },
  {
    word: 'source',
    definition:
      'Whoever speaks: a news agency or outlet, a government body, an organisation, a person, an account, or somebody unnamed.',
  },
  {
    word: 'family',
    definition:
      'All sources under the same owner or state. Two sources of one family are not two voices. An unnamed source belongs to no family.',
  },
  {
    word: 'document',
    definition:
      'A published item: a story, a post, a report. When a page changes, each version is a separate document.',
  },
  {
    word: 'read',
    definition:
      'Of a document: somebody here had it before them; its text is kept, or the date it was retrieved is recorded. Of a statement: its document was read. If the speaker is a news agency or outlet, its own family must also have published that document.',
  },
  {
    word: 'statement',
    definition:
      'One source stating one claim, in a document or known only because somebody else says so (second-hand). Each box in a drawing is a statement.',
  },
  {
    word: 'attribution',
    definition:
      'One statement drawing on another: “citing Yonhap”. Those words are its cue. Each arrow in a drawing is an attribution.',
  },
  { word: 'evidence', definition: 'The exact words of a document that show an attribution.' },
  {
    word: 'side',
    definition:
      'The statements that assert the claim are one side; those that deny or doubt it are the other. Each side is measured separately: a denial is not a report of the claim and adds no hop to it.',
  },
  {
    word: 'disputed',
    definition:
      'Of an attribution: the cited source, or somebody else, says that it never said so. A disputed attribution is not a hop. A statement known only through disputed attributions is left out of every count: nobody is known to have made it.',
  },
  {
    word: 'hop',
    definition: 'An undisputed attribution within one side: one step from a report towards an end.',
  },
  {
    word: 'reply',
    definition: 'An attribution between the two sides. It answers the other statement and is not a hop.',
  },
  {
    word: 'report',
    definition: 'A statement that no other statement of its side cites: what a reader meets first.',
  },
  {
    word: 'end',
    definition: 'A statement that cites nobody on its side: where a chain stops. There are five kinds of end.',
  },
  {
    word: 'origin',
    definition:
      'An end whose source is named and knows for itself: it was there, speaks of its own act, relies on a document, or drew the conclusion itself. No other end is called an origin.',
  },
  { word: 'chain', definition: 'A path of hops from a report to an end.' },
];

/** What is derived from it, by the same rules for every claim. */
export const DERIVED: readonly Term[] = [
  {
    word: 'support',
    definition:
      'How we know of a hop: somebody here has read the citing words, they are known only at second hand, or there is no evidence. It is derived from the evidence, never typed in.',
  },
  {
    word: 'hops',
    definition:
      'How far a report is from its ends: the fewest and the most hops it takes to reach one. An end that nobody here has read may have cited somebody, so it counts only where there is no other kind of end, and then the number is “at least” so many. No number is given where every path goes round in a circle or ends at a dropped attribution.',
  },
  {
    word: 'independent sources',
    definition:
      'How many families of named sources there are at the ends of the claim’s chains. It is always “at most”: two of them may turn out to share an owner, or one may have got it from the other. Denials, unnamed sources and statements that dropped their attribution don’t count.',
  },
  {
    word: 'choke point',
    definition:
      'A statement that every chain passes through, other than a report or the only end. If it is wrong, every chain fails with it.',
  },
  {
    word: 'break point',
    definition:
      'A source without whose statements no report by anybody else reaches an end. Where there is no such source, a pair of sources without which none does.',
  },
  {
    word: 'weakest hop',
    definition:
      'Of a report: the nearest hop on its chains that nobody here has read. There is none when every hop has been read.',
  },
  {
    word: 'circle',
    definition: 'Statements that cite one another in a circle. For all counting, a circle is one stop on a chain.',
  },
  {
    word: 'lag',
    definition:
      'The time from the cited statement to the citing one, given where both dates are known at least to the day and neither is approximate.',
  },
  {
    word: 'approximate',
    definition:
      'Of a date: it may be off by up to one of its own unit either way. “About February 2009” means January to March 2009; “about 2009” means 2008 to 2010.',
  },
  {
    word: 'drift',
    definition:
      'What changed in the wording from one end of a hop to the other, word by word, where both wordings are in the same language.',
  },
  {
    word: 'downstream',
    definition:
      'Every statement that goes back to this one, through any number of hops. When it is retracted, these are affected.',
  },
];

const SUPPORT_TERMS: Readonly<Record<Support, string>> = {
  read: 'somebody here has read the citing words in the citing statement’s own document',
  'second-hand': 'only other documents show the citation, or nobody here has read the statement’s own',
  unsupported: 'there is no evidence for it here',
};
const END_TERMS: Readonly<Record<EndKind, string>> = {
  origin: 'the source is named and knows for itself',
  unsourced: 'the source is named and was read here, and gives no source of its own',
  open: 'the source is named, but nobody here has read its statement: it may well have cited somebody',
  unnamed: 'the source is not named',
  dropped: 'the source attributed this in an earlier statement, and now states it as its own',
};
const KIND_TERMS: Readonly<Record<SourceKind, string>> = {
  agency: 'supplies news to others, who publish it',
  outlet: 'publishes news: a paper, a broadcaster, a site',
  government: 'a body of a state',
  organisation: 'any other body: a company, a party, a charity, a team of experts',
  person: 'somebody who speaks in their own name',
  account: 'an account on a platform, whoever is behind it',
  unnamed: 'somebody the document does not name',
};
const RELATION_TERMS: Readonly<Record<ParentRelation, string>> = {
  'part-of': 'belongs to the other',
  'controlled-by': 'is owned or directed by the other',
};
const STANCE_TERMS: Readonly<Record<Stance, string>> = {
  asserts: 'says that it is so',
  denies: 'says that it is not so',
  doubts: 'says that it may not be so',
};
const BASIS_TERMS: Readonly<Record<Basis, string>> = {
  witnessed: 'was there',
  'own-act': 'speaks of something it did itself',
  told: 'heard it from somebody else',
  document: 'relies on something written',
  inferred: 'draws the conclusion itself',
  unknown: 'does not say',
};
const MANNER_TERMS: Readonly<Record<Manner, string>> = {
  quotes: 'gives its exact words',
  paraphrases: 'says it in other words',
  cites: 'names it as the source',
  translates: 'gives it in another language',
  republishes: 'publishes it again unchanged',
  copies: 'uses it without credit, in an editor’s judgement of the passages',
};

export const VALUES: readonly { of: string; question: string; values: readonly Term[] }[] = [
  { of: 'support', question: 'How do we know of the hop?', values: listTerms(SUPPORT_TERMS) },
  { of: 'end', question: 'Where does the chain stop?', values: listTerms(END_TERMS) },
  { of: 'source kind', question: 'Who speaks?', values: listTerms(KIND_TERMS) },
  {
    of: 'parent',
    question: 'How is a source related to the one above it in its family?',
    values: listTerms(RELATION_TERMS),
  },
  { of: 'stance', question: 'What does the statement say of the claim?', values: listTerms(STANCE_TERMS) },
  { of: 'basis', question: 'How would the speaker know?', values: listTerms(BASIS_TERMS) },
  { of: 'manner', question: 'How does it use the statement it cites?', values: listTerms(MANNER_TERMS) },
];

function listTerms(terms: Readonly<Record<string, string>>): Term[] {
  return Object.entries(terms).map(([word, definition]) => ({ word: word.replaceAll('-', ' '), definition }));
}

const RAISED: Readonly<Record<FindingKind, string>> = {
  'single-origin':
    'Two or more reports lead only to ends of one family. However many repeat the claim, only one family is on record as its source.',
  'choke-point':
    'There are two or more chains, and all of them pass through one statement that is neither a report nor the only end.',
  circle: 'Statements cite one another in a circle, so following the citations leads back to where you started.',
  echo: 'A family turns up again further up its own chain, with somebody else in between: it is hearing its own echo.',
  'unnamed-end': 'A chain ends at an unnamed source. Readers cannot check with it, and it counts as no confirmation.',
  'open-end': 'A chain ends at a statement that nobody here has read. It may well have cited somebody.',
  'no-end':
    'A report reaches no end because every path from it goes round in a circle; or a circle that nothing outside it cites reaches no end.',
  'unsupported-hop': 'There is no evidence here that one statement cites the other.',
  'second-hand-hop':
    'That one statement cites the other is known only from somebody else’s document, or from one that nobody here has read.',
  'cites-later':
    'The cited statement is certainly dated after the one that cites it. One of the dates is wrong, or the attribution is.',
  'attribution-dropped': 'A source said where it got the claim, and at a certainly later date states it as its own.',
  contested: 'Somebody here denies or doubts the claim.',
  turned:
    'A statement cites one that says the opposite: it asserts what that one denies or doubts, or passes on an assertion as a denial.',
  'disputed-hop': 'The cited source, or somebody else, says that it never said so.',
  retracted: 'A statement was retracted. Those that go back to it may need correcting too.',
  'other-publisher':
    'A statement by a news agency or outlet appears in a document published by somebody else, and no republication is recorded.',
  'certainty-raised': 'The cited words leave room for doubt (“may”, “reportedly”); the citing words don’t.',
  'number-changed': 'The two wordings of a hop give different numbers for the same thing.',
};

const SEVERITY_MEANS: Readonly<Record<Severity, string>> = {
  info: 'good to know',
  caution: 'a reason to be careful',
  warning: 'something is wrong, or was retracted',
};

export const FINDING_DEFINITIONS = GRAVEST_FIRST.map((kind) => {
  return { kind, severity: SEVERITY_OF[kind], raised: RAISED[kind] };
});

export const SEVERITY_DEFINITIONS = SEVERITIES.toReversed().map((severity) => {
  return { severity, means: SEVERITY_MEANS[severity] };
});
