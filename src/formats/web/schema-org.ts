/**
 * A claim in the words of schema.org (https://schema.org/Claim), as JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/).
 *
 * | of ours | in schema.org |
 * | --- | --- |
 * | claim | `Claim`: `text`, `appearance` (the statements that assert it), `firstAppearance`, `subjectOf` (those that deny or doubt it) |
 * | relation of a claim | `isPartOf` the other; a claim that it became is based on it (`isBasedOn`, reversed). schema.org has no word for a contradiction |
 * | statement | `Quotation` when another quotes it and its words are known, else `Statement`; `isBasedOn` what it rests on; `citation` what it answers; `about` the claim, where it denies or doubts it; `isPartOf` its document. One that only disputed attributions tell of is left out, and so are these |
 * | document | by its kind, `CreativeWork` where that is not known: `NewsArticle` of an agency or an outlet, else `Article`; `SocialMediaPosting`, `Episode`, `Article` of the genre "press release", `ImageObject`, `VideoObject`, `AudioObject`, `ScholarlyArticle`, `Dataset`, `WebPage`, `Message`. `version`, `archivedAt` |
 * | source | `NewsMediaOrganization`, `GovernmentOrganization`, `Organization`, `Person`; an account or somebody unnamed may be any: `Thing` |
 * | rating of a claim by somebody else | `ClaimReview` of the claim by its reviewer, with the members that search engines ask for (https://developers.google.com/search/docs/appearance/structured-data/factcheck) |
 *
 * Its dates are of ISO 8601-1, which has no approximate ones; of intervals it has room for the one that a claim is about.
 * Other such dates are left out.
 *
 * `firstAppearance` is there only when it is known: all ends are origins or give no source, everything leads to one, and
 * one is surely before all others or alone.
 */
import { isSurelyBefore, parseDate } from '../../model/dates.ts';
import { groupBy } from '../../model/grouping.ts';
import {
  isDisputed,
  type Analysis,
  type Attribution,
  type Claim,
  type ClaimRecord,
  type ClaimRelation,
  type ClaimRelationKind,
  type Document,
  type DocumentKind,
  type Rating,
  type Source,
  type Statement,
  type Uid,
} from '../../model/records.ts';

type Node = Record<string, unknown>;

export interface SchemaOrgOptions {
  /** The claim's page. */
  url: string;
  /** The address of the whole description. */
  whole: string;
  /** Statements described at most; reports and origins come first. */
  most: number;
}

/**
 * The claim first, then its statements, documents and sources, each named by its uid.
 * @param analysis of this very record
 */
export function writeSchemaOrg(record: ClaimRecord, analysis: Analysis, options: SchemaOrgOptions): object {
  const { sources, documents } = record;
  const attributions = record.attributions.filter((edge) => !isDisputed(edge));
  const first = findFirstAppearance(record, analysis);
  const statements = chooseStatements(record, analysis, { first, most: options.most });
  const kept = new Set(statements.map(({ uid }) => uid));
  const replies = new Set(analysis.replies);
  const joins = groupBy(
    attributions.filter((one) => kept.has(one.citing) && kept.has(one.cited) && !isDisputed(one)),
    ({ citing }) => citing,
  );
  const quoted = new Set(attributions.flatMap(({ cited, manner }) => (manner === 'quotes' ? [cited] : [])));
  const used = listUsed(record, statements);
  const kinds = new Map(sources.map(({ uid, kind }) => [uid, kind]));
  return {
    '@context': 'https://schema.org',
    '@graph': [
      writeClaim(record.claim, statements, first, options),
      ...(record.claim.rating ? [writeReview(record.claim, record.claim.rating, options)] : []),
      ...statements.map((statement) => {
        const own = joins.get(statement.uid) ?? [];
        return writeStatement(statement, record.claim.uid, quoted, {
          basis: own.filter(({ uid }) => !replies.has(uid)),
          answered: own.filter(({ uid }) => replies.has(uid)),
        });
      }),
      ...documents.filter(({ uid }) => used.has(uid)).map((document) => writeDocument(document, kinds)),
      ...sources.filter(({ uid }) => used.has(uid)).map(writeSource),
    ],
  };
}

/** JSON to stand within `<script>`: no `<` can end it there (https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements). */
export function writeScriptJson(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** Leaves out what is unknown. */
const given = (node: Node): Node => Object.fromEntries(Object.entries(node).filter(([, value]) => value !== null));

const isExact = (date: string | null): boolean => date !== null && !date.includes('~');
const pickSingle = (date: string | null): string | null => (isExact(date) && !date!.includes('/') ? date : null);

const nameRecord = (uid: Uid): string => `urn:uuid:${uid}`;
const refer = (uid: Uid): Node => ({ '@id': nameRecord(uid) });

/** The first appearance, the reports and the ends, then whatever else there is room for. */
function chooseStatements(
  record: ClaimRecord,
  { reports, ends, void: unmade }: Analysis,
  { first, most }: { first: Uid | null; most: number },
): readonly Statement[] {
  const statements = record.statements.filter(({ uid }) => !unmade.has(uid));
  if (statements.length <= most) return statements;
  const outer = new Set([...reports, ...ends].map(({ statement }) => statement));
  const rank = ({ uid }: Statement): number => (uid === first ? 0 : outer.has(uid) ? 1 : 2);
  return statements.sort((a, b) => rank(a) - rank(b)).slice(0, most);
}

/** The documents of these statements, and all sources that they and their publishers have above them. */
function listUsed({ sources, documents }: ClaimRecord, statements: readonly Statement[]): ReadonlySet<Uid> {
  const used = new Set(statements.flatMap(({ document }) => document ?? []));
  const publishers = documents.flatMap(({ uid, publisher }) => (used.has(uid) ? [publisher] : []));
  const parents = new Map(sources.map(({ uid, parent }) => [uid, parent]));
  for (const uid of [...statements.map(({ source }) => source), ...publishers]) {
    for (let at: Uid | null = uid; at !== null && !used.has(at); at = parents.get(at) ?? null) used.add(at);
  }
  return used;
}

function writeClaim(
  claim: ClaimRecord['claim'],
  statements: readonly Statement[],
  first: Uid | null,
  { url, whole }: SchemaOrgOptions,
): Node {
  const later = referTo(claim.relations, 'became');
  const [asserting, contesting] = [true, false].map((asserts) =>
    statements.filter(({ stance }) => (stance === 'asserts') === asserts).map(({ uid }) => refer(uid)),
  );
  return given({
    '@id': nameRecord(claim.uid),
    '@type': 'Claim',
    url,
    identifier: nameRecord(claim.uid),
    text: claim.text,
    inLanguage: claim.language,
    temporalCoverage: isExact(claim.aboutDate) ? claim.aboutDate : null,
    keywords: claim.topics.length > 0 ? claim.topics : null,
    isPartOf: referTo(claim.relations, 'part-of'),
    '@reverse': later && { isBasedOn: later },
    appearance: asserting!.length > 0 ? asserting : null,
    firstAppearance: first && refer(first),
    subjectOf: contesting!.length > 0 ? contesting : null,
    encoding: { '@type': 'MediaObject', encodingFormat: 'application/ld+json', contentUrl: whole },
  });
}

function referTo(relations: readonly ClaimRelation[], kind: ClaimRelationKind): Node[] | null {
  const others = relations.filter(({ relation }) => relation === kind);
  return others.length > 0 ? others.map(({ claim }) => ({ ...refer(claim), '@type': 'Claim' })) : null;
}

/** A review without a known address is read on the claim's page. */
function writeReview(claim: Claim, rating: Rating, { url }: SchemaOrgOptions): Node {
  const { reviewer, reviewerKind, reviewerUrl, ratedAt, reviewUrl, publisher, archivedUrl, value, best, worst } =
    rating;
  return given({
    '@id': `${nameRecord(claim.uid)}#review`,
    '@type': 'ClaimReview',
    url: reviewUrl ?? url,
    claimReviewed: claim.text,
    itemReviewed: refer(claim.uid),
    author: given({ '@type': reviewerKind === 'person' ? 'Person' : 'Organization', name: reviewer, url: reviewerUrl }),
    publisher: publisher === null ? null : { '@type': 'Organization', name: publisher },
    archivedAt: archivedUrl,
    datePublished: pickSingle(ratedAt),
    reviewRating: given({
      '@type': 'Rating',
      alternateName: rating.text,
      ratingValue: value,
      bestRating: best,
      worstRating: worst,
    }),
  });
}

/** The end that is known to be the first; null when none is. */
export function findFirstAppearance(record: ClaimRecord, { ends, findings }: Analysis): Uid | null {
  const isKnown = ends.every(({ kind }) => kind === 'origin' || kind === 'unsourced');
  if (!isKnown || findings.some(({ kind }) => kind === 'no-end')) return null;
  const statements = new Map(record.statements.map((statement) => [statement.uid, statement]));
  const dated = ends.map(({ statement: uid }) => ({ uid, date: parseDate(statements.get(uid)!.statedAt) }));
  if (dated.length === 1) return dated[0]!.uid;
  const [first, ...rest] = dated.sort((a, b) => (a.date?.end ?? Infinity) - (b.date?.end ?? Infinity));
  return first && rest.every(({ date }) => isSurelyBefore(first.date, date)) ? first.uid : null;
}

function writeStatement(
  statement: Statement,
  claim: Uid,
  quoted: ReadonlySet<Uid>,
  { basis, answered }: Readonly<Record<'basis' | 'answered', readonly Attribution[]>>,
): Node {
  const { uid, source, document, statedAt, wording, language, stance } = statement;
  const referToCited = (joins: readonly Attribution[]) =>
    joins.length > 0 ? joins.map(({ cited }) => refer(cited)) : null;
  return given({
    '@id': nameRecord(uid),
    '@type': wording !== null && quoted.has(uid) ? 'Quotation' : 'Statement',
    author: refer(source),
    dateCreated: pickSingle(statedAt),
    text: wording,
    inLanguage: language,
    isPartOf: document && refer(document),
    about: stance === 'asserts' ? null : refer(claim),
    isBasedOn: referToCited(basis),
    citation: referToCited(answered),
  });
}

const DOCUMENT_TYPES: Readonly<Record<DocumentKind, string>> = {
  article: 'Article',
  post: 'SocialMediaPosting',
  // A `BroadcastEvent` is the time at which it is on air, and has neither a headline nor parts.
  broadcast: 'Episode',
  'press-release': 'Article',
  image: 'ImageObject',
  video: 'VideoObject',
  audio: 'AudioObject',
  paper: 'ScholarlyArticle',
  dataset: 'Dataset',
  page: 'WebPage',
  message: 'Message',
};

function nameDocumentType(kind: DocumentKind | null, publisher: Source['kind'] | undefined): string {
  if (kind === null) return 'CreativeWork';
  return kind === 'article' && (publisher === 'agency' || publisher === 'outlet')
    ? 'NewsArticle'
    : DOCUMENT_TYPES[kind];
}

function writeDocument(document: Document, kinds: ReadonlyMap<Uid, Source['kind']>): Node {
  const { uid, publisher, kind, title, url, version, archivedUrl, publishedAt, language } = document;
  return given({
    '@id': nameRecord(uid),
    '@type': nameDocumentType(kind, kinds.get(publisher)),
    genre: kind === 'press-release' ? 'press release' : null,
    headline: title,
    url,
    version,
    archivedAt: archivedUrl,
    datePublished: pickSingle(publishedAt),
    inLanguage: language,
    publisher: refer(publisher),
  });
}

const TYPES: Record<Source['kind'], string> = {
  agency: 'NewsMediaOrganization',
  outlet: 'NewsMediaOrganization',
  government: 'GovernmentOrganization',
  organisation: 'Organization',
  person: 'Person',
  account: 'Thing',
  unnamed: 'Thing',
};

function writeSource({ uid, name, kind, country, parent, aliases, homepage, wikidata }: Source): Node {
  const type = TYPES[kind];
  const [isPerson, isThing] = [type === 'Person', type === 'Thing'];
  return given({
    '@id': nameRecord(uid),
    '@type': type,
    name,
    alternateName: aliases.length > 0 ? aliases.map(writeAlias) : null,
    url: homepage,
    sameAs: wikidata && `https://www.wikidata.org/entity/${wikidata}`,
    // A thing of no kind has neither a country nor a parent in schema.org.
    [isPerson ? 'nationality' : 'location']: isThing ? null : country && { '@type': 'Country', identifier: country },
    [isPerson ? 'affiliation' : 'parentOrganization']: isThing ? null : parent && refer(parent),
  });
}

const writeAlias = ({ name, language }: Source['aliases'][number]): unknown =>
  language === null ? name : { '@value': name, '@language': language };
