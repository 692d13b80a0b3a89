/** A newsroom with a story of our own writing in it, for the tests of reading. */
import { openWith } from '../signed-in.ts';
import type { Answer } from '../open-app.ts';

export type Fields = Record<string, string>;

/** Who has it from whom: Coastwire from Meridian from the ministry; from its spokesman; and from people who are not named. */
export const STORY = `PORT ALDER, March 3 (Coastwire) -- The harbour bridge at Sandhythe will stay closed until Friday, the Meridian news agency reported on Monday, citing the Transport Ministry of Norland.

The ministry's spokesman, Jens Egede, told Meridian that repairs would cost 4 million crowns 🔧.

"We have no reason to close the railway," he said.

The shipping company Ravn Line denied that its vessel had been going too fast. Officials said the captain was tired.

The captain is reportedly in hospital.
`;

export const DOCUMENT = {
  ...{ title: 'Bridge stays closed', publisher: 'Coastwire', 'publisher-pick': 'new' },
  ...{ 'publisher-pickedFor': 'Coastwire', 'publisher-kind': 'agency' },
  ...{ publishedAt: '2025-03-03', language: 'en', text: STORY },
};

/** Document 1 is the story, or another text. */
export async function openDesk(text = STORY) {
  const desk = await openWith('ed@news.example', 'editor');
  const answer = await desk.post('/documents/new', { ...DOCUMENT, text, action: 'read' }, desk.cookie);
  const path = answer.headers.location!;
  const send = (fields: Fields, action: string): PromiseLike<Answer> =>
    desk.post(path, { ...fields, action }, desk.cookie);
  return { ...desk, path, send };
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&#x60;': '`', '&#x3D;': '=', '&amp;': '&' },
};
const plain = (html: string): string => html.replace(/&(?:lt|gt|quot|amp|#x27|#x60|#x3D);/g, (one) => ENTITIES[one]!);

/** What a browser would send of a page's form, were nothing changed in it. */
export function readFields({ text }: Pick<Answer, 'text'>): Fields {
  const fields: Fields = {};
  const main = text.slice(text.indexOf('<main'));
  const attribute = (tag: string, name: string): string | null => {
    const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
    return found ? plain(found[1]!) : null;
  };
  for (const [tag] of main.matchAll(/<input\b[^>]*>/g)) {
    const isChoice = /type="(?:radio|checkbox)"/.test(tag);
    if (!isChoice || /\schecked/.test(tag)) fields[attribute(tag, 'name')!] = attribute(tag, 'value') ?? '';
  }
  for (const [, tag, value] of main.matchAll(/<textarea\b([^>]*)>\n?([^<]*)<\/textarea>/g))
    fields[attribute(tag!, 'name')!] = plain(value!);
  for (const [, tag, options] of main.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)) {
    const chosen = /<option value="([^"]*)" selected/.exec(options!) ?? /<option value="([^"]*)"/.exec(options!);
    fields[attribute(tag!, 'name')!] = plain(chosen?.[1] ?? '');
  }
  return fields;
}

/** The number of the proposal whose claim begins so. */
export function findProposal(fields: Fields, claim: string): number {
  const found = Object.entries(fields).find(([name, value]) => /^p-\d+-claim$/.test(name) && value.startsWith(claim));
  if (!found) throw new Error(`No proposal says “${claim}”: ${JSON.stringify(fields, null, 1)}`);
  return Number(/\d+/.exec(found[0])![0]);
}

/** The kind of each hop's source that is new. */
export function answerKinds(fields: Fields, proposal: number, ...kinds: readonly string[]): Fields {
  return Object.fromEntries(
    kinds.flatMap((kind, at) => {
      const hop = `p-${proposal}-h-${at + 1}`;
      return [
        [`${hop}-pick`, 'new'],
        [`${hop}-pickedFor`, fields[`${hop}-source`]!],
        [`${hop}-kind`, kind],
      ];
    }),
  );
}
