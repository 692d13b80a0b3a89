import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isSchemaOrg, readClaimReviews } from '../../src/formats/claim-review/reader.ts';
import { writeSchemaOrg } from '../../src/formats/web/schema-org.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import { isDocumentRead, type ClaimRecord } from '../../src/model/records.ts';
import { AT, aReview, read, readOne, tell, type Json } from '../support/claim-review.ts';
import { aRecord } from '../support/records.ts';

describe('a clean claim review', () => {
  const { claim, sources, documents, notices, ...rest } = readOne(aReview());

  it('a clean claim review becomes a draft with its rating, and nothing is lost', () => {
    expect(notices).toEqual([]);
    expect(claim).toMatchObject({ text: 'The bridge fell.', language: 'en', status: 'draft', createdAt: AT });
    expect(claim.rating).toEqual({
      ...{ text: 'False', reviewer: 'Fact Desk', reviewerKind: 'organisation', reviewerUrl: 'https://desk.example/' },
      ...{ ratedAt: '2020-01-05', reviewUrl: 'https://desk.example/bridge', value: 1, best: 5, worst: 1 },
      ...{ publisher: null, archivedUrl: null },
    });
  });

  it('a claim review gives the speaker where the claim appeared, and those who cite the speaker', () => {
    expect(tell({ claim, sources, documents, ...rest })).toEqual([
      'A. Mayor@2020-01-03 in https://social.example/mayor/1',
      'The Paper@2020-01-04 in https://paper.example/bridge',
      'The Paper@2020-01-04 in https://paper.example/bridge -> A. Mayor@2020-01-03 in https://social.example/mayor/1',
    ]);
    expect(sources.map(({ name, kind, wikidata }) => `${name} ${kind} ${wikidata}`).sort()).toEqual([
      'A. Mayor person Q42',
      'The Paper outlet null',
      'social.example outlet null',
    ]);
    expect(documents.map(({ title }) => title)).toEqual(['https://social.example/mayor/1', 'Bridge fell, mayor says']);
    expect(documents.map(({ kind }) => kind)).toEqual([null, 'article']);
    expect(documents.some(isDocumentRead)).toBe(false);
  });
});

describe('claim reviews in a file', () => {
  const second = aReview({ url: 'https://desk.example/2' });
  test.each<[string, unknown, number]>([
    ['a list', [aReview(), second], 2],
    ['a graph', { '@context': 'https://schema.org', '@graph': [aReview(), second] }, 2],
    ['a feed', { '@type': 'DataFeed', dataFeedElement: [{ item: [aReview()] }, { item: second }] }, 2],
    ['a page', { '@type': 'WebPage', mainEntity: aReview() }, 1],
    ['data', { data: [aReview(), second] }, 2],
    ['data with more about it', { data: [aReview()], count: 1, source: 'x' }, 1],
    ['prefixed names', { '@type': 'schema:ClaimReview', 'https://schema.org/claimReviewed': 'X.' }, 1],
    ['a list of types', aReview({ '@type': ['Review', 'ClaimReview'] }), 1],
  ])('claim reviews are found in JSON-LD with %s', (_, value, count) => {
    expect(isSchemaOrg(value)).toBe(true);
    expect(read(value).records).toHaveLength(count);
  });

  it('a claim review may refer to what stands elsewhere in the file', () => {
    const author = { '@id': 'https://desk.example/#us', '@type': 'Organization', name: 'Us' };
    const graph = [aReview({ author: { '@id': 'https://desk.example/#us' } }), author, { '@type': 'WebSite' }];
    const { claim, notices } = readOne({ '@graph': graph });
    expect(claim.rating!.reviewer).toBe('Us');
    expect(notices).toEqual(['a record without a ClaimReview is not kept: @graph[2]']);
  });

  it('the schema.org JSON-LD that Hearsay writes is read back', () => {
    const plain = aRecord('own', 'ians->tass', { seen: 'ians->tass' });
    const record: ClaimRecord = {
      ...plain,
      statements: plain.statements.map((one) => ({ ...one, statedAt: '2025-06' })),
      documents: plain.documents.map((one) => ({ ...one, kind: 'press-release', version: '2', retrievedAt: '2025' })),
    };
    const rating = {
      ...readOne(aReview()).claim.rating!,
      ...{ reviewerKind: 'person' as const, publisher: 'The Herald', archivedUrl: 'https://archive.example/1' },
    };
    const rated = { ...record, claim: { ...record.claim, rating } };
    const json = writeSchemaOrg(rated, analyse(rated), {
      url: 'https://a.example/1',
      whole: 'https://a.example/2',
      most: 9,
    });
    const back = readOne(json);
    expect(back.claim).toMatchObject({ text: record.claim.text, rating });
    expect(tell(back).sort()).toEqual(['ians@2025-06 in A story', 'tass@2025-06']);
    expect(back.documents).toMatchObject([{ kind: 'press-release', version: '2' }]);
    expect(back.documents.some(isDocumentRead)).toBe(false);
  });

  test.each<[string, unknown, string]>([
    ['nothing', null, 'has no ClaimReview'],
    ['another thing', { '@type': 'Article' }, 'has no ClaimReview'],
    [
      'an empty claim',
      aReview({ claimReviewed: ' &nbsp; ' }),
      'a review is left out: claimReviewed is empty: the review',
    ],
    ['no words', aReview({ claimReviewed: { id: 'x' } }), 'a review is left out: claimReviewed is empty: the review'],
    [
      'too long a claim',
      [aReview({ claimReviewed: 'x'.repeat(1_001) })],
      'a review is left out: claimReviewed has more than 1,000 characters: [0]',
    ],
  ])('JSON-LD with %s gives no claim', (_, value, message) => {
    expect(readClaimReviews(value, AT)).toEqual({ ok: false, problems: [{ field: '', message }] });
  });

  it('JSON-LD nested too deep is not read, and this is reported', () => {
    let deep: unknown = aReview();
    for (let n = 0; n < 5_000; n += 1) deep = [deep];
    const reading = readClaimReviews({ '@graph': [aReview(), deep] }, AT);
    expect(reading).toMatchObject({ ok: true, claims: [{}] });
    expect(JSON.stringify(reading)).toContain('what is nested too deep is not read');
  });
});

describe('claims that stand elsewhere in a review', () => {
  const claim = { '@type': 'Claim', text: 'The dam fell.', author: { '@type': 'Person', name: 'A. Mayor' } };

  it.each<[string, Json]>([
    ['an object with a text', { claimReviewed: { '@type': 'Claim', text: 'The dam fell.' } }],
    ['an object with a name', { claimReviewed: { name: 'The dam fell.' } }],
    ['a list of one', { claimReviewed: [{ text: 'The dam fell.' }] }],
    ['the claim alone', { claimReviewed: undefined, itemReviewed: claim }],
    ['a work alone', { claimReviewed: undefined, itemReviewed: { ...claim, '@type': 'CreativeWork' } }],
  ])('the words of a claim are read from %s', (_, change) => {
    expect(readOne(aReview(change)).claim.text).toBe('The dam fell.');
  });

  it('a claim in claimReviewed is who said it, where nothing else is reviewed', () => {
    const one = readOne(aReview({ claimReviewed: claim, itemReviewed: undefined }));
    expect([one.claim.text, tell(one)]).toEqual(['The dam fell.', ['A. Mayor']]);
  });
});

describe('crowds', () => {
  const of = (author: unknown) => ({ itemReviewed: { '@type': 'Claim', author } });

  it.each(['Facebook user', { name: 'Several people' }, { '@type': 'Person', name: 'social media' }, 'Viral posts'])(
    'the speaker %j is an unnamed source of that claim alone',
    (author) => {
      const { records } = read([aReview(of(author)), aReview({ ...of(author), url: 'https://desk.example/2' })]);
      const sources = records.flatMap((record) => record.sources);
      expect(sources.map(({ kind }) => kind)).toEqual(['unnamed', 'unnamed']);
      expect(new Set(sources.map(({ uid }) => uid)).size).toBe(2);
    },
  );

  it('a user with a name is no crowd', () => {
    expect(readOne(aReview(of('Facebook user Jane Roe'))).sources).toMatchObject([{ kind: 'organisation' }]);
  });
});

describe('dirty claim reviews', () => {
  const rating = (reviewRating: unknown): Json => ({ reviewRating });
  const item = (change: Json): Json => ({ itemReviewed: { ...(aReview().itemReviewed as Json), ...change } });
  const LEFT = ': the review';

  test.each<[string, Json, Json | null, string[]]>([
    ['a rating that is a text', rating('Half true'), { text: 'Half true', value: null }, []],
    ['a rating that is a number', rating(3), { text: '3', value: 3 }, []],
    ['numbers as texts', rating({ ratingValue: '2,5', bestRating: '5' }), { text: '2,5', value: 2.5, best: 5 }, []],
    [
      'a word for a number',
      rating({ ratingValue: 'False', bestRating: 5 }),
      { text: 'False', value: null, best: null },
      ['reviewRating.ratingValue is not a number'],
    ],
    [
      'a scale that does not fit',
      rating({ alternateName: 'X', ratingValue: -1, worstRating: 1 }),
      { text: 'X', value: null },
      ['reviewRating comes without its numbers: its value must not be lower than the worst rating'],
    ],
    [
      'a rating that is missing',
      rating(undefined),
      null,
      ['reviewRating is missing: the claim comes without a rating'],
    ],
    [
      'a rating that says nothing',
      rating({ '@type': 'Rating', alternateName: '' }),
      null,
      ['reviewRating is empty: the claim comes without a rating'],
    ],
    ['too long a rating', rating('x'.repeat(301)), null, ['reviewRating of more than 300 characters is not kept']],
    ['two ratings', rating(['A', 'B']), { text: 'A' }, ['reviewRating beyond the first is not kept']],
    [
      'an author that is a text',
      { author: 'Desk &amp; Co' },
      { reviewer: 'Desk & Co', reviewerKind: 'organisation' },
      [],
    ],
    [
      'a person for an author',
      { author: [{ '@type': 'Person', name: 'Jo' }] },
      { reviewer: 'Jo', reviewerKind: 'person' },
      [],
    ],
    [
      'a person for an author, and who published the review',
      { author: { '@type': 'Person', name: 'Jo' }, publisher: { '@type': 'Organization', name: 'The Herald' } },
      { reviewer: 'Jo', reviewerKind: 'person', publisher: 'The Herald' },
      [],
    ],
    [
      'an author that published the review itself',
      { author: { name: 'Fact Desk' }, publisher: { name: 'FACT DESK' } },
      { reviewer: 'Fact Desk', publisher: null },
      [],
    ],
    [
      'an archived copy of the review',
      { archivedAt: { '@type': 'WebPage', url: 'https://archive.example/1' } },
      { archivedUrl: 'https://archive.example/1' },
      [],
    ],
    [
      'an archived copy that is no address',
      { archivedAt: 'in the cellar' },
      { archivedUrl: null },
      ['archivedAt that is not an address is not kept'],
    ],
    [
      'an author without a name',
      { author: { url: 'https://x.example' } },
      { reviewer: 'desk.example' },
      ['author without a name is not kept', 'author is missing: the site of the review is used instead'],
    ],
    [
      'no author and no address',
      { author: undefined, url: undefined },
      null,
      ['author is missing: the claim comes without a rating'],
    ],
    [
      'an address without a scheme',
      { url: 'www.desk.example/x?a=1&amp;b=2' },
      { reviewUrl: 'https://www.desk.example/x?a=1&b=2' },
      [],
    ],
    [
      'an invalid address',
      { url: 'javascript:alert(1)' },
      { reviewUrl: null },
      ['url is not a web address and is not kept'],
    ],
    [
      'an invalid date',
      { datePublished: '05/01/2020' },
      { ratedAt: null },
      ['the date of datePublished can’t be read and is not kept'],
    ],
    ['a date that is missing', { datePublished: undefined }, { ratedAt: null }, []],
    ['a member that is not read', { image: 'x' }, {}, ['ClaimReview.image is not kept']],
  ])('a review with %s is read, and what is lost is reported', (_, change, expected, notices) => {
    const { claim, notices: told } = readOne(aReview(change));
    expect(told).toEqual(notices.map((notice) => notice + LEFT));
    if (expected === null) expect(claim.rating).toBeNull();
    else expect(claim.rating).toMatchObject(expected);
  });

  test.each<[string, Json, string[], string[]]>([
    [
      'a work that is reviewed',
      {
        itemReviewed: {
          '@type': 'CreativeWork',
          author: 'Jo',
          url: 'jo.example/1',
          name: 'Mine',
          datePublished: '2020',
        },
      },
      ['Jo@2020 in https://jo.example/1'],
      [],
    ],
    ['an address for the item', { itemReviewed: 'https://jo.example/1' }, ['unnamed in https://jo.example/1'], []],
    ['no item', { itemReviewed: null }, [], []],
    ['no speaker and no appearance', { itemReviewed: { '@type': 'Claim' } }, [], []],
    ['no appearance', item({ appearance: undefined, firstAppearance: undefined }), ['A. Mayor@2020-01-03'], []],
    [
      'appearances as texts',
      item({ firstAppearance: undefined, appearance: ['https://a.example/', 'hearsay', 7] }),
      ['A. Mayor@2020-01-03 in https://a.example/'],
      ['itemReviewed.appearance that is not an address is not kept'],
    ],
    [
      'two speakers',
      item({ appearance: undefined, author: [{ name: 'A' }, 'B'] }),
      ['A@2020-01-03 in https://social.example/mayor/1'],
      ['itemReviewed.author beyond the first is not kept'],
    ],
    [
      'one appearance twice',
      item({ appearance: 'https://social.example/mayor/1' }),
      ['A. Mayor@2020-01-03 in https://social.example/mayor/1'],
      [],
    ],
    [
      'an appearance with nothing in it',
      item({ appearance: {} }),
      ['A. Mayor@2020-01-03 in https://social.example/mayor/1'],
      ['itemReviewed.appearance without an address or a title is not kept'],
    ],
  ])('the statements of a review with %s are read, and what is lost is reported', (_, change, graph, notices) => {
    const { notices: told, ...record } = readOne(aReview(change));
    expect(tell(record)).toEqual(graph);
    expect(told).toEqual(notices.map((notice) => notice + LEFT));
  });

  test.each([
    ['2020-01-05T00:00:00Z', '2020-01-05'],
    ['2020-01-05T00:00:00.000+00:00', '2020-01-05'],
    ['2020-01-05T09:12:33.5+0530', '2020-01-05T09:12+05:30'],
    ['2020-01-05 09:12:33', '2020-01-05'],
    ['2020-1-5', '2020-01-05'],
    ['2020/1/5', '2020-01-05'],
    ['Jan 5, 2020', '2020-01-05'],
    ['Sunday, January 5th, 2020', '2020-01-05'],
    ['5 Sept. 2020', '2020-09-05'],
    ['March 2020', '2020-03'],
    [2020, '2020'],
    [{ '@type': 'Date', '@value': '2020-01' }, '2020-01'],
    ['2020-02-30', null],
    ['Feb 30, 2020', null],
    ['Marvellous 5, 2020', null],
    ['01/05/2020', null],
    ['yesterday', null],
    [true, null],
  ])('the review date %j is read as %j', (datePublished, expected) => {
    expect(readOne(aReview({ datePublished })).claim.rating!.ratedAt).toBe(expected);
  });

  it('the text of a review is put on one line with its entities resolved', () => {
    const claimReviewed = '  &ldquo;A&#x20;&amp;&#66;&rdquo;\n&lt;b&gt; &bogus; &#0; \u202e\ud800 ';
    expect(readOne(aReview({ claimReviewed })).claim.text).toBe('“A &B” <b> &bogus; &#0; \ufffd');
  });

  it('two reviews with the same words at the same address become one claim', () => {
    const { records, notices } = read([aReview(), aReview({ author: 'Else' }), aReview({ claimReviewed: 'Other.' })]);
    expect(records.map(({ claim }) => claim.text)).toEqual(['The bridge fell.', 'Other.']);
    expect(notices).toEqual(['a review of the same words at the same address is left out: [1]']);
  });
});

test('reading a feed never throws and gives valid claims, whatever is in it', () => {
  const members = [
    'claimReviewed',
    'itemReviewed',
    'reviewRating',
    'author',
    'datePublished',
    'url',
    'inLanguage',
    '@type',
  ];
  const junk = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.constantFrom('', 'x'.repeat(5_000), 'http://', 'https://a.example/?q=<', '&#xffffff;', '2020-13-45', [
      [[['deep']]],
    ]),
    fc.constantFrom(
      { '@id': 'https://loop.example' },
      { '@value': { '@value': 1 } },
      { __proto__: null, name: ['', null] },
    ),
  );
  const mutate = fc.record({ member: fc.constantFrom(...members), value: junk, within: fc.boolean() });
  const law = fc.property(fc.array(mutate, { maxLength: 5 }), junk, (changes, other) => {
    const review = aReview();
    // What is parsed holds no thing twice, and so no thing within itself.
    for (const { member, value, within } of changes.map((change) => structuredClone(change))) {
      const inner = review.itemReviewed;
      if (within && typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
        (inner as Json)[member === 'url' ? 'appearance' : member] = value;
      } else review[member] = value;
    }
    const value = [{ '@id': 'https://loop.example', author: review }, review, other];
    const [once, again] = [readClaimReviews(value, AT), readClaimReviews(structuredClone(value), AT)];
    expect(again).toEqual(once);
    if (once.ok) for (const { record } of once.claims) analyse(record);
  });
  fc.assert(law, { numRuns: 300, endOnFailure: true });
});
