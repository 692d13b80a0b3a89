/** A source as its form shows it. */
import { PARENT_RELATIONS, SOURCE_KINDS } from '../../../model/records.ts';
import type { CheckField, layOutForm, SelectField, TextField } from '../../forms/forms.ts';
import { buildQuestion, type QuestionModel } from '../../forms/source-names.ts';
import { sourceAddress } from '../../../urls/records.ts';
import { RELATION_WORDS, SOURCE_KIND_WORDS } from '../../../wording/values.ts';
import { writeName, type TextWithLanguage } from '../../../wording/names.ts';
import type { SourceDetails } from './source-check.ts';
import { aliasField, offerAlias, PARENT_FIELDS, type SourceValues } from './values.ts';

type Form = ReturnType<typeof layOutForm>;

export interface SourceFields {
  name: TextField;
  /** The sources that have this name already, and the box that says it is another one. */
  namesakes: { known: readonly { name: TextWithLanguage; href: string; kind: string }[]; other: CheckField } | null;
  kind: SelectField;
  country: TextField;
  homepage: TextField;
  wikidata: TextField;
  aliases: readonly { number: number; name: TextField; language: TextField; removal: string | null }[];
  parent: TextField;
  question: QuestionModel | null;
  relation: SelectField;
  /** What was answered about the parent, to be sent again. */
  hidden: readonly { name: string; value: string }[];
}

export function buildSourceFields(
  form: Form,
  values: SourceValues,
  { question, namesakes }: SourceDetails = { question: null, namesakes: [] },
): SourceFields {
  const { parent } = values;
  const text = (name: 'country' | 'homepage' | 'wikidata', label: string, hint: string) =>
    form.text({ name, label, value: values[name], hint });
  const choose = { value: '', text: 'choose' };
  return {
    name: form.text({ name: 'name', label: 'Name', value: values.name, hint: 'As it calls itself, in its own script' }),
    namesakes:
      namesakes.length === 0
        ? null
        : {
            known: namesakes.map(({ id, source }) => ({
              name: writeName(source),
              href: sourceAddress({ id, name: source.name }).html,
              kind: SOURCE_KIND_WORDS[source.kind],
            })),
            other: form.check({
              name: 'namesake',
              label: 'This is another source of the same name',
              checked: values.namesake === 'yes',
            }),
          },
    kind: form.select({
      name: 'kind',
      label: 'Kind',
      value: values.kind,
      options: [choose, ...SOURCE_KINDS.map((value) => ({ value, text: SOURCE_KIND_WORDS[value] }))],
    }),
    country: text('country', 'Country', 'Two letters, such as KR'),
    homepage: text('homepage', 'Homepage', 'Its address on the web'),
    wikidata: text('wikidata', 'Wikidata item', 'Such as Q42'),
    aliases: buildAliases(form, values),
    parent: form.text({
      name: PARENT_FIELDS.name,
      label: 'Part of, or controlled by',
      value: parent.name,
      hint: 'The source above it: the two then are one family. May stay empty',
      suggest: 'sources',
    }),
    question: question && buildQuestion(form, PARENT_FIELDS, parent, question),
    relation: form.select({
      name: 'relation',
      label: 'Relation',
      value: values.relation,
      options: [choose, ...PARENT_RELATIONS.map((value) => ({ value, text: RELATION_WORDS[value] }))],
    }),
    hidden: question
      ? [{ name: PARENT_FIELDS.pickedFor, value: parent.name }]
      : [
          { name: PARENT_FIELDS.pick, value: parent.pick },
          { name: PARENT_FIELDS.pickedFor, value: parent.pickedFor },
          { name: PARENT_FIELDS.kind, value: parent.kind },
        ],
  };
}

function buildAliases(form: Form, values: SourceValues): SourceFields['aliases'] {
  const rows = offerAlias(values.aliases);
  return rows.map(({ name, language }, row) => ({
    number: row + 1,
    name: form.text({ name: aliasField(row, 'name'), label: `Alias ${row + 1}`, value: name }),
    language: form.text({
      name: aliasField(row, 'language'),
      label: `Language ${row + 1}`,
      value: language,
      width: 'short',
    }),
    removal: name === '' && language === '' ? null : `remove-alias-${row}`,
  }));
}
