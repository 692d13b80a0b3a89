/** What domain.md says of the two real stories, row by row, as programs and readers get it. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { HearsayClaim } from '../../../src/formats/hearsay/schema.ts';
import type { Hops } from '../../../src/model/records.ts';
import { openSample } from '../open-app.ts';
import { read } from '../signed-in.ts';

/** One side of a claim. Hops: "2–3", or "1+" where the trail ends at something nobody here has read. */
interface Side {
  hops: string;
  /** Each with its hops, and the nearest hop that nobody here has read. */
  reports: Record<string, readonly [hops: string, weakest: string | null]>;
  ends: Record<string, string>;
  sources: number;
  chokePoints: readonly string[];
}

interface Row extends Side {
  headline: string;
  support: Record<string, string>;
  findings: readonly string[];
  /** The sources without which no report reaches an end. */
  breakPoints: readonly string[];
  contested: Side | null;
}

const COUNCIL = 'Security Council of Russia';
const CHIEF = 'Chief of the External Policy Office, Ministry of Foreign Affairs of North Korea';

/** By what the claim says, in the order of the sample. */
const ROWS: Record<string, Row> = {
  'the 17 June visit follows up 4 June': {
    headline:
      "IANS's report is 2 to 3 hops from its origin, the Security Council of Russia; every chain passes through TASS; only IANS's own story has been read here.",
    hops: '2–3',
    reports: { 'IANS 17': ['2–3', `TASS → ${COUNCIL}`] },
    ends: { [COUNCIL]: 'origin' },
    sources: 1,
    chokePoints: ['TASS'],
    breakPoints: ['TASS', COUNCIL],
    support: {
      'IANS 17 → TASS': 'read',
      'IANS 17 → Yonhap': 'read',
      'Yonhap → TASS': 'second-hand',
      [`TASS → ${COUNCIL}`]: 'second-hand',
    },
    findings: ['choke-point: TASS', 'second-hand-hop: Yonhap, TASS', `second-hand-hop: TASS, ${COUNCIL}`],
    contested: null,
  },
  'Shoigu’s second arrival': {
    headline: "IANS's report goes back at least 1 hop: the trail ends at TASS, whose report nobody here has read.",
    hops: '1+',
    reports: { 'IANS 17': ['1+', null] },
    ends: { TASS: 'open' },
    sources: 1,
    chokePoints: [],
    breakPoints: ['TASS'],
    support: { 'IANS 17 → TASS': 'read' },
    findings: ['open-end: TASS'],
    contested: null,
  },
  'Shoigu’s arrival on 4 June': {
    headline:
      "IANS's report of 4 June 2025 is 1 hop from an unnamed source (“a Russian news report”); IANS repeated it on 17 June 2025 without the attribution it gave on 4 June 2025; only the statements by IANS (4 June 2025) and IANS (17 June 2025) have been read here.",
    hops: '1',
    reports: { 'IANS 4': ['1', null], 'IANS 17': ['none', null] },
    ends: { 'a Russian news report': 'unnamed', 'IANS 17': 'dropped' },
    sources: 0,
    chokePoints: [],
    breakPoints: [],
    support: { 'IANS 4 → a Russian news report': 'read' },
    findings: ['attribution-dropped: IANS 4, IANS 17', 'unnamed-end: a Russian news report'],
    contested: null,
  },
  'on Putin’s instructions': {
    headline:
      '2 reports, by IANS (4 June 2025) and IANS (17 June 2025), go back at least 1 hop: the trail ends at TASS, whose report nobody here has read.',
    hops: '1+',
    reports: { 'IANS 4': ['1+', null], 'IANS 17': ['1+', null] },
    ends: { TASS: 'open' },
    sources: 1,
    chokePoints: [],
    breakPoints: ['TASS'],
    support: { 'IANS 4 → TASS': 'read', 'IANS 17 → TASS': 'read' },
    findings: ['single-origin: TASS', 'open-end: TASS'],
    contested: null,
  },
  'what Kim and Shoigu were to discuss': {
    headline:
      "IANS's report is 2 hops from its origin, the Security Council of Russia; only IANS's own story has been read here.",
    hops: '2',
    reports: { 'IANS 4': ['2', `TASS → ${COUNCIL}`] },
    ends: { [COUNCIL]: 'origin' },
    sources: 1,
    chokePoints: ['TASS'],
    breakPoints: ['TASS', COUNCIL],
    support: { 'IANS 4 → TASS': 'read', [`TASS → ${COUNCIL}`]: 'second-hand' },
    findings: [`second-hand-hop: TASS, ${COUNCIL}`],
    contested: null,
  },
  'Ri met Shoigu in Moscow': {
    headline: "IANS's report goes back at least 1 hop: the trail ends at Yonhap, whose report nobody here has read.",
    hops: '1+',
    reports: { 'IANS 4': ['1+', null] },
    ends: { Yonhap: 'open' },
    sources: 1,
    chokePoints: [],
    breakPoints: ['Yonhap'],
    support: { 'IANS 4 → Yonhap': 'read' },
    findings: ['open-end: Yonhap'],
    contested: null,
  },
  'what they discussed in Moscow': {
    headline: "IANS's report is 1 hop from an unnamed source; only IANS's own story has been read here.",
    hops: '1',
    reports: { 'IANS 4': ['1', null] },
    ends: { unnamed: 'unnamed' },
    sources: 0,
    chokePoints: [],
    breakPoints: [],
    support: { 'IANS 4 → unnamed': 'read' },
    findings: ['unnamed-end: unnamed'],
    contested: null,
  },
  'Kim may visit Russia': {
    headline:
      "IANS's report of 4 June 2025 is 1 hop from an unnamed source; IANS's report of 17 June 2025 is 1 hop from an unnamed source; only the statements by IANS (4 June 2025) and IANS (17 June 2025) have been read here.",
    hops: '1',
    reports: { 'IANS 4': ['1', null], 'IANS 17': ['1', null] },
    ends: { unnamed: 'unnamed', 'unnamed (2)': 'unnamed' },
    sources: 0,
    chokePoints: [],
    breakPoints: [],
    support: { 'IANS 4 → unnamed': 'read', 'IANS 17 → unnamed (2)': 'read' },
    findings: ['unnamed-end: unnamed', 'unnamed-end: unnamed (2)'],
    contested: null,
  },
  'defence technology': {
    headline:
      "IANS's report of 4 June 2025 is 1 hop from an unnamed source; IANS's report of 17 June 2025 is 1 hop from an unnamed source; only the statements by IANS (4 June 2025) and IANS (17 June 2025) have been read here.",
    hops: '1',
    reports: { 'IANS 4': ['1', null], 'IANS 17': ['1', null] },
    ends: { unnamed: 'unnamed', 'unnamed (2)': 'unnamed' },
    sources: 0,
    chokePoints: [],
    breakPoints: [],
    support: { 'IANS 4 → unnamed': 'read', 'IANS 17 → unnamed (2)': 'read' },
    findings: ['unnamed-end: unnamed', 'unnamed-end: unnamed (2)'],
    contested: null,
  },
  'cooperation in breach of resolutions': {
    headline:
      "IANS's report of 4 June 2025 is 1 hop from its origin, MSMT; only IANS's own story of 4 June 2025 has been read here. Denied by the Chief of the External Policy Office, Ministry of Foreign Affairs of North Korea, through KCNA.",
    hops: '1',
    reports: { 'IANS 4': ['1', null] },
    ends: { MSMT: 'origin' },
    sources: 1,
    chokePoints: [],
    breakPoints: ['MSMT'],
    support: {
      'IANS 4 → MSMT': 'read',
      'IANS 4 denies → KCNA denies': 'read',
      [`KCNA denies → ${CHIEF} denies`]: 'second-hand',
    },
    findings: [
      `contested: IANS 4 denies, KCNA denies, ${CHIEF} denies`,
      `second-hand-hop: KCNA denies, ${CHIEF} denies`,
    ],
    contested: {
      hops: '2',
      reports: { 'IANS 4 denies': ['2', `KCNA denies → ${CHIEF} denies`] },
      ends: { [`${CHIEF} denies`]: 'origin' },
      sources: 1,
      chokePoints: ['KCNA denies'],
    },
  },
  'the report is a fabrication': {
    headline:
      "IANS's report is 2 hops from its origin, the Chief of the External Policy Office, Ministry of Foreign Affairs of North Korea; only IANS's own story has been read here.",
    hops: '2',
    reports: { 'IANS 4': ['2', `KCNA → ${CHIEF}`] },
    ends: { [CHIEF]: 'origin' },
    sources: 1,
    chokePoints: ['KCNA'],
    breakPoints: ['KCNA', CHIEF],
    support: { 'IANS 4 → KCNA': 'read', [`KCNA → ${CHIEF}`]: 'second-hand' },
    findings: [`second-hand-hop: KCNA, ${CHIEF}`],
    contested: null,
  },
};

/** The sentences of the invented story, in the order of the sample. */
const INVENTED = [
  "Hanyeoul News Agency's (한여울통신) report is 2 hops from its 2 origins, Ines Corrado and @quaywatch; every chain passes through The Narrows Post; all but the statement by Ines Corrado have been read here.",
  '2 statements, by Evening Lamp and @quaywatch, are 1 to 3 hops from their origin, Orrin Bridge Authority; every statement has been read here.',
  "Orrin Courier's report is 3 hops from an unnamed source (“a source in the port”, источник в порту)",
  "Evening Lamp's report leads into a circle and reaches no end; every statement has been read here.",
  "The Narrows Post's report is 3 hops from its origin, the Ministry of Transport of Karrow; all but the statement by the Ministry of Transport of Karrow have been read here.",
  '2 reports, by Evening Lamp and The Narrows Post, are 2 to 6 hops from their origin, Orrin Bridge Authority; every chain passes through Karrow News Agency; all but the statement by White Cape Herald (Вестник Белого Мыса) have been read here.',
  "The Narrows Post's report goes back at least 2 hops: the trail ends at the Harbour Master of Sandhythe, whose statement nobody here has read; there is no evidence that Delmar Yard cites the Harbour Master of Sandhythe.",
  "The Narrows Post's report is 1 hop from its origin, Ines Corrado",
  "Karrow Open Encyclopedia's report of 25 August 2025 is 2 hops from Karrow Open Encyclopedia (22 August 2025), which gives no source; every statement has been read here.",
  "The Narrows Post's report is 1 hop from Evening Lamp, whose attribution is disputed; Halden Bulk disputes what Evening Lamp attributes to it.",
];

/** The names that the rows use: with the day of the story, or the stance, where a source speaks twice. */
function nameStatements({ sources, documents, statements }: HearsayClaim): Map<string, string> {
  const names = new Map<string, string>();
  for (const { uid, source, document, stance } of statements) {
    const day = documents.find((one) => one.uid === document)?.publishedAt?.replace('2025-06-', '');
    const parts = [
      nameSource(sources, source),
      ...(day ? [Number(day)] : []),
      ...(stance === 'asserts' ? [] : [stance]),
    ];
    const name = parts.join(' ');
    names.set(uid, [...names.values()].includes(name) ? `${name} (2)` : name);
  }
  return names;
}

const nameSource = (sources: HearsayClaim['sources'], uid: string): string =>
  sources.find((source) => source.uid === uid)!.name;

/** What a row says, as the JSON of the claim says it. */
function describeJson(claim: HearsayClaim): Omit<Row, 'headline'> {
  const { sources, attributions, analysis } = claim;
  const names = nameStatements(claim);
  const nameOf = (uid: string) => names.get(uid)!;
  const hop = ({ citing, cited }: HearsayClaim['attributions'][number]) => `${nameOf(citing)} → ${nameOf(cited)}`;
  const nameHop = (uid: string | null) => (uid === null ? null : hop(attributions.find((one) => one.uid === uid)!));
  const side = ({
    hops,
    reports,
    ends,
    independentSources,
    chokePoints,
  }: NonNullable<Analysis['contested']>): Side => ({
    hops: writeRange(hops),
    reports: Object.fromEntries(
      reports.map(({ statement, hops, weakestHop }) => [nameOf(statement), [writeRange(hops), nameHop(weakestHop)]]),
    ),
    ends: Object.fromEntries(ends.map(({ statement, kind }) => [nameOf(statement), kind])),
    sources: independentSources,
    chokePoints: chokePoints.map(nameOf),
  });
  const { breakPoints, findings, contested } = analysis!;
  return {
    ...side(analysis!),
    breakPoints: breakPoints.map((set) => set.map((uid) => nameSource(sources, uid)).join(' and ')),
    support: Object.fromEntries(attributions.map((one) => [hop(one), one.support!])),
    findings: findings.map(({ kind, statements }) => `${kind}: ${statements.map(nameOf).join(', ')}`),
    contested: contested && side(contested),
  };
}

type Analysis = NonNullable<HearsayClaim['analysis']>;

const HOP_WORDS: Readonly<Record<string, string>> = {
  '1': '1 hop',
  '1+': 'At least 1 hop',
  '2': '2 hops',
  '2–3': '2 to 3 hops',
};

const END_WORDS: Readonly<Record<string, string>> = {
  origin: 'Origin',
  open: 'Trail ends here',
  unnamed: 'Unnamed source',
  dropped: 'Attribution dropped',
};

/** What a page says of a row, as `readClaimPage` finds it. */
function describePage({ hops, reports, sources, ends, findings, support, breakPoints, contested }: Row) {
  const isReport = new Set([...Object.keys(reports), ...Object.keys(contested?.reports ?? {})]);
  const kinds = Object.entries({ ...ends, ...contested?.ends });
  const roles = new Map([
    ...[...isReport].map((name) => [name, 'Report'] as const),
    ...kinds.map(([name, kind]) => {
      const words = END_WORDS[kind]!;
      return [name, isReport.has(name) ? `Report, ${words.toLowerCase()}` : words] as const;
    }),
  ]);
  return {
    number: HOP_WORDS[hops],
    contested: contested && HOP_WORDS[contested.hops],
    counts: [
      `${Object.keys(reports).length} report${Object.keys(reports).length === 1 ? '' : 's'}`,
      sources === 0 ? 'no independent sources' : `at most ${sources} independent source${sources === 1 ? '' : 's'}`,
    ],
    roles: Object.fromEntries(roles),
    findings: [...new Set(findings.map((finding) => finding.replace(/:.*/, '')))],
    support,
    // Of a single hop nobody is offered to be taken out.
    breakPoints: Object.keys(reports).length === 1 && /^1\+?$/.test(hops) ? [] : breakPoints,
  };
}

/** What the page of a claim says: number, counts, who is a report or an end, kinds of findings, support, break points. */
function readClaimPage(html: string, claim: HearsayClaim): ReturnType<typeof describePage> {
  const names = nameStatements(claim);
  const hops = new Map(
    claim.attributions.map(({ uid, citing, cited }) => [uid, `${names.get(citing)!} → ${names.get(cited)!}`]),
  );
  const cut = (from: string, to: string) => {
    const start = html.indexOf(from);
    return start === -1 ? '' : html.slice(start, html.indexOf(to, start));
  };
  const listParts = (kind: string) => html.split(new RegExp(`<div class="${kind} [^"]*" id=".-`)).slice(1);
  const roles = listParts('line').flatMap((part) => {
    const role = /<span class="role">([^<]+)</.exec(part.slice(0, part.indexOf('</p>')))?.[1];
    return role === undefined ? [] : [[names.get(part.slice(0, 36))!, role] as const];
  });
  const support = listParts('attribution').map((part) => {
    return [hops.get(part.slice(0, 36))!, /support--([a-z-]+)/.exec(part)![1]!] as const;
  });
  const breaking = cut('<optgroup label="Without it, no report by others', '</optgroup>');
  return {
    number: /class="distance-number">([^<]+)</.exec(html)?.[1],
    contested: /Counted apart: <strong>([^<]+)</.exec(html)?.[1] ?? null,
    counts: [...cut('class="counts"', '</p>').matchAll(/>([^<]+)<\/a>/g)].map(([, words]) => words!).slice(0, 2),
    roles: Object.fromEntries(roles),
    findings: [...cut('id="findings"', '</section>').matchAll(/#finding-([a-z-]+)"/g)].map(([, kind]) => kind!),
    support: Object.fromEntries(support),
    breakPoints: [...breaking.matchAll(/<option [^>]*>([^<]+)</g)].map(([, name]) => name!),
  };
}

function writeRange(hops: Hops | null): string {
  if (!hops) return 'none';
  const { fewest, most, open } = hops;
  return (fewest === most ? `${fewest}` : `${fewest}–${most}`) + (open ? '+' : '');
}

describe('the rows of domain.md', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  beforeAll(async () => {
    sample = await openSample();
  });

  test.each(Object.entries(ROWS).map(([what, row], place) => ({ what, row, path: `/claims/${place + 1}` })))(
    '$what: the claim’s JSON has the row’s numbers, ends and findings',
    async ({ row: { headline: _, ...row }, path }) => {
      const { body } = await sample.get(`${path}.json`).redirects(1);
      expect(describeJson(body as HearsayClaim)).toEqual(row);
    },
  );

  test.each(Object.entries(ROWS).map(([what, row], place) => ({ what, row, path: `/claims/${place + 1}` })))(
    '$what: the page says so to readers',
    async ({ row, path }) => {
      const answer = await sample.get(path).redirects(1);
      const { body } = await sample.get(`${path}.json`).redirects(1);
      expect(read(answer).text).toContain(row.headline);
      expect(readClaimPage(answer.text, body as HearsayClaim)).toEqual(describePage(row));
    },
  );

  test.each(
    Object.entries(ROWS).flatMap(([what, { breakPoints }], place) =>
      breakPoints.length === 0 ? [] : [{ what, breakPoints, path: `/claims/${place + 1}` }],
    ),
  )('$what: without its break points no report by others reaches an end', async ({ breakPoints, path }) => {
    const { body } = await sample.get(`${path}.json`).redirects(1);
    for (const name of breakPoints) {
      const { uid } = (body as HearsayClaim).sources.find((source) => source.name === name)!;
      const { text } = await sample.get(`${path}?without=${uid}`).redirects(1);
      expect(/class="distance-number">([^<]+)</.exec(text)?.[1]?.trim(), name).toBe('No end reached');
    }
  });

  test.each(INVENTED.map((headline, place) => ({ headline, path: `/claims/${Object.keys(ROWS).length + place + 1}` })))(
    '$headline',
    async ({ headline, path }) => {
      expect(read(await sample.get(path).redirects(1)).text).toContain(headline);
    },
  );

  it('every row is a claim of the sample’s real stories, and there is no other', () => {
    const real = sample.claims.filter(({ claim }) => !claim.topics.includes('invented example'));
    expect(real).toHaveLength(Object.keys(ROWS).length);
  });
});
