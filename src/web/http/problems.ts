/** Problem details (RFC 9457): how every error is answered where JSON is asked for. */
import type { Request, Response } from 'express';
import type { Issue } from '../../model/issues.ts';
import { absoluteUrl } from '../../urls/records.ts';
import { apiAddress, problemAnchor } from '../../urls/site.ts';
import { LARGEST_BODY } from '../middleware/request-body.ts';

/** What went wrong, in words for people. */
export interface Trouble {
  status: number;
  title: string;
  issues: readonly Issue[];
}

export const PROBLEM_TYPE = 'application/problem+json';

export interface ProblemKind {
  status: number;
  /** The last part of the type's URL, which leads to its entry on the API page. */
  name: string;
  title: string;
  /** What it means and what to do. */
  means: string;
}

/** One per status. */
export const PROBLEM_KINDS: readonly ProblemKind[] = [
  {
    ...{ status: 400, name: 'invalid', title: 'The request can’t be understood' },
    means: 'Part of the address is invalid, or the body is not JSON. The issues list each problem.',
  },
  {
    ...{ status: 401, name: 'no-token', title: 'Sign in, or send a token' },
    means: 'The token is missing, mistyped, revoked or expired, or its owner can no longer sign in.',
  },
  {
    ...{ status: 403, name: 'forbidden', title: 'You don’t have access to this' },
    means: 'The token’s scope is “read”, or its owner’s role is not enough.',
  },
  {
    status: 404,
    name: 'not-found',
    title: 'Not found',
    means: 'Nothing exists at this address, or readers have no access to it.',
  },
  {
    ...{ status: 405, name: 'wrong-method', title: 'This address doesn’t accept that method' },
    means: 'The Allow header lists the methods it accepts.',
  },
  {
    ...{ status: 409, name: 'conflict', title: 'Somebody else has changed this in the meantime' },
    means: 'Nothing was saved. Send it again.',
  },
  {
    ...{ status: 410, name: 'withdrawn', title: 'This claim was withdrawn' },
    means: 'The issues say when, and why if that was told.',
  },
  {
    ...{ status: 412, name: 'outdated', title: 'Somebody else has changed this in the meantime' },
    means:
      'If-Match names another version than the one that is here. The issues list each member in which what was sent differs from it. Nothing was saved.',
  },
  {
    status: 413,
    name: 'too-large',
    title: 'The request is too large',
    means: `A body may be at most ${LARGEST_BODY} MB.`,
  },
  {
    ...{ status: 415, name: 'wrong-type', title: 'Wrong content type' },
    means: 'Send JSON in UTF-8, with the Content-Type application/json; many claims at once as application/x-ndjson.',
  },
  {
    ...{ status: 422, name: 'unusable', title: 'This can’t be saved' },
    means: 'What was sent is not valid, or it conflicts with what is recorded here. The issues list each problem.',
  },
  {
    ...{ status: 428, name: 'unconditional', title: 'Say which version you change' },
    means:
      'An update needs If-Match with the ETag of the version that you changed: reading one record gives it, and so does every receipt.',
  },
  {
    ...{ status: 429, name: 'too-many', title: 'Too many requests' },
    means: 'The Retry-After header says how many seconds to wait.',
  },
  {
    ...{ status: 500, name: 'failed', title: 'Something went wrong on our side' },
    means: 'The error has been logged. Nothing was saved; try again.',
  },
  {
    ...{ status: 501, name: 'not-offered', title: 'This is not offered here' },
    means: 'This server does not offer what was asked for.',
  },
  {
    ...{ status: 503, name: 'busy', title: 'The server is busy' },
    means:
      'Nothing was saved, unless the issues say that it may have been. The Retry-After header says how many seconds to wait.',
  },
];

interface Problem {
  /** Links to the kind's entry on the API page. */
  type: string;
  /** The kind's, the same each time. */
  title: string;
  status: number;
  detail: string;
  /** The request id as a URN (RFC 9562, section 4). */
  instance: string;
  error: Trouble;
}

/** @param baseUrl of the site; @param id of the request, a UUID */
export function describeProblem(trouble: Trouble, { baseUrl, id }: { baseUrl: string; id: string }): Problem {
  const { status, issues } = trouble;
  const kind =
    PROBLEM_KINDS.find((one) => one.status === status) ??
    PROBLEM_KINDS.find((one) => one.status === (status < 500 ? 400 : 500))!;
  const sentences = issues.map(({ field, message }) => (field === '' ? message : `${field} ${message}`));
  return {
    type: `${absoluteUrl(baseUrl, apiAddress.html)}#${problemAnchor(kind.name)}`,
    title: kind.title,
    status,
    detail:
      sentences.length === 0
        ? kind.means
        : `${sentences.slice(0, 3).join('; ')}${sentences.length > 3 ? '; and more' : ''}.`,
    instance: `urn:uuid:${id}`,
    error: trouble,
  };
}

/** Sends the problem; the status and the headers of the answer are set. */
export function sendProblem(request: Request, response: Response, trouble: Trouble, baseUrl: string): void {
  const problem = describeProblem(trouble, { baseUrl, id: request.id as string });
  response.vary('Accept').type(PROBLEM_TYPE).send(JSON.stringify(problem));
}

/** Whether errors of this request are answered with JSON: at the API, by its address or by its `Accept` header. */
export function wantsJson(request: Request): boolean {
  if (request.path.startsWith('/api/') || /(\.(nd)?json(ld)?|^\/oembed)$/.test(request.path)) return true;
  return request.accepts(['text/html', 'application/json', PROBLEM_TYPE])?.toString().endsWith('json') ?? false;
}
