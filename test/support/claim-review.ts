/** A fact check as others write it, and what is read of it, for the tests. */
import { expect } from 'vitest';
import { readClaimReviews } from '../../src/formats/claim-review/reader.ts';
import type { ClaimRecord } from '../../src/model/records.ts';

export type Json = Record<string, unknown>;

/** @param differs members in other words; undefined takes one out */
export function aReview(differs: Json = {}): Json {
  const review: Json = {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: 'https://desk.example/bridge',
    claimReviewed: 'The bridge fell.',
    inLanguage: 'en',
    datePublished: '2020-01-05',
    author: { '@type': 'Organization', name: 'Fact Desk', url: 'https://desk.example/' },
    reviewRating: { '@type': 'Rating', alternateName: 'False', ratingValue: 1, bestRating: 5, worstRating: 1 },
    itemReviewed: {
      '@type': 'Claim',
      author: { '@type': 'Person', name: 'A. Mayor', sameAs: 'https://www.wikidata.org/wiki/Q42' },
      datePublished: '2020-01-03',
      firstAppearance: { '@type': 'CreativeWork', url: 'https://social.example/mayor/1' },
      appearance: [
        {
          '@type': 'NewsArticle',
          url: 'https://paper.example/bridge',
          headline: 'Bridge fell, mayor says',
          datePublished: '2020-01-04',
          publisher: { '@type': 'NewsMediaOrganization', name: 'The Paper' },
        },
      ],
    },
    ...differs,
  };
  return Object.fromEntries(Object.entries(review).filter(([, value]) => value !== undefined));
}

export const AT = '2026-01-01T00:00:00Z';

/** The claims in JSON-LD and the notices; the test fails with its problems. */
export function read(value: unknown): { records: ClaimRecord[]; notices: readonly string[] } {
  const reading = readClaimReviews(value, AT);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 1));
  return { records: reading.claims.map(({ record }) => record), notices: reading.notices };
}

export const readOne = (value: unknown) => {
  const { records, notices } = read(value);
  expect(records).toHaveLength(1);
  return { ...records[0]!, notices };
};

/** A claim's graph in words: `source@date in url`, and its hops. */
export function tell({ sources, documents, statements, attributions }: ClaimRecord): string[] {
  const name = (uid: string) => sources.find((source) => source.uid === uid)!.name;
  const words = new Map(
    statements.map(({ uid, source, document, statedAt }) => {
      const item = documents.find((one) => one.uid === document);
      return [uid, `${name(source)}${statedAt ? `@${statedAt}` : ''}${item ? ` in ${item.url ?? item.title}` : ''}`];
    }),
  );
  return [
    ...words.values(),
    ...attributions.map(({ citing, cited }) => `${words.get(citing)!} -> ${words.get(cited)!}`),
  ];
}
