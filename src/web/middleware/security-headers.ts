/** What browsers are told not to do. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { isForFrames, isForOthers } from '../../urls/site.ts';

/**
 * Headers for every answer. Scripts, styles and pictures are our own files, never in the page; no framing (look.md) but of
 * what is made to be framed. They go by the address: what is kept, and what is not sent again, has them as well.
 */
export function securityHeaders(baseUrl: string): RequestHandler {
  const [own, shared, framed] = [
    writeHeaders(baseUrl, {}),
    writeHeaders(baseUrl, { isShared: true }),
    writeHeaders(baseUrl, { isShared: true, isFramed: true }),
  ];
  return (request, response, next) => {
    const { path } = request;
    const write = isForFrames(path) ? framed : isForOthers(path) ? shared : own;
    write(request, response, next);
  };
}

/** @param open to other sites: whether they may load it, and whether they may show it in a frame */
function writeHeaders(
  baseUrl: string,
  { isShared = false, isFramed = false }: { isShared?: boolean; isFramed?: boolean },
): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // What the script asks for while somebody types.
        connectSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: [isFramed ? '*' : "'none'"],
        // Text never becomes a script or markup: no policy is there that could make it one.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    // With `no-referrer` browsers send `Origin: null` with our own forms, and forms are protected by their origin.
    referrerPolicy: { policy: 'same-origin' },
    // Over plain http browsers ignore it, and on a developer's machine it must not be.
    strictTransportSecurity: baseUrl.startsWith('https:'),
    // The older word for the same; it knows no exception.
    xFrameOptions: isFramed ? false : { action: 'deny' },
    // Sites that let in nothing but what asks to be let in want this of a frame's page, too.
    crossOriginEmbedderPolicy: isFramed,
    crossOriginResourcePolicy: { policy: isShared ? 'cross-origin' : 'same-origin' },
  });
}
