import { countShared, listContentWords, pairWordings, type Worded, type ComparedWordings } from './content-words.ts';
import { countZeros, listQuantities, type Quantity } from './quantities.ts';

export interface NumberChange {
  /** As the cited wording writes it. */
  from: string;
  /** As the citing wording writes it. */
  to: string;
}

/** Past so many numbers a wording is a table. */
const MOST_NUMBERS = 24;

const NUMBER =
  /\p{Nd}|(?<!\p{L})(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\p{L}+)?|hundreds?|thousands?|millions?|billions?|dozens?|scores)(?!\p{L})/iu;

/**
 * The numbers that differ between the cited and the citing wording though they count the same. A number rounded, or said
 * with "about" or "more than", is the same where one leaves room for the other. Empty where languages differ, and wherever
 * it isn't plain which number answers which.
 */
export function findNumberChanges(cited: Worded, citing: Worded): NumberChange[] {
  const pair = pairWordings(cited, citing);
  if (!pair || !hasNumber(pair.cited, pair.language) || !hasNumber(pair.citing, pair.language)) return [];
  const before = listQuantities(pair.cited, pair.language, MOST_NUMBERS);
  if (before.length === 0 || before.length > MOST_NUMBERS) return [];
  const after = listQuantities(pair.citing, pair.language, MOST_NUMBERS);
  if (after.length === 0 || after.length > MOST_NUMBERS) return [];
  const left = before.filter((number) => !after.some((other) => isSame(number, other)));
  const added = after.filter((number) => !before.some((other) => isSame(other, number)));
  if (left.length === 0 || added.length === 0 || !isOneSubject(pair)) return [];
  return left.flatMap((number) => {
    const answers = added.filter((other) => isAnswer(number, other));
    const [answer] = answers;
    if (!answer || answers.length > 1 || left.filter((other) => isAnswer(other, answer)).length > 1) return [];
    return [{ from: number.text, to: answer.text }];
  });
}

/** Most wordings have none: in English that is seen before anything is cut. */
function hasNumber(text: string, language: string): boolean {
  return language !== 'en' || NUMBER.test(text);
}

/** Bare numbers from here on may be rounded without a word that says so. */
const LEAST_ROUNDED = 100;
const MOST_ROUNDED_OFF = 0.05;

function isSame(cited: Quantity, citing: Quantity): boolean {
  if (cited.kind !== citing.kind) return false;
  if (cited.isRange && citing.isExact) return false;
  if (cited.isExact && citing.isExact) return cited.value === citing.value || isRounded(cited, citing);
  if (cited.value === citing.value && !cited.isRange && !citing.isRange) return !isReversed(cited, citing);
  return cited.low <= citing.high && citing.low <= cited.high;
}

/** "Up to 100" and "at least 100". */
function isReversed(one: Quantity, other: Quantity): boolean {
  const isBelow = ({ bound }: Quantity) => bound === 'below' || bound === 'most';
  const isAbove = ({ bound }: Quantity) => bound === 'above' || bound === 'least';
  return (isBelow(one) && isAbove(other)) || (isAbove(one) && isBelow(other));
}

function isRounded(one: Quantity, other: Quantity): boolean {
  const [exact, round] =
    one.decimals > other.decimals || countZeros(one.value) < countZeros(other.value) ? [one, other] : [other, one];
  if (exact.decimals > round.decimals) return Math.abs(exact.value - round.value) <= 0.5 * 10 ** -round.decimals + 1e-9;
  if (Math.min(one.value, other.value) < LEAST_ROUNDED) return false;
  const step = 10 ** countZeros(round.value);
  return Math.abs(exact.value - round.value) <= Math.min(step / 2, exact.value * MOST_ROUNDED_OFF);
}

/** Whether two numbers count the same thing, in the same part of what is told. */
function isAnswer(cited: Quantity, citing: Quantity): boolean {
  if (cited.kind !== citing.kind || (cited.lead !== citing.lead && (cited.lead ?? citing.lead) !== null)) return false;
  const around = [cited, citing].map(({ before, after }) => new Set([...before, ...after])) as [
    Set<string>,
    Set<string>,
  ];
  if (isConflict(around[0], around[1])) return false;
  const [one, other] = [new Set(cited.counted), new Set(citing.counted)];
  const shared = countShared(one, other);
  if (one.size > 0 && other.size > 0 && shared < Math.min(one.size, other.size)) return false;
  const isNextWord = cited.before[0] !== undefined && cited.before[0] === citing.before[0];
  if (shared === 0) return isNextWord;
  const rest = around.map((stems) => new Set([...stems].filter((stem) => !(one.has(stem) && other.has(stem))))) as [
    Set<string>,
    Set<string>,
  ];
  return rest[0].size === 0 || rest[1].size === 0 || countShared(rest[0], rest[1]) > 0;
}

/** Things that are counted beside each other: who of them the number is for decides. */
const KINDS: readonly (readonly RegExp[])[] = [
  [
    /^(?:kill|töte|getöt|tot|tote|tué|mort|décéd|muert|fallec|погиб|убит|사망|숨진)/u,
    /^(?:injur|verletz|blessé|herid|ранен|постра|부상|다친)/u,
    /^(?:detain|festge|arrêté|deten|задерж|체포)/u,
    /^(?:miss|vermis|dispar|desap|пропав|실종)/u,
    /^(?:rescu|gerett|sauvé|rescat|спасе|спасл|구조)/u,
    /^(?:evacu|evaku|эваку|대피|displac)/u,
    /^(?:captur|prison)/u,
  ],
  [
    /^(?:day|tag|jour|día|день|дня|дней|daily)$/u,
    /^(?:week|woche|semain|semana|недел|weekly)/u,
    /^(?:month|monat|mois|mes|месяц|monthly)/u,
    /^(?:year|jahr|an|année|año|год|annual|yearly)$/u,
    /^(?:hour|stunde|heure|hora|час)/u,
  ],
];

function isConflict(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return KINDS.some((kinds) => {
    const [here, there] = [one, other].map((stems) =>
      kinds.filter((kind) => [...stems].some((stem) => kind.test(stem))),
    );
    return here!.length > 0 && there!.length > 0 && !here!.some((kind) => there!.includes(kind));
  });
}

const LEAST_SHARED = 2;
const LEAST_SHARE = 0.5;

function isOneSubject({ cited, citing, language }: ComparedWordings): boolean {
  const [one, other] = [listContentWords(cited, language), listContentWords(citing, language)];
  const shared = countShared(one, other);
  if (shared < LEAST_SHARED || shared < LEAST_SHARE * Math.min(one.size, other.size)) return false;
  return !(isElsewhere(cited, citing) && isElsewhere(citing, cited));
}

const PLACE =
  /(?<!\p{L})(?:in|at|near|from|on|outside|inside|of|bei|aus|am|nahe|à|en|au|de|desde|в|на|под|из)(?: the| la| le| el)? (\p{Lu}\p{L}+)|(?<!\p{L})(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)|([월화수목금토일]요일)/gu;

/** Whether a text names a place or a day that the other doesn't. */
function isElsewhere(text: string, other: string): boolean {
  for (const [, place, day, korean] of text.matchAll(PLACE))
    if (!other.includes((place ?? day ?? korean)!)) return true;
  return false;
}
