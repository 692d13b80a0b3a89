/** Parts of speech from wink, which by itself remembers every new word and reads later texts by it. */
import { createRequire } from 'node:module';
import type winkNlp from 'wink-nlp';

export interface TaggedWord {
  value: string;
  pos: string;
  lemma: string;
}

type LanguageModel = Parameters<typeof winkNlp>[0];
type WordProperty<T> = (this: void) => T;

/** What wink knows of words: those of the model come first, then those it met. */
interface Lexicon {
  list: string[];
  hash: Record<string, number>;
  intrinsicSize: number;
}

interface Language {
  wink: ReturnType<typeof winkNlp>;
  lexicon: Lexicon;
  /** Words below this place in the list are forgotten already. */
  forgotten: number;
}

/** Some 15 MB. wink keeps its own list of them, so that only another instance gives the memory back. */
const MOST_NEW_WORDS = 100_000;

let loaded: Language | null = null;

/** The words of a text without white space, whatever was tagged before; contractions are two words. */
export function tagWords(text: string): TaggedWord[] {
  const language = loadLanguage();
  // The package types do not fit: `its.lemma` takes arguments that only wink itself passes.
  const its = language.wink.its as unknown as Readonly<Record<'value' | 'pos' | 'lemma', WordProperty<string>>>;
  const words = language.wink.readDoc(text).tokens() as unknown as {
    out(told: WordProperty<string>): (string | undefined)[];
  };
  const [values, tags, lemmas] = [words.out(its.value), words.out(its.pos), words.out(its.lemma)];
  forgetNewWords(language);
  return values.map((value = '', i) => ({ value, pos: tags[i] ?? 'X', lemma: lemmas[i] ?? value.toLowerCase() }));
}

/** Loading takes 0.2 seconds and 60 MB, so it waits for the first story. */
function loadLanguage(): Language {
  if (loaded) return loaded;
  const require = createRequire(import.meta.url);
  const makeLanguage = require('wink-nlp') as typeof winkNlp;
  const model = require('wink-eng-lite-web-model') as LanguageModel;
  const core = (model as unknown as { core(): { features: { lexeme: Lexicon } } }).core();
  const wink = makeLanguage({ ...model, core: () => core }, ['sbd', 'pos']);
  const lexicon = core.features.lexeme;
  loaded = { wink, lexicon, forgotten: lexicon.intrinsicSize };
  return loaded;
}

/** A known word is neither split nor tagged as a new one is: after "ZORB9TH", "zorb9th" is one word. */
function forgetNewWords(language: Language): void {
  const { list, hash, intrinsicSize } = language.lexicon;
  for (; language.forgotten < list.length; language.forgotten += 1) {
    const word = list[language.forgotten]!;
    delete hash[word];
  }
  if (list.length - intrinsicSize > MOST_NEW_WORDS) loaded = null;
}
