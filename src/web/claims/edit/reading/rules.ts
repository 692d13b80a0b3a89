/** The rules of `src/extraction` in plain words, and how sure they are. */
import { lookUp } from '../../../../model/tables.ts';

/** Why a proposal is made. */
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
  'noun-of': 'a noun with its owner, such as “the firm’s announcement of”',
  'noun-that': 'a noun with its owner, such as “the ministry’s claim that”',
  'paper-saying': 'a report or letter “saying” something',
  'passive-by': 'a passive verb with “by” and whoever says so',
  'quoted-as': '“quoted … as saying”: whoever quotes',
  'quoted-by': '“was quoted by … as saying”',
  'unnamed-noun-of': 'a noun such as “reports of”, with nobody named',
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
  const known = lookUp(FOUND_BY, rule);
  if (known !== undefined) return known;
  const [, group = '', frame = ''] = /^([a-z]+)-([a-z]+)$/.exec(rule) ?? [];
  const verb = lookUp(GROUPS, group);
  return verb === undefined ? `the rule “${rule}”` : `${verb}${lookUp(FRAMES, frame) ?? ''}`;
}

export const LIKELY = 0.75;

export function describeConfidence(confidence: number): string {
  if (confidence >= 0.85) return 'very likely';
  if (confidence >= LIKELY) return 'likely';
  return confidence >= 0.5 ? 'unsure' : 'a guess';
}
