/** What browsers are told not to do. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Headers for every answer. No scripts at all, styles and pictures of our own, no framing (look.md). */
export function securityHeaders(baseUrl: string): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // With `no-referrer` browsers send `Origin: null` with our own forms, and forms are protected by their origin.
    referrerPolicy: { policy: 'same-origin' },
    // Over plain http browsers ignore it, and on a developer's machine it must not be.
    strictTransportSecurity: baseUrl.startsWith('https:'),
    xFrameOptions: { action: 'deny' },
  });
}
