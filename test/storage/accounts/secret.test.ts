import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepSecret, UnusableSecret } from '../../../src/storage/accounts/secret.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

describe('the secret', () => {
  const folder = makeTempFolder();

  it('the secret is made once, beside the database, and readable by its owner alone', () => {
    const database = join(folder, 'hearsay.sqlite');
    const { value: secret, isNew } = keepSecret(database);
    expect(isNew).toBe(true);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(statSync(`${database}.secret`).mode & 0o777).toBe(0o600);
    expect(readFileSync(`${database}.secret`, 'utf8')).toBe(`${secret}\n`);
    expect(keepSecret(database)).toEqual({ value: secret, isNew: false });
  });

  it('the secret of a database in memory is another each time', () => {
    expect(keepSecret(':memory:').value).not.toBe(keepSecret(':memory:').value);
  });

  it('a secret that can’t be used is reported by its file and not by its content', () => {
    const database = join(folder, 'short.sqlite');
    writeFileSync(`${database}.secret`, 'hush\n');
    expect(() => keepSecret(database)).toThrow(
      new UnusableSecret(
        `The secret ${database}.secret can't be used: it has fewer than 32 characters; remove it, and another is made`,
      ),
    );
    expect(() => keepSecret(join(folder, 'nowhere', 'x.sqlite'))).toThrow(
      /^The secret .*x\.sqlite\.secret can't be used: ENOENT/,
    );
  });
});
