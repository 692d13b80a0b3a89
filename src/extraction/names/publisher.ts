/** Who published the story: from its dateline, credit or byline. */
import { normalizeSourceName, type KnownSources } from './description.ts';
import { findKnown } from './known-names.ts';

/** Characters that are searched: datelines are at the start, credits at the end. */
const SEARCHED = 400;
const CREDIT = 60;

export interface Dateline {
  publisher: string | null;
  /** Where the story proper begins. */
  end: number;
}

/** "(IANS)", "[Yonhap]", "/TASS/": a name in brackets. */
const BRACKETED = /[([/]\s*(\p{L}[\p{L}\p{N} .&'’-]{1,40}?)\s*[)\]/]/gu;
/** A place or date, which may stand before it in the same line. */
const PLACE = /^\s*(?:[\p{L}\p{N}][\p{L}\p{N} .,'’/-]{0,60})?$/u;
const BYLINE = /^[ \t]*(?:By|Source:|From)[ \t]+(?:the[ \t]+)?([^\n]{2,90})$/mu;
const DASHED = /^[^\n]{0,60}?\b(\p{Lu}[\p{L}-]{1,12})[ \t]*(?:--|[-—–])\s/u;
const OUTLET_WORD =
  /\b(?:times|post|herald|tribune|gazette|journal|courier|chronicle|observer|mail|news|star|press|agency|echo|sentinel|standard|telegraph|examiner|globe|mirror|daily|weekly|radio|tv)\b/i;

export function readDateline(text: string, known: KnownSources): Dateline {
  const head = text.slice(0, SEARCHED);
  return readBrackets(head, known) ?? readByline(head, known) ?? readDash(head, known) ?? readCredit(text, head, known);
}

function readBrackets(head: string, known: KnownSources): Dateline | null {
  for (const match of head.matchAll(BRACKETED)) {
    const [all, name = ''] = match;
    const end = match.index + all.length;
    const line = head.slice(head.lastIndexOf('\n', match.index) + 1, match.index);
    const canonical = resolvePublisher(name, known);
    const isCode = /^\p{Lu}[\p{Lu}\p{N}-]{1,9}$/u.test(name);
    // Of a line before it, a dash after it, and a name like a code, two will do for an unknown name.
    const signs = [isCode, line.trim() !== '', isDash(head, end)].filter(Boolean).length;
    if (PLACE.test(line) && (canonical !== null || signs >= 2) && !isAbbreviation(line, head.slice(end)))
      return { publisher: canonical ?? name, end: skipDash(head, end) };
  }
  return null;
}

/** "The Korean Central News Agency (KCNA) said": the short form of the name before it. */
function isAbbreviation(line: string, after: string): boolean {
  return (
    /^\s*(?:,|\p{Ll})/u.test(after) || /\b(?:agency|press|organi[sz]ation|ministry|service|office)\s*$/iu.test(line)
  );
}

/** "By Harriet Oduya, Kestrel Bay Courier", "By the Associated Press". */
function readByline(head: string, known: KnownSources): Dateline | null {
  const byline = BYLINE.exec(head);
  if (!byline || byline.index > 200) return null;
  const end = byline.index + byline[0].length;
  const parts = byline[1]!.split(/[,|–—]| - | in | for /u).map((part) => part.trim().replace(/^the /i, ''));
  for (const part of parts.reverse()) {
    const canonical = resolvePublisher(part, known);
    if (canonical !== null) return { publisher: canonical, end };
    if (parts.length > 1 && OUTLET_WORD.test(part) && !/writer|staff|editor|correspondent/i.test(part))
      return { publisher: part, end };
  }
  return { publisher: null, end };
}

/** "TOKYO Reuters - ", "WARSAW, AFP —". */
function readDash(head: string, known: KnownSources): Dateline | null {
  const dashed = DASHED.exec(head);
  const canonical = dashed && resolvePublisher(dashed[1]!, known);
  return canonical ? { publisher: canonical, end: dashed.index + dashed[0].length } : null;
}

/** "… on Monday. - PTI": a credit at the end. */
function readCredit(text: string, head: string, known: KnownSources): Dateline {
  const credit = /[-—–(/[]\s*(\p{L}[\p{L} .-]{1,30}?)\s*[)/\]]?\s*$/u.exec(text.slice(-CREDIT));
  return { publisher: credit && resolvePublisher(credit[1]!, known), end: findPlaceEnd(head) };
}

function resolvePublisher(name: string, known: KnownSources): string | null {
  return known.get(normalizeSourceName(name)) ?? findKnown(name)?.name ?? null;
}

function isDash(head: string, at: number): boolean {
  return /^\s*(?:--|[-—–:.])/.test(head.slice(at));
}

function skipDash(head: string, at: number): number {
  return at + /^\s*(?:--|[-—–:.])?\s*/.exec(head.slice(at))![0].length;
}

/** "SEOUL:", "MOSCOW, June 4 —": a place in capitals that ends with a colon or dash. */
function findPlaceEnd(head: string): number {
  const match = /^\s*\p{Lu}[\p{Lu} .,'’/-]{2,40}(?:,?\s*\p{L}+\.? \d{1,2})?\s*(?::|--|[—–])\s+/u.exec(head);
  return match ? match[0].length : 0;
}
