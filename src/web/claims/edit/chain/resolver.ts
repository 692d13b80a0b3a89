/** Resolves a chain as it was typed to one that can be joined to a claim, or to every issue at once. */
import type { Issue } from '../../../../model/issues.ts';
import { keyUrl } from '../../../../model/address-key.ts';
import type { Document, Evidence, Uid } from '../../../../model/records.ts';
import type { ChainLink } from '../../../../provenance/chain-join.ts';
import type { Store } from '../../../../storage/store.ts';
import { findNearestPassage, findPassage, locateEvidence, placeExcerpt } from '../../../../text/excerpts.ts';
import { foldText } from '../../../../text/words.ts';
import { checkFields, listIssues, type FieldResults } from '../../../forms/forms.ts';
import type { ResolvedStory } from '../story/values.ts';
import {
  findDocument,
  NO_DOCUMENT,
  type DocumentChoice,
  type DocumentQuestion,
  type FoundDocument,
  type NamedDocument,
} from './documents.ts';
import type { ResolvedNames } from './names.ts';
import { CARD_FIELDS, cardField, cardName, HOP_FIELDS, hopField, type CardValues, type Prefix } from './values.ts';

export interface ResolvedChain {
  links: readonly ChainLink[];
  documents: readonly Document[];
  issues: readonly Issue[];
  questions: ReadonlyMap<string, DocumentQuestion>;
  passages: ReadonlyMap<string, string>;
}

interface ChainInputs {
  prefix: Prefix;
  cards: readonly CardValues[];
  story: ResolvedStory;
  names: ResolvedNames;
  /** Documents that may be meant by their words alone. */
  near: readonly NamedDocument[];
  /** New documents of the same form, by what makes two of them one. */
  made: Map<string, Document>;
  makeUid: () => Uid;
}

/** @returns no links where there are issues */
export async function resolveChain(
  store: Store,
  { prefix, cards, story, names, near, made, makeUid }: ChainInputs,
): Promise<ResolvedChain> {
  const questions = new Map<string, DocumentQuestion>();
  const passages = new Map<string, string>();
  const documents: FoundDocument[] = [];
  const issues: Issue[] = [];
  const links: ChainLink[] = [];
  const find = async (field: string, choice: DocumentChoice, of: number) => {
    const publisher = names.uids.get(cardName(prefix, of)) ?? '';
    const making = { publisher, publishedAt: readDate(cards[of]!), makeUid };
    const found = useMade(await findDocument(store, field, choice, near, making), made);
    if (found.question) questions.set(field, found.question);
    issues.push(...found.issues);
    documents.push(found);
    return found;
  };
  for (const [at, card] of cards.entries()) {
    const nameOf = (name: string) => cardField(prefix, at, name as 'date');
    const source = names.uids.get(cardName(prefix, at)) ?? null;
    const typed = await find(nameOf('document'), card.document, at);
    const own = typed.document === null && at === 0 ? takeStory(story, source) : typed;
    const statement = checkFields(CARD_FIELDS, card, nameOf);
    issues.push(...listIssues(statement));
    const isLast = at === cards.length - 1;
    const hop = checkFields(HOP_FIELDS, card.hop, (name) => hopField(prefix, at, name as 'cue'));
    if (!isLast) issues.push(...listIssues(hop));
    const where = hopField(prefix, at, 'document');
    const shown = isLast ? NO_DOCUMENT : await find(where, card.hop.document, findOwner(cards, at));
    const evidence = isLast ? NO_EVIDENCE : locate(card, shown, own, story, hopField(prefix, at, 'excerpt'));
    issues.push(...evidence.issues);
    if (evidence.passage !== null) passages.set(hopField(prefix, at, 'excerpt'), evidence.passage);
    if (!statement.ok || source === null || !hop.ok) continue;
    links.push({
      name: cardName(prefix, at),
      statement: makeStatement(statement.value, source, own.document),
      hop: isLast
        ? null
        : { manner: hop.value.manner!, cue: hop.value.cue, evidence: evidence.evidence ? [evidence.evidence] : [] },
      choice: card.statement === '' ? null : card.statement === 'new' ? 'new' : { is: card.statement },
    });
  }
  const used = new Map(
    [story.document, ...documents.map(({ document }) => document)].flatMap((d) => (d ? [[d.uid, d]] : [])),
  );
  return { links: issues.length > 0 ? [] : links, documents: [...used.values()], issues, questions, passages };
}

/** A document that is made in two fields is one: by its address, or by its title and publisher. */
function useMade(found: FoundDocument, made: Map<string, Document>): FoundDocument {
  if (!found.isFresh || !found.document) return found;
  const { title, url, publisher } = found.document;
  const key = JSON.stringify([foldText(title), url === null ? publisher : keyUrl(url)]);
  const document = made.get(key) ?? found.document;
  made.set(key, document);
  return { ...found, document };
}

/** Whose document the words of a hop are from: the same new one may be typed for a card of the chain. */
function findOwner(cards: readonly CardValues[], at: number): number {
  const { typed } = cards[at]!.hop.document;
  const isSame = (of: number): boolean => foldText(cards[of]!.document.typed) === foldText(typed);
  return [at, ...cards.keys()].find(isSame) ?? at;
}

const readDate = ({ date }: CardValues): string | null => {
  const checked = checkFields({ date: CARD_FIELDS.date }, { date });
  return checked.ok ? checked.value.date : null;
};

/** The story is the first card's own document where its source published it. */
function takeStory(story: ResolvedStory, source: Uid | null): FoundDocument {
  const isOwn = story.document !== null && story.document.publisher === source;
  return isOwn ? { ...NO_DOCUMENT, document: story.document, text: story.text } : NO_DOCUMENT;
}

interface FoundEvidence {
  evidence: Evidence | null;
  issues: readonly Issue[];
  passage: string | null;
}

const NO_EVIDENCE: FoundEvidence = { evidence: null, issues: [], passage: null };

/** The excerpt of a hop in the document that was named for it, or else in the card's own, or in the story. */
function locate(
  { hop }: CardValues,
  shown: FoundDocument,
  own: FoundDocument,
  story: ResolvedStory,
  field: string,
): FoundEvidence {
  if (hop.excerpt.trim() === '' || shown.issues.length > 0) return NO_EVIDENCE;
  const named = hop.document.typed !== '' ? shown : own.document !== null ? own : story;
  const { document, text } = named;
  if (document === null) {
    // A story with issues of its own will be there when they are fixed.
    const message = 'Say where these words are from: enter the story, or a document';
    return story.isTyped || own.issues.length > 0 ? NO_EVIDENCE : { ...NO_EVIDENCE, issues: [{ field, message }] };
  }
  const isPlaced = document === story.document && text !== null && /^\d{1,9}$/.test(hop.at);
  const placed = isPlaced ? placeExcerpt(text, document.uid, hop.excerpt, Number(hop.at)) : null;
  return placed ? { ...NO_EVIDENCE, evidence: placed } : locateExcerpt(hop.excerpt, document, text, field);
}

/** Locates an excerpt in the text of its document, or finds the passage nearest to it. */
export function locateExcerpt(excerpt: string, document: Document, text: string | null, field: string): FoundEvidence {
  const exact = text === null ? excerpt.trim() : findPassage(text, excerpt);
  if (exact === null) {
    const message = `The excerpt is not in the text of “${document.title}”`;
    return { evidence: null, issues: [{ field, message }], passage: findNearestPassage(text!, excerpt) };
  }
  const bare = { document: document.uid, exact, prefix: null, suffix: null, start: null, end: null };
  const evidence = locateEvidence(bare, text);
  if (text === null || evidence.start !== null) return { evidence, issues: [], passage: null };
  const message = `The excerpt is in the text of “${document.title}” more than once: add the words before or after it that tell which is meant`;
  return { evidence: null, issues: [{ field, message }], passage: null };
}

export function makeStatement(
  { date, wording, language, stance, basis }: FieldResults<typeof CARD_FIELDS>,
  source: Uid,
  document: Document | null,
): ChainLink['statement'] {
  const statedAt = date ?? document?.publishedAt ?? null;
  return { source, document: document?.uid ?? null, statedAt, wording, language, stance: stance!, basis: basis! };
}
