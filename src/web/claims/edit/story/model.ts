/** The fields of the story in a form. */
import { KIND_OPTIONS, VERSION_HINT } from '../../../forms/document-fields.ts';
import { interpreterOf, type Form } from '../../../forms/forms.ts';
import { buildQuestion, hideAnswer, type Question } from '../../../forms/source-names.ts';
import { STORY_PUBLISHER, STORY_FIELDS, storyField, type StoryValues } from './values.ts';

/** @param here title, publisher and date of the document here that is the story; null for a new one */
export function buildStoryFields(form: Form, story: StoryValues, question: Question | null, here: string | null) {
  const text = (name: keyof typeof STORY_FIELDS, label: string, hint?: string) =>
    form.text({
      name: storyField(name),
      label,
      value: story[name],
      interpret: interpreterOf(STORY_FIELDS[name]),
      ...(name === 'url' || name === 'archivedUrl' ? { type: 'url' as const } : {}),
      ...(hint === undefined ? {} : { hint }),
    });
  const { publisher } = story;
  return {
    here,
    isChosen: story.known !== '',
    publisher: form.text({
      name: STORY_PUBLISHER.name,
      label: 'Published by',
      value: publisher.name,
      suggest: 'sources',
    }),
    question: question && buildQuestion(form, STORY_PUBLISHER, publisher, question),
    hidden: [
      ...hideAnswer(STORY_PUBLISHER, publisher, question !== null),
      { name: storyField('known'), value: story.known },
    ].filter(({ value }) => value !== ''),
    url: text('url', 'Address', 'If the story is already here, its address finds it.'),
    title: text('title', 'Title'),
    date: text('date', 'Date', 'Such as 17 June 2025'),
    kind: form.select({ name: storyField('kind'), label: 'Kind', value: story.kind, options: KIND_OPTIONS }),
    version: text('version', 'Version', VERSION_HINT),
    archivedUrl: text('archivedUrl', 'Archived copy'),
    language: text('language', 'Language', 'Its name or its tag, such as Korean or ko'),
    text: form.area({
      name: storyField('text'),
      label: 'Text',
      value: story.text,
      rows: 10,
      hint: 'Excerpts are checked against it. Readers see only the excerpts.',
    }),
    isOpen: [story.kind, story.version, story.archivedUrl, story.language].some((value) => value !== ''),
  };
}
