/** What an editor ticks in the preview of an import. Each tick is a field, named by what it is about. */
import type { Uid } from '../../model/records.ts';

export interface ImportTicks {
  /** Keys of what is taken over of known records. */
  take: ReadonlySet<string>;
  /** What came in, and is another than what is known here. */
  apart: ReadonlySet<Uid>;
  /** New claims that are another one. */
  joined: ReadonlyMap<Uid, Uid>;
}

const TAKE = 'take ';
const APART = 'apart ';
const JOINED = 'same ';

export const nameTake = (key: string): string => TAKE + key;
export const nameApart = (uid: Uid): string => APART + uid;

export const nameJoined = (uid: Uid, other: Uid): string => `${JOINED}${uid} ${other}`;

/** Which claims are one, as somebody ticked: the preview shows what an import then does. */
export const writeJoined = ({ joined }: ImportTicks): string =>
  [...joined]
    .map((pair) => pair.join(' '))
    .sort()
    .join();

export function readTicks(body: unknown): ImportTicks {
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  const pick = (prefix: string): ReadonlySet<string> =>
    new Set(names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)));
  const joined = [...pick(JOINED)].map((pair) => pair.split(' ') as [Uid, Uid]);
  return { take: pick(TAKE), apart: pick(APART), joined: new Map(joined) };
}
