/** The page of one source, as plain data and as JSON. */
import type { ClaimOfSource, PairList } from '../../storage/sources/profile.ts';
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
import { writeCountry, writeLanguage } from '../../wording/codes.ts';
import { writeCount, writeHops, writeNumber } from '../../wording/counts.ts';
import { writeDay, type DateView } from '../../wording/date-views.ts';
import { SOURCE_KIND_WORDS } from '../../wording/kinds.ts';
import { writeName, type TextWithLanguage } from '../../wording/name-views.ts';
import { buildDistance, writeDistance, type DistanceModel } from './distance.ts';
import { buildFamily, type FamilyModel, type Profile } from './family.ts';
import { buildFlow, type FlowModel, type PairsModel } from './flow.ts';
import { claimsOfSourcePath, documentsAddress } from '../../urls/site.ts';

export interface ClaimRow {
  href: string;
  text: string;
  language: string;
  hops: string;
  /** "report", "between, origin". */
  roles: string;
  /** Null for a published one. */
  status: string | null;
}

export interface ProfileModel {
  name: TextWithLanguage;
  kind: string;
  isHidden: boolean;
  aliases: readonly (TextWithLanguage & { language: string | null })[];
  country: string | null;
  homepage: string | null;
  wikidata: { text: string; href: string } | null;
  measures: readonly { name: string; value: string }[];
  /** Null for a source that has no family. */
  family: FamilyModel | null;
  /** Null while it speaks in no published claim. */
  distance: DistanceModel | null;
  /** Null where nobody cites it and it cites nobody. */
  flow: FlowModel | null;
  cites: PairsModel;
  citedBy: PairsModel;
  claims: readonly ClaimRow[];
  /** The list of claims, narrowed to those it speaks in, or is an origin of; null where there are none. */
  listHrefs: { all: string; asOrigin: string | null } | null;
  nextHref: string | null;
  firstHref: string | null;
  documents: readonly { href: string; title: string; lang: string | null; date: DateView | null }[];
  /** Where all of them are listed; null when all are here. */
  documentsHref: string | null;
  editing: { editHref: string; mergeHref: string; historyHref: string } | null;
  merged: readonly { name: TextWithLanguage; href: string }[];
}

export function buildProfileModel(profile: Profile, after: number | null, mayEdit: boolean): ProfileModel {
  const { stored, stat, claims, documents } = profile;
  const { id, source } = stored;
  const here = { id, name: source.name };
  const name = writeName(source);
  const [cites, citedBy] = [describePairs(profile.cites), describePairs(profile.citedBy)];
  const distance = buildDistance(profile.distances, stat);
  return {
    name,
    kind: SOURCE_KIND_WORDS[source.kind],
    isHidden: stat.claims === 0 && mayEdit,
    aliases: source.aliases
      .filter(({ name }) => name !== source.name)
      .map(({ name, language }) => ({ text: name, lang: language, language: language && writeLanguage(language) })),
    country: source.country && writeCountry(source.country),
    homepage: outboundUrl(source.homepage),
    wikidata: source.wikidata
      ? { text: source.wikidata, href: `https://www.wikidata.org/wiki/${source.wikidata}` }
      : null,
    measures: [
      { name: 'Claims', value: writeNumber(stat.claims) },
      { name: 'As report', value: writeNumber(stat.asReport) },
      { name: 'In between', value: writeNumber(stat.asMiddle) },
      { name: 'As origin', value: writeNumber(stat.asOrigin) },
      ...(distance ? [{ name: 'Usual distance from an origin', value: distance.usual }] : []),
    ],
    family: buildFamily(profile),
    distance,
    flow: buildFlow(name, citedBy, cites),
    cites,
    citedBy,
    claims: claims.items.map(describeClaim),
    listHrefs:
      stat.claims === 0
        ? null
        : {
            all: claimsOfSourcePath(id, 'source'),
            asOrigin: stat.asOrigin === 0 ? null : claimsOfSourcePath(id, 'origin'),
          },
    nextHref: claims.next === null ? null : sourceAddress(here, claims.next).html,
    firstHref: after === null ? null : sourceAddress(here).html,
    documents: documents.items.map(({ stored: { id: number, document } }) => ({
      href: documentAddress({ id: number, title: document.title }).html,
      title: document.title,
      lang: document.language,
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

function describePairs({ total, pairs }: PairList): PairsModel {
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

function describeClaim(claim: ClaimOfSource): ClaimRow {
  return {
    href: claimAddress(claim).html,
    text: claim.text,
    language: claim.language,
    hops: writeHops(claim.hops),
    roles: listRoles(claim).join(', '),
    status: claim.status === 'published' ? null : claim.status,
  };
}

function listRoles({ asReport, asMiddle, asOrigin }: ClaimOfSource): string[] {
  return [asReport > 0 ? 'report' : [], asMiddle > 0 ? 'in between' : [], asOrigin > 0 ? 'origin' : []].flat();
}

/** The same for programs. Numbers are those of published claims. */
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
      roles: { asReport: claim.asReport, asMiddle: claim.asMiddle, asOrigin: claim.asOrigin },
    })),
    next: claims.next === null ? null : sourceAddress({ id, name: source.name }, claims.next).json,
  };
}
