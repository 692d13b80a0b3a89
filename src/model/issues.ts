/**
 * One thing wrong with what came in: the field as whoever sent it knows it (`row-0-source` in a form,
 * `statements[2].stance` in a file), and a sentence that says what it takes.
 */
export interface Issue {
  field: string;
  message: string;
}
