import { describe, expect, test } from 'vitest';
import { DOCUMENT_SORTS, type DocumentKey } from '../../../src/model/queries.ts';
import type { Document, DocumentKind } from '../../../src/model/records.ts';
import type { DocumentFilters } from '../../../src/storage/documents/list.ts';
import { toMatch } from '../../../src/storage/search/terms.ts';
import type { Store } from '../../../src/storage/store.ts';
import { foldText, listFoldedWords } from '../../../src/text/words.ts';
import { aDocument, NEWSROOM, uidFrom } from '../../support/records.ts';
import { AT, freshStore } from '../../support/store.ts';

const KINDS = ['article', 'page', null] as const;
const LANGUAGES = ['en', 'EN', 'ko', null] as const;
const DATES = ['2025-06-17', '2025-06', null, '2009-02~', '2025-06-17'] as const;
const TITLES = ['A bridge', 'the Bridge again', '다리', 'A bridge', 'Élan', 'Zoo'] as const;

/** Few values, so that filters meet and sorts tie. */
const DOCUMENTS: readonly Document[] = Array.from({ length: 40 }, (_, place) =>
  aDocument(uidFrom(`document ${place}`), {
    kind: KINDS[place % 3]!,
    language: LANGUAGES[place % 4]!,
    publishedAt: DATES[place % 5]!,
    title: TITLES[place % 6]!,
  }),
);

async function fill(): Promise<Store> {
  const { store } = freshStore();
  for (const [place, record] of DOCUMENTS.entries()) {
    const draft = { base: null, record, text: null, newSources: place === 0 ? [NEWSROOM] : [], instead: new Map() };
    await store.documents.save(draft, { at: AT, actor: 'test', reason: null });
  }
  return store;
}

/** The list by going through every document; its number is its place and one. */
function listByForce(
  { kind, language, words }: { kind: DocumentKind | null; language: string | null; words: string | null },
  sort: (typeof DOCUMENT_SORTS)[number],
): number[] {
  const fits = DOCUMENTS.flatMap((one, place) => {
    const isMeant =
      (kind === null || one.kind === kind) &&
      (language === null || one.language?.toLowerCase() === language.toLowerCase()) &&
      (words === null || listFoldedWords(one.title).includes(words));
    return isMeant ? [{ id: place + 1, ...one }] : [];
  });
  const sign = sort === 'date' ? -1 : 1;
  const keyOf = (one: Document): string => (sort === 'date' ? (one.publishedAt ?? '') : foldText(one.title));
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return fits.sort((a, b) => sign * (compare(keyOf(a), keyOf(b)) || a.id - b.id)).map(({ id }) => id);
}

describe('the document list', () => {
  test.each(DOCUMENT_SORTS)('agrees with brute force by %s, whatever its filters and pages', async (sort) => {
    const store = await fill();
    for (const kind of ['article', 'page', 'paper', null] as const) {
      for (const language of ['en', 'KO', 'xx', null]) {
        for (const words of ['bridge', '다리', null]) {
          const match = words === null ? null : toMatch(words);
          const filters: DocumentFilters = { publisher: null, kind, language, match, published: false };
          const ids: number[] = [];
          let after: DocumentKey | null = null;
          do {
            const page = await store.documents.list({ ...filters, sort, after, limit: 3 });
            ids.push(...page.items.map(({ stored }) => stored.id));
            after = page.next;
          } while (after !== null);
          expect(ids, JSON.stringify({ kind, language, words })).toEqual(listByForce({ kind, language, words }, sort));
          expect(await store.documents.count(filters, 1000)).toEqual({ count: ids.length, isMore: false });
        }
      }
    }
  });

  test('readers are offered the languages of documents that they see', async () => {
    const store = await fill();
    expect(await store.documents.listLanguages(false)).toEqual(['en', 'ko']);
    expect(await store.documents.listLanguages(true)).toEqual([]);
    expect(await store.documents.count({ publisher: null, published: false }, 10)).toEqual({ count: 10, isMore: true });
  });
});
