/** Where to go after signing in. Whatever a link says, it is a page of ours: open redirects help those who phish. */

/** Longer ones are not ours. */
const LONGEST = 2000;
/** Only its path counts. */
const HERE = 'http://here.invalid';
/** Going there would lead nowhere, or round in a circle. */
const NOT_THERE = /^\/(sign-in|sign-out|welcome)(?:[/?#]|$)/;

/**
 * The path that is meant, with query and fragment, as a browser would write it; `/` for whatever is not a path of this
 * site: another host, however it is disguised (`//host`, `/\host`, `/.//host`, tabs and line feeds that browsers drop).
 */
export function readReturn(value: unknown): string {
  if (typeof value !== 'string' || value.length > LONGEST || !/^\/(?![/\\])/.test(value)) return '/';
  // Browsers read a backslash as a slash, and drop control characters before they read at all.
  if (/[\\\p{Cc}\p{Z}]/u.test(value) || !URL.canParse(value, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(value, HERE);
  // Dots go away when a path is resolved, and two slashes may be left: `/.//host`.
  if (origin !== HERE || pathname.startsWith('//') || NOT_THERE.test(pathname)) return '/';
  return pathname + search + hash;
}
