import type { Request } from 'express';
import type { SecurityEvent } from '../../storage/accounts/events.ts';
import type { Site } from './route.ts';

type Happened = Pick<SecurityEvent, 'kind' | 'account'> & Partial<Pick<SecurityEvent, 'actor' | 'detail'>>;

/** Those that a watcher of the log may want to be woken by. */
const WARNINGS: ReadonlySet<SecurityEvent['kind']> = new Set([
  'sign-in-failed',
  'sign-in-refused',
  'code-failed',
  'code-refused',
]);

/**
 * Records a security event, and writes the same into the log. What was done stays done where it can't be recorded.
 * @param happened `actor` is the account itself where it is left out
 */
export async function noteEvent(
  { store, log, clock }: Pick<Site, 'store' | 'log' | 'clock'>,
  request: Request,
  { kind, account, actor = account, detail = null }: Happened,
): Promise<void> {
  const event: SecurityEvent = { at: clock(), kind, account, actor, address: request.ip ?? null, detail };
  const { at: _, kind: name, ...rest } = event;
  log[WARNINGS.has(kind) ? 'warn' : 'info']({ event: name, ...rest }, 'security event');
  await store.accounts.recordEvent(event).catch((error: unknown) => {
    log.error({ err: error }, 'a security event could not be recorded');
  });
}
