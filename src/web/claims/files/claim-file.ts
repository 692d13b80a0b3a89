/** `/claims/:id.provn` and its like: a claim as a file in one of the formats of `claim-formats.ts`. */
import { CLAIM_FORMATS, locateClaim, type ClaimFormat } from '../../../formats/index.ts';
import type { Route } from '../../http/route.ts';
import { absoluteUrl, claimFormatPath } from '../../../urls/records.ts';
import { correctWords, loadVisibleClaim } from '../visible-claim.ts';

export const claimFileRoutes: readonly Route[] = CLAIM_FORMATS.map((format) => ({
  method: 'get',
  path: `/claims/:id.${format.ending}`,
  json: null,
  role: 'reader',
  fresh: 'claim',
  handler: showClaimAs(format),
}));

function showClaimAs({ ending, type, write }: ClaimFormat): Route['handler'] {
  return async (site, request, _format, visitor) => {
    const loaded = await loadVisibleClaim(site, request, visitor);
    const { id, record } = loaded;
    const path = claimFormatPath({ id, text: record.claim.text }, ending);
    // Like the JSON twin, it may be named by the number alone.
    const redirect = correctWords(request, 'json', loaded, { html: path, json: path });
    if (redirect) return redirect;
    const { baseUrl } = site.config;
    const { url, page } = locateClaim(loaded, baseUrl);
    const here = absoluteUrl(baseUrl, path);
    return { kind: 'file', type, path, page, fileName: `claim-${id}.${ending}`, body: write(record, { url, here }) };
  };
}
