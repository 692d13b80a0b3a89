/** A chain in one line, such as "IANS < Yonhap citing TASS", and which end of it the report is at. */
import type { Interpretation } from '../../../forms/interpreters/interpretation.ts';
import { unquoteName } from '../../../forms/source-names.ts';

const MARK =
  /,?\s*[→⟶⇒⟹]?\s+(?:citing|cites|quoting|quotes)\s+|,?\s+(?:cited|quoted)\s+by\s+|\s*(?:<[-=]{0,3}>|<+[-=]{0,3}|[-=]{1,3}>|>+|[←⟵⇐⟸→⟶⇒⟹↔⇔])\s*/giu;
const CITES = /^(?:<+[-=]*|[←⟵⇐⟸]|.*(?:citing|cites|quoting|quotes))$/iu;
const CITED_BY = /^(?:>+|.*by)$/iu;

const WIDE: Readonly<Record<string, string>> = { '＜': '<', '＞': '>', '＝': '=', '－': '-' };

/**
 * Reads a chain to one that goes from the report: "IANS < TASS". `<`, `←` and "citing" lead from a report to whom it
 * cites; `>` and "cited by" the other way, so that the names are turned round. An arrow to the right is asked about:
 * pages here draw "IANS → TASS" where IANS cites TASS, while others draw how the news went.
 */
export function interpretChainLine(typed: string): Interpretation {
  const line = typed.replace(/\s+/gu, ' ').replace(/[＜＞＝－]/gu, (mark) => WIDE[mark]!);
  const names = line
    .split(MARK)
    .map(unquoteName)
    .filter((name) => name !== '');
  const marks = Array.from(line.matchAll(MARK), ([mark]) => mark.trim());
  const [along, back] = [names, names.toReversed()];
  if (marks.every((mark) => CITES.test(mark))) return { value: writeLine(along), echo: null };
  if (marks.every((mark) => CITED_BY.test(mark))) return { value: writeLine(back), echo: describe(back) };
  const choices = [along, back].map((chain) => ({ value: writeLine(chain), text: describe(chain) }));
  return { question: 'Who cites whom?', choices };
}

const MARK_WRITTEN = ' < ';

const writeLine = (names: readonly string[]): string => names.join(MARK_WRITTEN);

const describe = (names: readonly string[]): string => names.join(', citing ');

/** The names of a line as `interpretChainLine` writes it. */
export const listChainNames = (line: string): string[] => line.split(MARK_WRITTEN).filter((name) => name !== '');
