import { expect, test } from 'vitest';
import { aRecord } from '../../support/records.ts';
import { readOnce } from '../../../src/web/records/readings.ts';

const publisher = aRecord('one', 'ians').sources[0]!;

test('a story is read once for each name of its publisher', () => {
  const text = 'Yonhap said the quay was shut, citing TASS.';
  const reading = readOnce(text, publisher);
  expect(reading.chains.map(({ names }) => names.join(' < '))).toEqual(['ians < Yonhap < TASS']);
  expect(readOnce(text, { ...publisher })).toBe(reading);
  const renamed = readOnce(text, { ...publisher, name: 'Yonhap', aliases: [] });
  expect(renamed.chains.map(({ names }) => names.join(' < '))).toEqual(['Yonhap < TASS']);
  // A pasted story may not say who published it.
  expect(readOnce(text, { name: '', aliases: [] }).publisher).toBeNull();
  expect(readOnce(`${text} It rained.`, publisher)).not.toBe(reading);
});
