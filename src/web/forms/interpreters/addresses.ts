import { checkUrl, checkWikidata } from '../../../formats/checks.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Interpretation } from './interpretation.ts';

/** A host with a domain, such as "www.yna.co.kr/view/1": its last part is a word, so that "10.02.2009" is none. */
const WITHOUT_SCHEME =
  /^(?:\/\/)?[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}-]+)*\.\p{L}[\p{L}\p{N}-]+(?::\d+)?(?:[/?#]\S*)?$/u;

/** Reads a web address, with or without https://, also in angle brackets. */
export function interpretAddress(typed: string): Interpretation {
  if (typed.length > LIMITS.url) return { value: typed, echo: null };
  const address = /^<([^<>]+)>$/u.exec(typed)?.[1]?.trim() ?? typed;
  const value = WITHOUT_SCHEME.test(address) ? `https://${address.replace(/^\/\//u, '')}` : address;
  return value !== typed && checkUrl(value, LIMITS.url) === null
    ? { value, echo: value }
    : { value: typed, echo: null };
}

const ITEM =
  /^(?:https?:\/\/)?(?:www\.|m\.)?wikidata\.org\/(?:wiki\/(?:Special:EntityPage\/)?|entity\/)(q\d+)(?:[?#]\S*)?$/iu;

/** Reads a Wikidata item by its number or its address. */
export function interpretWikidata(typed: string): Interpretation {
  const item = (ITEM.exec(typed)?.[1] ?? /^(?:wd:)?(q\d+)$/iu.exec(typed)?.[1])?.toUpperCase();
  if (item === undefined || checkWikidata(item) !== null) return { value: typed, echo: null };
  return { value: item, echo: item === typed ? null : item };
}
