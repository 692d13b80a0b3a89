/** A document's kind and version in words, and why one can't be fetched. */
import { parseDate } from '../model/dates.ts';
import { LIMITS } from '../model/limits.ts';
import type { Document, DocumentKind } from '../model/records.ts';
import type { CreditKind, FetchProblem } from '../model/web-pages.ts';
import { formatDate } from './dates.ts';
import { capitalize } from './values.ts';

export const DOCUMENT_KIND_WORDS: Readonly<Record<DocumentKind, string>> = {
  article: 'article',
  post: 'post',
  broadcast: 'broadcast',
  'press-release': 'press release',
  image: 'image',
  video: 'video',
  audio: 'audio recording',
  paper: 'paper',
  dataset: 'data set',
  page: 'web page',
  message: 'message',
};

/** "version of 3 May 2025", "version r1294837". Four digits alone may be a year or a number, and are written as they are. */
function writeVersion(version: string): string {
  const date = parseDate(version);
  return date && date.precision !== 'year' ? `version of ${formatDate(version)}` : `version ${version}`;
}

/** "Press release, version of 3 May 2025"; null where neither is known. */
export function writeKindAndVersion({ kind, version }: Pick<Document, 'kind' | 'version'>): string | null {
  const words = [kind && DOCUMENT_KIND_WORDS[kind], version && writeVersion(version)].filter((word) => word !== null);
  return words.length === 0 ? null : capitalize(words.join(', '));
}

/** How a page names whom it has its story from. */
export const CREDIT_WORDS: Readonly<Record<CreditKind, string>> = {
  isBasedOn: 'Based on',
  citation: 'Cites',
  sourceOrganization: 'Source organisation',
  credit: 'Credit line',
};

const BY_HAND = 'Open the page yourself and paste its text below';

/** Why a page could not be fetched, without a full stop at the end. */
export function describeFetchProblem(problem: FetchProblem): string {
  switch (problem.kind) {
    case 'address':
      return 'The page redirects to an address that is neither http nor https';
    case 'private':
      return 'This address leads to a private or reserved network. Hearsay fetches public pages only';
    case 'unknown-host':
      return 'No site was found at this address';
    case 'unreachable':
      return 'The site could not be reached';
    case 'status':
      return describeStatus(problem.status);
    case 'redirects':
      return `The site redirects more than ${LIMITS.fetchRedirects} times`;
    case 'too-large':
      return `The page is larger than ${LIMITS.fetchedBytes / 1_000_000} MB. ${BY_HAND}`;
    case 'timeout':
      return `The site took more than ${LIMITS.fetchTime / 1000} seconds to answer`;
    case 'type':
      return `The address leads to a file (${problem.type}), not to a web page`;
    case 'broken':
      return 'The page arrived damaged or incomplete';
    case 'unreadable':
      return `The page could not be read. ${BY_HAND}`;
    case 'consent-wall':
      return `The site asks for consent before it shows the article. ${BY_HAND}`;
    case 'no-article':
      return `No article was found on this page. ${BY_HAND}`;
    case 'busy':
      return 'Too many pages are being fetched. Try again in a moment';
  }
}

function describeStatus(status: number): string {
  if (status === 404 || status === 410) return `The site has no page at this address (status ${status})`;
  const isRefused = [401, 402, 403, 429, 451].includes(status);
  return isRefused
    ? `The site refused to give Hearsay the page (status ${status}). ${BY_HAND}`
    : `The site answered with an error (status ${status})`;
}
