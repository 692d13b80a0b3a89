/**
 * A web address, or null for what is none. Node has `URL.canParse` for the question, but version 20 answers it wrongly after
 * some thousand calls: an address with a letter like “ü” is none any more, since the optimised call reads Latin-1 as UTF-8.
 * @param base what a relative address is relative to
 */
export function parseUrl(text: string, base?: string | URL): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
