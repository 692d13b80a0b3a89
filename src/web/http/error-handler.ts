/** Answers requests that failed: a page, or a problem where JSON is asked for. */
import { STATUS_CODES } from 'node:http';
import { listTyped } from '../forms/forms.ts';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import {
  Conflict,
  Damaged,
  isPassing,
  Locked,
  Refused,
  Unavailable,
  Unwritable,
  withoutQuery,
} from '../../storage/errors.ts';
import type { Issue } from '../../model/issues.ts';
import {
  BadToken,
  Busy,
  CrossSite,
  FactorMissing,
  Forbidden,
  Invalid,
  MAY_BE_SAVED,
  NotFound,
  NotOffered,
  NotSignedIn,
  ReadOnlyToken,
  RETRY_AFTER,
  TooLarge,
  TooMany,
  Outdated,
  Unconditional,
  Unusable,
  WithIssues,
  Withdrawn,
  WrongMethod,
  WrongType,
} from './errors.ts';
import { sendProblem, wantsJson, type Trouble } from './problems.ts';
import { buildMenu } from './respond.ts';
import type { Site } from './route.ts';
import { visitorOf } from './visitor.ts';
import { signInPath, homeAddress, isBadge, isForFrames } from '../../urls/site.ts';
import { writeDay } from '../../wording/dates.ts';
import { MOST_FIELDS } from '../middleware/request-body.ts';
import { writeNumber } from '../../wording/values.ts';
import { drawBadge } from '../../drawing/images.ts';

const BUSY = 'The server is busy: try again in a moment';
const LOCKED = 'The database is busy: try again in a moment';
const UNAVAILABLE = 'The database can’t be reached: try again in a moment';
const UNWRITABLE = 'Nothing can be saved at the moment';
const DAMAGED = 'The database is damaged';

const KINDS = [
  { kind: NotFound, status: 404, title: 'Page not found' },
  { kind: NotSignedIn, status: 401, title: 'Sign in first' },
  { kind: BadToken, status: 401, title: 'This token isn’t valid' },
  { kind: CrossSite, status: 403, title: 'This form was not sent from this site' },
  { kind: FactorMissing, status: 403, title: 'Set up your second factor first' },
  { kind: Forbidden, status: 403, title: 'You don’t have access to this' },
  { kind: ReadOnlyToken, status: 403, title: 'This token is read-only' },
  { kind: WrongMethod, status: 405, title: 'This address doesn’t accept that method' },
  { kind: Conflict, status: 409, title: 'Somebody else has changed this in the meantime' },
  // Forms are checked first, so what the database still refuses has changed since.
  { kind: Refused, status: 409, title: 'Somebody else has changed this in the meantime' },
  { kind: Withdrawn, status: 410, title: 'This claim was withdrawn' },
  { kind: Outdated, status: 412, title: 'Somebody else has changed this in the meantime' },
  { kind: TooLarge, status: 413, title: 'This is too much to be sent at once' },
  { kind: WrongType, status: 415, title: 'Wrong content type' },
  { kind: Unusable, status: 422, title: 'This can’t be saved' },
  { kind: Unconditional, status: 428, title: 'Say which version you change' },
  { kind: TooMany, status: 429, title: 'Too many requests' },
  { kind: Invalid, status: 400, title: 'This address can’t be understood' },
  { kind: NotOffered, status: 501, title: 'This format is not available here' },
  { kind: Damaged, status: 500, title: DAMAGED },
  { kind: Busy, status: 503, title: BUSY },
  { kind: Locked, status: 503, title: LOCKED },
  { kind: Unavailable, status: 503, title: UNAVAILABLE },
  { kind: Unwritable, status: 503, title: UNWRITABLE },
] as const;

export const refuseUnknownPath: RequestHandler = () => {
  throw new NotFound();
};

/** An unexpected error is logged, and its page shows nothing but the request id. */
export function errorHandler({
  render,
  config,
  damage,
}: Pick<Site, 'render' | 'config' | 'damage'>): ErrorRequestHandler {
  // Express recognizes an error handler by its four parameters.
  return (thrown: unknown, request, response, _next) => {
    const error = withoutQuery(thrown);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const trouble = describeError(error);
    if (error instanceof Damaged) damage.note();
    // The request log prints it with its stack.
    if (isFailure(trouble) || [Refused, Unavailable, Unwritable].some((kind) => error instanceof kind))
      response.err = error instanceof Error ? error : new Error(String(error));
    response.status(trouble.status).set('Cache-Control', 'no-store').removeHeader('Link');
    if (trouble.status === 503) response.set('Retry-After', RETRY_AFTER);
    if (error instanceof TooMany) response.set('Retry-After', String(error.seconds));
    response.set(writeErrorHeaders(error, request.path.startsWith('/api/')));
    if (wantsJson(request)) {
      sendProblem(request, response, trouble, config.baseUrl);
      return;
    }
    if (error instanceof Withdrawn && isBadge(request.path)) {
      // A picture on another site: there a page would be a broken one.
      response.type('svg').send(drawBadge('withdrawn'));
      return;
    }
    const requestId = isFailure(trouble) ? (request.id as string) : null;
    const menu = buildMenu(request.path, visitorOf(response));
    const layout = isForFrames(request.path) && error instanceof Withdrawn ? 'embed' : 'main';
    const frame = { layout, title: trouble.title, canonical: null, json: null, menu } as const;
    const withdrawal = error instanceof Withdrawn ? describeWithdrawal(error) : {};
    const isKept = [Busy, Damaged].some((kind) => error instanceof kind) || isPassing(error);
    const again = isKept ? describeRepetition(error, request) : {};
    response
      .vary('Accept')
      .type('html')
      .send(render(chooseView(trouble), frame, { ...trouble, ...withdrawal, ...again, requestId }));
  };
}

/** The token errors are those of RFC 6750, section 3. */
function writeErrorHeaders(error: unknown, isApi: boolean): Record<string, string> {
  const challenge = (words: string) => ({ 'WWW-Authenticate': `Bearer realm="Hearsay"${words}` });
  if (error instanceof BadToken) return challenge(', error="invalid_token"');
  if (error instanceof ReadOnlyToken) return challenge(', error="insufficient_scope", scope="write"');
  if (error instanceof NotSignedIn)
    return isApi ? challenge('') : { 'WWW-Authenticate': `Cookie form-action="${signInPath('/')}"` };
  if (error instanceof WrongMethod) return { Allow: error.allowed.join(', ') };
  return {};
}

/** What an error says to whoever asked; of one that nobody expected, nothing. */
export function describeError(error: unknown): Trouble {
  const known = KINDS.find(({ kind }) => error instanceof kind);
  if (known) return { status: known.status, title: known.title, issues: listIssues(error) };
  // Errors of Express itself, such as for a broken percent-encoding or a body that is too large.
  const { status } = (error ?? {}) as { status?: unknown };
  if (status === 413) return { status, title: 'This is too much to be sent at once', issues: describeLimit(error) };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status, title: STATUS_CODES[status] ?? 'This request can’t be answered', issues: [] };
  }
  return { status: 500, title: 'Something went wrong on our side', issues: [] };
}

/** Both in bytes. Without a limit there were too many fields; programs that send piecemeal don't say the length. */
function describeLimit(error: unknown): Issue[] {
  const { limit, length } = error as { limit?: unknown; length?: unknown };
  if (typeof limit !== 'number')
    return [{ field: '', message: `A form has at most ${writeNumber(MOST_FIELDS)} fields` }];
  const size = typeof length === 'number' ? `, and this is ${Math.ceil((length / MEGABYTE) * 10) / 10} MB` : '';
  return [{ field: '', message: `At most ${Math.floor(limit / MEGABYTE)} MB can be sent at once${size}` }];
}

const MEGABYTE = 2 ** 20;

/** 501 and 503 are deliberate refusals. */
function isFailure({ status }: Trouble): boolean {
  return status === 500;
}

function listIssues(error: unknown): readonly Issue[] {
  if (error instanceof WithIssues) return error.issues;
  if (error instanceof TooLarge) return [{ field: '', message: error.message }];
  if (error instanceof Damaged) return [{ field: '', message: `${CANT_READ}. Nothing was saved` }];
  if (isPassing(error)) return [{ field: '', message: describePassing(error) }];
  if (error instanceof TooMany) return [{ field: '', message: `Try again in ${error.seconds} seconds` }];
  if (error instanceof WrongType) return [{ field: 'Content-Type', message: `must be ${error.takes}` }];
  if (error instanceof Withdrawn) {
    const { at, reason } = error.withdrawal;
    const why = reason === null ? [] : [{ field: 'reason', message: reason }];
    return [{ field: 'withdrawnAt', message: at }, ...why];
  }
  return error instanceof ReadOnlyToken
    ? [{ field: 'Authorization', message: 'needs a token with the scope “write”' }]
    : [];
}

/** What is said of a database that refuses for the moment. */
function describePassing(error: unknown): string {
  if (error instanceof Unwritable) return CANT_WRITE;
  if (error instanceof Locked) return 'Another program keeps the database locked. Nothing was saved';
  const { mayBeWritten } = error as Unavailable;
  return mayBeWritten ? MAY_BE_SAVED : 'The cluster does not answer at the moment. Nothing was saved';
}

const CANT_READ =
  'A part of the database that is needed for this is damaged, which has been logged; the rest can be read. Tell whoever runs this site';

const CANT_WRITE = 'The database can be read and not written: its disk may be full. Nothing was saved. Tell an admin';

function describeWithdrawal({ withdrawal: { at, reason } }: Withdrawn) {
  return { date: writeDay(at)!, reason, homeHref: homeAddress.html };
}

function describeRepetition(error: unknown, request: Request) {
  const again = repeatForm(request);
  const kept = again ? ' What you typed is kept on this page.' : '';
  if (mayBeWritten(error, request)) return { again, lead: `${MAY_BE_SAVED}.${kept}` };
  if (error instanceof Unwritable) return { again, lead: `${CANT_WRITE}.${kept}` };
  if (error instanceof Damaged) return { again, lead: `${CANT_READ}.${again ? ' Nothing was saved.' : ''}${kept}` };
  if (again) return { again, lead: `Nothing was saved.${kept}` };
  const why = error instanceof Locked ? 'Somebody is saving a lot at once. ' : '';
  return { again, lead: `${why}Nothing of this request was saved: reload the page to try again.` };
}

const mayBeWritten = (error: unknown, { method }: Request): boolean =>
  error instanceof Unavailable ? error.mayBeWritten : error instanceof Busy && error.isLate && method === 'POST';

/** The form that was sent, as it was typed, to be sent again; null for what can't be, such as a file. */
function repeatForm({ method, originalUrl, body }: Request) {
  if (method !== 'POST' || typeof body !== 'object' || body === null) return null;
  const fields = listTyped(body).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })));
  return fields.every(({ value }) => typeof value === 'string') ? { action: originalUrl, fields } : null;
}

function chooseView(trouble: Trouble): string {
  const { status } = trouble;
  if (status === 410) return 'errors/withdrawn';
  if (status === 413) return 'errors/too-large';
  if ([BUSY, LOCKED, UNAVAILABLE, UNWRITABLE, DAMAGED].includes(trouble.title)) return 'errors/locked';
  if (isFailure(trouble)) return 'errors/failed';
  return status === 404 ? 'errors/not-found' : 'errors/refused';
}
