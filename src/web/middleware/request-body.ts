import { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { Invalid, WrongType } from '../http/errors.ts';
import type { HeavyPageJob, Route } from '../http/route.ts';
import { hasRole, visitorOf } from '../http/visitor.ts';
import { TOO_LARGE, type UploadedFile } from '../forms/forms.ts';

const JSON_TYPE = 'application/json';
export const LINES_TYPE = 'application/x-ndjson';

/** In MB: enough for a claim with the texts of many documents. */
export const LARGEST_BODY = 16;
/** Of one form: a chain has a few for each row. */
export const MOST_FIELDS = 5000;
const JSON_OPTIONS = { type: JSON_TYPE, limit: `${LARGEST_BODY}mb`, strict: false };

/**
 * Reads the body as any JSON value, for the route to check.
 * @throws WrongType, Invalid where it is missing or not JSON
 */
export function readJsonBody(): RequestHandler {
  const parse = express.json(JSON_OPTIONS);
  return (request, response, next) => {
    const type = request.is(JSON_TYPE);
    if (type === null || request.get('Content-Length') === '0')
      throw new Invalid([{ field: '', message: 'the body is missing: send JSON' }]);
    if (type === false) throw new WrongType(JSON_TYPE);
    parse(request, response, (error?: unknown) => {
      next(isNoJson(error) ? new Invalid([{ field: '', message: `the body is not JSON: ${error.message}` }]) : error);
    });
  };
}

/** @throws WrongType for what is no NDJSON */
export const demandLines: RequestHandler = (request, _response, next) => {
  if (!request.is(LINES_TYPE)) throw new WrongType(LINES_TYPE);
  next();
};

/** Express has good messages for bodies that are too large or in an unknown character set. */
function isNoJson(error: unknown): error is Error {
  return error instanceof Error && (error as { type?: unknown }).type === 'entity.parse.failed';
}

/** In MB: more than the fields of any form may hold together. */
const LARGEST_FORM = 3;
/** In MB, with room for Windows line ends in a pasted text. */
const LARGEST_UPLOAD = 7;
/**
 * What editors send is read up to four times that size: then the form can be shown again, with all that was typed and the
 * field named that is too long. A body that isn't read is lost.
 */
const ROOM = 4;

/** Reads `application/x-www-form-urlencoded` into `request.body`. Comes after the visitor is known. */
export function readForm({ isRoomy = true } = {}): RequestHandler {
  const make = (times: number): RequestHandler =>
    express.urlencoded({ extended: false, limit: `${times * LARGEST_FORM}mb`, parameterLimit: MOST_FIELDS });
  return isRoomy ? chooseByRole(make) : make(1);
}

/** In bytes: what takes long to read and to work on. An import is packed, and an API's claim may have hundreds of statements. */
const LONG = { form: 1_000_000, upload: 5_000, json: 100_000 };
const LARGEST = { form: ROOM * LARGEST_FORM, upload: ROOM * LARGEST_UPLOAD, json: LARGEST_BODY };

type BodyKind = keyof typeof LONG;

const kindOf = ({ isApi, upload }: Pick<Route, 'isApi' | 'upload'>): BodyKind =>
  isApi ? 'json' : upload ? 'upload' : 'form';

/** A body as it came. */
export type LongBody = Uint8Array;

export const isLongBody = (body: unknown): body is LongBody => body instanceof Uint8Array;

/**
 * Keeps what an editor sends that takes long to read, for the thread that reads and answers it. What is too large
 * altogether is left to whoever refuses it.
 */
export function keepLongBody(route: Pick<Route, 'isApi' | 'upload'>): RequestHandler {
  const kind = kindOf(route);
  const largest = LARGEST[kind] * 2 ** 20;
  const read = express.raw({ type: () => true, limit: largest });
  return (request, response, next) => {
    const { 'transfer-encoding': chunked, 'content-encoding': packed, 'content-length': length = 0 } = request.headers;
    const isLong = (chunked ?? packed) !== undefined || Number(length) > LONG[kind];
    if (isLong && Number(length) <= largest && hasRole(visitorOf(response) ?? null, 'editor')) {
      void read(request, response, next);
    } else next();
  };
}

/** @param parse leaves a long body alone */
export const unlessLong =
  (parse: RequestHandler): RequestHandler =>
  (request, response, next) => {
    if (isLongBody(request.body)) next();
    else void parse(request, response, next);
  };

/** What a handler reads of a request, from what came of it in another thread. @throws what the parsers throw */
export async function rebuildRequest(
  route: Pick<Route, 'isApi' | 'upload'>,
  { method, path: url, params, query, headers = {}, body, visitor }: HeavyPageJob,
): Promise<Request> {
  const message = new IncomingMessage(new PassThrough() as unknown as Socket);
  const request = Object.setPrototypeOf(message, express.request) as Request;
  Object.assign(request, { method: method.toUpperCase(), url, params, headers: { ...headers } });
  // Express has a getter for it.
  Object.defineProperty(request, 'query', { value: query });
  if (!isLongBody(body)) return Object.assign(request, { body });
  Object.assign(request.headers, { 'content-length': String(body.length) });
  message.push(body);
  message.push(null);
  const response = { locals: { visitor } } as unknown as Response;
  const parsers = { json: [readJsonBody()], upload: [readForm(), readUpload()], form: [readForm()] }[kindOf(route)];
  for (const parse of parsers) {
    await new Promise<void>((resolve, reject) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the parser gives it
      void parse(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error)));
    });
  }
  return request;
}

/** What `rebuildRequest` needs of the headers: of a packed body, it gets what was in it. */
export const HEADERS = ['content-type', 'if-match', 'idempotency-key'] as const;

function chooseByRole(make: (times: number) => RequestHandler): RequestHandler {
  const [narrow, roomy] = [make(1), make(ROOM)];
  return (request, response, next) => {
    const parse = hasRole(visitorOf(response) ?? null, 'editor') ? roomy : narrow;
    void parse(request, response, next);
  };
}

/**
 * Reads `multipart/form-data` (RFC 7578) into `request.body`: fields as texts, files as `UploadedFile`. Leaves bodies of
 * other types as they are. Comes after the visitor is known.
 */
export function readUpload(): RequestHandler {
  return chooseByRole((times) => {
    const read = express.raw({ type: 'multipart/form-data', limit: `${times * LARGEST_UPLOAD}mb` });
    return (request, response, next) => {
      read(request, response, (error?: unknown) => {
        if ((error as { type?: unknown } | undefined)?.type === 'entity.too.large') {
          request.body = TOO_LARGE;
          next();
        } else if (error !== undefined) next(error);
        else if (!Buffer.isBuffer(request.body)) next();
        else {
          parseParts(request.body, request.get('Content-Type')!).then((fields) => {
            request.body = fields;
            next();
          }, next);
        }
      });
    };
  });
}

async function parseParts(body: Buffer, type: string): Promise<Record<string, string | UploadedFile>> {
  const form = await new Response(body, { headers: { 'Content-Type': type } }).formData().catch(() => {
    throw new Invalid([{ field: '', message: 'The form arrived damaged: send it again' }]);
  });
  const fields: [string, string | UploadedFile][] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.push([name, value]);
    // Browsers send an empty file when none was chosen.
    else if (value.name !== '')
      fields.push([name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) }]);
  }
  return Object.fromEntries(fields.reverse());
}
