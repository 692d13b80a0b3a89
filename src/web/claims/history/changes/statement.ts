import type { Statement } from '../../../../model/records.ts';
import { STANCE_WORDS } from '../../../../wording/values.ts';
import { sayDocument, sayName, saySpeaker, type Scene } from './names.ts';
import { datePart, say, sayLanguage, tellText, tellValue, type Part, type TextPair, type Told } from './phrases.ts';

/** What was changed of a statement. */
export function tellStatement(scene: Scene, before: Statement | null, after: Statement | null): Told[] {
  const record = after ?? before;
  if (!record) return [];
  const of = say`the statement of ${saySpeaker(scene, record)}`;
  if (before && after) return tellChanges(scene, of, before, after);
  const stance = STANCE_WORDS[record.stance];
  const which = stance === null ? of : say`${of}, which ${stance}`;
  const sentence = after ? say`Added ${which}.` : say`Took out ${which}.`;
  return [{ sentence, texts: compareAll(scene, pairTexts(before, after)) }];
}

/** What a statement that comes or goes says, and why it was retracted. */
function pairTexts(before: Statement | null, after: Statement | null): TextPair[] {
  const lang = (after ?? before)?.language ?? null;
  const wording = { label: 'Wording', before: before?.wording ?? null, after: after?.wording ?? null, lang };
  return [wording, pairReasons(before, after)];
}

function pairReasons(before: Statement | null, after: Statement | null): TextPair {
  const [was, is] = [before?.retractionReason ?? null, after?.retractionReason ?? null];
  return { label: 'Reason of the retraction', before: was, after: is, lang: null };
}

function compareAll({ compare }: Scene, pairs: readonly TextPair[]) {
  return pairs.filter(({ before, after }) => before !== after).map((pair) => compare(pair));
}

function tellChanges(scene: Scene, of: Part[], before: Statement, after: Statement): Told[] {
  const told: Told[] = [];
  const value = (what: string, was: Part[] | string | null, is: Part[] | string | null): void => {
    told.push(tellValue(say`${what} ${of}`, was, is));
  };
  if (before.source !== after.source)
    value('the source of', sayName(scene, before.source), sayName(scene, after.source));
  if (before.document !== after.document) {
    const [was, is] = [before.document, after.document].map((uid) => (uid === null ? null : sayDocument(scene, uid)));
    value('the document of', was!, is!);
  }
  if (before.statedAt !== after.statedAt) value('the date of', sayDate(before.statedAt), sayDate(after.statedAt));
  if (before.wording !== after.wording) {
    const pair = { label: null, before: before.wording, after: after.wording, lang: after.language ?? before.language };
    told.push(tellText(say`the wording of ${of}`, pair, scene.compare));
  }
  // A wording that comes or goes takes its language with it.
  const isSameKind = (before.wording === null) === (after.wording === null);
  if (isSameKind && before.language !== after.language) {
    value('the language of', sayLanguage(before.language), sayLanguage(after.language));
  }
  if (before.stance !== after.stance) value('the stance of', quote(before.stance), quote(after.stance));
  if (before.basis !== after.basis) value('the basis of', quote(before.basis), quote(after.basis));
  return [...told, ...tellRetraction(scene, of, before, after)];
}

const sayDate = (date: string | null): Part[] | null => (date === null ? null : [datePart(date)]);

const quote = (value: string): string => `“${value.replace('-', ' ')}”`;

function tellRetraction(scene: Scene, of: Part[], before: Statement, after: Statement): Told[] {
  const texts = compareAll(scene, [{ ...pairReasons(before, after), label: 'Reason' }]);
  if (before.retractedAt === null && after.retractedAt !== null) {
    return [{ sentence: say`Marked ${of} as retracted on ${datePart(after.retractedAt)}.`, texts }];
  }
  if (before.retractedAt !== null && after.retractedAt === null) {
    return [{ sentence: say`Took back the retraction of ${of}.`, texts }];
  }
  const dates = [sayDate(before.retractedAt), sayDate(after.retractedAt)] as const;
  const moved =
    before.retractedAt === after.retractedAt ? [] : [tellValue(say`the day on which ${of} was retracted`, ...dates)];
  return texts.length > 0 ? [...moved, { sentence: say`Changed why ${of} was retracted.`, texts }] : moved;
}
