import type { ClaimOfSource, PairList, ClaimsOfSource } from '../../storage/sources/profile.ts';
import type { StoredSource } from '../../storage/sources/sources.ts';
import { writeSource, writeStat } from '../records/json.ts';
import {
  absoluteUrl,
  claimAddress,
  documentAddress,
  editSourcePath,
  mergeSourcePath,
  outboundUrl,
  recordHistoryAddress,
  sourceAddress,
} from '../../urls/records.ts';
import {
  writeCountry,
  writeLanguage,
  writeCount,
  writeHops,
  writeNumber,
  SOURCE_KIND_WORDS,
  RELATION_WORDS,
} from '../../wording/values.ts';
import { writeDay } from '../../wording/dates.ts';
import { writeKindAndVersion } from '../../wording/documents.ts';
import { writeName, joinName, writeTitle, type TextWithLanguage, type ShownName } from '../../wording/names.ts';
import { claimsOfSourcePath, documentsAddress } from '../../urls/site.ts';
import { drawFlow, type FlowSide } from '../../drawing/flow.ts';
import { type DistanceCount, type UsualDistance, findUsualDistance } from '../../provenance/usual-distance.ts';
import type { SourceStat } from '../../storage/sources/list.ts';
import { describeGlyphLegend, describeHopGlyph } from '../../wording/hop-glyph.ts';
import type { DocumentPage } from '../../storage/documents/list.ts';

export function buildProfileModel(profile: Profile, after: number | null, mayEdit: boolean) {
  const { stored, stat, claims, documents } = profile;
  const { id, source } = stored;
  const here = { id, name: source.name };
  const name = writeName(source);
  const [cites, citedBy] = [describePairs(profile.cites), describePairs(profile.citedBy)];
  const distance = buildDistance(profile.distances, stat);
  const rows = claims.items.map(describeClaim);
  return {
    name,
    kind: SOURCE_KIND_WORDS[source.kind],
    isHidden: stat.named === 0 && mayEdit,
    aliases: source.aliases
      .filter((alias) => alias.name !== source.name && alias.name !== name.text)
      .map(({ name, language }) => ({ text: name, lang: language, language: language && writeLanguage(language) })),
    country: source.country && writeCountry(source.country),
    homepage: outboundUrl(source.homepage),
    wikidata: source.wikidata
      ? { text: source.wikidata, href: `https://www.wikidata.org/wiki/${source.wikidata}` }
      : null,
    measures: [
      measureClaims('Claims', stat.claims, claimsOfSourcePath(id)),
      measureClaims('As report', stat.asReport, claimsOfSourcePath(id, 'report')),
      measureClaims('In between', stat.asMiddle, claimsOfSourcePath(id, 'middle')),
      measureClaims('As an end', stat.asEnd, claimsOfSourcePath(id, 'end')),
      measureClaims('As origin', stat.asOrigin, claimsOfSourcePath(id, 'origin')),
      ...(distance ? [{ ...distance.measure, href: null }] : []),
    ],
    family: buildFamily(profile),
    distance,
    flow: buildFlow(name, citedBy, cites),
    cites,
    citedBy,
    claims: rows,
    legend: describeGlyphLegend(rows.map(({ glyph }) => glyph)),
    listHref: stat.claims === 0 ? null : claimsOfSourcePath(id),
    nextHref: claims.next === null ? null : sourceAddress(here, claims.next).html,
    firstHref: after === null ? null : sourceAddress(here).html,
    documents: documents.items.map(({ stored: { id: number, document } }) => ({
      href: documentAddress({ id: number, title: document.title }).html,
      title: document.title,
      lang: writeTitle(document).lang,
      kindAndVersion: writeKindAndVersion(document),
      date: writeDay(document.publishedAt),
    })),
    documentsHref: documents.next === null ? null : documentsAddress({ publisher: id }).html,
    editing: mayEdit
      ? {
          editHref: editSourcePath(id),
          mergeHref: mergeSourcePath(id),
          historyHref: recordHistoryAddress('sources', id).html,
        }
      : null,
    merged: profile.merged.map((one) => ({ name: writeName(one.source), href: mergeSourcePath(one.id) })),
  };
}

/** A number of published claims, with the list of them. */
function measureClaims(name: string, claims: number, path: string) {
  return { name, value: writeNumber(claims), href: claims === 0 ? null : path };
}

type PairsModel = ReturnType<typeof describePairs>;

function describePairs({ total, pairs }: PairList) {
  return {
    pairs: pairs.map(({ stored: { id, source }, claims, attributions }) => ({
      name: writeName(source),
      href: sourceAddress({ id, name: source.name }).html,
      times: attributions,
      counts: `${writeCount(attributions, 'time')} in ${writeCount(claims, 'claim')}`,
    })),
    total,
    cut:
      pairs.length < total
        ? `The most frequent ${writeNumber(pairs.length)} of ${writeNumber(total)} are shown.`
        : null,
  };
}

function describeClaim(claim: ClaimOfSource) {
  return {
    href: claimAddress(claim).html,
    text: claim.text,
    language: claim.language,
    hops: writeHops(claim.hops),
    glyph: describeHopGlyph(claim.glyph),
    roles: listRoles(claim).join(', '),
    status: claim.status === 'published' ? null : claim.status,
  };
}

function listRoles({ asReport, asMiddle, asEnd, asOrigin }: ClaimOfSource): string[] {
  return [
    asReport > 0 ? 'report' : [],
    asMiddle > 0 ? 'in between' : [],
    asEnd > asOrigin ? 'end' : [],
    asOrigin > 0 ? 'origin' : [],
  ].flat();
}

/** The JSON twin. Counts are of published claims. */
export function writeProfile(profile: Profile, baseUrl: string): object {
  const { stored, stat, above, below, claims, documents } = profile;
  const { id, source } = stored;
  const name = (one: StoredSource): object => writeSource(one.id, one.source, baseUrl);
  const pairs = (list: PairList) => ({
    total: list.total,
    sources: list.pairs.map((pair) => ({ ...name(pair.stored), claims: pair.claims, attributions: pair.attributions })),
  });
  return {
    source: {
      ...name(stored),
      aliases: source.aliases,
      homepage: source.homepage,
      wikidata: source.wikidata,
      counts: writeStat(stat),
      distance: writeDistance(profile.distances, stat),
    },
    above: above.map(name),
    below: below.map(name),
    cites: pairs(profile.cites),
    citedBy: pairs(profile.citedBy),
    documents: documents.items.map(({ stored: { id: number, document } }) => ({
      id: number,
      uid: document.uid,
      pageUrl: absoluteUrl(baseUrl, documentAddress({ id: number, title: document.title }).html),
      title: document.title,
    })),
    claims: claims.items.map((claim) => ({
      id: claim.id,
      uid: claim.uid,
      url: absoluteUrl(baseUrl, claimAddress(claim).html),
      text: claim.text,
      status: claim.status,
      hops: claim.hops,
      roles: pickRoles(claim),
    })),
    next: claims.next === null ? null : sourceAddress({ id, name: source.name }, claims.next).json,
  };
}

/** Of its statements in one claim. */
function pickRoles({ asReport, asMiddle, asEnd, asOrigin }: ClaimOfSource): object {
  return { asReport, asMiddle, asEnd, asOrigin };
}

/** Null where nobody cites and nobody is cited. */
function buildFlow(name: ShownName, citedBy: PairsModel, cites: PairsModel) {
  const totals = [
    describeTotal(citedBy, 'cites it', 'cite it'),
    describeTotal(cites, 'is cited by it', 'are cited by it'),
  ];
  return drawFlow({
    title: `Who cites ${joinName(name)}, and whom it cites`,
    description: `${totals.join('; ')}.`,
    name,
    citing: { heading: 'Who cites it', nobody: 'Nobody cites it', listHref: '#cited-by', ...listEnds(citedBy) },
    cited: { heading: 'Whom it cites', nobody: 'It cites nobody', listHref: '#cites', ...listEnds(cites) },
  });
}

function listEnds({ pairs, total }: PairsModel): Pick<FlowSide, 'ends' | 'total'> {
  return { ends: pairs, total };
}

function describeTotal({ total }: PairsModel, one: string, several: string): string {
  return total === 0 ? `nobody ${one}` : `${writeCount(total, 'source')} ${total === 1 ? one : several}`;
}

/** The longest bar, in the units of its drawing. */
const LONGEST = 100;

/** Null for a source that speaks in no published claim. */
function buildDistance(counts: readonly DistanceCount[], { statements }: SourceStat) {
  if (statements === 0) return null;
  const found = findUsualDistance(counts);
  const lost = statements - counts.reduce((all, count) => all + count.statements, 0);
  const most = Math.max(...counts.map((count) => count.statements));
  return {
    ...describeUsual(found),
    rows: counts.map((count) => ({
      hops: count.hops === 0 ? '0 hops: it is an end' : writeCount(count.hops, 'hop'),
      statements: writeNumber(count.statements),
      width: Math.max(1, Math.round((LONGEST * count.statements) / most)),
    })),
    lost: lost === 0 ? null : `${writeCount(lost, 'statement')} ${lost === 1 ? 'leads' : 'lead'} to no such end.`,
  };
}

/** Between distances that are equally common none is the usual one: then the range is all there is to say. */
function describeUsual(found: UsualDistance | null) {
  if (!found) return { measure: { name: 'Distance from an end', value: 'none reached' }, range: 'no such end reached' };
  const { usual, fewest, most } = found;
  const range = fewest < most ? `${writeNumber(fewest)} to ${writeCount(most, 'hop')}` : writeCount(most, 'hop');
  if (usual === null) return { measure: { name: 'Distance from an end', value: range }, range };
  const value = writeCount(usual, 'hop');
  const words = fewest < most ? `usually ${value}; the range is ${range}` : range;
  return { measure: { name: 'Usual distance from an end', value }, range: words };
}

function writeDistance(counts: readonly DistanceCount[], { statements }: SourceStat): object {
  const withEnd = counts.reduce((all, count) => all + count.statements, 0);
  return { hops: findUsualDistance(counts), statements: counts, withoutEnd: statements - withEnd };
}

interface FamilyNode {
  name: TextWithLanguage;
  /** Null for the page's own source. */
  href: string | null;
  /** "part of", "controlled by"; null at the top. */
  relation: { words: string; parent: TextWithLanguage } | null;
  /** "4 claims"; null for none. */
  claims: string | null;
  below: readonly FamilyNode[];
}

/** A nested list; null for a source without a family. */
function buildFamily({ stored, family, stats, isFamilyCut }: Profile) {
  if (family.length < 2) return null;
  const shown = new Map(family.map((one) => [one.id, one]));
  const nodes = new Map<number, FamilyNode & { below: FamilyNode[] }>();
  for (const one of family) {
    const parent = one.parentId === null ? undefined : shown.get(one.parentId);
    nodes.set(one.id, describeNode(one, parent, stats.get(one.id), one.id === stored.id));
  }
  // Children come after their parent, by generation.
  for (const { id, parentId } of family) if (parentId !== null) nodes.get(parentId)?.below.push(nodes.get(id)!);
  return { top: nodes.get(family[0]!.id)!, together: addUp(family, stats), isCut: isFamilyCut };
}

function describeNode(
  { id, source }: StoredSource,
  parent: StoredSource | undefined,
  stat: SourceStat | undefined,
  isHere: boolean,
): FamilyNode & { below: FamilyNode[] } {
  const { name, parentRelation } = source;
  return {
    name: writeName(source),
    href: isHere ? null : sourceAddress({ id, name }).html,
    relation:
      parentRelation && parent ? { words: RELATION_WORDS[parentRelation], parent: writeName(parent.source) } : null,
    claims: stat ? writeCount(stat.claims, 'claim') : null,
    below: [],
  };
}

function addUp(family: readonly StoredSource[], stats: ReadonlyMap<number, SourceStat>): string {
  const statements = family.reduce((all, { id }) => all + (stats.get(id)?.statements ?? 0), 0);
  return `${writeCount(statements, 'statement')} in published claims.`;
}

export interface Profile {
  stored: StoredSource;
  stat: SourceStat;
  distances: readonly DistanceCount[];
  above: readonly StoredSource[];
  below: readonly StoredSource[];
  /** The topmost, and all below it by generation and name. */
  family: readonly StoredSource[];
  /** Of the family, without those that speak in no published claim. */
  stats: ReadonlyMap<number, SourceStat>;
  /** Whether the family has more members than are read. */
  isFamilyCut: boolean;
  cites: PairList;
  citedBy: PairList;
  claims: ClaimsOfSource;
  documents: DocumentPage;
  merged: readonly StoredSource[];
}
