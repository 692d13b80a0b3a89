import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { RequestHandler, Request, Response } from 'express';
import { ipKeyGenerator, rateLimit, type Options, type RateLimitInfo, type Store } from 'express-rate-limit';
import { LRUCache } from 'lru-cache';
import { TooMany } from '../http/errors.ts';
import { visitorOf } from '../http/visitor.ts';
import type { Logger } from 'pino';
import { pinoHttp, stdSerializers } from 'pino-http';
import { randomUUID } from 'node:crypto';

const MINUTE = 60 * 1000;
/** Per token and minute. */
export const WRITES = 60;

/**
 * What each of so many is known of for a minute. Time is the machine's uptime: by its clock nobody's minute would end until
 * that is again what it was before it was set back. A limit by size, since one by number takes its memory at once.
 */
function keepForMinute<Known extends object>(most: number): LRUCache<string, Known> {
  const perf = { now: () => performance.now() };
  return new LRUCache({ maxSize: most, sizeCalculation: () => 1, ttl: MINUTE, ttlResolution: 0, perf });
}

/** Counts requests of a minute; the library's own store goes by the clock. */
function createCounter(): Store {
  const counts = keepForMinute<{ hits: number }>(100_000);
  return {
    increment(key) {
      const count = counts.get(key) ?? { hits: 0 };
      if (count.hits === 0) counts.set(key, count);
      count.hits += 1;
      return { totalHits: count.hits, resetTime: new Date(Date.now() + counts.getRemainingTTL(key)) };
    },
    decrement(key) {
      const count = counts.get(key);
      if (count) count.hits -= 1;
    },
    resetKey: (key) => void counts.delete(key),
    localKeys: true,
  };
}

const COMMON: Partial<Options> = {
  windowMs: MINUTE,
  standardHeaders: false,
  legacyHeaders: false,
  // Anybody can send these headers; without a trusted proxy they are ignored, so there is nothing to warn about.
  validate: { xForwardedForHeader: false, forwardedHeader: false },
  handler: (request, _response, next) => {
    const { resetTime } = (request as Request & { rateLimit: RateLimitInfo }).rateLimit;
    const wait = (resetTime?.getTime() ?? Date.now() + MINUTE) - Date.now();
    next(new TooMany(Math.max(1, Math.ceil(wait / 1000))));
  },
};

/**
 * Limits requests that the page cache doesn't answer by address (`RATE_LIMIT` a minute), except health checks. The answer
 * says nothing of it: it may be cached, and the header's hash of an address is soon traced back to it.
 */
export function limitAddress(limit: number): RequestHandler {
  return rateLimit({ ...COMMON, store: createCounter(), limit, skip: ({ path }) => path === '/healthz' });
}

/**
 * Limits API writes by token. Runs after the visitor is known. The headers are those of
 * draft-ietf-httpapi-ratelimit-headers-08, on answers that are never cached.
 */
export function limitWrites(): RequestHandler {
  const keyGenerator: Options['keyGenerator'] = (_request, response) => `token ${visitorOf(response)!.token!.id}`;
  return rateLimit({
    ...COMMON,
    store: createCounter(),
    standardHeaders: 'draft-8',
    limit: WRITES,
    identifier: 'token',
    keyGenerator,
  });
}

/** In milliseconds of another thread's time: what one address may have made of large claims in a minute. */
const MOST_COST = 30_000;

/** A limit of cost beside that of the number: one page of a claim at the limits costs as much as thirty of most. */
export function createCostLimit() {
  const spent = keepForMinute<{ cost: number }>(10_000);
  const key = (request: Request): string => ipKeyGenerator(request.ip ?? '');
  return {
    /** @throws TooMany */
    check(request: Request): void {
      const known = spent.get(key(request));
      if (known && known.cost >= MOST_COST) {
        throw new TooMany(Math.max(1, Math.ceil(spent.getRemainingTTL(key(request)) / 1000)));
      }
    },

    add(request: Request, cost: number): void {
      const known = spent.get(key(request));
      if (known) known.cost += cost;
      else spent.set(key(request), { cost });
    },
  };
}

export type CostLimit = ReturnType<typeof createCostLimit>;

/** Requests of one connection. Browsers send one at a time. */
const MOST_WAITING = 100;

/**
 * Begins what a client sends without waiting for answers (RFC 9112, section 9.3.2) one request after another, as they are
 * answered, and others' in between. Node would begin all that came in one packet, a thousand of them, before it looks at
 * another connection. One that sends many more than are answered is closed.
 */
export function answerInTurn(listener: RequestListener): RequestListener {
  const waiting = new WeakMap<Socket, number>();
  return (request, response) => {
    // Node gives an answer the connection when those before it are sent.
    if (response.socket) {
      listener(request, response);
      return;
    }
    const { socket } = request;
    const count = waiting.get(socket) ?? 0;
    if (count >= MOST_WAITING) {
      socket.destroy();
      return;
    }
    waiting.set(socket, count + 1);
    response.once('socket', () => {
      waiting.set(socket, waiting.get(socket)! - 1);
      setImmediate(() => {
        if (!socket.destroyed) listener(request, response);
      });
    });
  };
}

const describeRequest = (id: unknown, { method, url = '' }: IncomingMessage) => ({
  ...{ id, method },
  path: url.split('?', 1)[0],
});

const describeResponse = ({ statusCode }: ServerResponse) => ({ status: statusCode });

/** The same line for an answer that never meets Express: a child of the log for each request would cost as much as the answer. */
export function logAnswer(log: Logger, request: IncomingMessage, response: ServerResponse, id: string): void {
  const begun = Date.now();
  response.on('close', () => {
    const responseTime = Date.now() - begun;
    log.info({ req: describeRequest(id, request), res: describeResponse(response), responseTime }, 'request completed');
  });
}

/**
 * One line per request with method, path, status, time and an id that a reader can quote; for privacy without the query
 * string, the headers and the address. An error is in the same line, with its stack.
 */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp<Request, Response>({
    logger: log,
    genReqId: (_request, response) => {
      const id = randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    // Wrapping would copy all headers for each request.
    wrapSerializers: false,
    serializers: {
      req: (request: Request) => describeRequest(request.id, request),
      res: describeResponse,
      err: stdSerializers.err,
    },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    // Monitoring asks every few seconds.
    autoLogging: { ignore: ({ url }) => url === '/healthz' },
  });
}
