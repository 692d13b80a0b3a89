/** Forms with a file in them (`multipart/form-data`, RFC 7578). */
import express, { type RequestHandler } from 'express';
import { Invalid } from '../http/errors.ts';
import { TOO_LARGE, type UploadedFile } from '../forms/uploads.ts';

/** A text that is pasted comes with the line ends of Windows, and grows by them. */
const BODY = { type: 'multipart/form-data', limit: '7mb' };

/** Reads such a form into `request.body`: fields as texts, files as `UploadedFile`. Others have been read before. */
export const readUpload: RequestHandler = (request, response, next) => {
  express.raw(BODY)(request, response, (error?: unknown) => {
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

async function parseParts(body: Buffer, type: string): Promise<Record<string, string | UploadedFile>> {
  const form = await new Response(body, { headers: { 'Content-Type': type } }).formData().catch(() => {
    throw new Invalid([{ field: '', message: 'The form came damaged: send it again' }]);
  });
  const fields: [string, string | UploadedFile][] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.push([name, value]);
    // A browser sends a field for a file that nobody chose.
    else if (value.name !== '')
      fields.push([name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) }]);
  }
  return Object.fromEntries(fields.reverse());
}
