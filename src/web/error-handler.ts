/** The last stop of a request that could not be answered. */
import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { Conflict, Refused } from '../storage/errors.ts';
import { Busy, CrossSite, Forbidden, Invalid, NotFound, NotOffered, NotSignedIn, type Issue } from './errors.ts';
import { buildMenu } from './menu.ts';
import { wantsJson } from './respond.ts';
import type { Site } from './route.ts';
import { signInPath } from './urls.ts';
import { visitorOf } from './visitor.ts';

interface Trouble {
  status: number;
  title: string;
  issues: readonly Issue[];
}

/** Error kinds and what they mean to whoever asked. Anything else is our own fault. */
const KINDS = [
  { kind: NotFound, status: 404, title: 'There is no such page' },
  { kind: NotSignedIn, status: 401, title: 'Sign in first' },
  { kind: CrossSite, status: 403, title: 'This was not sent from this site' },
  { kind: Forbidden, status: 403, title: 'This is not open to you' },
  { kind: Conflict, status: 409, title: 'Somebody else changed this meanwhile' },
  // Forms are judged before: what the database still refuses has changed since.
  { kind: Refused, status: 409, title: 'Somebody else changed this meanwhile' },
  { kind: Invalid, status: 400, title: 'This address can’t be understood' },
  { kind: NotOffered, status: 501, title: 'This format is not offered here' },
  { kind: Busy, status: 503, title: 'Too much is asked for just now: try again in a moment' },
] as const;

/** In seconds: by then most of what waits is done. */
const RETRY_AFTER = '5';

/** Answers whatever no route has taken. */
export const refuseUnknown: RequestHandler = () => {
  throw new NotFound();
};

/** Turns an error into its status and a page or JSON. A failure of ours is logged and shows its request id, no more. */
export function errorHandler({ render }: Pick<Site, 'render'>): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const trouble = judge(error);
    // The request log's line carries it, with its stack.
    if (isFailure(trouble) || error instanceof Refused)
      response.err = error instanceof Error ? error : new Error(String(error));
    response.status(trouble.status).set('Cache-Control', 'no-store').removeHeader('Link');
    if (trouble.status === 401) response.set('WWW-Authenticate', `Cookie form-action="${signInPath('/')}"`);
    if (trouble.status === 503) response.set('Retry-After', RETRY_AFTER);
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

function judge(error: unknown): Trouble {
  const known = KINDS.find(({ kind }) => error instanceof kind);
  if (known) {
    const issues = error instanceof Invalid || error instanceof Forbidden ? error.issues : [];
    return { status: known.status, title: known.title, issues };
  }
  // Express's own refusals: a broken percent-encoding, a body too large.
  const { status } = (error ?? {}) as { status?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status, title: STATUS_CODES[status] ?? 'This request can’t be answered', issues: [] };
  }
  return { status: 500, title: 'Something went wrong on our side', issues: [] };
}

/** What is refused for a reason, 501 or 503, has not failed. */
function isFailure({ status }: Trouble): boolean {
  return status === 500;
}

function chooseView(trouble: Trouble): string {
  if (isFailure(trouble)) return 'errors/failed';
  const { status } = trouble;
  if (status === 401) return 'errors/signed-out';
  return status === 404 ? 'errors/not-found' : 'errors/refused';
}
