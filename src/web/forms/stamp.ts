import type { By } from '../../storage/drafts.ts';
import { Forbidden } from '../http/errors.ts';
import type { Site, Visitor } from '../http/route.ts';

/** Who writes, when and why, as history keeps it. The route's role has let nobody through who is not signed in. */
export function signWrite({ clock }: Pick<Site, 'clock'>, visitor: Visitor | null, reason: string | null): By {
  if (!visitor) throw new Forbidden();
  return { at: `${clock().toISOString().slice(0, 19)}Z`, actor: nameActor(visitor), reason };
}

/** A person, and the token when it was their program. */
function nameActor({ name, token }: Visitor): string {
  return token ? `${name} (${token.name})` : name;
}
