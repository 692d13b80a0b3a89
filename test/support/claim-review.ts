/** A fact check as others write it, for the tests. */
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
