import { parseUrl } from './url.ts';

/** Query parameters that tell who followed a link, and not where it leads. */
const TRACKING =
  /^(?:utm_.*|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|_ga|_gl|mkt_tok|at_medium|at_campaign|ref_src|ref_url|ocid|cmpid|cmp|icid|smid|xtor)$/i;

interface Site {
  /** Its hosts, without `www.`. */
  hosts: RegExp;
  /** The host that stands for them. */
  host: string;
  /** Parameters that track on this site alone. */
  tracking?: RegExp;
}

/** Sites whose pages have the same path on several hosts. What an unknown site has at `m.` may be another page. */
const SITES: readonly Site[] = [
  { hosts: /^(?:mobile\.|m\.)?(?:x|twitter)\.com$/, host: 'x.com', tracking: /^[st]$/ },
  { hosts: /^(?:m|mobile|mbasic|touch|web)\.facebook\.com$/, host: 'facebook.com' },
  { hosts: /^(?:m\.)?youtube\.com$/, host: 'youtube.com', tracking: /^(?:si|feature|pp|ab_channel)$/ },
  { hosts: /^(?:m|old|new|np|amp)\.reddit\.com$/, host: 'reddit.com' },
  { hosts: /^(?:m\.)?(?:vk|vkontakte)\.(?:com|ru)$/, host: 'vk.com' },
  { hosts: /^(?:m\.)?(instagram\.com|tiktok\.com|ok\.ru|yna\.co\.kr|lenta\.ru|wikidata\.org)$/, host: '$1' },
  { hosts: /^amp\.(theguardian\.com)$/, host: '$1' },
  { hosts: /^m-(en|cn|jp|es|fr|ar)\.(yna\.co\.kr)$/, host: '$1.$2' },
  {
    hosts: /^([\w-]+)\.m\.(wikipedia|wikimedia|wikinews|wikisource|wikiquote|wikivoyage|wiktionary)(\.org)$/,
    host: '$1.$2$3',
  },
];

/**
 * The key by which addresses are compared; null for what is no address. It leaves out the scheme, `www.` and the hosts
 * for telephones of known sites, the host's case and final dot, the default port, a trailing slash, the way of
 * percent-encoding, the order of parameters and those that track, and a fragment that is no route (`#!/1` and `#/1` are).
 */
export function keyUrl(address: string | null): string | null {
  const url = address === null ? null : parseUrl(address);
  if (!url) return null;
  const bare = url.hostname.replace(/\.$/, '').replace(/^www\./, '');
  const site = SITES.find(({ hosts }) => hosts.test(bare));
  const host = site ? bare.replace(site.hosts, site.host) : bare;
  const isTracking = (name: string): boolean => TRACKING.test(name) || site?.tracking?.test(name) === true;
  for (const name of [...url.searchParams.keys()]) if (isTracking(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  const query = url.searchParams.size > 0 ? `?${url.searchParams.toString()}` : '';
  const route = /^#!|^#\//.test(url.hash) ? tidyEncoding(url.hash) : '';
  const port = url.port === '' ? '' : `:${url.port}`;
  return host + port + tidyEncoding(url.pathname).replace(/\/+$/, '') + query + route;
}

/** Marks that mean nothing in a path: `encodeURI` leaves them as they are, and others encode them. */
const PLAIN = /^[\w.~!*'(),:@-]$/;

/** Digits of an escape in upper case, and no escape that needs none (RFC 3986, 6.2.2). */
function tidyEncoding(part: string): string {
  return part.replace(/%[\da-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return PLAIN.test(character) ? character : escape.toUpperCase();
  });
}
