import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startProgress } from '../../src/cli/progress.ts';

/** Something that is written to, as stderr is. */
function makeStream(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string): boolean => written.push(text) > 0;
  const stream = { isTTY, columns: 80, write, on: () => stream, cursorTo: () => true, clearLine: () => true };
  return { written, stream: stream as unknown as NodeJS.WriteStream };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('progress without a terminal', () => {
  test('progress without a terminal writes nothing when the work is done soon', () => {
    const { written, stream } = makeStream(false);
    const progress = startProgress('Importing', 1000, stream);
    for (let i = 0; i < 1000; i += 1) progress.step();
    progress.stop();
    expect(written).toEqual([]);
  });

  test('progress without a terminal writes one line every five seconds', () => {
    const { written, stream } = makeStream(false);
    const progress = startProgress('Importing', 30, stream);
    for (let i = 0; i < 30; i += 1) {
      vi.advanceTimersByTime(500);
      progress.step();
    }
    progress.stop();
    expect(written).toEqual(['Importing: 10 of 30\n', 'Importing: 20 of 30\n', 'Importing: 30 of 30\n']);
  });
});

describe('progress on a terminal', () => {
  test('progress on a terminal is a bar that disappears when the work is done', () => {
    const { written, stream } = makeStream(true);
    const progress = startProgress('Exporting', 2, stream);
    progress.step();
    vi.advanceTimersByTime(1000);
    progress.step();
    progress.stop();
    expect(written.join('')).toContain('1 of 2');
    expect(written.join('')).not.toMatch(/\n$/);
  });
});
