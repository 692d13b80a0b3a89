/** An app that shows codes (RFC 6238), written apart from the library that checks them. */
import { createHmac } from 'node:crypto';
import type { Store } from '../../src/storage/store.ts';
import { anAddress, PASSWORD } from './people.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PERIOD = 30_000;

/** The code of a secret in base32. @param periods later than now, of half a minute each */
export function showCode(secret: string, periods = 0): string {
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / PERIOD) + periods));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = hash[19]! & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Sets up a second factor for whoever's cookie it is. `cookie`: of the session that goes on. */
export async function setUpFactor({ accounts }: Store, cookieHeader: string) {
  const { visitor } = await accounts.readVisitor(cookieHeader);
  const own = { id: visitor!.id, email: visitor!.email, cookieHeader, address: anAddress() };
  const begun = await accounts.beginSecondFactor({ ...own, password: PASSWORD });
  if (begun.kind !== 'begun') throw new Error(begun.kind);
  // The code before is taken too, and leaves those of now and after to the test.
  const done = await accounts.confirmSecondFactor({ ...own, code: showCode(begun.secret, -1) });
  if (done.kind !== 'on') throw new Error(done.kind);
  const cookie = done.cookies.map((one) => one.split(';', 1)[0]).join('; ');
  return { secret: begun.secret, backupCodes: done.backupCodes, cookie };
}
