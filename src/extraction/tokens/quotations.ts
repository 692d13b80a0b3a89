import type { Range, Token } from '../model.ts';

type Side = 'opens' | 'closes';

interface OpenQuotation {
  from: number;
  single: boolean;
}

const DOUBLE: Readonly<Record<string, Side | 'either'>> = {
  '“': 'opens',
  '„': 'opens',
  '«': 'opens',
  '``': 'opens',
  '”': 'closes',
  '»': 'closes',
  "''": 'either',
  '"': 'either',
  '‟': 'opens',
  '＂': 'either',
};
const SINGLE: Readonly<Record<string, Side | 'either'>> = { '‘': 'opens', '’': 'closes', "'": 'either' };

/**
 * Finds quotations and marks their tokens. Quotations within quotations are part of the outer one. A quotation that a
 * paragraph leaves open goes on if the next paragraph begins with an opening mark; otherwise it ends there.
 */
export function findQuotations(tokens: Token[]): Range[] {
  const quotations: Range[] = [];
  let open: OpenQuotation | null = null;
  for (let i = 0; i <= tokens.length; i++) {
    const isFirst = i === 0 || tokens[i - 1]!.paragraph !== tokens[i]?.paragraph;
    const side = i < tokens.length ? classifyMark(tokens, i, open, isFirst) : null;
    if (isFirst && open) {
      if (!open.single && side === 'opens') continue;
      if (!open.single) quotations.push({ from: open.from, to: i });
      open = null;
    }
    if (side === 'opens' && !open) open = { from: i, single: tokens[i]!.text in SINGLE };
    else if (side === 'closes' && open) {
      quotations.push({ from: open.from, to: i + 1 });
      open = null;
    }
  }
  quotations.forEach((range, n) => markRange(tokens, range, n));
  return quotations;
}

function classifyMark(tokens: readonly Token[], i: number, open: OpenQuotation | null, isFirst: boolean): Side | null {
  const token = tokens[i]!;
  const next = tokens[i + 1];
  const isBefore = token.spaced || isFirst || /^[([{—–-]$/.test(tokens[i - 1]?.text ?? '');
  const isAfter = !next || next.spaced || next.paragraph !== token.paragraph;
  const double = DOUBLE[token.text];
  if (double !== undefined) {
    if (open?.single === true) return null;
    if (double !== 'either') return double;
    if (isFirst && open) return 'opens';
    if (open) return 'closes';
    return isBefore || !isAfter ? 'opens' : null;
  }
  const single = SINGLE[token.text];
  if (single === undefined || open?.single === false) return null;
  if (open) return single !== 'opens' && !isBefore && isClosing(tokens, i) ? 'closes' : null;
  return single !== 'closes' && isBefore && !isAfter && !/^\d/.test(next.text) ? 'opens' : null;
}

/** A single mark closes a quotation where a clause may end; elsewhere it is an apostrophe. */
function isClosing(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1];
  if (!next || next.spaced || next.paragraph !== tokens[i]!.paragraph) return true;
  return /^[\p{P}]$/u.test(next.text);
}

function markRange(tokens: Token[], { from, to }: Range, n: number): void {
  for (let i = from; i < to; i++) tokens[i]!.quotation = n;
  tokens[from]!.mark = 'opens';
  const last = tokens[to - 1]!;
  if (to - 1 > from && (last.text in DOUBLE || last.text in SINGLE)) last.mark = 'closes';
}
