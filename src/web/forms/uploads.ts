/** Files that come with a form. */

export interface UploadedFile {
  /** As it is called where it comes from. */
  name: string;
  bytes: Uint8Array;
}

/** The body of a request that was larger than what is read. */
export const TOO_LARGE = Object.freeze({});

/** @param body of the request; a route with `upload` reads such forms */
export function readFile(body: unknown, name: string): UploadedFile | null {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return null;
  const value = (body as Record<string, unknown>)[name];
  return typeof value === 'object' && value !== null && 'bytes' in value ? (value as UploadedFile) : null;
}
