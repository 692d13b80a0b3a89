/**
 * How people write that they name nobody: "Facebook users", "several people on social media", "viral post". A crowd is
 * made of such words alone, so that "Facebook user Jane Roe" and "People's Daily" stay names.
 */
import { wordSet } from '../tokens/words.ts';

/** Where a crowd is. Alone, each may be a company's name. */
const PLACES = wordSet(
  `facebook fb twitter instagram tiktok youtube whatsapp telegram reddit weibo wechat threads snapchat viber vk
  internet online web social chain viral fake doctored edited altered`,
);

const CROWDS = wordSet(
  `user users netizen netizens blogger bloggers commenter commenters poster posters person persons people
  post posts page pages account accounts group groups channel channels profile profiles handle handles tweet tweets
  message messages forward forwards rumor rumors rumour rumours meme memes video videos image images photo photos
  picture pictures clip clips claim claims email emails source sources website websites site sites blog blogs media`,
);

/** Each says by itself that nobody is named. */
const NOBODY = wordSet('anonymous unknown unnamed unidentified unspecified various multiple several many some others');

/** What stands between the others. */
const JOINTS = wordSet('a an and at by from in of on or shared circulated circulating the via');

/** Whole, and in the languages in which most fact checks are written. */
const WHOLE: readonly RegExp[] = [
  /^(?:the )?internet$|^users$|^netizens$|^bloggers$|^rumou?rs$|^memes$|^n\/a$|^none$|^the public$/u,
  /^x (?:users?|posts?)$|^(?:users?|posts?|people) on x$/u,
  /^(?:usuarios?|publicaci[oó]n(?:es)?|mensajes?|videos?)(?: virales?)? (?:de|en) (?:las )?(?:redes sociales|facebook|twitter|x|instagram|tiktok|whatsapp)$/u,
  /^redes sociales$|^autor desconocido$|^desconocid[oa]s?$|^desconhecido$|^usu[aá]rios d[oe] (?:facebook|twitter|x|tiktok|whatsapp)$/u,
  /^(?:des )?internautes$|^r[eé]seaux sociaux$|^inconnue?s?$|^(?:des )?utilisateurs de (?:facebook|twitter|x|tiktok)$/u,
  /^soziale (?:medien|netzwerke)$|^unbekannte?r?$|^(?:facebook|twitter|x|tiktok)-(?:nutzer|nutzerinnen|posts?)$/u,
  /^social(?: network)?$|^sconosciut[oi]$|^utenti (?:di )?(?:facebook|twitter|x|tiktok)$/u,
];

/** @param name of somebody, as a file or a form has it */
export function isCrowd(name: string): boolean {
  const text = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/e-mail/gu, 'email')
    .trim();
  if (WHOLE.some((pattern) => pattern.test(text))) return true;
  const words = text.split(/[\s,/&-]+/u).filter((word) => word !== '');
  const isKnown = (word: string): boolean =>
    [PLACES, CROWDS, NOBODY, JOINTS].some((set) => set.has(word)) || /^\d{1,4}$/u.test(word);
  if (words.length === 0 || !words.every(isKnown)) return false;
  const has = (set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));
  // "The Sources" or "Group" may be what somebody is called.
  return has(NOBODY) || (has(PLACES) && has(CROWDS));
}
