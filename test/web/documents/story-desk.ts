/** An editor before a story: a published claim and a draft each have an excerpt of it. */
import { graph, uidOf } from '../../support/graph.ts';
import { addPerson, signIn } from '../../support/people.ts';
import { aRecord, openApp, putIn } from '../open-app.ts';

export const TEXT = 'Fire 🔥🚒 in Busan, TASS said. It was put out, TASS said.';

/** What the form of the story sends, besides its revision. */
export const PLAIN = { publisher: 'ians', title: 'A story', url: 'https://news.example/story' };
export const EDIT = { ...PLAIN, revision: '1' };

export async function openStoryDesk(): Promise<{ app: ReturnType<typeof openApp>; cookie: string }> {
  const app = openApp();
  await addPerson(app.store, 'ed@news.example', 'editor', 'Ed');
  const cookie = await signIn(app.store, 'ed@news.example');
  // Before any text was here a prefix tells which of two is meant.
  const words = { shown: 'TASS said', draft: 'Busan, TASS' };
  const make = (text: string, exact: string, shorthand: string, status: 'published' | 'draft') => {
    const record = aRecord(
      graph(shorthand, { seen: shorthand, documents: { ians: 'ians-story', 'ians@2': 'ians-story' } }),
    );
    const attributions = record.attributions.map((edge) => {
      const prefix = exact === words.shown ? 'Busan, ' : null;
      return { ...edge, evidence: edge.evidence.map((piece) => ({ ...piece, exact, prefix })) };
    });
    const claim = { ...record.claim, uid: uidOf('source', text), text, status };
    return { ...record, claim, attributions };
  };
  await putIn(
    app.store,
    make('Shown.', words.shown, 'ians->tass', 'published'),
    make('A draft.', words.draft, 'ians@2->tass@2', 'draft'),
  );
  return { app, cookie };
}
