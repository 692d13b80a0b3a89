import { readContent } from '../grammar/content.ts';
import { readPhrase, readPhraseBack } from '../grammar/noun-phrases.ts';
import { findSubject } from '../grammar/subjects.ts';
import { makeFound } from '../model.ts';
import type { FoundAttribution, Range, Story, Token } from '../model.ts';
import { POSSESSIVES, wordSet } from '../tokens/words.ts';

const CLAIMS = new Map<string, FoundAttribution['stance']>();
for (const noun of `claim statement allegation accusation assertion announcement argument contention insistence suggestion
  warning prediction forecast promise pledge vow threat report speculation rumor rumour complaint declaration
  revelation disclosure admission acknowledgment acknowledgement confirmation remark comment charge testimony conclusion finding
  proposal demand recommendation notion view opinion assurance hint boast estimate`.split(/\s+/))
  CLAIMS.set(noun, 'asserts');
for (const noun of ['denial', 'rejection']) CLAIMS.set(noun, 'denies');
for (const noun of ['doubt', 'skepticism', 'scepticism']) CLAIMS.set(noun, 'doubts');
const BELIEFS = wordSet('belief hope fear concern expectation suspicion worry confidence conviction feeling sense');

/** Verbs whose object is the cue: "made the claim that", "issued a report saying". */
const CARRIERS = wordSet(
  'make issue express voice release publish give repeat raise have offer deliver share send file',
);
const SAYING = wordSet(
  'saying detailing stating warning claiming alleging arguing accusing describing showing calling denying announcing finding outlining concluding suggesting asking urging demanding confirming noting',
);
/** Cues when "saying" follows. */
const PAPERS = wordSet(
  'statement report letter study tweet post email e-mail memo release filing complaint article message document notice note communique lawsuit warning',
);

export function findNounCues(story: Story, sentence: Range): FoundAttribution[] {
  const found: FoundAttribution[] = [];
  for (let i = sentence.from; i < sentence.to - 2; i++) {
    const { pos } = story.tokens[i]!;
    if (pos !== 'NOUN' && pos !== 'VERB' && pos !== 'PROPN') continue;
    const each = readThat(story, i, sentence) ?? readSaying(story, i, sentence) ?? readOf(story, i, sentence);
    if (each) found.push(each);
  }
  return found;
}

/** "X's claim that …", "amid speculation that …". */
function readThat(story: Story, i: number, sentence: Range): FoundAttribution | null {
  const { tokens, verbOf } = story;
  const noun = tokens[i]!;
  const stance = CLAIMS.get(noun.lemma) ?? (BELIEFS.has(noun.lemma) ? 'asserts' : undefined);
  if (stance === undefined || noun.pos !== 'NOUN') return null;
  const by = /^(?:by|from|of|among|in)$/.test(tokens[i + 1]!.lower) ? readPhrase(tokens, i + 2, sentence.to) : null;
  const at = by?.to ?? i + 1;
  // "The claim that was made" does not say what was claimed.
  if (tokens[at]?.lower !== 'that' || at + 2 >= sentence.to || verbOf[at + 1] !== -1) return null;
  if (isDisputed(story, i, sentence)) return null;
  const source = by ?? findOwner(story, i, sentence);
  const content = readContent(story, at, sentence.to);
  if (source === null && (!RUMORS.has(noun.lemma) || isRemark(tokens, i))) return null;
  return makeFound({
    source: source && { from: source.from, to: source.to },
    ...{ cue: [{ from: i, to: i + 1 }], content: [content], stance, head: i },
    ...{ confidence: source ? 0.65 : 0.55, rule: source ? 'noun-that' : 'unnamed-noun-that' },
    group: BELIEFS.has(noun.lemma) ? 'belief' : 'speech',
  });
}

/** "He said it was over — *a claim* that few accept": said of the words before it. */
function isRemark(tokens: readonly Token[], i: number): boolean {
  return /^an?$/.test(tokens[i - 1]?.lower ?? '') && /^(?:,|—|–|--)$/.test(tokens[i - 2]?.text ?? '');
}

/** Nouns with "of" or "about" and what is told. */
const OF_NOUNS = wordSet(
  'announcement claim warning prediction denial accusation admission promise threat allegation disclosure declaration confirmation',
);

const RUMOR_PLURALS = /^(?:reports|rumors|rumours|allegations)$/;

/** "The company's announcement of a new plant", "reports of looting". */
function readOf(story: Story, i: number, sentence: Range): FoundAttribution | null {
  const { tokens } = story;
  const { lemma, pos } = tokens[i]!;
  const next = tokens[i + 1]!;
  const isCue = OF_NOUNS.has(lemma) || RUMOR_PLURALS.test(tokens[i]!.lower);
  if (pos !== 'NOUN' || !isCue || !/^(?:of|about)$/.test(next.lower)) return null;
  // "Reports of shelling": the tagger takes it for a verb.
  const isDeed = tokens[i + 2]?.pos === 'VERB' && tokens[i + 2]!.lower.endsWith('ing') && i + 3 < sentence.to;
  const content = readPhrase(tokens, i + 2, sentence.to) ?? (isDeed ? { to: i + 3 } : null);
  if (!content) return null;
  const owner = OF_NOUNS.has(lemma) ? findPossessor(story, i, sentence) : null;
  // "Reports of the committee" are its own.
  const isRumor = RUMOR_PLURALS.test(tokens[i]!.lower);
  const isBare = /^(?:NOUN|ADJ|NUM|VERB)$/.test(tokens[i + 2]!.pos) && tokens[i - 1]?.pos !== 'DET';
  if (!owner && !(isRumor && isBare && !isDisputed(story, i, sentence))) return null;
  return makeFound({
    ...{ source: owner, cue: [{ from: i, to: i + 1 }], content: [{ from: i + 2, to: content.to }], head: i },
    ...{
      stance: CLAIMS.get(lemma) ?? 'asserts',
      confidence: owner ? 0.55 : 0.45,
      rule: owner ? 'noun-of' : 'unnamed-noun-of',
    },
  });
}

/** Nouns that need no owner: "amid speculation that". */
const RUMORS = wordSet('speculation rumor rumour report allegation claim suggestion fear concern suspicion');

/** "Dismissed claims that": the verb is the cue. */
function isDisputed({ tokens, verbOf, verbs }: Story, i: number, sentence: Range): boolean {
  for (let at = i - 1; at >= Math.max(sentence.from, i - 7); at--) {
    if (/^[,.;:]$/.test(tokens[at]!.text)) return false;
    const n = verbOf[at]!;
    if (n !== -1 && tokens[at]!.quotation === -1)
      return /^(?:dismiss|reject|deny|refute|dispute|rebut)$/.test(tokens[verbs[n]!.head]!.lemma) && !verbs[n]!.passive;
  }
  return false;
}

/** Whose claim it is: "X's claim", "his claim". */
function findPossessor({ tokens }: Story, i: number, sentence: Range): Range | null {
  const at = skipModifiers(tokens, i, sentence);
  const before = tokens[at];
  if (at < sentence.from || !before) return null;
  if (POSSESSIVES.has(before.lower)) return { from: at, to: at + 1 };
  if (before.lower !== "'s" && before.lower !== "'") return null;
  const owner = at - 1 >= sentence.from ? readPhraseBack(tokens, at - 1, sentence.from) : null;
  return owner && { from: owner.from, to: at + 1 };
}

function skipModifiers(tokens: readonly Token[], i: number, sentence: Range): number {
  let at = i - 1;
  while (at >= sentence.from && /^(?:ADJ|NOUN|NUM)$/.test(tokens[at]!.pos)) at -= 1;
  return at;
}

/** Its possessor, or the subject of "made the claim". */
function findOwner(story: Story, i: number, sentence: Range): Range | null {
  const { tokens, verbOf, verbs } = story;
  const possessor = findPossessor(story, i, sentence);
  const at = skipModifiers(tokens, i, sentence);
  const before = tokens[at];
  if (possessor || at < sentence.from || !before) return possessor;
  const verb = before.pos === 'DET' ? at - 1 : at;
  const n = verb >= sentence.from ? verbOf[verb]! : -1;
  if (n === -1) return null;
  const { lemma } = tokens[verbs[n]!.head]!;
  return CARRIERS.has(lemma) ? (findSubject(story, n)?.phrase ?? null) : null;
}

/** "X issued a statement saying that …": the paper's owner, or the verb's subject. */
function readSaying(story: Story, i: number, sentence: Range): FoundAttribution | null {
  const { tokens, verbOf, verbs } = story;
  const next = tokens[i + 1]!;
  if (!PAPERS.has(tokens[i]!.lemma) || !SAYING.has(next.lower)) return null;
  const n = verbOf[i - 1] === -1 ? findVerbBefore(story, i, sentence) : verbOf[i - 1]!;
  const isCarried = n !== -1 && CARRIERS.has(tokens[verbs[n]!.head]!.lemma);
  const subject = isCarried ? findSubject(story, n)?.phrase : null;
  const source = subject ?? findOwner(story, i, sentence);
  const paper = source ?? readPhraseBack(tokens, i, sentence.from);
  if (!paper) return null;
  const content = readContent(story, i + 2, sentence.to);
  if (content.to <= content.from) return null;
  const cue = source ? [{ from: i, to: i + 2 }] : [{ from: i + 1, to: i + 2 }];
  const range = { from: paper.from, to: paper.to };
  const stance = next.lower === 'denying' ? 'denies' : 'asserts';
  return makeFound({
    ...{ source: range, cue, content: [content], stance, rule: 'paper-saying', confidence: 0.7, head: i + 1 },
  });
}

function findVerbBefore({ tokens, verbOf }: Story, at: number, sentence: Range): number {
  for (let i = at - 1; i >= Math.max(sentence.from, at - 6); i--) {
    if (verbOf[i] !== -1) return verbOf[i]!;
    if (tokens[i]!.pos === 'PUNCT' || tokens[i]!.pos === 'ADP') return -1;
  }
  return -1;
}
