/** `/`: what this is, the newest claims, and the findings of the last week. */
import { GRAVEST_FIRST, SEVERITY_OF } from '../../../provenance/findings/findings.ts';
import type { ClaimCount, ClaimPage } from '../../../storage/claims/list.ts';
import type { RecentFindings } from '../../../storage/claims/recent-findings.ts';
import type { Reply, Site } from '../../http/route.ts';
import { writeCount, SEVERITY_WORDS, writeFindingKind, writeSome } from '../../../wording/values.ts';
import { writeDay } from '../../../wording/dates.ts';
import { MOST_COUNTED, writeClaimList } from './list-model.ts';
import { aboutAddress, claimsAddress, homeAddress, searchAddress } from '../../../urls/site.ts';
import { describeGlyphLegend } from '../../../wording/hop-glyph.ts';
import { describeClaim, linkFeed } from '../../records/claim-list.ts';

const NEWEST = 8;
const DAYS = 7;

export async function showHome({ store, config }: Site): Promise<Reply> {
  const [page, count, recent] = await Promise.all([
    store.claims.list({ status: 'published', after: null, limit: NEWEST }),
    store.claims.count({ status: 'published' }, MOST_COUNTED),
    store.claims.readRecentFindings(DAYS),
  ]);
  return {
    kind: 'page',
    view: 'home/show',
    title: 'Who said it, who told them, and how do we know',
    address: homeAddress,
    alternates: [linkFeed()],
    model: () => buildHomeModel(page, count, recent),
    json: () => writeClaimList(page, config.baseUrl),
  };
}

function buildHomeModel(page: ClaimPage, count: ClaimCount, recent: RecentFindings | null) {
  const claims = page.items.map((item) => describeClaim(item));
  const kinds = recent ? listKinds(recent) : [];
  return {
    ...{ searchHref: searchAddress().html, aboutHref: aboutAddress.html, listHref: claimsAddress().html },
    claims,
    legend: describeGlyphLegend(claims.map(({ glyph }) => glyph)),
    count: writeSome(count, 'claim'),
    findings:
      recent && kinds.length > 0
        ? {
            until: writeDay(recent.until),
            note: recent.isCut ? 'So many claims were changed that only the last of them were looked at.' : null,
            kinds,
          }
        : null,
  };
}

/** The most serious kinds first. */
function listKinds({ kinds, since, isCut }: RecentFindings) {
  return GRAVEST_FIRST.flatMap((kind) => {
    const found = kinds.find((one) => one.kind === kind);
    if (!found) return [];
    const severity = SEVERITY_OF[kind];
    return {
      ...{ severity, severityWord: SEVERITY_WORDS[severity], kind: writeFindingKind(kind) },
      // The list that it leads to has as many.
      count: isCut ? null : writeCount(found.count, 'claim'),
      claims: found.claims.map((item) => describeClaim(item, 'changed')),
      href: claimsAddress({ findings: [kind], since }).html,
    };
  });
}
