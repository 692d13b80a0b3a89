import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, test, vi } from 'vitest';
import { parseUserArguments } from '../../src/cli/user.ts';
import { readConfig } from '../../src/config.ts';
import { setUpFactor } from '../support/authenticator.ts';
import { addPerson, PASSWORD, signIn } from '../support/people.ts';
import { freshStore } from '../support/store.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const config = readConfig({ BASE_URL: 'https://hearsay.example' });
const TOKEN = /https:\/\/hearsay\.example\/welcome\?token=([\w-]{43})$/;

function open() {
  const { store } = freshStore();
  /** Runs the command, and gives what it prints. */
  const run = async (...args: string[]): Promise<string> => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      await parseUserArguments(args)(store, config);
      return write.mock.calls
        .map(([text]) => String(text))
        .join('')
        .trimEnd();
    } finally {
      write.mockRestore();
    }
  };
  return { store, run };
}

describe('npm run user', () => {
  it('npm run user add prints a link that creates the account once', async () => {
    const { store, run } = open();
    const said = await run('add', 'Kim@paper.example', '--role', 'admin', '--name', '김민');
    expect(said).toContain(
      'Send Kim@paper.example this link. It creates their account (admin) and works once, within seven days:',
    );
    const [, token] = TOKEN.exec(said)!;
    expect(await store.accounts.readLink(token!, new Date())).toMatchObject({
      purpose: 'invite',
      email: 'kim@paper.example',
      name: '김민',
      role: 'admin',
      madeBy: expect.stringMatching(/ \(shell\)$/) as string,
    });
    await store.accounts.useLink(token!, { name: '김민', email: '', password: PASSWORD }, new Date());
    await signIn(store, 'kim@paper.example');
    await expect(run('add', 'kim@paper.example')).rejects.toThrow('This address already has an account: use reset.');
  });

  it('npm run user add makes an editor unless a role is given', async () => {
    const { store, run } = open();
    const [, token] = TOKEN.exec(await run('add', 'kim@paper.example'))!;
    expect(await store.accounts.readLink(token!, new Date())).toMatchObject({ role: 'editor', name: null });
  });

  it('npm run user reset prints a link that sets a new password', async () => {
    const { store, run } = open();
    await addPerson(store, 'kim@paper.example');
    const [, token] = TOKEN.exec(await run('reset', 'KIM@paper.example'))!;
    const used = await store.accounts.useLink(
      token!,
      { name: '', email: '', password: 'another long password' },
      new Date(),
    );
    expect(used).toEqual({ kind: 'used', email: 'kim@paper.example' });
  });

  it('npm run user second-factor-off lets in whoever lost theirs', async () => {
    const { store, run } = open();
    await addPerson(store, 'kim@paper.example', 'admin');
    expect(await run('second-factor-off', 'kim@paper.example')).toBe('kim@paper.example has no second factor.');
    await setUpFactor(store, await signIn(store, 'kim@paper.example'));
    await expect(signIn(store, 'kim@paper.example')).rejects.toThrow('code');
    expect(await run('second-factor-off', 'Kim@paper.example')).toContain('signs in by password alone now');
    await signIn(store, 'kim@paper.example');
    expect(await store.accounts.listEvents('kim@paper.example', 1)).toMatchObject([{ kind: 'second-factor-off' }]);
  });

  it('npm run user disables and enables accounts, except the last admin', async () => {
    const { store, run } = open();
    await addPerson(store, 'ada@paper.example', 'admin');
    await addPerson(store, 'kim@paper.example');
    const cookie = await signIn(store, 'kim@paper.example');
    await run('disable', 'kim@paper.example');
    expect((await store.accounts.readVisitor(cookie)).visitor).toBeNull();
    await expect(run('reset', 'kim@paper.example')).rejects.toThrow('This account is disabled: use enable first.');
    await run('enable', 'kim@paper.example');
    await signIn(store, 'kim@paper.example');
    await expect(run('disable', 'ada@paper.example')).rejects.toThrow('ada@paper.example is the only admin');
    await expect(run('disable', 'nobody@paper.example')).rejects.toThrow(
      'There is no account with the address nobody@paper.example.',
    );
  });

  it('npm run user list prints the people with their roles', async () => {
    const { store, run } = open();
    expect(await run('list')).toBe('Nobody has an account yet.');
    await addPerson(store, 'ada@paper.example', 'admin', 'Ada');
    const kim = await addPerson(store, 'kim.min@paper.example', 'editor', 'Kim Min');
    await store.accounts.disable(kim, new Date());
    expect((await run('list')).split('\n')).toEqual([
      'ada@paper.example      admin             Ada',
      'kim.min@paper.example  editor  disabled  Kim Min',
    ]);
  });

  test.each([
    [[], 'usage'],
    [['constructor', 'kim@paper.example'], 'usage'],
    [['add'], 'usage'],
    [['add', 'a@a.example', 'b@a.example'], 'usage'],
    [['list', 'a@a.example'], 'usage'],
    [['reset', 'a@a.example', '--role', 'admin'], 'usage'],
    [['add', 'kim'], 'EMAIL must be like name@example.org, not "kim"'],
    [['add', 'a@a.example', '--role', 'owner'], '--role must be one of reader, editor, admin, not "owner"'],
    [['add', 'a@a.example', '--name', 'a\nb'], '--name must be one line'],
    [['add', 'a@a.example', '--password', 'hush'], "Unknown option '--password'"],
  ])('npm run user refuses %j before opening anything', (args, message) => {
    expect(() => parseUserArguments(args)).toThrow(message);
  });

  it('npm run user runs as a command', () => {
    const command = join(import.meta.dirname, '../../src/cli/user.ts');
    const env = { PATH: process.env.PATH, DATABASE: join(makeTempFolder(), 'x.sqlite') };
    const call = (...args: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', command, ...args], { env, encoding: 'utf8' });
    expect(call('list')).toMatchObject({ status: 0, stdout: 'Nobody has an account yet.\n', stderr: '' });
  });
});
