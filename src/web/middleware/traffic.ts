/** How often somebody may ask, so that one does not keep the others waiting. */
import type { RequestHandler, Request, Response } from 'express';
import { rateLimit, type Options } from 'express-rate-limit';
import { TooMany } from '../http/errors.ts';
import { visitorOf } from '../http/visitor.ts';
import type { Logger } from 'pino';
import { pinoHttp, stdSerializers } from 'pino-http';
import { randomUUID } from 'node:crypto';

const MINUTE = 60 * 1000;
/** So many writes a minute by one token. */
export const WRITES = 60;

/** What both share. The headers are those of draft-ietf-httpapi-ratelimit-headers-08: `RateLimit`, `RateLimit-Policy`. */
const COMMON: Partial<Options> = {
  windowMs: MINUTE,
  standardHeaders: 'draft-8',
  legacyHeaders: false,
  // Anybody can send the header; without a proxy that is trusted it counts for nothing, and is nothing to report.
  validate: { xForwardedForHeader: false, forwardedHeader: false },
  handler: (_request, response, next) => {
    next(new TooMany(Number(response.getHeader('Retry-After'))));
  },
};

/** Counts by address what is not answered from kept pages (`RATE_LIMIT` a minute). Whoever watches the process may ask. */
export function limitAddress(limit: number): RequestHandler {
  return rateLimit({ ...COMMON, limit, identifier: 'address', skip: ({ path }) => path === '/healthz' });
}

/** Counts by token what is written by programs. Comes after the visitor is known. */
export function limitWrites(): RequestHandler {
  const keyGenerator: Options['keyGenerator'] = (_request, response) => `token ${visitorOf(response)!.token!.id}`;
  return rateLimit({ ...COMMON, limit: WRITES, identifier: 'token', keyGenerator });
}

/**
 * Logs method, path, status and time. Not the query string, the headers or the address of whoever asks: what people
 * look for is theirs. A failure is in the same line, with its stack.
 */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp<Request, Response>({
    logger: log,
    genReqId: (_request, response) => {
      const id = randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    // What is wrapped comes with all its headers, copied for each request.
    wrapSerializers: false,
    serializers: {
      req: ({ id, method, url }: Request) => ({ id, method, path: url.split('?', 1)[0] }),
      res: ({ statusCode }: Response) => ({ status: statusCode }),
      err: stdSerializers.err,
    },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    // Whoever watches the process asks every few seconds.
    autoLogging: { ignore: ({ url }) => url === '/healthz' },
  });
}
