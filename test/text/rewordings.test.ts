import { describe, expect, it } from 'vitest';
import { sayTheSame } from '../../src/text/rewordings.ts';

const SAME = [
  ['The quay is shut.', 'The quay is shut.'],
  ['The quay is shut.', 'THE QUAY IS SHUT'],
  ['The quay is shut.', 'the quay was shut'],
  ['The bridge will stay closed until Friday.', 'The bridge would stay closed until Friday.'],
  ['A bridge has been shut.', 'The bridge had been shut.'],
  ['The quay was shut on Monday.', 'The quay was shut.'],
  ['On Monday the quay was shut.', 'The quay was shut on Monday.'],
  ['The quay was shut yesterday.', 'The quay was shut.'],
  ['The quay isn’t shut.', 'The quay was not shut.'],
  ['The ferry won’t sail.', 'The ferry would not sail.'],
  ['Müller resigned.', 'Muller resigned'],
] as const;

const OTHER = [
  // They share a subject only.
  ['The quay is shut.', 'The quay is new.'],
  ['The harbour bridge at Sandhythe will stay closed.', 'The harbour bridge at Sandhythe will be sold.'],
  // One word makes another claim of it.
  ['The quay is shut.', 'The quay is not shut.'],
  ['The quay can be reached.', 'The quay cannot be reached.'],
  ['Three sailors died.', 'Four sailors died.'],
  ['Repairs cost 4 million crowns.', 'Repairs cost 4 billion crowns.'],
  ['The head of the port was arrested.', 'The deputy head of the port was arrested.'],
  ['Norland attacked Sudland.', 'Sudland attacked Norland.'],
  ['The bridge stays closed until Friday.', 'The bridge stays closed until Monday.'],
  ['The bridge stays closed until Friday.', 'The bridge stays closed.'],
  ['The bridge closed on Friday.', 'The bridge closed on Monday.'],
  ['The quay will be shut.', 'The quay was shut.'],
  ['The quay may be shut.', 'The quay is shut.'],
  ['', ''],
  ['The', 'A'],
] as const;

describe('claims in nearly the same words', () => {
  it.each(SAME)('“%s” says the same as “%s”', (one, other) => {
    expect([sayTheSame(one, other), sayTheSame(other, one)]).toEqual([true, true]);
  });

  it.each(OTHER)('“%s” says something else than “%s”', (one, other) => {
    expect([sayTheSame(one, other), sayTheSame(other, one)]).toEqual([false, false]);
  });
});
