/** What is read from a page on the web, and why one could not be had. Nothing of it is recorded before an editor saves it. */
import type { DocumentKind } from './records.ts';

/** A page's own word on where it has its story from, by schema.org's names or, for `credit`, its credit line. */
export type CreditKind = 'isBasedOn' | 'citation' | 'sourceOrganization' | 'credit';

export interface PageCredit {
  kind: CreditKind;
  /** Never null where there is no address. */
  name: string | null;
  url: string | null;
}

/** What a page says of itself; each is null where it doesn't. */
export interface WebPage {
  title: string | null;
  publisher: string | null;
  /** EDTF, as in `dates.ts`. */
  publishedAt: string | null;
  /** BCP 47. */
  language: string | null;
  kind: DocumentKind | null;
  authors: readonly string[];
  credits: readonly PageCredit[];
  canonicalUrl: string | null;
  /** Whether it says that it is not free to read: the text may be its beginning alone. */
  isForSubscribers: boolean;
  /** The article alone, paragraphs with an empty line between them; null where none was found. */
  text: string | null;
}

/** Why a page could not be fetched or read. */
export type FetchProblem =
  /** Neither http nor https, or with a user name; also where a redirect leads to one. */
  | { kind: 'address' }
  /** Leads to an address of a private or reserved network, at once, by a redirect or by DNS. */
  | { kind: 'private' }
  | { kind: 'unknown-host' }
  | { kind: 'unreachable' }
  /** Anything but success, such as 404. */
  | { kind: 'status'; status: number }
  | { kind: 'redirects' }
  | { kind: 'too-large' }
  | { kind: 'timeout' }
  /** Its media type, which is not HTML's. */
  | { kind: 'type'; type: string }
  /** Broken in transfer, or in an encoding that is not known. */
  | { kind: 'broken' }
  /** Too much for the reader. */
  | { kind: 'unreadable' }
  | { kind: 'consent-wall' }
  | { kind: 'no-article' }
  /** Too many others are fetched at the moment. */
  | { kind: 'busy' };

export type FetchedPage =
  /** `url` is where redirects led. */
  { ok: true; url: string; page: WebPage } | { ok: false; problem: FetchProblem };

/** Fetches a page and reads it. Never throws for what the page or its server does. */
export type FetchPage = (url: string) => Promise<FetchedPage>;
