/** npm run user -- add | reset | second-factor-off | disable | enable | list: people, from the shell. No password is ever typed here. */
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { checkEmail, checkText } from '../formats/checks.ts';
import { ROLES } from '../storage/accounts/accounts.ts';
import type { LinkOrder } from '../storage/accounts/links.ts';
import type { Person } from '../storage/accounts/people.ts';
import type { UserRole } from '../storage/accounts/sessions.ts';
import type { SecurityEvent } from '../storage/accounts/events.ts';
import type { Store } from '../storage/store.ts';
import { CommandError, isProgram, runCommand, type Task } from './command.ts';
import { welcomePath } from '../urls/site.ts';

const USAGE = [
  'usage: npm run user -- add EMAIL [--role reader|editor|admin] [--name NAME]',
  '       npm run user -- reset EMAIL | second-factor-off EMAIL | disable EMAIL | enable EMAIL | list',
].join('\n');

interface Order {
  email: string;
  role: UserRole;
  name: string | null;
}

/** What each word does, given a store; it gives the lines to print. */
const WORDS: Readonly<Record<string, (store: Store, order: Order, config: Config) => Promise<string>>> = {
  async add({ accounts }, { email, role, name }, config) {
    const order: LinkOrder = { purpose: 'invite', email, role, name };
    const link = await makeLink(accounts, order, config);
    await note(accounts, 'link-made', email, `invite, ${role}`);
    return `Send ${email} this link. It creates their account (${role}) and works once, within seven days:\n${link}`;
  },

  async reset({ accounts }, { email }, config) {
    const { id } = await find(accounts, email);
    const link = await makeLink(accounts, { purpose: 'reset', userId: id }, config);
    await note(accounts, 'link-made', email, 'reset');
    return `Send ${email} this link to choose a new password. It works once, within 60 minutes:\n${link}`;
  },

  async 'second-factor-off'({ accounts }, { email }) {
    const { id, hasSecondFactor } = await find(accounts, email);
    if (!hasSecondFactor) return `${email} has no second factor.`;
    await accounts.removeSecondFactor(id, new Date());
    await note(accounts, 'second-factor-off', email);
    return `${email} signs in by password alone now, until they set up another second factor.`;
  },

  async disable({ accounts }, { email }) {
    const { id } = await find(accounts, email);
    if ((await accounts.disable(id, new Date())) === 'last-admin') {
      throw new CommandError(`${email} is the only admin who can sign in.`);
    }
    await note(accounts, 'disabled', email);
    return `${email} has been signed out everywhere and can no longer sign in.`;
  },

  async enable({ accounts }, { email }) {
    const { id } = await find(accounts, email);
    await accounts.enable(id, new Date());
    await note(accounts, 'enabled', email);
    return `${email} can sign in again.`;
  },

  async list({ accounts }) {
    const people = await accounts.list();
    return people.length === 0 ? 'Nobody has an account yet.' : writeTable(people);
  },
};

/** Nothing but the command knows who ran it: the account on this machine. */
const runBy = (): string => `${userInfo().username} (shell)`;

function note(
  accounts: Store['accounts'],
  kind: SecurityEvent['kind'],
  account: string,
  detail: string | null = null,
): Promise<void> {
  return accounts.recordEvent({
    at: new Date(),
    kind,
    account: account.toLowerCase(),
    actor: runBy(),
    address: null,
    detail,
  });
}

async function find(accounts: Store['accounts'], email: string): Promise<Person> {
  const person = await accounts.findByEmail(email);
  if (!person) throw new CommandError(`There is no account with the address ${email}.`);
  return person;
}

async function makeLink(accounts: Store['accounts'], order: LinkOrder, { baseUrl }: Config): Promise<string> {
  const made = await accounts.makeLink(order, runBy(), new Date());
  if (made.kind === 'made') return baseUrl + welcomePath(made.token);
  const reason =
    made.kind === 'taken'
      ? 'This address already has an account: use reset'
      : 'This account is disabled: use enable first';
  throw new CommandError(`${reason}.`);
}

function writeTable(people: readonly Person[]): string {
  const rows = people.map(({ email, role, disabledAt, name }) => [email, role, disabledAt ? 'disabled' : '', name]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Reads the arguments; nothing is opened before they are understood. */
export function parseUserArguments(args: readonly string[]): Task {
  const options = { role: { type: 'string' }, name: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [word = '', email, ...rest] = positionals;
  const run = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  const isNamed = word === 'list' ? email === undefined : email !== undefined && rest.length === 0;
  const hasOptions = values.role !== undefined || values.name !== undefined;
  if (!run || !isNamed || (hasOptions && word !== 'add')) throw new CommandError(USAGE);
  const order = { email: email ?? '', role: readRole(values.role ?? 'editor'), name: values.name ?? null };
  if (word === 'add') checkOrder(order);
  return async (store, config) => {
    process.stdout.write(`${await run(store, order, config)}\n`);
  };
}

function readRole(text: string): UserRole {
  const role = ROLES.find((known) => known === text);
  if (!role) throw new CommandError(`--role must be one of ${ROLES.join(', ')}, not "${text}"`);
  return role;
}

function checkOrder({ email, name }: Order): void {
  const wrongEmail = checkEmail(email);
  if (wrongEmail !== null) throw new CommandError(`EMAIL ${wrongEmail}, not "${email}"`);
  const wrongName = name === null ? null : checkText(name, { most: 100, lines: false });
  if (wrongName !== null) throw new CommandError(`--name ${wrongName}`);
}

if (isProgram(import.meta)) await runCommand(() => parseUserArguments(process.argv.slice(2)));
