import type { Document, Source } from '../../model/records.ts';
import type { SourceListItem, SourceStat } from '../../storage/sources/list.ts';
import { absoluteUrl, claimAddress, documentAddress, sourceAddress } from '../../urls/records.ts';
import type { ClaimListItem } from '../../storage/types.ts';

export function writeClaimItem(item: ClaimListItem, baseUrl: string): object {
  const { id, uid, text, status, hops, reportCount, independentSources, findings, updatedAt } = item;
  const url = absoluteUrl(baseUrl, claimAddress(item).html);
  return { id, uid, url, text, status, hops, reportCount, independentSources, findings, updatedAt };
}

export function writeSource(id: number, source: Source, baseUrl: string): object {
  const { uid, name, kind, country, parent, parentRelation } = source;
  const url = absoluteUrl(baseUrl, sourceAddress({ id, name }).html);
  return { id, uid, url, name, kind, country, parent, parentRelation };
}

/** A source with its aliases and counts, as in lists of sources. */
export function writeSourceItem(
  { stored: { id, source }, stat }: Pick<SourceListItem, 'stored' | 'stat'>,
  baseUrl: string,
): object {
  return { ...writeSource(id, source, baseUrl), aliases: source.aliases, counts: writeStat(stat) };
}

/** Of published claims: in how many it speaks and stands where, and its statements in them. */
export function writeStat({ claims, statements, asReport, asMiddle, asEnd, asOrigin }: SourceStat): object {
  return { claims, statements, asReport, asMiddle, asEnd, asOrigin };
}

/** `url` is the document's own, as in `hearsay.claim/1`; `pageUrl` is its page here. */
export function writeDocument(id: number, document: Document, baseUrl: string): object {
  const { uid, publisher, title, ...rest } = document;
  const pageUrl = absoluteUrl(baseUrl, documentAddress({ id, title }).html);
  return { id, uid, pageUrl, publisher, title, ...rest };
}
