/** Attributions in the words of their citing statement's card. */
import type { Uid } from '../../model/records.ts';
import type { TextWithLanguage } from '../../wording/names.ts';
import type { HopWords, Picture } from '../model.ts';
import { isRightToLeft } from '../text.ts';
import type { CueOnCard } from './card.ts';

/**
 * Beside lines: "“citing”, via IANS". Whom each cites is to be seen, unless there are several.
 * @param uid of the citing statement
 */
export function tellBesideLines(picture: Picture, uid: Uid): CueOnCard[] {
  const own = picture.hops.filter(({ citing, course }) => citing === uid && course !== 'aside');
  return own.map((hop) => tell(hop, own.length > 1 ? say(picture, hop, []) : sayCueAlone(hop)));
}

/**
 * Beside rails: "“citing” Yonhap (via IANS)", from the nearest to the farthest.
 * @param place of a statement, from top to bottom
 */
export function tellBesideRails(picture: Picture, uid: Uid, place: (statement: Uid) => number): CueOnCard[] {
  return picture.hops
    .filter(({ citing }) => citing === uid)
    .sort((a, b) => place(a.cited) - place(b.cited))
    .map((hop) => tell(hop, say(picture, hop, place(hop.cited) < place(uid) ? ['further up'] : [])));
}

function tell({ uid, href, line, cue }: HopWords, said: TextWithLanguage): CueOnCard {
  return { hop: uid, href, line, said, original: cue.original ?? null };
}

function sayCueAlone({ cue, how }: HopWords): TextWithLanguage {
  return how === null ? cue : { text: `${isolateWord(cue.text)}, ${how.text}`, lang: null };
}

function say({ cards, folds }: Picture, { cue, how, cited }: HopWords, more: readonly string[]): TextWithLanguage {
  const name = cards.get(cited)?.name.text ?? folds.get(cited)!.names[0]!;
  // Each in its own direction, whatever the other's.
  const said = [cue.text, name].map(isolateWord).join(' ');
  const notes = [...(how === null ? [] : [how.text]), ...more];
  return { text: notes.length > 0 ? `${said} (${notes.join(', ')})` : said, lang: null };
}

function isolateWord(text: string): string {
  return isRightToLeft(text) ? `\u2068${text}\u2069` : text;
}
