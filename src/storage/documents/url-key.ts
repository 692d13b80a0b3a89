/** Parameters that tell who followed a link, not what it leads to. */
const TRACKING =
  /^(utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|ref_src|ocid|cmpid|cmp|icid)$/i;

/**
 * What tells whether two addresses lead to one document: scheme, `www.` and case of the host, default port, a slash at
 * the end, the fragment, the order of parameters and those that only track are left aside. Null for no address.
 */
export function keyUrl(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  url.searchParams.sort();
  const query = url.searchParams.size > 0 ? `?${url.searchParams.toString()}` : '';
  return `${url.host.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}${query}`;
}
