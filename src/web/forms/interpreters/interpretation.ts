/** What forms make of what people write, a file a kind of value. Files and the API take the stored form alone. */

interface Choice {
  /** As it is stored. */
  value: string;
  /** As the form names it. */
  text: string;
}

export type Interpretation =
  /** `echo`: what it was understood as, in words; null where the text says so itself. */
  | { value: string; echo: string | null }
  /** Nothing is guessed: whoever typed it chooses. */
  | { question: string; choices: readonly Choice[] }
  /** What is wrong, after the name of its field: "must have its year". */
  | { issue: string };

/** @param typed one line, not empty, without white space around it. Whatever is stored is understood as itself. */
export type Interpreter = (typed: string) => Interpretation;

/** No date and no name of a country or a language is as long: what is longer isn't searched for one. */
export const LONGEST = 100;

/** The stored form of what was typed; the text itself where it isn't understood. */
export function findStored(interpret: Interpreter, typed: string): string {
  const understood = typed === '' ? null : interpret(typed);
  return understood && 'value' in understood ? understood.value : typed;
}
