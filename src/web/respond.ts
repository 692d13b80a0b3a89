/** Turns what a handler answers into what is sent. */
import type { Request, Response } from 'express';
import { buildMenu } from './menu.ts';
import type { Format, FormReply, PageReply, RedirectReply, Reply, Site } from './route.ts';
import { absoluteUrl } from './urls.ts';
import { visitorOf } from './visitor.ts';

/** Sends a handler's answer in the form that was asked for. */
export function respond(site: Site, response: Response, format: Format, reply: Reply): void {
  if (reply.kind === 'redirect') sendRedirect(response, format, reply);
  else if (reply.kind === 'form') sendForm(site, response, reply);
  else if (reply.kind === 'data') {
    response.status(reply.status).set('Cache-Control', reply.cache).type(reply.type).send(JSON.stringify(reply.body));
  } else if (reply.kind === 'file') {
    response.set('Cache-Control', visitorOf(response) ? 'private, no-store' : 'no-cache');
    response.type(reply.type).send(reply.body);
  } else sendPage(site, response, format, reply);
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

function sendPage(site: Site, response: Response, format: Format, reply: PageReply): void {
  const visitor = visitorOf(response);
  // Kept, but asked about each time: a correction must be seen at once, and the ETag makes the asking cheap.
  response.set('Cache-Control', visitor ? 'private, no-store' : 'no-cache');
  if (format === 'json') {
    response.links({ canonical: absoluteUrl(site.config.baseUrl, reply.address.html) }).json(reply.json());
    return;
  }
  const { html, json } = reply.address;
  response.append('Link', `<${json}>; rel="alternate"; type="application/json"`);
  const frame = {
    title: reply.title,
    canonical: absoluteUrl(site.config.baseUrl, html),
    json,
    menu: buildMenu(html, visitor),
  };
  response.type('html').send(site.render(reply.view, frame, reply.model()));
}

/** Whether this request is to be answered with JSON when it goes wrong: its address or its `Accept` says so. */
export function wantsJson(request: Request): boolean {
  return request.path.endsWith('.json') || request.accepts(['html', 'json']) === 'json';
}
