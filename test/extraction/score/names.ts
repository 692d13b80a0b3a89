/** Whether a name that was read names the marked source. */
import { foldText } from '../../../src/text/words.ts';
import { measureFirstPhrase } from '../marked/find-head.ts';
import type { MarkedAttribution } from '../marked/model.ts';

/** Words that say what a source is, not which: without them "the Xinhua news agency" is Xinhua. */
const KINDS = new Set(
  'the a an news agency newspaper paper daily weekly magazine website channel broadcaster television state'.split(' '),
);

/** Agencies have two names, and readers know both. */
const ALSO: readonly (readonly [string, string])[] = [
  ['AFP', 'Agence France-Presse'],
  ['ANI', 'Asian News International'],
  ['AP', 'Associated Press'],
  ['dpa', 'Deutsche Presse-Agentur'],
  ['IANS', 'Indo-Asian News Service'],
  ['KCNA', 'Korean Central News Agency'],
  ['PTI', 'Press Trust of India'],
  ['RIA', 'RIA Novosti'],
];

/** A name's words, folded, without possessives and points. */
function cutName(name: string): string[] {
  const words = foldText(name).replace(/['’]s?(?=\s|$)/gu, '');
  return words.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function cutDistinct(name: string): string[] {
  const words = cutName(name);
  const distinct = words.filter((word) => !KINDS.has(word));
  return distinct.length > 0 ? distinct : words;
}

/**
 * The same words, or one is the end of the other ("Ngozi Adeyemi" and "Minister Ngozi Adeyemi"), or two names of an agency.
 */
export function isSameName(accepted: string, read: string): boolean {
  return [accepted, ...listOtherNames(accepted)].some((name) => isEndOf(name, read));
}

function listOtherNames(name: string): string[] {
  return ALSO.flatMap(([short, long]) => (isEndOf(short, name) ? long : isEndOf(long, name) ? short : []));
}

function isEndOf(accepted: string, read: string): boolean {
  const [a, b] = [cutDistinct(accepted), cutDistinct(read)].sort((one, other) => one.length - other.length);
  if (a === undefined || b === undefined || a.length === 0) return false;
  const isEnd = a.every((word, i) => word === b[b.length - a.length + i]);
  return isEnd && (a.length === b.length || a.length > 1 || /(?:^|\s)\p{Lu}[^\s]*$/u.test(accepted));
}

/** Whether a name is one of those accepted: those noted, and what stands in the source's own words. */
export function isNameOf(text: string, attribution: MarkedAttribution, read: string): boolean {
  const { names } = attribution;
  if (names.some((name) => isSameName(name, read))) return true;
  return attribution.source.some(([start, end]) => {
    const own = text.slice(start, end);
    const isAnaphor =
      names.length > 0 && !names.some((name) => cutDistinct(name).some((word) => cutName(own).includes(word)));
    if (isAnaphor) return false;
    return (
      listOtherNames(own).some((name) => isEndOf(name, read)) || isWithin(own, headWords(text, attribution, own), read)
    );
  });
}

/** A name taken from the source must hold one of these: its head, its first phrase's last proper name, an apposition's. */
function headWords(text: string, { head }: MarkedAttribution, own: string): string[] {
  const proper = own.slice(0, measureFirstPhrase(own)).match(/\p{Lu}[\p{L}\p{M}\p{N}'’-]*/gu) ?? [];
  const appositions = own.split(',').filter((part) => /^(?:\s*\p{Lu}[^\s]*)+\s*$/u.test(part));
  return [proper.at(-1), head ? text.slice(...head) : undefined, ...appositions].flatMap((word) =>
    word === undefined ? [] : (cutName(word).at(-1) ?? []),
  );
}

function isWithin(own: string, heads: readonly string[], read: string): boolean {
  const [all, some] = [cutName(own), cutName(read).filter((word, i) => i > 0 || !/^(?:the|an?)$/u.test(word))];
  if (some.length === 0 || !some.some((word) => heads.includes(word))) return false;
  return all.some((_, at) => some.every((word, i) => word === all[at + i]));
}
