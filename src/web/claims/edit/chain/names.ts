/** Resolves the sources that the cards of a form name, all of its chains at once. */
import type { Issue } from '../../../../model/issues.ts';
import type { ClaimRecord, Source, Uid } from '../../../../model/records.ts';
import type { Store } from '../../../../storage/store.ts';
import { foldText } from '../../../../text/words.ts';
import { SOURCE_KIND_WORDS } from '../../../../wording/values.ts';
import { findSource, planSource, type Question, type TypedName } from '../../../forms/source-names.ts';
import { cardField, cardName, type CardValues, type Prefix } from './values.ts';

/** A chain whose cards are to be resolved. */
export interface NamedChain {
  prefix: Prefix;
  cards: readonly CardValues[];
  /** The claim to which it is added, whose unnamed sources may be meant; null for a new one. */
  claim: ClaimRecord | null;
}

/** Another name in the form, such as the story's publisher, with the fields for it. */
export interface NamedField {
  typed: TypedName;
  fields: Readonly<Record<keyof TypedName, string>>;
}

export interface ResolvedNames {
  /** By card's name, and the field's for other names; without those that have an issue. */
  uids: ReadonlyMap<string, Uid>;
  /** New sources, and their parents that are new. */
  fresh: readonly Source[];
  issues: readonly Issue[];
  questions: ReadonlyMap<string, Question>;
}

interface Asked extends NamedField {
  key: string;
  claim: ClaimRecord | null;
  /** Words of the story that mention an unnamed source: two cards that come from the same words mean the same. */
  mention: string;
}

/**
 * An answer to the question about a name holds for all cards that have it, except unnamed sources: each mention of one is
 * a source of its own.
 * @param document whose unnamed sources a joined claim may already have
 */
export async function resolveNames(
  store: Store,
  chains: readonly NamedChain[],
  others: readonly NamedField[],
  document: Uid | null,
  makeUid: () => Uid,
): Promise<ResolvedNames> {
  const asked = [...others.map(askField), ...chains.flatMap(askCards)];
  const answers = listAnswers(asked);
  /** By what the form calls them. */
  const fresh = new Map<string, Source>();
  const made: Source[] = [];
  const uids = new Map<string, Uid>();
  const issues: Issue[] = [];
  const questions = new Map<string, Question>();
  const open = new Set<string>();
  for (const one of asked) {
    const { typed, fields, key, claim, mention } = one;
    if (typed.name === '') {
      issues.push({ field: fields.name, message: 'Enter who says so, or remove this card' });
      continue;
    }
    const met = claim && document ? findUnnamed(claim, typed.name, document) : null;
    const given = isAnswered(typed) ? null : answers.get(foldText(typed.name));
    const answer = given ? { ...given, name: typed.name, pickedFor: typed.name } : typed;
    const found = met ? { is: met } : await findSource(store, answer, { mentioned: claim?.sources ?? [] });
    if ('is' in found) {
      uids.set(key, found.is);
    } else if ('make' in found) {
      const place = found.make === 'unnamed' ? `mention ${mention}` : foldText(typed.name);
      const there = fresh.get(place);
      if (there && there.kind !== found.make) {
        const message = `“${typed.name}” is a ${SOURCE_KIND_WORDS[there.kind]} elsewhere in this form: choose the same kind`;
        issues.push({ field: fields.kind, message });
        questions.set(key, { name: typed.name, candidates: [], namesakes: [] });
        continue;
      }
      const planned = there ? null : await planSource(store, typed.name, found.make, makeUid, made);
      made.push(...(planned?.fresh ?? []));
      const uid = there?.uid ?? planned!.uid;
      const source = there ?? made.find((one) => one.uid === uid);
      if (source) fresh.set(place, source);
      uids.set(key, uid);
    } else if (!open.has(foldText(typed.name))) {
      // Asked once, where the name comes first.
      open.add(foldText(typed.name));
      if (found.question) questions.set(key, found.question);
      issues.push({ field: fields[found.field], message: found.message });
    }
  }
  return { uids, fresh: made, issues, questions };
}

const askField = ({ typed, fields }: NamedField): Asked => ({
  ...{ typed, fields, key: fields.name, claim: null, mention: fields.name },
});

function askCards({ prefix, cards, claim }: NamedChain): Asked[] {
  return cards.map(({ source: name, pick, pickedFor, kind }, at) => {
    const field = (part: 'source' | 'pick' | 'pickedFor' | 'kind') => cardField(prefix, at, part);
    const key = cardName(prefix, at);
    return {
      typed: { name, pick, pickedFor, kind },
      fields: { name: field('source'), pick: field('pick'), pickedFor: field('pickedFor'), kind: field('kind') },
      ...{ key, claim, mention: cards[at - 1]?.hop.from || key },
    };
  });
}

const isAnswered = ({ name, pick, pickedFor, kind }: TypedName): boolean =>
  pickedFor === name && pick !== '' && (!/^new\b/.test(pick) || kind !== '');

/** The first answer for each name. */
function listAnswers(asked: readonly Asked[]): ReadonlyMap<string, TypedName> {
  const answers = new Map<string, TypedName>();
  for (const { typed } of asked) {
    const key = foldText(typed.name);
    if (isAnswered(typed) && typed.kind !== 'unnamed' && !answers.has(key)) answers.set(key, typed);
  }
  return answers;
}

/** The claim's unnamed source of this name for which the document is evidence: the same words, read before. */
function findUnnamed(claim: ClaimRecord, name: string, document: Uid): Uid | null {
  const { sources, statements, attributions } = claim;
  const shownHere = attributions.filter(({ evidence }) => evidence.some((piece) => piece.document === document));
  const shown = new Set(shownHere.map(({ cited }) => cited));
  const spoken = new Set(statements.filter(({ uid }) => shown.has(uid)).map(({ source }) => source));
  const key = foldText(name);
  return sources.find((s) => s.kind === 'unnamed' && spoken.has(s.uid) && foldText(s.name) === key)?.uid ?? null;
}
