/** What the API answers when it can't do what was asked: problem details (RFC 9457). */
import type { Issue } from '../../model/issues.ts';
import { LARGEST_BODY } from '../middleware/request-body.ts';
import { problemAnchor, apiAddress } from '../../urls/site.ts';
import { absoluteUrl } from '../../urls/records.ts';

/** The media type (RFC 9457, 3). */
export const PROBLEM_TYPE = 'application/problem+json';

export interface ProblemKind {
  status: number;
  /** The last part of its type's address, which leads to its line on the page of the API. */
  name: string;
  title: string;
  /** What it means and what to do, in one sentence or two. */
  means: string;
}

/** Every kind there is: one a status. */
export const PROBLEM_KINDS: readonly ProblemKind[] = [
  {
    ...{ status: 400, name: 'invalid', title: 'The request can’t be understood' },
    means: 'A part of the address is not what it takes, or the body is no JSON. The issues name each part.',
  },
  {
    ...{ status: 401, name: 'no-token', title: 'This takes a token' },
    means: 'There was no token, or one that is mistyped, revoked or over, or whose person can’t sign in any more.',
  },
  {
    ...{ status: 403, name: 'forbidden', title: 'This token may not do that' },
    means: 'The token’s scope is “read”, or its person is no editor.',
  },
  { status: 404, name: 'not-found', title: 'There is no such thing', means: 'Or it is not open to readers.' },
  {
    ...{ status: 405, name: 'wrong-method', title: 'This address takes other methods' },
    means: 'The header Allow names them.',
  },
  {
    ...{ status: 409, name: 'conflict', title: 'Somebody else changed this meanwhile' },
    means: 'Nothing was written. Send it again.',
  },
  { status: 413, name: 'too-large', title: 'This is too large', means: `A body has ${LARGEST_BODY} MB at most.` },
  {
    ...{ status: 415, name: 'wrong-type', title: 'The body is of another type' },
    means: 'A body is JSON in UTF-8, and its Content-Type says application/json.',
  },
  {
    ...{ status: 422, name: 'unusable', title: 'The claim can’t be stored as it is' },
    means:
      'The body is JSON, but no sound hearsay.claim/1, or it does not fit what is here. The issues name each member.',
  },
  {
    ...{ status: 429, name: 'too-many', title: 'Too many requests' },
    means: 'The header Retry-After says how many seconds to wait.',
  },
  {
    ...{ status: 500, name: 'failed', title: 'Something went wrong on our side' },
    means: 'It has been noted. Nothing was written; trying again may help.',
  },
];

export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** This very time: the request id as a URN (RFC 9562, 4). */
  instance: string;
  issues: readonly Issue[];
}

/** @param issues each with the member or the field it is about; they are told in words, too */
export function writeProblemDetails(
  status: number,
  issues: readonly Issue[],
  { requestId, baseUrl }: { requestId: string; baseUrl: string },
): ProblemDetails {
  const kind =
    PROBLEM_KINDS.find((one) => one.status === status) ?? PROBLEM_KINDS[status < 500 ? 0 : PROBLEM_KINDS.length - 1]!;
  const told = issues.map(({ field, message }) => (field === '' ? message : `${field} ${message}`));
  return {
    type: `${absoluteUrl(baseUrl, apiAddress.html)}#${problemAnchor(kind.name)}`,
    title: kind.title,
    status,
    detail: told.length === 0 ? kind.means : `${told.slice(0, 3).join('; ')}${told.length > 3 ? '; and more' : ''}.`,
    instance: `urn:uuid:${requestId}`,
    issues,
  };
}
