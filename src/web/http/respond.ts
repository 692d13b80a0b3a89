/** Turns what a handler answers into what is sent. */
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { FEED_TYPE } from '../views/feed-link.ts';
import { buildMenu } from '../views/menu.ts';
import type {
  Card,
  FileReply,
  Format,
  FormReply,
  PageReply,
  RedirectReply,
  Reply,
  Site,
  StreamReply,
  Visitor,
} from './route.ts';
import { absoluteUrl } from '../../urls/records.ts';
import { visitorOf } from './visitor.ts';

/** A page, its twin or a file, whole. */
export interface Content {
  headers: Readonly<Record<string, string>>;
  body: string | Buffer;
}

/** Sends a handler's answer in the form that was asked for. */
export function respond(site: Site, response: Response, format: Format, reply: Reply): void {
  if (reply.kind === 'redirect') sendRedirect(response, format, reply);
  else if (reply.kind === 'form') sendForm(site, response, reply);
  else if (reply.kind === 'data') {
    const { status, cache, type, headers = {} } = reply;
    response
      .status(status)
      .set({ 'Cache-Control': cache, ...headers })
      .type(type)
      .send(JSON.stringify(reply.body));
  } else if (reply.kind === 'stream') sendStream(response, reply);
  else {
    const visitor = visitorOf(response);
    const { headers, body } = writeContent(site, format, reply, visitor);
    response.set('Cache-Control', visitor ? 'private, no-store' : 'no-cache');
    response.set(headers).send(body);
  }
}

function sendRedirect(response: Response, format: Format, { status, to, cookies = [] }: RedirectReply): void {
  for (const cookie of cookies) response.append('Set-Cookie', cookie);
  if (status === 303) response.set('Cache-Control', 'no-store');
  response.redirect(status, to[format]);
}

/** What somebody typed is nobody else's, and is not kept. */
function sendForm(site: Site, response: Response, reply: FormReply): void {
  const { issues, path, title, headers = {} } = reply;
  const status = reply.status ?? (issues.length > 0 ? 422 : 200);
  response.status(status).set({ 'Cache-Control': 'private, no-store', ...headers });
  if (status >= 400 && wantsJson(response.req)) {
    response.vary('Accept').json({ error: { status, title, issues } });
    return;
  }
  const frame = {
    title: issues.length > 0 ? `Error: ${title}` : title,
    ...{ canonical: null, json: null },
    menu: buildMenu(path, visitorOf(response)),
  };
  response.type('html').send(site.render(reply.view, frame, reply.model));
}

/** In milliseconds. */
const LONGEST_PAUSE = 60_000;

/** Whoever takes it may stop early: then there is no more to do, and nothing went wrong. */
function sendStream(response: Response, { type, fileName, chunks, close }: StreamReply): void {
  const isPacked = response.req.acceptsEncodings('gzip', 'identity') === 'gzip';
  response.set({
    'Cache-Control': 'no-store',
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${fileName}"`,
  });
  response.vary('Accept-Encoding');
  if (isPacked) response.set('Content-Encoding', 'gzip');
  if (response.req.method === 'HEAD') {
    close();
    response.end();
    return;
  }
  // One chunk waits at the most; whoever takes none for a while has gone, and says nothing of it.
  response.setTimeout(LONGEST_PAUSE, () => response.destroy());
  const streams = [Readable.from(chunks, { highWaterMark: 1 }), ...(isPacked ? [createGzip()] : []), response];
  pipeline(streams, (error) => {
    close();
    if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') response.err = error;
  });
}

/** Makes what is sent of a page or a file. */
export function writeContent(
  site: Site,
  format: Format,
  reply: PageReply | FileReply,
  visitor: Visitor | null | undefined,
): Content {
  if (reply.kind === 'file') return writeFile(site, reply);
  const { html, json } = reply.address;
  const canonical = absoluteUrl(site.config.baseUrl, html);
  if (format === 'json') {
    const headers = { 'Content-Type': 'application/json; charset=utf-8', Link: `<${canonical}>; rel="canonical"` };
    return { headers, body: JSON.stringify(reply.json()) };
  }
  const alternates = reply.alternates ?? [];
  const links = [{ href: json, type: 'application/json' }, ...alternates];
  const structured = reply.structured?.() ?? null;
  const frame = {
    ...{ title: reply.title, canonical, json, structured, menu: buildMenu(html, visitor) },
    alternates: alternates.map(({ title = null, ...rest }) => ({ ...rest, title })),
    feed: alternates.find(({ type }) => type === FEED_TYPE)?.href ?? null,
    card: writeCard(site, reply.card ?? ANY_PAGE),
  };
  return {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      Link: links.map(({ href, type }) => `<${href}>; rel="alternate"; type="${type}"`).join(', '),
    },
    body: site.render(reply.view, frame, reply.model()),
  };
}

/** A page that has nothing of its own to say of itself. */
const ANY_PAGE: Card = {
  type: 'website',
  description:
    'Claims in the news, followed back to where they came from: who said it, who told them, and how do we know.',
};

function writeCard({ config }: Site, { image, ...card }: Card) {
  if (!image) return { ...card, image: null };
  const { path, ...rest } = image;
  return { ...card, image: { ...rest, url: absoluteUrl(config.baseUrl, path) } };
}

function writeFile({ config }: Site, { type, body, page, fileName }: FileReply): Content {
  return {
    headers: {
      'Content-Type': typeof body === 'string' ? `${type}; charset=utf-8` : type,
      ...(page === undefined ? {} : { Link: `<${absoluteUrl(config.baseUrl, page)}>; rel="canonical"` }),
      ...(fileName === undefined ? {} : { 'Content-Disposition': `inline; filename="${fileName}"` }),
    },
    body,
  };
}

/** Whether this request is to be answered with JSON when it goes wrong: its address or its `Accept` says so. */
export function wantsJson(request: Request): boolean {
  return /\.json(ld)?$/.test(request.path) || request.accepts(['html', 'json']) === 'json';
}
