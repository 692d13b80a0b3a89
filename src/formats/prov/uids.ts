import { createHash } from 'node:crypto';
import type { Uid } from '../../model/records.ts';
import { NAMESPACES } from './model.ts';

const OWN = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * The uid of a thing that others name by a URI, or by whatever words tell it apart. Ours are kept; any other name always gives the same uid, so that reading
 * a file twice makes nothing twice. It has the form of a UUIDv7 (RFC 9562, 5.7) of the year 1970.
 * @param role one entity may be a statement and the document it stands in
 */
export function readUid(uri: string, role: string): Uid {
  const uuid = uri.startsWith(NAMESPACES.uid) ? uri.slice(NAMESPACES.uid.length) : '';
  if (OWN.test(uuid)) return uuid;
  const digest = createHash('sha256').update(`${role} ${uri}`).digest('hex');
  return `00000000-0000-7${digest.slice(0, 3)}-8${digest.slice(3, 6)}-${digest.slice(6, 18)}`;
}
