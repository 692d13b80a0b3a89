/** What nobody sees in a text: it makes two of one name, hides words or turns the writing around. */

/** Soft hyphens, joiners, fillers, marks and turns of direction, tags. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;

/** Where a joiner changes letters or an emoji: after Arabic, the scripts of India, and pictures. Elsewhere it does nothing. */
const SHAPING =
  /(?<=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])[\u200c\u200d](?=[\p{L}\p{M}\p{Extended_Pictographic}])|[\ufe0e\ufe0f\u{e0100}-\u{e01ef}]/u;

const KEPT_OR_UNSEEN = new RegExp(`(${SHAPING.source})|${UNSEEN.source}`, 'gu');

/** A name or title as it is kept: without what is not seen, but with joiners and selectors that shape what is. */
export function cleanName(name: string): string {
  return UNSEEN.test(name) ? name.replace(KEPT_OR_UNSEEN, (_, kept?: string) => kept ?? '').trim() : name;
}

/** Whether nothing of a text is seen. */
export function isBlank(text: string): boolean {
  return /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u.test(text);
}

/** What turns the direction of writing, and letters without a shape: they can make a reader read what is not written. */
const DECEIVING = /[\u202a-\u202e\u2066-\u2069\u115f\u1160\u3164\uffa0\u200b\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;

/** Whatever is no text to be read: tags with their attributes, and what a form or a script has as data. */
const DATA = /<(textarea|script)\b[\s\S]*?<\/\1>|<[^>]*>/u;

const DATA_OR_DECEIVING = new RegExp(`${DATA.source}|${DECEIVING.source}`, 'gu');

/** HTML with the number of each such character in its place, where it would be part of what is read. */
export function markUnseen(html: string): string {
  if (html.search(DECEIVING) < 0) return html;
  return html.replace(DATA_OR_DECEIVING, (part) => (part.startsWith('<') ? part : `[${nameCodePoint(part)}]`));
}

function nameCodePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
