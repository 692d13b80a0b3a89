/** Keeps other sites from sending our forms in a visitor's name. */
import type { Request, RequestHandler } from 'express';
import type { Config } from '../../config.ts';
import { CrossSite } from '../http/errors.ts';

/**
 * Lets through what the visitor sent from this site. Browsers say so in `Sec-Fetch-Site` (Fetch Metadata, W3C), over
 * plain http at least in `Origin`; neither can be made up by a page. What says nothing is refused.
 */
export function refuseCrossSite(config: Pick<Config, 'baseUrl' | 'isBaseUrlGiven'>): RequestHandler {
  return (request, _response, next) => {
    if (!isSameSite(request, config)) throw new CrossSite();
    next();
  };
}

function isSameSite(
  request: Request,
  { baseUrl, isBaseUrlGiven }: Pick<Config, 'baseUrl' | 'isBaseUrlGiven'>,
): boolean {
  const site = request.get('Sec-Fetch-Site');
  // `none`: the visitor did it by hand, such as sending a form again.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('Origin');
  if (origin === undefined) return false;
  if (origin === baseUrl) return true;
  // Nobody said how visitors reach us, so the name they used must do. Another site can't choose it.
  return !isBaseUrlGiven && URL.canParse(origin) && new URL(origin).host === request.get('Host');
}
