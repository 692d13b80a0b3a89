import { layOutForm, type ErrorSummary, type SelectField, type TextField } from '../../forms/forms.ts';
import { documentAddress, readDocumentPath } from '../../../urls/records.ts';
import { writeCount, writeNumber } from '../../../wording/counts.ts';
import { writeName, type TextWithLanguage } from '../../../wording/name-views.ts';
import { buildProposal, type ProposalModel } from './proposal-model.ts';
import { markStory, type Mark, type StoryPart } from './marked-story.ts';
import type { StoryDocument, ReadView } from './story.ts';
import { FIRST_STATUSES, type ReadingValues } from './values.ts';
import { LIKELY } from './about/rules.ts';
import { aboutReadingAddress } from '../../../urls/site.ts';

export interface PartView {
  text: string;
  /** For `class`; null for words that nothing marks. */
  classes: string | null;
  /** What begins here, for those who can't see it. */
  label: string | null;
  proposals: readonly number[];
}

export interface ReadModel {
  errors: ErrorSummary;
  path: string;
  title: string;
  lang: string | null;
  publisher: TextWithLanguage;
  href: string;
  aboutHref: string;
  /** Why the text was not read at all. */
  refused: string | null;
  /** "12 proposals", and what is left out of them. */
  total: string;
  cut: string | null;
  groups: readonly { id: string; heading: string; hint: string; proposals: readonly ProposalModel[] }[];
  parts: readonly PartView[];
  unread: readonly { words: string; why: string }[];
  status: SelectField;
  language: TextField;
}

export function buildReadModel(view: ReadView): ReadModel {
  const { id, story, values, total, issues } = view;
  const { document, publisher, text, reading } = story;
  const form = layOutForm(issues);
  const proposals = values.proposals.map((_, number) => buildProposal(form, view, number));
  const isLikely = ({ confidence }: ProposalModel): boolean => confidence >= LIKELY;
  return {
    ...{ errors: form.errors, path: readDocumentPath(id), title: document.title, lang: document.language },
    publisher: writeName(publisher),
    href: documentAddress({ id, title: document.title }).html,
    aboutHref: aboutReadingAddress.html,
    refused: reading.refused,
    total: writeCount(proposals.length, 'proposal'),
    cut: total !== null && total > proposals.length ? describeCut(proposals.length, total) : null,
    groups: [
      {
        ...{ id: 'likely', heading: 'Likely', proposals: proposals.filter(isLikely) },
        hint: 'Found by rules that are seldom wrong.',
      },
      {
        ...{ id: 'unsure', heading: 'Less sure', proposals: proposals.filter((one) => !isLikely(one)) },
        hint: 'Beliefs, hopes and hearsay, and what is often read wrongly: look twice.',
      },
    ].filter((group) => group.proposals.length > 0),
    parts: markStory(text, listMarks(story, values)).map(describePart),
    unread: reading.unread.map(({ spans, why }) => ({
      words: spans.map(([from, to]) => text.slice(from, to)).join(' … '),
      why,
    })),
    status: form.select({
      name: 'status',
      label: 'New claims are',
      value: values.status,
      options: FIRST_STATUSES.map((value) => ({ value, text: STATUS_WORDS[value] ?? value })),
    }),
    language: form.text({
      ...{ name: 'language', label: 'Language of the claims', value: values.language, width: 'short' },
      hint: 'A language tag such as en',
    }),
  };
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  draft: 'drafts: editors only',
  published: 'published: everybody',
};

const describeCut = (shown: number, total: number): string =>
  `${writeNumber(shown)} of ${writeCount(total, 'proposal')} are shown, the surest ones. Cut the story into several documents to see all.`;

/** Every attribution's source, cue and content, the cue with the numbers of its proposals; and what was not understood. */
function listMarks({ reading }: StoryDocument, { proposals }: ReadingValues): Mark[] {
  const numbers = new Map<string, number[]>();
  proposals.forEach(({ hops }, at) => {
    for (const { from } of hops) numbers.set(from, [...(numbers.get(from) ?? []), at + 1]);
  });
  const plain = (kind: Mark['kind'], spans: Iterable<Mark['span']>): Mark[] =>
    Array.from(spans, (span) => ({ span, kind, proposals: [] }));
  // Two that share a content, as one who cites another does, are no deeper than one.
  const contents = new Map(
    reading.attributions.flatMap(({ content }) => content.spans.map((span) => [span.join(' '), span])),
  );
  const marks: Mark[] = reading.attributions.flatMap(({ id, source, cue }) => [
    ...plain('source', source?.spans ?? []),
    ...cue.spans.map((span, at): Mark => {
      const isLast = at === cue.spans.length - 1;
      return { span, kind: 'cue', proposals: isLast ? (numbers.get(id) ?? []) : [] };
    }),
  ]);
  const unread = reading.unread.flatMap(({ spans }) => spans);
  return [...plain('content', contents.values()), ...marks, ...plain('unread', unread)];
}

const LABELS = { content: 'content', source: 'source', cue: 'cue', unread: 'not understood' } as const;

function describePart({ text, kinds, depth, begins, ends }: StoryPart): PartView {
  const classes = kinds.map((kind) => `read-${kind}`);
  if (depth > 1) classes.push('read-deep');
  return {
    text,
    classes: classes.length === 0 ? null : classes.join(' '),
    label: begins.length === 0 ? null : begins.map((kind) => LABELS[kind]).join(' and '),
    proposals: ends,
  };
}
