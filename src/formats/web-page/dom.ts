/** The part of the DOM that we use: our types leave out the browser's, since nothing of ours runs in one. */
import { parseHTML } from 'linkedom';

export interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
}

export interface PageElement extends PageNode {
  getAttribute(name: string): string | null;
}

export interface PageDocument {
  readonly documentElement: PageElement | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

export const TEXT_NODE = 3;
export const ELEMENT_NODE = 1;

// linkedom's types are the browser's.
const parseWhole = parseHTML as unknown as (html: string) => { document: PageDocument };

/** A page, parsed anew: what takes it apart needs one of its own. Scripts are not run, and nothing is loaded. */
export function parsePage(html: string): PageDocument {
  // Without these, the parser takes the first element of a fragment for the whole page.
  const isWhole = /<html[\s>]/iu.test(html) && /<body[\s>]/iu.test(html);
  return parseWhole(isWhole ? html : `<!doctype html><html><head></head><body>${html}</body></html>`).document;
}
