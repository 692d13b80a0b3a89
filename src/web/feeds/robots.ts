/** `/robots.txt` (RFC 9309): what programs that walk the web may leave alone. */
import type { FileReply, Site } from '../http/route.ts';
import { feedPath, robotsPath, sitemapPath, claimsAddress, searchAddress, signInPath } from '../../urls/site.ts';
import { absoluteUrl } from '../../urls/records.ts';

/** A claim around each of its statements, and a list by each of its filters, are more pages than anybody should read. */
const SAID_ELSEWHERE = ['focus', 'depth', 'from', 'before'];

export function showRobots({ config }: Site): FileReply {
  const list = claimsAddress().html;
  const lines = [
    'User-agent: *',
    `Disallow: ${signInPath('/')}`,
    `Disallow: ${searchAddress().html}`,
    `Disallow: ${feedPath()}?`,
    `Disallow: ${list}?`,
    // The longer rule counts (2.2.2): the list may be walked from its newest claim to its oldest.
    `Allow: ${claimsAddress({ after: '' }).html}`,
    ...SAID_ELSEWHERE.map((name) => `Disallow: /*?*${name}=`),
    '',
    `Sitemap: ${absoluteUrl(config.baseUrl, sitemapPath)}`,
    '',
  ];
  return { kind: 'file', type: 'text/plain', path: robotsPath, body: lines.join('\n') };
}
