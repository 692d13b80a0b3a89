import type { Token } from '../model.ts';
import { lookUpVerb } from '../cues/verb-lexicon.ts';
import { DOCUMENTS, MONTHS, PEOPLE, TIME_NOUNS, TITLES, WEEKDAYS, wordSet } from './words.ts';

/** In news these are nearly always verbs of speech; wink sometimes tags them otherwise. Form and lemma. */
const SURELY_VERBS = new Map(
  `said:say says:say told:tell tells:tell added:add adds:add reported:report announced:announce warned:warn
  wrote:write citing:cite quoting:quote quoted:quote insisted:insist insists:insist argues:argue argued:argue
  denied:deny denies:deny vowed:vow believes:believe thinks:think tweeted:tweet`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [form: string, lemma: string]),
);

/** Tagged as nouns, but verbs after a speaker: "the agency reports, quoting". */
const OFTEN_VERBS = wordSet(
  'call calls caution cautions worry reports claims plans fears hopes demands shows notes warns blame fear hope claim report plan demand show doubt doubts vows pledges promises quotes cites estimates forecasts comments states remarks argues finds tweets posts disputes',
);

const SHORT_TITLES = /^(?:mr|mrs|ms|dr|gen|sen|rep|gov|lt|col|maj|capt|sgt|prof|rev|adm|sir|lord|lady)\.?$/;

/** A word with its neighbours in the same paragraph. */
interface Place {
  tokens: readonly Token[];
  i: number;
  token: Token;
  before: Token | undefined;
  next: Token | undefined;
  isCapital: boolean;
}

/** Undefined where the rule does not apply. */
type Correction = (place: Place) => { pos: string; lemma?: string } | undefined;

const NOUN = { pos: 'NOUN' };
const NAME = { pos: 'PROPN' };

/** The first rule that applies wins. */
const CORRECTIONS: readonly Correction[] = [
  ({ token, before, next }) => {
    const lemma = SURELY_VERBS.get(token.lower);
    const isAdjective =
      before?.pos === 'DET' && token.lower.endsWith('ed') && /^(?:NOUN|PROPN|ADJ|NUM)$/.test(next?.pos ?? '');
    return lemma === undefined || isAdjective ? undefined : { pos: 'VERB', lemma };
  },
  ({ token, isCapital }) => (SHORT_TITLES.test(token.lower) && isCapital ? NAME : undefined),
  // "According to police": wink takes nouns after "to" for verbs.
  ({ token, next }) => (token.lower === 'according' && next?.lower === 'to' ? { pos: 'ADP' } : undefined),
  ({ token, before, tokens, i }) =>
    token.lower === 'to' && before?.lower === 'according' && tokens[i - 1] ? { pos: 'ADP' } : undefined,
  ({ token, before, tokens, i, isCapital }) => {
    const isTold = before?.lower === 'to' && tokens[i - 2]?.lower === 'according';
    return token.pos === 'VERB' && (isTold || NEVER_VERBS.has(token.lower)) ? (isCapital ? NAME : NOUN) : undefined;
  },
  ({ tokens, i, token, before, next, isCapital }) => {
    if (token.pos !== 'NOUN' || isCapital || !OFTEN_VERBS.has(token.lower)) return undefined;
    if (!isVerbPlace(before, next, token) || hasVerbBefore(tokens, i)) return undefined;
    return { pos: 'VERB', lemma: token.lower.replace(/s$/, '') };
  },
  // "Theresa May", "Mrs May", "May said", "Doris Day": no month and no time.
  ({ tokens, i, token, before, next, isCapital }) => {
    const isTime = isCapital && (token.lower === 'may' || (token.pos === 'NOUN' && TIME_NOUNS.has(token.lower)));
    if (!isTime || next?.pos === 'NUM') return undefined;
    const isFamilyName = before?.pos === 'PROPN' && !WEEKDAYS.has(before.lower) && !MONTHS.has(before.lower);
    const isSpeaking = token.lower === 'may' && isSentenceStart(before) && SURELY_VERBS.has(next?.lower ?? '');
    return isSpeaking || (isFamilyName && tokens[i - 2]?.lower !== 'in') ? NAME : undefined;
  },
  // "The Colombian *military* said".
  ({ token, next }) =>
    token.lower === 'military' && token.pos === 'ADJ' && /^(?:VERB|AUX|PUNCT|ADV)$/.test(next?.pos ?? '')
      ? NOUN
      : undefined,
  // "At the Elks lodge in Ohio".
  ({ tokens, i, token, before, next }) => {
    const isNoun = token.pos === 'VERB' && token.lemma === token.text && lookUpVerb(token.lemma) === undefined;
    return isNoun && before?.pos === 'PROPN' && tokens[i - 2]?.pos === 'DET' && next?.pos === 'ADP' ? NOUN : undefined;
  },
  // "Reuters, citing officials, reports that".
  ({ token, before, next }) => {
    const isVerb = token.pos === 'NOUN' && /(?:s|^show)$/.test(token.lower) && OFTEN_VERBS.has(token.lower);
    const isLed = before?.text === ',' || before?.text === ')';
    return isVerb && isLed && (next?.lower === 'that' || (before.text === ')' && /^[,.]$/.test(next?.text ?? '')))
      ? { pos: 'VERB', lemma: token.lower.replace(/s$/, '') }
      : undefined;
  },
  ({ token, next }) =>
    token.lower === 'cast' && /^doubts?$/.test(next?.lower ?? '') ? { pos: 'VERB', lemma: 'cast' } : undefined,
  // "Called that 'guesswork'".
  ({ token, next }) =>
    token.lower === 'that' && token.pos === 'SCONJ' && /^["“‘.,]$/.test(next?.text ?? '') ? { pos: 'PRON' } : undefined,
  // "There were reports of looting".
  ({ token, before }) => {
    const isReport = token.pos === 'VERB' && /^(?:reports|claims)$/.test(token.lower);
    return isReport && /^(?:are|were|been|no|many|some|several|amid)$/.test(before?.lower ?? '') ? NOUN : undefined;
  },
  // "Has rejected that account."
  ({ token, tokens, i, before, next }) => {
    const isShort = token.lower === 'that' && before?.pos === 'VERB' && next?.pos === 'NOUN';
    return isShort && tokens[i + 2]?.pos === 'PUNCT' ? { pos: 'DET' } : undefined;
  },
  // "Brushed aside reports".
  ({ token, before }) => {
    const isReport = token.pos === 'VERB' && /^(?:reports|claims)$/.test(token.lower);
    return isReport && /^(?:aside|off|down|of)$/.test(before?.lower ?? '') ? NOUN : undefined;
  },
  // "The letter alleged that", "the trainer informed the Argus".
  ({ token, before, next }) => {
    const isTold = /^(?:DET|PRON|PROPN)$/.test(next?.pos ?? '');
    if (token.pos !== 'ADJ' || !token.lower.endsWith('ed') || (next?.lower !== 'that' && !isTold)) return undefined;
    const lemma = [token.lower.slice(0, -1), token.lower.slice(0, -2)].find((each) => {
      const verb = lookUpVerb(each);
      return isTold ? verb?.addressee : verb?.that;
    });
    return lemma !== undefined && /^(?:NOUN|PROPN|PRON)$/.test(before?.pos ?? '') ? { pos: 'VERB', lemma } : undefined;
  },
  // "Has informed suppliers".
  ({ token, before }) => {
    if (token.pos !== 'ADJ' || !token.lower.endsWith('ed') || !/^(?:has|have|had)$/.test(before?.lower ?? ''))
      return undefined;
    const lemma = [token.lower.slice(0, -1), token.lower.slice(0, -2)].find((each) => lookUpVerb(each) !== undefined);
    return lemma === undefined ? undefined : { pos: 'VERB', lemma };
  },
  // "The Nikkei business *daily*, without".
  ({ token, before, next }) => {
    const isPaper = token.pos === 'ADJ' && /^(?:daily|weekly|monthly)$/.test(token.lower);
    return isPaper && next?.text === ',' && /^(?:NOUN|PROPN)$/.test(before?.pos ?? '') ? NOUN : undefined;
  },
  // "…, warning that", "with one envoy warning that".
  ({ token, before, next }) => {
    const isLed = before?.text === ',' || PEOPLE.has(before?.lower ?? '') || TITLES.has(before?.lower ?? '');
    const isClause =
      next?.lower === 'that' || (before?.text === ',' && token.lower === 'warning' && next?.pos === 'DET');
    const isGerund = token.pos === 'NOUN' && token.lower.endsWith('ing') && isLed && isClause;
    return isGerund ? { pos: 'VERB', lemma: token.lower.slice(0, -3) } : undefined;
  },
  // "Ford said", "Dole claimed".
  ({ token, before, next, isCapital }) => {
    const isName = token.pos === 'VERB' && isCapital && isSentenceStart(before) && next !== undefined;
    const isTold = next?.pos === 'VERB' && next.lower.endsWith('ed') && lookUpVerb(next.lemma)?.that;
    return isName && (SURELY_VERBS.has(next.lower) || isTold) ? NAME : undefined;
  },
  ({ token, before }) => {
    const isNoun = token.pos === 'VERB' && before?.pos === 'DET' && !/(?:ed|ing|en)$/.test(token.lower);
    return isNoun && !/^(?:that|this)$/.test(before.lower) ? NOUN : undefined;
  },
  ({ token, before, next, isCapital }) => {
    const isName = token.pos === 'VERB' && isCapital && !isSentenceStart(before);
    return isName && (before?.pos === 'PROPN' || before?.text === '/' || next?.pos === 'PROPN') ? NAME : undefined;
  },
  ({ token, next }) => {
    const isTold = next?.pos === 'ADJ' && lookUpVerb(next.lower.replace(/ed$/, ''))?.addressee === true;
    const ends = next !== undefined && (isTold || next.lower === "'s" || /^(?:ADP|PUNCT|VERB)$/.test(next.pos));
    return token.pos === 'ADJ' && (TITLES.has(token.lower) || PEOPLE.has(token.lower)) && ends ? NOUN : undefined;
  },
  ({ token, before, next }) => {
    const isNoun = token.pos === 'PROPN' && isSentenceStart(before) && isCommonNoun(token);
    return isNoun && next?.pos !== 'PROPN' ? { ...NOUN, lemma: token.lower.replace(/s$/, '') } : undefined;
  },
  ({ token, before, isCapital }) =>
    PARTICLES.test(token.text) && isCapital && before?.pos === 'PROPN' ? NAME : undefined,
  ({ token, next }) =>
    token.pos === 'DET' && /^(?:La|El|Le|Il)$/.test(token.text) && /^\p{Lu}/u.test(next?.text ?? '') ? NAME : undefined,
];

const NEVER_VERBS = wordSet('police people officials sources prosecutors authorities lawmakers media residents');
/** "Da Silveira", "La Gazzetta". */
const PARTICLES = /^(?:da|de|di|du|la|le|del|della|dos|van|von|der|den|bin|ibn|al|el)$/i;

/** Corrects tags from the first word to the last: each rule sees earlier corrections. */
export function correctTags(tokens: Token[]): Token[] {
  tokens.forEach((token, i) => {
    if (token.pos === 'PUNCT') return;
    const before = i > 0 && tokens[i - 1]!.paragraph === token.paragraph ? tokens[i - 1] : undefined;
    const place = { tokens, i, token, before, next: tokens[i + 1], isCapital: /^\p{Lu}/u.test(token.text) };
    for (const correct of CORRECTIONS) {
      const corrected = correct(place);
      if (corrected === undefined) continue;
      token.pos = corrected.pos;
      token.lemma = corrected.lemma ?? token.lemma;
      return;
    }
  });
  return tokens;
}

/** Whether the clause already has a verb: then a word that looks like one is a noun. */
function hasVerbBefore(tokens: readonly Token[], i: number): boolean {
  for (let at = i - 1; at >= Math.max(0, i - 8); at--) {
    const { pos, lower } = tokens[at]!;
    if (pos === 'PUNCT' || pos === 'CCONJ' || lower === 'that') return false;
    if ((pos === 'VERB' || pos === 'AUX') && tokens[at]!.text === lower) return true;
  }
  return false;
}

function isSentenceStart(before: Token | undefined): boolean {
  return !before || /^[.!?:"“]$/.test(before.text);
}

function isCommonNoun({ lower }: Token): boolean {
  const isClaim =
    /^(?:allegations|claims|reports|rumou?rs|suggestions|accusations|fears|speculation|warnings|denials)$/.test(lower);
  return isClaim || PEOPLE.has(lower) || DOCUMENTS.has(lower) || (TITLES.has(lower) && lower.endsWith('s'));
}

/** After a noun, and before something that can follow a verb. */
function isVerbPlace(before: Token | undefined, next: Token | undefined, token: Token): boolean {
  if (!before || !next || !/^(?:NOUN|PROPN)$/.test(before.pos) || next.lower === 'of') return false;
  const isPlural = before.pos === 'NOUN' && /[^s]s$/.test(before.lower);
  const agrees = token.lower.endsWith('s') ? !isPlural || before.pos === 'PROPN' : isPlural;
  if (!agrees && token.lower !== 'show') return false;
  if (next.lower === 'that' || next.lower === 'to' || next.pos === 'DET' || next.pos === 'PRON') return true;
  const isName = next.pos === 'PROPN' || next.pos === 'NUM';
  return token.lower !== 'plans' && (isName || /^(?:[.,"“]|on|at|against)$/.test(next.lower));
}
