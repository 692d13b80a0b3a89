/** The language model, loaded when it is first needed: words, their parts of speech and lemmas. */
import { createRequire } from 'node:module';
import type winkNlp from 'wink-nlp';

type Language = ReturnType<typeof winkNlp>;
/** A function of wink's that tells one thing about every word. */
type Tell<T> = (this: void) => T;

export interface TaggedWord {
  value: string;
  pos: string;
  lemma: string;
}

let loaded: Language | null = null;

/** Loading takes a fifth of a second and 60 MB, so nobody pays for it who reads no story. */
function load(): Language {
  if (loaded) return loaded;
  const require = createRequire(import.meta.url);
  const makeLanguage = require('wink-nlp') as typeof winkNlp;
  const model = require('wink-eng-lite-web-model') as Parameters<typeof winkNlp>[0];
  loaded = makeLanguage(model, ['sbd', 'pos']);
  return loaded;
}

/** The words of a text as wink cuts and tags them. White space is left out, and contractions are two words. */
export function tagWords(text: string): TaggedWord[] {
  const language = load();
  // Its types ask a lemma for what only wink itself hands over.
  const its = language.its as unknown as Readonly<Record<'value' | 'pos' | 'lemma', Tell<string>>>;
  const words = language.readDoc(text).tokens() as unknown as { out(told: Tell<string>): (string | undefined)[] };
  const [values, tags, lemmas] = [words.out(its.value), words.out(its.pos), words.out(its.lemma)];
  return values.map((value = '', i) => ({ value, pos: tags[i] ?? 'X', lemma: lemmas[i] ?? value.toLowerCase() }));
}
