/** The last stop of a request that could not be answered. */
import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { Conflict, Refused } from '../../storage/errors.ts';
import type { Issue } from '../../model/issues.ts';
import {
  BadToken,
  Busy,
  CrossSite,
  Forbidden,
  Invalid,
  NotFound,
  NotOffered,
  NotSignedIn,
  ReadOnlyToken,
  TooMany,
  Unusable,
  WrongMethod,
  WrongType,
} from './errors.ts';
import { PROBLEM_TYPE, writeProblemDetails } from './problem.ts';
import { wantsJson, buildMenu } from './respond.ts';
import type { Site } from './route.ts';
import { visitorOf } from './visitor.ts';
import { signInPath } from '../../urls/site.ts';

interface ErrorDescription {
  status: number;
  title: string;
  issues: readonly Issue[];
}

/** Error kinds and what they mean to whoever asked. Anything else is our own fault. */
const KINDS = [
  { kind: NotFound, status: 404, title: 'There is no such page' },
  { kind: NotSignedIn, status: 401, title: 'Sign in first' },
  { kind: BadToken, status: 401, title: 'This token can’t be used' },
  { kind: CrossSite, status: 403, title: 'This was not sent from this site' },
  { kind: Forbidden, status: 403, title: 'This is not open to you' },
  { kind: ReadOnlyToken, status: 403, title: 'This token may only read' },
  { kind: WrongMethod, status: 405, title: 'This address takes other methods' },
  { kind: Conflict, status: 409, title: 'Somebody else changed this meanwhile' },
  // Forms are judged before: what the database still refuses has changed since.
  { kind: Refused, status: 409, title: 'Somebody else changed this meanwhile' },
  { kind: WrongType, status: 415, title: 'This is of another type' },
  { kind: Unusable, status: 422, title: 'This can’t be stored as it is' },
  { kind: TooMany, status: 429, title: 'Too many requests' },
  { kind: Invalid, status: 400, title: 'This address can’t be understood' },
  { kind: NotOffered, status: 501, title: 'This format is not offered here' },
  { kind: Busy, status: 503, title: 'Too much is asked for just now: try again in a moment' },
] as const;

/** In seconds: by then most of what waits is done. */
const RETRY_AFTER = '5';

/** Answers whatever no route has taken. */
export const refuseUnknownPath: RequestHandler = () => {
  throw new NotFound();
};

/** Turns an error into its status and a page or JSON. A failure of ours is logged and shows its request id, no more. */
export function errorHandler({ render, config }: Pick<Site, 'render' | 'config'>): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const trouble = describeError(error);
    // The request log's line carries it, with its stack.
    if (isFailure(trouble) || error instanceof Refused)
      response.err = error instanceof Error ? error : new Error(String(error));
    response.status(trouble.status).set('Cache-Control', 'no-store').removeHeader('Link');
    if (trouble.status === 503) response.set('Retry-After', RETRY_AFTER);
    const isApi = request.path.startsWith('/api/');
    response.set(writeErrorHeaders(error, isApi));
    if (isApi) {
      const problem = writeProblemDetails(trouble.status, trouble.issues, {
        requestId: request.id as string,
        baseUrl: config.baseUrl,
      });
      response.type(PROBLEM_TYPE).send(JSON.stringify(problem));
      return;
    }
    const requestId = isFailure(trouble) ? (request.id as string) : null;
    if (wantsJson(request)) {
      const title = requestId ? `${trouble.title} (request ${requestId})` : trouble.title;
      response.vary('Accept').json({ error: { ...trouble, title } });
      return;
    }
    const menu = buildMenu(request.path, visitorOf(response));
    const frame = { title: trouble.title, canonical: null, json: null, menu };
    response
      .vary('Accept')
      .type('html')
      .send(render(chooseView(trouble), frame, { ...trouble, requestId }));
  };
}

/** What headers say of an error. The names of a token's troubles are those of RFC 6750, 3. */
function writeErrorHeaders(error: unknown, isApi: boolean): Record<string, string> {
  const challenge = (words: string) => ({ 'WWW-Authenticate': `Bearer realm="Hearsay"${words}` });
  if (error instanceof BadToken) return challenge(', error="invalid_token"');
  if (error instanceof ReadOnlyToken) return challenge(', error="insufficient_scope", scope="write"');
  if (error instanceof NotSignedIn)
    return isApi ? challenge('') : { 'WWW-Authenticate': `Cookie form-action="${signInPath('/')}"` };
  if (error instanceof WrongMethod) return { Allow: error.allowed.join(', ') };
  return {};
}

function describeError(error: unknown): ErrorDescription {
  const known = KINDS.find(({ kind }) => error instanceof kind);
  if (known) return { status: known.status, title: known.title, issues: listIssues(error) };
  // Express's own refusals: a broken percent-encoding, a body too large.
  const { status } = (error ?? {}) as { status?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status, title: STATUS_CODES[status] ?? 'This request can’t be answered', issues: [] };
  }
  return { status: 500, title: 'Something went wrong on our side', issues: [] };
}

/** What is refused for a reason, 501 or 503, has not failed. */
function isFailure({ status }: ErrorDescription): boolean {
  return status === 500;
}

function listIssues(error: unknown): readonly Issue[] {
  if (error instanceof Invalid || error instanceof Forbidden || error instanceof Unusable) return error.issues;
  if (error instanceof TooMany) return [{ field: '', message: `Wait ${error.seconds} seconds` }];
  if (error instanceof WrongType) return [{ field: 'Content-Type', message: `takes ${error.takes}` }];
  return error instanceof ReadOnlyToken ? [{ field: 'Authorization', message: 'takes a token of scope write' }] : [];
}

function chooseView(trouble: ErrorDescription): string {
  if (isFailure(trouble)) return 'errors/failed';
  const { status } = trouble;
  if (status === 401) return 'errors/signed-out';
  return status === 404 ? 'errors/not-found' : 'errors/refused';
}
