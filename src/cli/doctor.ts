/** npm run doctor [-- DATABASE] [--repair]: looks for damage, and for what is derived and no longer true, in a file or a cluster. */
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import {
  checkPath,
  createLocalEngine,
  describeDamage,
  INTEGRITY_CHECK,
  listFileFaults,
  openClient,
  openReadingClient,
  rebuildIndexes,
} from '../storage/better-sqlite3.ts';
import type { FaultReport } from '../storage/checks/faults.ts';
import { checkStore, countWaiting, measureStore } from '../storage/checks/store-check.ts';
import { createClusterEngine } from '../storage/cluster/engine.ts';
import { isClusterUpToDate } from '../storage/cluster/migrations.ts';
import { createNodes, readAddresses, type Nodes } from '../storage/cluster/nodes.ts';
import type { Engine } from '../storage/engine.ts';
import { isUpToDate } from '../storage/migrations.ts';
import { writeCount, writeNumber } from '../wording/values.ts';
import { CommandError, isProgram, reportFailure } from './command.ts';
import { startProgress } from './progress.ts';

const USAGE = 'usage: npm run doctor -- [DATABASE] [--repair]';

/** Lines; what is repaired is counted on. */
const MOST_TOLD = 1_000;

export interface Examination {
  found: number;
  repaired: number;
  /** Claims whose summaries wait to be derived anew, as the server does by itself. */
  waiting: number;
  /** What was looked at, in words. */
  looked: string;
}

/**
 * Looks at a whole file, in memory that doesn't grow with it. It can be served meanwhile: nothing waits for a check, and
 * each repair is a commit of its own.
 * @param tell is given each fault, in a line
 * @throws UnusableDatabase, BrokenMigration
 */
export async function examineFile(
  path: string,
  isRepairing: boolean,
  tell: (line: string) => void,
): Promise<Examination> {
  checkPath(path, { create: false });
  const client = isRepairing ? openClient(path, { create: false }) : openReadingClient(path);
  try {
    if (!isUpToDate(client)) throw new CommandError(`${path} has an older schema. Run “npm run migrate” first.`);
    return await examine(createLocalEngine(client), examinePages(client, isRepairing), isRepairing, tell);
  } finally {
    client.close();
  }
}

/**
 * The same for a cluster: each node's own copy is read for damage, and what is derived as the leader has it.
 * @throws UnusableDatabase, BrokenMigration
 */
export async function examineCluster(
  nodes: Nodes,
  isRepairing: boolean,
  tell: (line: string) => void,
): Promise<Examination> {
  if (!(await isClusterUpToDate(nodes))) {
    throw new CommandError(`${nodes.names.join(', ')} has an older schema. Run “npm run migrate” first.`);
  }
  const faults = (await listNodeFaults(nodes)).map((message) => ({ message, isRepaired: false }));
  return examine(createClusterEngine(nodes), faults, isRepairing, tell);
}

async function examine(
  engine: Engine,
  faults: readonly FaultReport[],
  isRepairing: boolean,
  tell: (line: string) => void,
): Promise<Examination> {
  const seen = { found: 0, repaired: 0 };
  const note = ({ message, isRepaired }: FaultReport): void => {
    seen.found += 1;
    if (isRepaired) seen.repaired += 1;
    if (seen.found <= MOST_TOLD) tell(isRepaired ? `${message} (repaired)` : message);
  };
  faults.forEach(note);
  const { claims, sources, documents } = await measureStore(engine.db);
  const progress = startProgress('Checking', claims + sources + documents);
  try {
    for await (const finding of checkStore(engine, { isRepairing, onRecord: () => progress.step() })) note(finding);
  } finally {
    progress.stop();
  }
  const looked = `${writeCount(claims, 'claim')}, ${writeCount(sources, 'source')} and ${writeCount(documents, 'document')}`;
  return { ...seen, waiting: await countWaiting(engine.db), looked };
}

/** Indexes can be made anew from the rows; nothing else of a file can. */
function examinePages(client: ReturnType<typeof openClient>, isRepairing: boolean): FaultReport[] {
  const faults = listFileFaults(client);
  if (faults.length === 0 || !isRepairing) return faults.map((message) => ({ message, isRepaired: false }));
  try {
    rebuildIndexes(client);
  } catch {
    // The second look says what is still wrong.
  }
  const left = new Set(listFileFaults(client));
  return [
    ...faults.filter((message) => !left.has(message)).map((message) => ({ message, isRepaired: true })),
    ...[...left].map((message) => ({ message, isRepaired: false })),
  ];
}

/** In milliseconds: how long a node may take to read all that it has, which nothing waits for. */
const PATIENCE = 3_600_000;

/** What SQLite itself finds wrong with the copy of each node; one that does not answer is a fault, too. */
async function listNodeFaults({ names, queryNode }: Nodes): Promise<string[]> {
  const faults = names.map(async (name) => {
    const ask = (sql: string) => queryNode(name, { sql, params: [] }, PATIENCE);
    const damage = await ask(INTEGRITY_CHECK);
    const dangling = await ask('pragma foreign_key_check');
    if (!damage || !dangling) return [`the node ${name} does not answer`];
    return [
      ...describeDamage(`the node ${name}`, damage.flat().map(String)),
      ...(dangling.length > 0 ? [`the node ${name}: ${dangling.length} rows name what is not there`] : []),
    ];
  });
  return (await Promise.all(faults)).flat();
}

/** What it comes to, in a line or two. */
export function describeExamination({ found, repaired, waiting, looked }: Examination, isRepairing: boolean): string {
  const left = found - repaired;
  const lines = [`Checked ${looked}.`];
  if (found === 0) lines.push('Nothing is wrong.');
  else if (left === 0) lines.push(`${writeCount(found, 'fault')} found and repaired.`);
  else {
    const done = repaired === 0 ? '' : ` ${writeNumber(repaired)} of them repaired.`;
    lines.push(`${writeCount(found, 'fault')} found.${done}`);
    lines.push(
      isRepairing
        ? 'What is left was recorded, not derived: restore a backup, or correct it by hand.'
        : '“npm run doctor -- --repair” makes anew what is derived.',
    );
  }
  if (waiting > 0) lines.push(`${writeCount(waiting, 'claim')} to be summed up anew, which the server does by itself.`);
  return lines.join(' ');
}

if (isProgram(import.meta)) {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { repair: { type: 'boolean' } } });
    if (positionals.length > 1) throw new CommandError(USAGE);
    const isRepairing = values.repair ?? false;
    const database = positionals[0] ?? readConfig(process.env).database;
    const addresses = readAddresses(database);
    const tell = (line: string): void => void process.stdout.write(`${line}\n`);
    const seen = await (addresses
      ? examineCluster(createNodes(addresses), isRepairing, tell)
      : examineFile(database, isRepairing, tell));
    process.stdout.write(`${describeExamination(seen, isRepairing)}\n`);
    if (seen.found > seen.repaired) process.exitCode = 1;
  } catch (error) {
    reportFailure(error);
  }
}
