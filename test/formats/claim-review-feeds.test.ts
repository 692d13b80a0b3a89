import { describe, expect, it } from 'vitest';
import { readOtherFeed } from '../../src/formats/claim-review/feeds.ts';
import { read, readOne, tell, type Json } from '../support/claim-review.ts';

describe('the forms of others', () => {
  it('a claim that the Fact Check Tools API finds has a draft for each review', () => {
    const claims = [
      {
        ...{ text: 'The bridge fell.', claimant: 'A. Mayor', claimDate: '2020-01-03T00:00:00Z' },
        claimReview: [
          {
            publisher: { name: 'Fact Desk', site: 'desk.example' },
            ...{ url: 'https://desk.example/bridge', title: 'Did it fall?', reviewDate: '2020-01-05T10:00:00Z' },
            ...{ textualRating: 'False', languageCode: 'en' },
          },
          {
            publisher: { site: 'two.example' },
            url: 'https://two.example/1',
            textualRating: 'Nein',
            languageCode: 'de',
          },
        ],
      },
    ];
    const { records, notices } = read(readOtherFeed({ claims, nextPageToken: 'x' }));
    expect(notices).toEqual(['ClaimReview.headline is not kept: dataFeedElement[0]']);
    expect(records.map(({ claim }) => [claim.text, claim.language, claim.rating!.reviewer])).toEqual([
      ['The bridge fell.', 'en', 'Fact Desk'],
      ['The bridge fell.', 'de', 'two.example'],
    ]);
    expect(records[0]!.claim.rating).toMatchObject({ text: 'False', ratedAt: '2020-01-05T10:00Z' });
    expect(records.map(tell)).toEqual([['A. Mayor@2020-01-03'], ['A. Mayor@2020-01-03']]);
  });

  it('a page of the Fact Check Tools API has a draft for each markup', () => {
    const page = {
      ...{
        pageUrl: 'https://desk.example/bridge',
        publishDate: '2020-01-05',
        claimReviewAuthor: { name: 'Fact Desk' },
      },
      claimReviewMarkups: [
        {
          ...{ claimReviewed: 'The bridge fell.', claimDate: '2020-01-03', claimAuthor: { name: 'A. Mayor' } },
          ...{ claimFirstAppearance: 'https://social.example/1', claimAppearances: ['https://social.example/2'] },
          rating: { textualRating: 'False', ratingValue: 1, bestRating: 5, worstRating: 1 },
        },
      ],
    };
    for (const feed of [page, [page], { claimReviewMarkupPages: [page] }]) {
      const one = readOne(readOtherFeed(feed));
      expect(one.claim.rating).toMatchObject({ text: 'False', value: 1, reviewUrl: 'https://desk.example/bridge' });
      expect(tell(one)).toEqual([
        'A. Mayor@2020-01-03 in https://social.example/1',
        'A. Mayor in https://social.example/2',
      ]);
    }
  });

  it('the graph of ClaimsKG comes in as it is, with the rating that the reviewer gave', () => {
    const id = (path: string) => `http://data.gesis.org/claimskg/${path}`;
    const schema = (name: string) => `http://schema.org/${name}`;
    const text = (value: string) => [{ '@value': value, '@language': 'en' }];
    const node = (path: string, type: string, members: Json) => {
      const named = Object.entries(members).map(([name, value]) => [schema(name), value]);
      return { '@id': id(path), '@type': [schema(type)], ...(Object.fromEntries(named) as Json) };
    };
    const to = (path: string) => [{ '@id': id(path) }];
    const graph = [
      node('claim_review/1', 'ClaimReview', {
        ...{ itemReviewed: to('creative_work/1'), author: to('organization/desk'), headline: text('Did it fall?') },
        reviewRating: [...to('rating/normalized/claimskg_FALSE'), ...to('rating/original/1')],
        ...{ url: [{ '@id': 'https://desk.example/bridge' }], datePublished: [{ '@value': '2020-01-05' }] },
        inLanguage: to('language/English'),
      }),
      node('creative_work/1', 'CreativeWork', {
        ...{ text: text('The bridge fell.'), author: to('author/1'), datePublished: [{ '@value': '2020-01-03' }] },
      }),
      node('author/1', 'Thing', { name: text('A. Mayor') }),
      node('organization/desk', 'Organization', { name: text('Fact Desk'), url: [{ '@id': 'https://desk.example/' }] }),
      node('organization/claimskg', 'Organization', { name: [{ '@value': 'ClaimsKG' }] }),
      node('rating/normalized/claimskg_FALSE', 'Rating', {
        ...{ alternateName: text('FALSE'), ratingValue: [{ '@value': 1 }], author: to('organization/claimskg') },
      }),
      node('rating/original/1', 'Rating', { alternateName: text('Pants on Fire'), author: to('organization/desk') }),
      node('language/English', 'Language', { alternateName: [{ '@value': 'en' }] }),
    ];
    const one = readOne(graph);
    expect(one.claim).toMatchObject({ text: 'The bridge fell.', language: 'en' });
    expect(one.claim.rating).toMatchObject({ text: 'Pants on Fire', reviewer: 'Fact Desk', ratedAt: '2020-01-05' });
    expect(tell(one)).toEqual(['A. Mayor@2020-01-03']);
    expect(one.notices).toContain('reviewRating beyond the first is not kept: [0]');
  });

  it('rows of ClaimsKG’s extractor come in', () => {
    const row = {
      ...{ claimReview_claimReviewed: 'The bridge fell.', claimReview_url: 'https://desk.example/bridge' },
      ...{ claimReview_author_name: 'desk', claimReview_datePublished: '2020-01-05', creativeWork_author_name: '' },
      ...{ rating_alternateName: 'False', rating_ratingValue: '', extra_tags: 'bridges' },
    };
    const one = readOne(readOtherFeed([row]));
    expect(one.claim.rating).toMatchObject({ text: 'False', reviewer: 'desk', ratedAt: '2020-01-05' });
    expect(tell(one)).toEqual([]);
    const signed = readOne(readOtherFeed([{ ...row, claimReview_author_name: 'Jo Doe', claimReview_source: 'desk' }]));
    expect(signed.claim.rating).toMatchObject({ reviewer: 'Jo Doe', publisher: 'desk' });
  });

  it('a list called data keeps who published a review beside its author, and its archived copy', () => {
    const review = {
      ...{ '@type': 'ClaimReview', claimReviewed: 'The bridge fell.', url: 'https://herald.example/check/1' },
      author: { '@type': 'Person', name: 'Jo Doe' },
      publisher: { '@type': 'Organization', name: 'The Herald' },
      reviewRating: { '@type': 'Rating', alternateName: 'False' },
      archivedAt: 'https://archive.example/herald/1',
    };
    const one = readOne({ data: [review] });
    expect(one.claim.rating).toMatchObject({
      ...{ reviewer: 'Jo Doe', reviewerKind: 'person', publisher: 'The Herald' },
      ...{ reviewUrl: 'https://herald.example/check/1', archivedUrl: 'https://archive.example/herald/1' },
    });
    expect(one.notices).toEqual([]);
  });
});
