import { pipeline, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { createGzip, type Gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import type {
  Content,
  LinkPreview,
  FileReply,
  Format,
  FormReply,
  PageReply,
  RedirectReply,
  Reply,
  Site,
  StreamReply,
  Visitor,
  WrittenReply,
  Menu,
} from './route.ts';
import { absoluteUrl, type RecordWords, type Address, isRecordParam, newClaimPath } from '../../urls/records.ts';
import { sendProblem, wantsJson } from './problems.ts';
import { visitorOf, hasRole } from './visitor.ts';
import {
  claimsAddress,
  sourcesAddress,
  documentsAddress,
  aboutAddress,
  importPath,
  usersAddress,
  searchAddress,
  homeAddress,
  signInPath,
  accountAddress,
  signOutPath,
} from '../../urls/site.ts';
import { FEED_TYPE } from '../records/claim-list.ts';

export function respond(site: Site, response: Response, format: Format, reply: Reply): void {
  if (reply.kind === 'redirect') sendRedirect(response, format, reply);
  else if (reply.kind === 'form') sendForm(site, response, reply);
  else if (reply.kind === 'data') {
    const { status, cache, type, headers = {} } = reply;
    response
      .status(status)
      .set({ 'Cache-Control': cache, ...headers })
      .type(type)
      .send(reply.text ?? JSON.stringify(reply.body));
  } else if (reply.kind === 'stream') sendStream(response, reply);
  else {
    const { headers, body } = writeContent(site, format, reply, visitorOf(response));
    response.set({ 'Cache-Control': uncached(response), Vary: VARY });
    response.set(headers).send(typeof body === 'string' ? body : Buffer.from(body));
  }
}

function sendRedirect(response: Response, format: Format, reply: RedirectReply): void {
  const { status, to, cookies = [], headers = {} } = reply;
  response.set(headers);
  for (const cookie of cookies) response.append('Set-Cookie', cookie);
  if (status === 303) response.set('Cache-Control', 'no-store');
  else response.set({ 'Cache-Control': uncached(response), Vary: VARY });
  response.redirect(status, to[format]);
}

/** A proxy must not serve readers the answer of editors, nor the other way round. */
export const VARY = 'Accept-Encoding, Cookie, Authorization';

/** What isn't in the page cache is asked for again each time, and kept by nobody where it was made for one person. */
function uncached(response: Response): string {
  return visitorOf(response) ? 'private, no-store' : 'no-cache';
}

/**
 * Cached by nobody, since it has what somebody typed. But a browser may keep an editor's form as it was left, so that Back
 * leads to it with all that was typed; signing out clears it.
 */
function sendForm(site: Site, response: Response, reply: FormReply): void {
  const { issues, title, headers = {}, cookies = [] } = reply;
  for (const cookie of cookies) response.append('Set-Cookie', cookie);
  const status = reply.status ?? (issues.length > 0 ? 422 : 200);
  const isOpened = response.req.method === 'GET' && status === 200 && hasRole(visitorOf(response) ?? null, 'editor');
  response.status(status).set({ 'Cache-Control': `private, ${isOpened ? 'no-cache' : 'no-store'}`, ...headers });
  if (status >= 400 && wantsJson(response.req)) {
    sendProblem(response.req, response, { status, title, issues }, site.config.baseUrl);
    return;
  }
  response.type('html').send(reply.html ?? renderForm(site, reply, visitorOf(response)));
}

export function renderForm({ render }: Site, reply: FormReply, visitor: Visitor | null | undefined): string {
  const { issues, path, title, view, model } = reply;
  const frame = {
    title: issues.length > 0 ? `Error: ${title}` : title,
    ...{ canonical: null, json: null },
    menu: buildMenu(path, visitor),
  };
  return render(view, frame, model);
}

/** In milliseconds, and in bytes for each: how fast a client must read a stream, since it holds one of a few places. */
const PACE = { time: 10_000, bytes: 160_000 };

/** A client that leaves early is no error. */
function sendStream(response: Response, { type, fileName, isLive = false, chunks, close }: StreamReply): void {
  const isPacked = !isLive && response.req.acceptsEncodings('gzip', 'identity') === 'gzip';
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
  if (isLive) {
    void sendLive(response, chunks).finally(close);
    return;
  }
  const stopWatching = watchPace(response);
  // At most one chunk waits.
  const gzip = isPacked ? createGzip() : null;
  const source = Readable.from(sendBeforeError(chunks, response, gzip), { highWaterMark: 1 });
  pipeline([source, ...(gzip ? [gzip] : []), response], (error) => {
    stopWatching();
    close();
    if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') response.err = error;
  });
}

/** Whoever sends all before they read anything would wait for us, and we for them. */
async function sendLive(response: Response, chunks: AsyncIterable<string>): Promise<void> {
  try {
    response.flushHeaders();
    for await (const chunk of chunks) {
      if (response.destroyed) return;
      response.write(chunk);
    }
    response.end();
  } catch (error) {
    // The client left in the middle of what it sent.
    if (!response.req.destroyed) response.err = error as Error;
    response.destroy();
  }
}

/** An error cuts the connection, and with it what is still on its way: that goes first. */
async function* sendBeforeError(
  chunks: AsyncIterable<string>,
  response: Response,
  gzip: Gzip | null,
): AsyncGenerator<string> {
  try {
    yield* chunks;
  } catch (error) {
    if (gzip) await new Promise<void>((resolve) => gzip.flush(resolve));
    await setImmediate();
    await new Promise((resolve) => response.write('', resolve));
    throw error;
  }
}

/** Ends the connection of a client that reads too slowly, or vanished without closing it; not one that waits for us. */
function watchPace(response: Response): () => void {
  let before = 0;
  const timer = setInterval(() => {
    const { bytesWritten = 0, writableLength = 0 } = response.socket ?? {};
    const sent = bytesWritten - writableLength;
    if (response.writableNeedDrain && sent - before < PACE.bytes) response.destroy();
    before = sent;
  }, PACE.time);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

export function writeContent(
  site: Site,
  format: Format,
  reply: PageReply | FileReply | WrittenReply,
  visitor: Visitor | null | undefined,
): Content {
  if (reply.kind === 'written') return reply.content;
  if (reply.kind === 'file') return writeFile(site, reply);
  const { html, json } = reply.address;
  const canonical = absoluteUrl(site.config.baseUrl, html);
  if (format === 'json') {
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      Link: `<${canonical}>; rel="canonical"`,
      ...nameFile(reply.fileName),
    };
    return { headers, body: JSON.stringify(reply.json()) };
  }
  const alternates = reply.alternates ?? [];
  const links = [{ href: json, type: 'application/json' }, ...alternates];
  const structured = reply.structured?.() ?? null;
  const frame = {
    ...{ title: reply.title, canonical, json, structured, menu: buildMenu(html, visitor) },
    alternates: alternates.map(({ title = null, ...rest }) => ({ ...rest, title })),
    feed: alternates.find(({ type }) => type === FEED_TYPE)?.href ?? null,
    linkPreview: writeLinkPreview(site, reply.linkPreview ?? DEFAULT_PREVIEW),
  };
  return {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      Link: links.map(({ href, type }) => `<${href}>; rel="alternate"; type="${type}"`).join(', '),
    },
    body: site.render(reply.view, frame, reply.model()),
  };
}

const DEFAULT_PREVIEW: LinkPreview = {
  type: 'website',
  description:
    'Claims in the news, followed back to where they came from: who said it, who told them, and how do we know.',
};

function writeLinkPreview({ config }: Site, { image, ...preview }: LinkPreview) {
  if (!image) return { ...preview, image: null };
  const { path, ...rest } = image;
  return { ...preview, image: { ...rest, url: absoluteUrl(config.baseUrl, path) } };
}

function writeFile({ config }: Site, { type, body, page, fileName }: FileReply): Content {
  return {
    headers: {
      'Content-Type': typeof body === 'string' ? `${type}; charset=utf-8` : type,
      ...(page === undefined ? {} : { Link: `<${absoluteUrl(config.baseUrl, page)}>; rel="canonical"` }),
      ...nameFile(fileName),
    },
    body,
  };
}

/** Shown where it can be, and saved under this name (RFC 6266). Programs that know no UTF-8 get what is left in ASCII. */
function nameFile(fileName: string | undefined): Record<string, string> {
  if (fileName === undefined) return {};
  const plain = fileName.replace(/[^\x21-\x7e]+/gu, '').replace(/-+(?=[-.])/gu, '');
  const whole = plain === fileName ? '' : `; filename*=UTF-8''${encodeURIComponent(fileName)}`;
  return { 'Content-Disposition': `inline; filename="${plain}"${whole}` };
}

/**
 * Redirects to the address with the record's words; null when the request has it. The address reveals these words, so
 * check first that the visitor may see the record.
 */
export function correctAddress(
  request: Request,
  format: Format,
  record: RecordWords,
  address: Address,
): RedirectReply | null {
  const param = String(request.params.id);
  // Programs may use the number alone.
  if (format === 'json' && param === String(record.id)) return null;
  return isRecordParam(param, record) ? null : { kind: 'redirect', status: 302, to: address };
}

/** Pages to which signing in does not lead back. */
const ENTRANCES = ['/sign-in', '/welcome'];

/**
 * The navigation and the signed-in person at the top of each page.
 * @param path with its query
 * @param visitor undefined where the session was not read
 */
export function buildMenu(path: string, visitor: Visitor | null | undefined): Menu {
  const links = [
    { href: claimsAddress().html, text: 'Claims' },
    { href: sourcesAddress().html, text: 'Sources' },
    { href: documentsAddress().html, text: 'Documents' },
    { href: aboutAddress.html, text: 'About' },
  ];
  if (hasRole(visitor ?? null, 'editor')) {
    links.push({ href: newClaimPath, text: 'Add a claim' }, { href: importPath, text: 'Import' });
  }
  if (hasRole(visitor ?? null, 'admin')) links.push({ href: usersAddress.html, text: 'People' });
  const isEntrance = ENTRANCES.includes(path);
  const search = searchAddress().html;
  return {
    searchHref: [search, homeAddress.html].includes(path.split('?')[0]!) ? null : search,
    main: links.map((link) => ({ ...link, current: link.href === path })),
    signInHref: visitor === null && !isEntrance ? signInPath(path) : null,
    person: visitor
      ? {
          name: visitor.name,
          href: accountAddress.html,
          current: path === accountAddress.html,
          signOutHref: signOutPath,
        }
      : null,
  };
}
