/** The test that searches for false origins finds them, and no others. */
import { describe, expect, test } from 'vitest';
import { graph, uidOf } from './graph.ts';
import { findInJson, findInMarkup, findInSentences, listOrigins, type Origins } from './origin-words.ts';

const COUNCIL = uidOf('statement', 'Council');
const TASS = uidOf('statement', 'TASS');
const claim = graph('IANS->TASS TASS->Council Yonhap');
const ORIGINS: Origins = listOrigins([
  { ...claim, statements: claim.statements.map((one) => (one.uid === COUNCIL ? { ...one, basis: 'own-act' } : one)) },
]);

describe('a sentence', () => {
  test.each([
    "IANS's report is 1 hop from its origin, TASS; every chain passes through it.",
    "IANS's report is 2 hops from its 2 origins, Council and Yonhap.",
    'TASS is the origin.',
    'The origin, Yonhap, gives no source.',
    'TASS (origin)',
    'As origin: TASS',
    'Yonhap: report and origin',
    "Yonhap's report cites nobody: it is its own origin.",
    'Both rest on TASS, their origin.',
    'Origin TASS',
    'Nobody cites anybody: every statement is its own origin.',
  ])('false: %s', (line) => expect(findInSentences([line], ORIGINS)).not.toEqual([]));

  test.each([
    "IANS's report is 2 hops from its origin, Council; every chain passes through TASS.",
    "IANS's report is 1 to 2 hops from its origin, Council, and from TASS, which gives no source.",
    "IANS's report reaches no origin: the trail ends at TASS.",
    'An origin knew it by itself. TASS had it from somebody.',
    'Council is the origin; TASS is not.',
    "TASS's original report",
    'TASSELS are the origin of the fringe.',
  ])('true: %s', (line) => expect(findInSentences([line], ORIGINS)).toEqual([]));
});

describe('a page', () => {
  test.each([
    '<p>from its origin, <bdi lang="en">TASS</bdi></p>',
    '<p>1 hop from its <a href="/about#origin">origin</a>, TASS.</p>',
    '<li><span class="role">Origin</span> <a href="#x">TASS</a></li>',
    `<svg><g data-statement="${TASS}"><a href="#x"><text>ORIGIN · 17 Jun 2025</text> <text>T…</text></a></g></svg>`,
    `<svg><a href="/claims/1-x#s-${TASS}"><text>Origin</text></a></svg>`,
    '<table><tr><td>Origin</td><td>TASS</td></tr></table>',
    '<tr><td><svg class="glyph is-origin"></svg> Yonhap</td></tr>',
    '<img src="x" alt="IANS to its origin, TASS">',
    '<entry><summary type="html">&lt;p&gt;1 hop from its origin, TASS.&lt;/p&gt;</summary></entry>',
    '<text>its origin,</text><desc>1 hop from its origin, TASS</desc>',
    `<node id="${TASS}"><data key="node-place">origin</data></node>`,
    `<svg><text x="120" y="22" font-weight="600" text-anchor="middle">Origins</text><g transform="translate(16,40)" data-statement="${TASS}"></g></svg>`,
  ])('false: %s', (markup) => expect(findInMarkup(markup, ORIGINS)).not.toEqual([]));

  test.each([
    '<p>from its origin, <bdi lang="en">Council</bdi></p><p>TASS</p>',
    `<svg><g data-statement="${COUNCIL}"><text>ORIGIN</text></g><g data-statement="${TASS}"><text>TASS</text></g></svg>`,
    '<table><tr><th>Origin</th></tr><tr><td>TASS</td></tr></table>',
    `<svg><text x="120" y="22" font-weight="600" text-anchor="middle">Origins</text><g transform="translate(400,40)" data-statement="${TASS}"></g></svg>`,
    '<ul class="legend"><li class="is-origin">origin</li></ul><p>TASS</p>',
    '<li>TASS</li><li>Origin: Council</li>',
  ])('true: %s', (markup) => expect(findInMarkup(markup, ORIGINS)).toEqual([]));

  test('the page of one source says it of that source', () => {
    const markup = '<table><tr><td>A claim</td><td>origin</td></tr></table>';
    expect(findInMarkup(markup, ORIGINS, 'TASS')).not.toEqual([]);
    expect(findInMarkup(markup, ORIGINS, 'Council')).toEqual([]);
    expect(findInMarkup('<dl><dt>As origin</dt><dd>1</dd></dl>', ORIGINS, 'TASS')).not.toEqual([]);
    expect(findInMarkup('<dl><dt>As origin</dt><dd>0</dd></dl>', ORIGINS, 'TASS')).toEqual([]);
    expect(
      findInMarkup('<table><tr><td>A claim</td><td>report, origin</td></tr></table>', ORIGINS, 'TASS'),
    ).not.toEqual([]);
  });
});

test('data', () => {
  expect(findInJson({ ends: [{ statement: TASS, kind: 'origin' }] }, ORIGINS)).not.toEqual([]);
  expect(findInJson({ ends: [{ statement: COUNCIL, kind: 'origin' }] }, ORIGINS)).toEqual([]);
  expect(findInJson({ message: 'The origin is TASS.' }, ORIGINS)).not.toEqual([]);
  expect(findInJson({ uid: uidOf('source', 'TASS'), asOrigin: 1 }, ORIGINS)).not.toEqual([]);
  expect(findInJson({ uid: uidOf('source', 'TASS'), stat: { asOrigin: 1 } }, ORIGINS)).not.toEqual([]);
  expect(findInJson({ stat: { asOrigin: 1 } }, ORIGINS, uidOf('source', 'TASS'))).not.toEqual([]);
  expect(findInJson({ uid: uidOf('source', 'TASS'), asOrigin: 0 }, ORIGINS)).toEqual([]);
});

test('there is an origin only where somebody may be called one', () => {
  const none = listOrigins([claim]);
  expect(findInSentences(['2 hops from origin'], none)).not.toEqual([]);
  expect(findInSentences(['2 hops from its origin'], none)).not.toEqual([]);
  expect(findInSentences(['2 hops from an unnamed source'], none)).toEqual([]);
  expect(findInSentences(['A hop leads from a report towards an origin.'], none)).toEqual([]);
});
