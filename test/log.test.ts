import { describe, expect, it } from 'vitest';
import { createDestination, gatherLines } from '../src/log.ts';

describe('the destination of the log', () => {
  /** A disk with some room, in bytes. */
  function openDisk() {
    const disk = { room: 0, text: '' };
    const said: unknown[] = [];
    const destination = createDestination(
      (bytes) => {
        const written = bytes.subarray(0, disk.room);
        if (written.length === 0) throw new Error('ENOSPC');
        disk.room -= written.length;
        disk.text += written.toString();
        return written.length;
      },
      { onDrop: (reason) => said.push(reason), onResume: (dropped) => said.push(dropped) },
    );
    return { disk, said, destination };
  }

  it('drops and counts lines while the disk is full, and says so once it has room again', () => {
    const { disk, said, destination } = openDisk();
    for (const line of ['a\n', 'b\n', 'c\n']) destination.write(line);
    expect(said).toEqual(['ENOSPC']);
    disk.room = 100;
    destination.write('d\n');
    destination.write('e\n');
    expect(disk.text).toBe('d\ne\n');
    expect(said).toEqual(['ENOSPC', 3]);
  });

  it('ends a line that was cut short before it begins the next', () => {
    const { disk, said, destination } = openDisk();
    disk.room = 5;
    for (const line of ['first line\n', 'second line\n']) destination.write(line);
    expect(disk.text).toBe('first');
    disk.room = 8;
    destination.write('third line\n');
    disk.room = 100;
    destination.write('fourth line\n');
    expect(disk.text).toBe('first line\nthird line\nfourth line\n');
    expect(said).toEqual(['ENOSPC', 1]);
  });

  it('counts each line of those that are dropped together', () => {
    const { said, disk, destination } = openDisk();
    destination.write('a\nb\n');
    disk.room = 100;
    destination.write('c\n');
    expect(said).toEqual(['ENOSPC', 2]);
    expect(destination.countDropped()).toBe(2);
  });
});

describe('gathered lines', () => {
  it('are written together at the end of a turn, or when asked', async () => {
    const written: string[] = [];
    const { write, flush } = gatherLines((lines) => written.push(lines));
    write('a\n');
    write('b\n');
    expect(written).toEqual([]);
    await new Promise(setImmediate);
    expect(written).toEqual(['a\nb\n']);
    write('c\n');
    flush();
    await new Promise(setImmediate);
    expect(written).toEqual(['a\nb\n', 'c\n']);
  });

  it('are written at once where they are many', () => {
    const written: string[] = [];
    const { write } = gatherLines((lines) => written.push(lines));
    write(`${'a'.repeat(70_000)}\n`);
    expect(written).toHaveLength(1);
  });
});
