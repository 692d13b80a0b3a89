import type { Claim, ClaimStatus } from '../../../../model/records.ts';
import type { Scene } from './names.ts';
import { tellRating } from './rating.ts';
import { datePart, namePart, say, sayLanguage, tellText, tellValue, type Part, type Told } from './phrases.ts';

/** What was changed of the claim itself. */
export function tellClaim(scene: Scene, before: Claim | null, after: Claim | null): Told[] {
  if (!after) return [];
  if (!before) return [{ sentence: sayCreation(after.status), texts: [] }];
  const told: Told[] = [];
  if (before.status !== after.status) told.push({ sentence: sayStatus(before.status, after.status), texts: [] });
  if (before.text !== after.text) {
    const pair = { label: null, before: before.text, after: after.text, lang: after.language };
    told.push(tellText('the claim’s text', pair, scene.compare));
  }
  if (before.language !== after.language) {
    told.push(tellValue('the claim’s language', sayLanguage(before.language), sayLanguage(after.language)));
  }
  if (before.aboutDate !== after.aboutDate) {
    const [was, is] = [before.aboutDate, after.aboutDate].map((date) => (date === null ? null : datePart(date)));
    told.push(tellValue('the date that the claim is about', was!, is!));
  }
  told.push(...tellTopics(before.topics, after.topics));
  if (before.note !== after.note) {
    const pair = { label: null, before: before.note, after: after.note, lang: null };
    told.push(tellText('the note', pair, scene.compare));
  }
  told.push(...tellRating(before.rating, after.rating));
  return told;
}

function sayCreation(status: ClaimStatus): Part[] {
  if (status === 'published') return say`Added the claim and published it.`;
  return status === 'draft' ? say`Added the claim as a draft.` : say`Added the claim as one that was withdrawn.`;
}

/** "Published the claim again.": what became of whether readers see it. */
export function sayStatus(before: ClaimStatus | null, after: ClaimStatus): Part[] {
  if (after === 'withdrawn') return say`Withdrew the claim.`;
  if (after === 'draft') return say`Made the claim a draft again.`;
  return before === 'withdrawn' ? say`Published the claim again.` : say`Published the claim.`;
}

function tellTopics(before: readonly string[], after: readonly string[]): Told[] {
  const tell = (doing: string, topics: readonly string[]): Told[] =>
    topics.map((topic) => ({ sentence: say`${doing} the topic ${namePart({ text: topic, lang: null })}.`, texts: [] }));
  const moved = [
    ...tell(
      'Took out',
      before.filter((topic) => !after.includes(topic)),
    ),
    ...tell(
      'Added',
      after.filter((topic) => !before.includes(topic)),
    ),
  ];
  const isSorted = moved.length === 0 && before.some((topic, place) => topic !== after[place]);
  return isSorted ? [{ sentence: say`Put the topics in another order.`, texts: [] }] : moved;
}
