import type { ReadAttribution } from '../../../extraction/model.ts';
import { MANNERS, SOURCE_KINDS, STANCES, type Source, type SourceKind } from '../../../model/records.ts';
import type { layOutForm } from '../../forms/forms.ts';
import { buildQuestion, guessKind, type Question, type QuestionModel } from '../../forms/source-names.ts';
import { MANNER_WORDS, writeNumber, SOURCE_KIND_WORDS, SUPPORT_WORDS } from '../../../wording/values.ts';
import { writeName, joinName, type TextWithLanguage } from '../../../wording/names.ts';
import { isUnnamed, type NameAnswer } from './hop-names.ts';
import { MOST_HOPS } from './proposals.ts';
import { hopField, proposalField, type HopValues, type ReadingValues } from './values.ts';
import { readDocumentPath } from '../../../urls/records.ts';
import type { StoryDocument } from './story.ts';
import type { Issue } from '../../../model/issues.ts';
import type { ClaimRef } from '../../../storage/types.ts';

type Form = ReturnType<typeof layOutForm>;

interface ChainSourceView {
  name: TextWithLanguage;
  kind: string;
}

export function buildProposal(form: Form, view: ReadView, at: number) {
  const { id, story, values, similar } = view;
  const proposal = values.proposals[at]!;
  const field = (name: Parameters<typeof proposalField>[1]): string => proposalField(at, name);
  const attributions = new Map(story.reading.attributions.map((one) => [one.id, one]));
  const hops = proposal.hops.map((hop, place) => {
    return buildHop(form, view, [at, place], attributions.get(hop.from) ?? null);
  });
  const shown = proposal.hops.flatMap(({ from }) => attributions.get(from)?.confidence ?? []);
  const confidence = shown.length === 0 ? LIKELY : Math.min(...shown);
  const near = similar[at] ?? [];
  const isFull = proposal.hops.length >= MOST_HOPS;
  return {
    ...{ number: at + 1, id: `p-${at + 1}`, confidence, sure: describeConfidence(confidence) },
    take: form.check({ name: field('take'), label: `Accept proposal ${at + 1}`, checked: proposal.isTicked }),
    claim: form.area({ name: field('claim'), label: 'Claim', value: proposal.claim, rows: 3 }),
    stance: form.select({
      ...{ name: field('stance'), label: 'The sources', value: proposal.stance },
      options: STANCES.map((value) => ({ value, text: STANCE_CHOICES[value] })),
    }),
    join:
      near.length === 0
        ? null
        : form.radios({
            ...{ name: field('join'), label: 'Is it one of these?', value: proposal.join },
            options: [
              { value: 'new', text: 'No, a new claim' },
              ...near.map((one) => ({ value: String(one.id), text: `Yes: ${one.text}`, hint: one.status })),
            ],
          }),
    chain: drawChain(view, proposal.hops),
    support: describeSupport(hops.length, hops[0]?.excerpt.value.trim() !== ''),
    hops,
    isOpen: view.open === at || hops.some(hasError),
    hidden: [
      { name: field('from'), value: proposal.from },
      ...(near.length === 0 ? [{ name: field('join'), value: proposal.join }] : []),
    ],
    here: `${readDocumentPath(id)}#p-${at + 1}`,
    appending: isFull ? null : `insert-p-${at}-h-${proposal.hops.length + 1}`,
  };
}

const STANCE_CHOICES = { asserts: 'assert it', denies: 'deny it', doubts: 'doubt it' } as const;

/** The story itself shows the first hop only; the others are known second-hand through it. */
function describeSupport(hops: number, isShown: boolean): string {
  if (hops === 0) return 'The publisher says so itself.';
  const first = isShown ? 'The first hop was read here' : 'The first hop has no evidence';
  return hops === 1 ? `${first}.` : `${first}; ${writeNumber(hops - 1)} more second-hand.`;
}

const hasError = ({ source, question, cue, excerpt }: ReturnType<typeof buildHop>): boolean =>
  [source, question?.pick, question?.kind, cue, excerpt].some((field) => (field?.error ?? null) !== null);

function drawChain({ story, names }: ReadView, hops: readonly HopValues[]): ChainSourceView[] {
  const station = (source: Source): ChainSourceView => ({
    name: writeName(source),
    kind: SOURCE_KIND_WORDS[source.kind],
  });
  return [
    station(story.publisher),
    ...hops.map((hop): ChainSourceView => {
      const answer = names.get(hop.source) ?? null;
      if (isUnnamed(hop)) return { name: { text: `“${hop.source}”`, lang: null }, kind: SOURCE_KIND_WORDS.unnamed };
      if (answer && 'source' in answer) return station(answer.source);
      const picked = findPicked(hop, answer && answer.question);
      if (picked) return station(picked);
      const kind = SOURCE_KINDS.includes(hop.kind as SourceKind) ? SOURCE_KIND_WORDS[hop.kind as SourceKind] : null;
      return { name: { text: hop.source || '…', lang: null }, kind: kind === null ? 'kind unknown' : `new: ${kind}` };
    }),
  ];
}

function findPicked({ pick, pickedFor, source }: HopValues, question: Question | null): Source | null {
  return pickedFor === source ? (question?.candidates.find(({ uid }) => uid === pick) ?? null) : null;
}

function buildHop(
  form: Form,
  { values, names }: ReadView,
  [proposal, at]: readonly [number, number],
  shown: ReadAttribution | null,
) {
  const hop = values.proposals[proposal]!.hops[at]!;
  const field = (name: keyof HopValues): string => hopField(proposal, at, name);
  const answer = names.get(hop.source) ?? null;
  const asked = isUnnamed(hop)
    ? { ...NOT_ASKED, name: hop.source }
    : answer && 'question' in answer
      ? answer.question
      : null;
  const support = hop.excerpt.trim() === '' ? 'unsupported' : at === 0 ? 'read' : 'second-hand';
  const question = asked && askSource(form, proposal, at, hop, asked);
  const hide = (name: keyof HopValues, value = hop[name]) => ({ name: field(name), value });
  return {
    number: at + 1,
    source: form.text({ name: field('source'), label: `Source cited in hop ${at + 1}`, value: hop.source }),
    known: answer && 'source' in answer && !isUnnamed(hop) ? describeKnown(answer.source) : null,
    question,
    cue: form.text({ name: field('cue'), label: 'Cue', value: hop.cue }),
    manner: form.select({
      ...{ name: field('manner'), label: 'Manner', value: hop.manner },
      options: MANNERS.map((value) => ({ value, text: MANNER_WORDS[value] })),
    }),
    excerpt: form.area({
      ...{ name: field('excerpt'), label: 'Excerpt: the words that show it', value: hop.excerpt, rows: 3 },
    }),
    support: { kind: support, text: SUPPORT_WORDS[support] },
    why: shown && { rule: describeRule(shown.rule), words: hop.cue, sure: describeConfidence(shown.confidence) },
    hidden: [
      ...(question ? [hide('pickedFor', hop.source)] : [hide('pick'), hide('pickedFor'), hide('kind')]),
      ...[hide('at'), hide('from')],
    ],
    removal: `remove-p-${proposal}-h-${at + 1}`,
    insertion: values.proposals[proposal]!.hops.length >= MOST_HOPS ? null : `insert-p-${proposal}-h-${at + 1}`,
  };
}

const NOT_ASKED: Omit<Question, 'name'> = { candidates: [], namesakes: [] };

function askSource(form: Form, proposal: number, at: number, hop: HopValues, question: Question): QuestionModel {
  const fields = { pick: hopField(proposal, at, 'pick'), kind: hopField(proposal, at, 'kind') };
  const { source: name } = hop;
  // Another name needs another choice; with nothing to choose from, it is a new one.
  const isChosen = hop.pick !== '' && hop.pickedFor === name;
  const pick = isChosen ? hop.pick : question.candidates.length === 0 ? 'new' : '';
  const kind = hop.pickedFor === name ? hop.kind : guessKind(name);
  const pickedFor = name;
  return buildQuestion(form, fields, { name, pick, pickedFor, kind }, question);
}

function describeKnown(source: Source): string {
  return `Already here as ${joinName(writeName(source), SOURCE_KIND_WORDS[source.kind])}.`;
}

export interface ReadView {
  id: number;
  story: StoryDocument;
  values: ReadingValues;
  /** The number of proposals before the surest were chosen; null once something was typed. */
  total: number | null;
  /** The proposal whose hops were just changed, shown open. */
  open: number | null;
  names: ReadonlyMap<string, NameAnswer>;
  /** By proposal: claims here that it may join. */
  similar: readonly (readonly Nearby[])[];
  issues: readonly Issue[];
}

export type Nearby = Pick<ClaimRef, 'id' | 'text' | 'status'>;

/** The rules of `src/extraction` in plain words: why a proposal is made. */
const FOUND_BY: Readonly<Record<string, string>> = {
  'according-to': '“according to” and whoever is named after it',
  adjective: 'an adjective for what somebody thinks, such as “confident that”',
  'as-put': '“as … put it”',
  'as-saying': '“quoted … as saying”: whoever was quoted',
  'beside-mark': 'a headline with a name and a mark beside it',
  'carried-by': 'words for passing on, such as “carried by” or “picked up by”',
  carrying: 'an outlet that “carried” or “ran” somebody’s statement',
  citing: 'words for citing, such as “citing” or “quoting”',
  'further-source': 'a second source named after the first',
  'hearsay-adverb': 'a word such as “reportedly”: an unnamed source says so',
  'hearsay-passive': 'a phrase such as “is believed to”: an unnamed source says so',
  'in-view': 'a phrase such as “in the view of”',
  'noun-that': 'a noun with its owner, such as “the ministry’s claim that”',
  'paper-saying': 'a report or letter “saying” something',
  'passive-by': 'a passive verb with “by” and whoever says so',
  'quoted-as': '“quoted … as saying”: whoever quotes',
  'quoted-by': '“was quoted by … as saying”',
  'unnamed-noun-that': 'a noun such as “speculation that”, with nobody named',
};

const GROUPS: Readonly<Record<string, string>> = {
  speech: 'a verb of saying',
  belief: 'a verb of believing: what somebody thinks, not what they report',
  intention: 'a verb of wanting or expecting: it may express no more than a wish',
};

const FRAMES: Readonly<Record<string, string>> = {
  that: ', with “that” after it',
  bare: ', with a clause after it',
  quotation: ', with a quotation after it',
  colon: ', with a colon after it',
  question: ', with an indirect question after it',
  noun: ', with a noun after it',
  object: ', with an object after it',
  as: ', with “as” after it',
  preposition: ', with a preposition after it',
  infinitive: ', with an infinitive after it',
  trailing: ', after what was said',
  inverted: ', before its subject',
};

export function describeRule(rule: string): string {
  const known = FOUND_BY[rule];
  if (known !== undefined) return known;
  const [, group = '', frame = ''] = /^([a-z]+)-([a-z]+)$/.exec(rule) ?? [];
  const verb = GROUPS[group];
  return verb === undefined ? `the rule “${rule}”` : `${verb}${FRAMES[frame] ?? ''}`;
}

export const LIKELY = 0.75;

export function describeConfidence(confidence: number): string {
  if (confidence >= 0.85) return 'very likely';
  if (confidence >= LIKELY) return 'likely';
  return confidence >= 0.5 ? 'unsure' : 'a guess';
}
