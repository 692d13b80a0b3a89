import type { Engine } from '../engine.ts';
import { prepareEvents } from './events.ts';
import { prepareLinks } from './links.ts';
import { preparePeople } from './people.ts';
import { prepareSessions, type AuthOptions } from './sessions.ts';
import { prepareTokens } from './tokens.ts';

export { ROLES, TOKEN_SCOPES } from '../../../db/schema.ts';
export { PASSWORD_LENGTH } from './sessions.ts';
export { MOST_TOKENS } from './tokens.ts';

export function prepareAccounts(engine: Engine, options: AuthOptions) {
  const { hashPassword, ...sessions } = prepareSessions(engine, options);
  const [links, tokens] = [prepareLinks(engine, hashPassword), prepareTokens(engine)];
  return { ...sessions, ...links, ...tokens, ...preparePeople(engine), ...prepareEvents(engine) };
}
