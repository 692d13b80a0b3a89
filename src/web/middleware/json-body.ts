/** What programs send. */
import express, { type RequestHandler } from 'express';
import { Invalid, WrongType } from '../http/errors.ts';

const TYPE = 'application/json';

/** In MB: a claim with the texts of many documents (`LIMITS`). Whoever has more imports files. */
export const LARGEST_BODY = 16;
const OPTIONS = { type: TYPE, limit: `${LARGEST_BODY}mb`, strict: false };

/**
 * Reads the body as JSON: any value at all, for the route to judge.
 * @throws WrongType, Invalid where it is missing or no JSON
 */
export function readJsonBody(): RequestHandler {
  const parse = express.json(OPTIONS);
  return (request, response, next) => {
    const type = request.is(TYPE);
    if (type === null || request.get('Content-Length') === '0')
      throw new Invalid([{ field: '', message: 'the body is missing: it takes JSON' }]);
    if (type === false) throw new WrongType(TYPE);
    parse(request, response, (error?: unknown) => {
      next(isNoJson(error) ? new Invalid([{ field: '', message: `the body is no JSON: ${error.message}` }]) : error);
    });
  };
}

/** Told apart from a body that is too large, or in a character set that is not read: Express says those well. */
function isNoJson(error: unknown): error is Error {
  return error instanceof Error && (error as { type?: unknown }).type === 'entity.parse.failed';
}
