/** A newsroom with a story of our own writing in it, for the tests of reading. */
import { expect } from 'vitest';
import type { LoadedClaim } from '../../../../../src/storage/types.ts';
import type { Answer } from '../../../open-app.ts';
import { openWith, read } from '../../../signed-in.ts';
import { followDraft, type Fields } from '../desk.ts';

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

/** Document 1 is the story, or another text, and `form` its proposals. */
export async function openDesk(text = STORY) {
  const desk = await openWith('ed@news.example', 'editor');
  await desk.post('/documents/new', { ...DOCUMENT, text }, desk.cookie);
  /** Sends what a page would send, with what was changed in it, and shows what comes of it. */
  const press = async ({ path, fields }: Form, action: string, changes: Fields = {}): Promise<Answer> =>
    followDraft(desk, await desk.post(path, { ...fields, ...changes, action }, desk.cookie), desk.cookie);
  const start = async (path = KNOWN): Promise<Form> => readForm(await desk.see(path));
  const current = { form: await start() };
  /** Fields of the proposal whose claim begins so: `card-1-source` and so on. */
  const of = (claim: string, own: Fields): Fields => {
    const n = findProposal(current.form.fields, claim);
    return Object.fromEntries(Object.entries(own).map(([name, value]) => [`p-${n}-${name}`, value]));
  };
  const tick = (claim: string, more: Fields = {}): Fields => of(claim, { take: 'yes', ...more });
  /** The closed bridge: Meridian, which cites the ministry. */
  const tickBridge = (more: Fields = {}): Fields => {
    const { fields } = current.form;
    return {
      ...tick('The harbour bridge', more),
      ...answerKinds(fields, findProposal(fields, 'The harbour bridge'), 'agency'),
    };
  };
  /** Previews, then saves what the preview sends. */
  const save = async (changes: Fields, from = current.form): Promise<Answer> => {
    const preview = await press(from, 'continue', changes);
    expect(preview.status, read(preview).text).toBe(200);
    return press(readForm(preview), 'save');
  };
  const load = async (id: number): Promise<LoadedClaim> => (await desk.store.claims.load(id))!;
  return Object.assign(current, { ...desk, press, start, of, tick, tickBridge, save, load });
}

export const namesOf = ({ record }: LoadedClaim): string[] => record.sources.map(({ name }) => name).sort();

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The story as it is shown, without what its marks add. */
export function bareStory({ text }: Pick<Answer, 'text'>): string {
  const [, shown] = /<div class="whole reading-text"[^>]*>(.*?)<\/div>/s.exec(text)!;
  return plain(
    shown!
      .replace(/<span class="hidden"[^>]*>[^<]*<\/span>/g, '')
      .replace(/<sup>.*?<\/sup>/g, '')
      .replace(/<[^>]*>/g, ''),
  );
}

/** Where document 1 is read. */
export const KNOWN = '/claims/new?document=1';

/** Where a form is sent, and what a browser would send of it were nothing changed. */
export interface Form {
  path: string;
  fields: Fields;
}

export function readForm(answer: Answer): Form {
  const [, path] = /<form [^>]*action="(\/drafts\/[0-9a-f-]{36})"/.exec(answer.text) ?? [];
  if (path === undefined) throw new Error(`No form of a draft: ${answer.status}`);
  return { path, fields: readFields(answer) };
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&#x60;': '`', '&#x3D;': '=', '&amp;': '&' },
};
const plain = (html: string): string => html.replace(/&(?:lt|gt|quot|amp|#x27|#x60|#x3D);/g, (one) => ENTITIES[one]!);

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

/** The answers for the cards after the first whose sources are new, each with its kind. */
export function answerKinds(fields: Fields, proposal: number, ...kinds: readonly string[]): Fields {
  return Object.fromEntries(
    kinds.flatMap((kind, at) => {
      const card = `p-${proposal}-card-${at + 1}`;
      return [
        [`${card}-pick`, 'new'],
        [`${card}-pickedFor`, fields[`${card}-source`]!],
        [`${card}-kind`, kind],
      ];
    }),
  );
}
