/** One line a request, with an id that a reader can quote. */
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp, stdSerializers } from 'pino-http';

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
