/** Claims in a list, and on the first page. Everything shown was derived when the claim was written. */
import type { ClaimStatus } from '../../provenance/model.ts';
import type { ClaimPage } from '../../storage/store.ts';
import { describeClaim, type ClaimRow } from '../claim-row.ts';
import { absoluteUrl, claimAddress, claimsAddress } from '../urls.ts';
import { writeCount } from '../words/count.ts';

export interface ListModel {
  /** "Claims", "Drafts". */
  heading: string;
  /** What to say when there are none. */
  empty: string;
  /** For editors: the lists by status; null for everybody else. */
  statuses: readonly { href: string; text: string; current: boolean }[] | null;
  claims: readonly ClaimRow[];
  /** Where the list goes on; null at its end. */
  nextHref: string | null;
  /** Where it begins; null there. */
  firstHref: string | null;
}

export interface HomeModel {
  claims: readonly ClaimRow[];
  /** "12 claims have been traced so far"; null while there are none. */
  count: string | null;
  listHref: string;
}

/** Counted no further than this: on the first page nobody needs to know more. */
export const MOST_COUNTED = 1000;

const HEADINGS: Readonly<Record<ClaimStatus, string>> = {
  draft: 'Drafts',
  published: 'Claims',
  withdrawn: 'Withdrawn claims',
};
const EMPTY: Readonly<Record<ClaimStatus, string>> = {
  draft: 'There are no drafts.',
  published: 'No claim has been published here yet.',
  withdrawn: 'No claim has been withdrawn.',
};
const STATUS_LINKS: Readonly<Record<ClaimStatus, string>> = {
  published: 'Published',
  draft: 'Drafts',
  withdrawn: 'Withdrawn',
};

/** What the list is called, for `<title>`. */
export function nameList(status: ClaimStatus, after: number | null): string {
  if (status === 'published') return after === null ? 'Claims, newest first' : 'Older claims';
  return after === null ? HEADINGS[status] : `${HEADINGS[status]}, older`;
}

interface ListQuery {
  after: number | null;
  status: ClaimStatus;
  mayEdit: boolean;
}

export function buildListModel({ items, next }: ClaimPage, { after, status, mayEdit }: ListQuery): ListModel {
  const links = (Object.keys(STATUS_LINKS) as ClaimStatus[]).map((of) => {
    return { href: claimsAddress({ status: of }).html, text: STATUS_LINKS[of], current: of === status };
  });
  return {
    heading: HEADINGS[status],
    empty: after === null ? EMPTY[status] : 'There are no older claims.',
    statuses: mayEdit ? links : null,
    claims: items.map(describeClaim),
    nextHref: next === null ? null : claimsAddress({ after: String(next), status }).html,
    firstHref: after === null ? null : claimsAddress({ status }).html,
  };
}

/** @param count of published claims, at most one more than `MOST_COUNTED` */
export function buildHomeModel({ items }: ClaimPage, count: number): HomeModel {
  const many = count > MOST_COUNTED ? `more than ${writeCount(MOST_COUNTED, 'claim')}` : writeCount(count, 'claim');
  return {
    claims: items.map(describeClaim),
    count: count === 0 ? null : many,
    listHref: claimsAddress().html,
  };
}

/** The list as JSON (pages.md). */
export function writeClaimList({ items, next }: ClaimPage, baseUrl: string, status: ClaimStatus = 'published'): object {
  return {
    claims: items.map((item) => ({
      id: item.id,
      uid: item.uid,
      url: absoluteUrl(baseUrl, claimAddress(item).html),
      text: item.text,
      status: item.status,
      hops: item.hops,
      reportCount: item.reportCount,
      independentOrigins: item.independentOrigins,
      findings: item.findings,
      updatedAt: item.updatedAt,
    })),
    next: next === null ? null : claimsAddress({ after: String(next), status }).json,
  };
}
