/** What is said in an invented newsroom: words of several scripts, of which a few come up far more often than others. */
import type { Dice } from './random.ts';

/** In about every second English claim. */
export const COMMON_WORD = 'harbour';
/** In three claims of the first thousand, and in no other. */
export const RARE_WORD = 'quillory';
/** The places of these claims. */
export const RARE_PLACES: readonly number[] = [7, 77, 777];

/** How a language is written. Its words are invented, but for English. */
interface Script {
  language: string;
  country: string;
  syllables: readonly string[];
  between: string;
  stop: string;
}

const cut = (syllables: string): readonly string[] => syllables.split(' ');
const LATIN = cut('ba do fi ga hu ke lo mi na po ru sa te vo wi zu');

export const SCRIPTS: readonly Script[] = [
  { language: 'en', country: 'GB', syllables: LATIN, between: ' ', stop: '.' },
  {
    language: 'tr',
    country: 'TR',
    syllables: cut('ça dı fö gü hi kı lü mi nö po rı şa te vü ya zı'),
    between: ' ',
    stop: '.',
  },
  {
    language: 'ru',
    country: 'RU',
    syllables: cut('ба до фи га ху ке ло ми на по ру са те во ви зу'),
    between: ' ',
    stop: '.',
  },
  {
    language: 'ko',
    country: 'KR',
    syllables: cut('바 도 피 가 후 케 로 미 나 포 루 사 테 보 위 주'),
    between: ' ',
    stop: '.',
  },
  {
    language: 'zh',
    country: 'CN',
    syllables: cut('海 港 部 长 日 报 新 闻 北 京 会 议 国 安 全 局'),
    between: '',
    stop: '。',
  },
  {
    language: 'ar',
    country: 'EG',
    syllables: cut('با دو في غا هو كي لو مي نا بو رو سا تي وو وي زو'),
    between: ' ',
    stop: '.',
  },
  {
    language: 'hi',
    country: 'IN',
    syllables: cut('बा दो फि गा हु के लो मि ना पो रु सा ते वो वि ज़ू'),
    between: ' ',
    stop: '।',
  },
];

export const ENGLISH = SCRIPTS[0]!;

/** Of a word for each number: four bits a syllable, three syllables at least. */
export function spell(n: number, { syllables }: Script = ENGLISH): string {
  let word = '';
  for (let rest = n, left = 3; left > 0 || rest > 0; rest >>>= 4, left -= 1) word += syllables[rest & 15]!;
  return word;
}

/** The word of a number as an English name. */
export function spellName(n: number): string {
  const word = spell(n);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const WORDS = 20_000;

/** A sentence without its stop. */
export function say(dice: Dice, script: Script, length: number): string {
  return Array.from({ length }, () => spell(dice.rank(WORDS), script)).join(script.between);
}

const WHO = [
  'The harbour master of',
  'The ministry of transport in',
  'The police of',
  'The mayor of',
  'The central bank of',
  'A court in',
  'The hospital of',
  'The fishermen of',
  'The railway of',
  'The army of',
  'The electoral commission of',
  'The energy company of',
];
const DID = [
  'closed',
  'reopened',
  'bought',
  'counted',
  'lost',
  'inspected',
  'sold',
  'promised',
  'cancelled',
  'repaired',
  'evacuated',
  'seized',
];
const WHAT = [
  'bridges',
  'ferries',
  'ballots',
  'tonnes of grain',
  'patients',
  'trains',
  'drones',
  'containers',
  'schools',
  'passports',
  'turbines',
  'vaccines',
];
const WHEN = [
  'after the storm',
  'before the vote',
  'during the strike',
  'despite the agreement',
  'for the second time',
  'without an order',
  'in a single night',
  'under the new treaty',
];

/** One checkable sentence, with a number in it. */
export interface Assertion {
  text: string;
  /** The same with less certainty, and with another number. */
  hedged: string;
  changed: string;
}

export function inventAssertion(dice: Dice): Assertion {
  const [number, slip] = [dice.between(2, 900), dice.between(1, 9)];
  const who = `${dice.pick(WHO)} ${spellName(dice.rank(4_096))}`;
  const rest = `${dice.pick(WHAT)} ${dice.pick(WHEN)}`;
  const tail = `${dice.chance(0.5) ? `in the ${COMMON_WORD}` : 'on the coast'} of ${spellName(dice.rank(WORDS))}`;
  const verb = dice.pick(DID);
  return {
    text: `${who} ${verb} ${number} ${rest} ${tail}.`,
    hedged: `${who} may have ${verb} ${number} ${rest} ${tail}.`,
    changed: `${who} ${verb} ${number + slip} ${rest} ${tail}.`,
  };
}

const TOPICS = cut(
  'elections health energy shipping courts defence migration banking climate fisheries railways schools science sport ' +
    'agriculture housing aviation treaties protests storms выборы 안보 卫生 صحة चुनाव denizcilik',
);

/** One to three, each once. */
export function chooseTopics(dice: Dice): string[] {
  const topics = Array.from({ length: dice.between(1, 3) }, () => TOPICS[dice.rank(TOPICS.length)]!);
  return [...new Set(topics)];
}
