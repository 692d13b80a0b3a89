/**
 * Fact checks that others publish in forms of their own, as `ClaimReview` of schema.org, which the reader takes from there:
 *
 * - Google's Fact Check Tools API (https://developers.google.com/fact-check/tools/api/reference/rest): `claims.search` and
 *   `pages`, whole answers or their items;
 * - ClaimsKG (https://data.gesis.org/claimskg): the results of a query as SPARQL 1.1 JSON, and the rows of its extractor.
 *   Its graph as JSON-LD is schema.org as it stands.
 */
import { isObject, listValues } from './json-ld.ts';

type Json = Record<string, unknown>;

/** @param value parsed JSON, anything at all @returns JSON-LD of schema.org; null where it is none of these forms */
export function readOtherFeed(value: unknown): unknown {
  const feed = Array.isArray(value) ? value : [value];
  const reviews = feed.map(readOtherReviews);
  if (!reviews.some((some) => some.length > 0)) return null;
  // Without the members that are undefined.
  return JSON.parse(JSON.stringify({ dataFeedElement: reviews.flat() })) as unknown;
}

function readOtherReviews(value: unknown): Json[] {
  if (!isObject(value) || '@type' in value || '@context' in value || 'format' in value) return [];
  if (Array.isArray(value.claims)) return value.claims.flatMap(readSearchedClaim);
  if (Array.isArray(value.claimReviewMarkupPages)) return value.claimReviewMarkupPages.flatMap(readMarkupPage);
  if (Array.isArray(value.claimReviewMarkups)) return readMarkupPage(value);
  if (Array.isArray(value.claimReview)) return readSearchedClaim(value);
  if (isObject(value.results) && Array.isArray(value.results.bindings)) {
    return value.results.bindings.flatMap((row) => readRow(readBinding(row)));
  }
  return readRow(value);
}

/** A member by its name, where there is an object. */
const get = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

/** A claim of `claims.search` has one review by each publisher. */
function readSearchedClaim(value: unknown): Json[] {
  if (!isObject(value)) return [];
  const { text, claimant, claimDate, claimReview, ...others } = value;
  return listValues(claimReview)
    .filter(isObject)
    .map(({ publisher, url, title, reviewDate, textualRating, languageCode, ...more }) => ({
      ...others,
      ...more,
      '@type': 'ClaimReview',
      claimReviewed: text,
      ...{ url, headline: title, datePublished: reviewDate, inLanguage: languageCode },
      author: {
        '@type': 'Organization',
        name: get(publisher, 'name') ?? get(publisher, 'site'),
        url: get(publisher, 'site'),
      },
      reviewRating: { '@type': 'Rating', alternateName: textualRating },
      itemReviewed: { '@type': 'Claim', author: nameOf(claimant), datePublished: claimDate },
    }));
}

/** Nobody is better than somebody without a name. */
const nameOf = (name: unknown): Json | undefined => (name ? { name } : undefined);

/** A page of the API's `pages`, with its markups. */
function readMarkupPage(page: unknown): Json[] {
  return listValues(get(page, 'claimReviewMarkups'))
    .filter(isObject)
    .map((markup) => {
      const { url, claimReviewed, claimDate, claimAuthor, claimFirstAppearance, claimAppearances, rating, ...more } =
        markup;
      return {
        ...more,
        '@type': 'ClaimReview',
        ...{ claimReviewed, url: url ?? get(page, 'pageUrl'), datePublished: get(page, 'publishDate') },
        author: { '@type': 'Organization', name: get(get(page, 'claimReviewAuthor'), 'name') },
        reviewRating: {
          '@type': 'Rating',
          alternateName: get(rating, 'textualRating'),
          ratingValue: get(rating, 'ratingValue'),
          bestRating: get(rating, 'bestRating'),
          worstRating: get(rating, 'worstRating'),
        },
        itemReviewed: {
          '@type': 'Claim',
          author: claimAuthor && { name: get(claimAuthor, 'name'), sameAs: get(claimAuthor, 'sameAs') },
          datePublished: claimDate,
          firstAppearance: claimFirstAppearance,
          appearance: claimAppearances,
        },
      };
    });
}

/** A solution of a SPARQL query (https://www.w3.org/TR/sparql11-results-json/) as plain values. */
function readBinding(row: unknown): Json {
  return Object.fromEntries(Object.entries(isObject(row) ? row : {}).map(([name, term]) => [name, get(term, 'value')]));
}

/** The column of ClaimsKG's extractor by which its rows are known. */
export const CLAIMS_KG_COLUMN = 'claimReview_claimReviewed';

/** A row by the names of ClaimsKG's extractor, or of the queries of its explorer, whose ratings are its own. */
function readRow(row: Json): Json[] {
  const read = (name: string): unknown => row[name] || undefined;
  if (CLAIMS_KG_COLUMN in row) {
    return [
      {
        '@type': 'ClaimReview',
        claimReviewed: read(CLAIMS_KG_COLUMN),
        ...{ url: read('claimReview_url'), datePublished: read('claimReview_datePublished') },
        headline: read('extra_title'),
        author: {
          '@type': 'Organization',
          name: read('claimReview_author_name') ?? read('claimReview_source'),
          url: read('claimReview_author_url'),
        },
        publisher: nameOf(read('claimReview_source')),
        reviewRating: {
          '@type': 'Rating',
          alternateName: read('rating_alternateName'),
          ratingValue: read('rating_ratingValue'),
          bestRating: read('rating_bestRating'),
          worstRating: read('rating_worstRating'),
        },
        itemReviewed: {
          '@type': 'Claim',
          author: nameOf(read('creativeWork_author_name')),
          datePublished: read('creativeWork_datePublished'),
        },
      },
    ];
  }
  if (!('ratingName' in row) || !('text' in row)) return [];
  return [
    {
      '@type': 'ClaimReview',
      ...{ claimReviewed: read('text'), url: read('link'), inLanguage: read('language'), headline: read('headline') },
      author: { '@type': 'Organization', name: 'ClaimsKG', url: 'https://data.gesis.org/claimskg/' },
      reviewRating: { '@type': 'Rating', alternateName: read('ratingName') },
      itemReviewed: { '@type': 'Claim', author: nameOf(read('author')), datePublished: read('date') },
    },
  ];
}
