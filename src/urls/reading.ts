/** Addresses of what is read out of documents, for editors. They are built here, in `urls.ts` and in `outward-urls.ts` alone. */
import type { Address } from './records.ts';

/** Where a document is read for who attributes what to whom; and there, what was made of it. */
export function readDocumentPath(id: number): string {
  return `/documents/${id}/read`;
}

export function savedReadingPath(id: number, made: readonly number[], joined: readonly number[]): string {
  return `${readDocumentPath(id)}?made=${made.join('.')}&joined=${joined.join('.')}`;
}

/** What the reading of stories finds and misses. */
export const aboutReadingAddress: Address = { html: '/about/reading', json: '/about/reading.json' };

/** Which passages of a document stand in others. */
export function reuseAddress(id: number): Address {
  const path = `/documents/${id}/reuse`;
  return { html: path, json: `${path}.json` };
}
