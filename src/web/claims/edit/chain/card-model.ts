/** The cards of a chain in a form: a card a statement, and between two cards the hop with its words. */
import { BASES, MANNERS, STANCES, type Source } from '../../../../model/records.ts';
import { joinName, writeName } from '../../../../wording/names.ts';
import { BASIS_WORDS, MANNER_WORDS, SOURCE_KIND_WORDS } from '../../../../wording/values.ts';
import { interpreterOf, type Form } from '../../../forms/forms.ts';
import { buildQuestion, type Question } from '../../../forms/source-names.ts';
import { buildDocumentChoice, type NamedDocument } from './documents.ts';
import {
  CARD_FIELDS,
  cardField,
  cardName,
  hopField,
  MOST_CARDS,
  passageField,
  type CardValues,
  type ChainDetails,
  type Prefix,
} from './values.ts';

export interface CardContext {
  prefix: Prefix;
  /** By card: the source that its name means, or would make. */
  sources: ReadonlyMap<string, { source: Source; isNew: boolean }>;
  questions: ReadonlyMap<string, Question>;
  /** Documents that the browser offers. */
  near: readonly NamedDocument[];
  details: ChainDetails;
  /** Whether the fields that are rarely needed are there; without them they are sent as they are. */
  isFull: boolean;
}

export function buildCards(form: Form, cards: readonly CardValues[], context: CardContext) {
  const { prefix } = context;
  const isShort = cards.length < MOST_CARDS;
  return cards.map((card, at) => {
    const isLast = at === cards.length - 1;
    return {
      ...buildCard(form, card, at, context),
      isLast,
      hop: isLast ? null : buildHop(form, cards, at, context),
      buttons: [
        ...(isShort ? [button(prefix, 'insert', at, 'Put a card before')] : []),
        ...(at > 0 ? [button(prefix, 'up', at, 'Move up')] : []),
        ...(isLast ? [] : [button(prefix, 'down', at, 'Move down')]),
        ...(cards.length > 1 ? [button(prefix, 'remove', at, 'Remove')] : []),
      ],
      after: isLast && isShort ? button(prefix, 'insert', at + 1, `Add whom ${card.source || 'it'} cites`) : null,
    };
  });
}

const button = (prefix: Prefix, kind: string, card: number, text: string) => ({
  ...{ action: `${prefix}${kind}-${card}`, text, card: card + 1 },
});

export function buildCard(form: Form, card: CardValues, at: number, context: CardContext) {
  const { prefix, questions, near, details, isFull } = context;
  const name = (field: Parameters<typeof cardField>[2]) => cardField(prefix, at, field);
  const key = cardName(prefix, at);
  const question = questions.get(key) ?? null;
  const { source, pick, pickedFor, kind } = card;
  const hide = (field: Parameters<typeof cardField>[2], value: string) => ({ name: name(field), value });
  const more = isFull ? buildMore(form, card, name, near, details) : null;
  return {
    id: key,
    number: at + 1,
    legend: at === 0 ? 'The report' : null,
    source: form.text({
      name: name('source'),
      label: at === 0 ? 'Source' : 'Source that it cites',
      value: source,
      suggest: 'sources',
    }),
    known: describeSource(context.sources.get(key) ?? null, question),
    question:
      question &&
      buildQuestion(
        form,
        { pick: name('pick'), kind: name('kind') },
        { name: source, pick, pickedFor, kind },
        question,
      ),
    date: form.text({
      name: name('date'),
      label: at === 0 ? 'Date, if not the story’s' : 'Date, if known',
      value: card.date,
      interpret: interpreterOf(CARD_FIELDS.date),
    }),
    more,
    hidden: [
      ...(question
        ? [hide('pickedFor', source)]
        : [hide('pick', pick), hide('pickedFor', pickedFor), hide('kind', kind)]),
      ...(more ? more.document.hidden : listUnshown(card, name)),
      ...(card.statement === '' ? [] : [hide('statement', card.statement)]),
    ].filter(({ value }) => value !== ''),
  };
}

/** Fields of a card that is shown in short. */
function listUnshown({ document, wording, language, stance, basis }: CardValues, name: (field: 'wording') => string) {
  const of = name as (field: string) => string;
  return [
    ...[
      { name: of('document'), value: document.typed },
      { name: of('document-pick'), value: document.pick },
    ],
    ...[
      { name: of('document-pickedFor'), value: document.pickedFor },
      { name: of('document-title'), value: document.title },
    ],
    ...[
      { name: of('wording'), value: wording },
      { name: of('language'), value: language },
    ],
    ...[{ name: of('stance'), value: stance === 'asserts' ? '' : stance }],
    ...[{ name: of('basis'), value: basis === 'unknown' ? '' : basis }],
  ];
}

function describeSource(met: { source: Source; isNew: boolean } | null, question: Question | null): string | null {
  if (!met || question) return null;
  const named = joinName(writeName(met.source), SOURCE_KIND_WORDS[met.source.kind]);
  return met.isNew ? `New here: ${named}.` : `Already here as ${named}.`;
}

function buildMore(
  form: Form,
  card: CardValues,
  name: (field: Parameters<typeof cardField>[2]) => string,
  near: readonly NamedDocument[],
  { documents }: ChainDetails,
) {
  const document = buildDocumentChoice(
    form,
    {
      name: name('document'),
      label: 'Document in which the source says so',
      hint: 'Its title or address. Leave it empty if there is none, or if it is the story.',
    },
    card.document,
    near,
    documents.get(name('document')) ?? null,
  );
  const select = (field: 'stance' | 'basis', label: string, values: readonly string[], words: Words = {}) =>
    form.select({
      ...{ name: name(field), label, value: card[field] },
      options: values.map((value) => ({ value, text: words[value] ?? value })),
    });
  const values = [card.document.typed, card.wording, card.language];
  return {
    document,
    wording: form.area({ name: name('wording'), label: 'Wording', value: card.wording, rows: 2 }),
    language: form.text({
      name: name('language'),
      label: 'Language of the wording',
      value: card.language,
      interpret: interpreterOf(CARD_FIELDS.language),
    }),
    stance: select('stance', 'Stance', STANCES),
    basis: select('basis', 'How the source would know', BASES, BASIS_WORDS),
    isOpen: values.some((value) => value !== '') || card.stance !== 'asserts' || card.basis !== 'unknown',
  };
}

type Words = Readonly<Record<string, string | null>>;

/** The words of a card that cite the next one. */
function buildHop(
  form: Form,
  cards: readonly CardValues[],
  at: number,
  { prefix, near, details, isFull }: CardContext,
) {
  const [{ source, hop }, next] = [cards[at]!, cards[at + 1]!];
  const name = (field: Parameters<typeof hopField>[2]) => hopField(prefix, at, field);
  const passage = details.passages.get(name('excerpt')) ?? null;
  const field = name('document');
  const { typed, pick, pickedFor, title } = hop.document;
  const isShown = isFull || typed !== '' || details.documents.has(field);
  const document = isShown
    ? buildDocumentChoice(
        form,
        {
          name: field,
          label: 'The excerpt is from',
          hint: 'Leave it empty for this card’s own document, or else the story.',
        },
        hop.document,
        near,
        details.documents.get(field) ?? null,
      )
    : null;
  return {
    id: `${prefix}hop-${at}`,
    legend: `How ${source || `card ${at + 1}`} cites ${next.source || `card ${at + 2}`}`,
    cue: form.text({ name: name('cue'), label: 'Cue, such as “citing”', value: hop.cue }),
    manner: form.select({
      ...{ name: name('manner'), label: 'Manner', value: hop.manner },
      options: MANNERS.map((value) => ({ value, text: MANNER_WORDS[value] })),
    }),
    excerpt: form.area({
      name: name('excerpt'),
      label: 'Excerpt',
      value: hop.excerpt,
      rows: 2,
      hint: 'The exact words that show it',
    }),
    document,
    isDocumentOpen: typed !== '' || details.documents.has(field),
    passage:
      passage === null
        ? null
        : {
            hidden: { name: passageField(prefix, at), value: passage },
            ...{ text: passage, action: `${prefix}use-passage-${at}` },
          },
    hidden: [
      ...[
        { name: name('at'), value: hop.at },
        { name: name('from'), value: hop.from },
      ],
      ...(document
        ? document.hidden
        : [
            ...[
              { name: `${field}-pick`, value: pick },
              { name: `${field}-pickedFor`, value: pickedFor },
            ],
            { name: `${field}-title`, value: title },
          ]),
    ].filter(({ value }) => value !== ''),
  };
}
