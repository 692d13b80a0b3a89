/** What browsers are told not to do. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Headers for every answer. Scripts, styles and pictures are our own files, never in the page; no framing (look.md). */
export function securityHeaders(baseUrl: string): RequestHandler {
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
        frameAncestors: ["'none'"],
        // Text never becomes a script or markup: no policy is there that could make it one.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    // With `no-referrer` browsers send `Origin: null` with our own forms, and forms are protected by their origin.
    referrerPolicy: { policy: 'same-origin' },
    // Over plain http browsers ignore it, and on a developer's machine it must not be.
    strictTransportSecurity: baseUrl.startsWith('https:'),
    xFrameOptions: { action: 'deny' },
  });
}
