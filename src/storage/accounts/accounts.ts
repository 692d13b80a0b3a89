import type { Engine } from '../engine.ts';
import { prepareEvents } from './events.ts';
import { prepareLinks } from './links.ts';
import { preparePeople } from './people.ts';
import { prepareAuth, type AuthOptions } from './auth.ts';
import { prepareSecondFactors } from './second-factors.ts';
import { prepareSessions } from './sessions.ts';
import { prepareTokens } from './tokens.ts';

export { ROLES, TOKEN_SCOPES } from '../../../db/schema.ts';
export { PASSWORD_LENGTH } from './auth.ts';
export { MOST_TOKENS } from './tokens.ts';

export function prepareAccounts(engine: Engine, options: AuthOptions) {
  const auth = prepareAuth(engine, options);
  const { hashPassword, ...sessions } = prepareSessions(engine, auth, options.sessions);
  const [links, tokens] = [prepareLinks(engine, hashPassword), prepareTokens(engine)];
  const factors = prepareSecondFactors(engine, auth);
  return { ...sessions, ...factors, ...links, ...tokens, ...preparePeople(engine), ...prepareEvents(engine) };
}
