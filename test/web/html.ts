/** A page as tests look at it: its text, and what would be wrong with it. Not a parser: our own views close every tag. */

const VOID = new Set(['meta', 'link', 'br', 'hr', 'img', 'input']);

export interface Page {
  title: string;
  /** The words between the tags, in the order of the page, spaces drawn together. */
  text: string;
  ids: readonly string[];
  hrefs: readonly string[];
  /** How deep the tags are nested. */
  depth: number;
  /** How often a tag begins like this. */
  count: (beginning: string) => number;
  /** Tags that don't match, ids given twice, links to ids that are not there, headings out of order. */
  problems: () => string[];
}

export function readHtml(html: string): Page {
  const tags = [...html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b([^>]*?)(\/?)>/g)];
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
  const { unmatched, depth } = matchTags(tags);
  return {
    title: unescape(/<title>(.*?)<\/title>/s.exec(html)?.[1] ?? ''),
    text: unescape(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' '),
    ids,
    hrefs: [...html.matchAll(/\shref="([^"]*)"/g)].map(([, href]) => unescape(href!)),
    depth,
    count: (beginning) => html.split(`<${beginning}`).length - 1,
    problems: () => [
      ...unmatched,
      ...ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `twice: ${id}`),
      ...listMissing(html, new Set(ids)),
      // An error summary comes before the page's own heading, as GOV.UK has it.
      ...judgeHeadings(
        tags.filter(([, close, , rest]) => !close && !rest!.includes('"error-summary"')).map(([, , name]) => name!),
      ),
      ...(/<html lang="en">/.test(html) ? [] : ['no language']),
    ],
  };
}

function matchTags(tags: readonly RegExpMatchArray[]): { unmatched: string[]; depth: number } {
  const open: string[] = [];
  const unmatched: string[] = [];
  let depth = 0;
  for (const [, close, name, , selfClosed] of tags) {
    if (VOID.has(name!) || selfClosed) continue;
    if (!close) open.push(name!);
    else if (open.pop() !== name) unmatched.push(`unmatched </${name}>`);
    depth = Math.max(depth, open.length);
  }
  return { unmatched: [...unmatched, ...open.map((name) => `unclosed <${name}>`)], depth };
}

function listMissing(html: string, ids: ReadonlySet<string>): string[] {
  const named = [...html.matchAll(/\s(?:href="#|aria-labelledby=")([^"]*)"/g)].map(([, id]) => id!);
  return named.filter((id) => !ids.has(id) && !id.startsWith('g-')).map((id) => `leads nowhere: ${id}`);
}

function judgeHeadings(names: readonly string[]): string[] {
  const levels = names.filter((name) => /^h[1-6]$/.test(name)).map((name) => Number(name[1]));
  const jumps = levels.filter((level, place) => level > (levels[place - 1] ?? 0) + 1);
  const tops = levels.filter((level) => level === 1).length;
  return [...jumps.map((level) => `jump to h${level}`), ...(tops === 1 ? [] : [`${tops} h1`])];
}

function unescape(text: string): string {
  const entities: Record<string, string> = {
    lt: '<',
    gt: '>',
    quot: '"',
    '#x27': "'",
    '#x3D': '=',
    '#x60': '`',
    amp: '&',
  };
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
