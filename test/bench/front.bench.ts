/**
 * Pages for signed-out readers beside Express and `node:http` sending constants, in requests a second of the server's
 * processor time. Asked by Debian's `wrk`, in short rounds that go through all in turn; told is the median of the rounds.
 */
import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Contestant, Contestants } from './front-servers.ts';

export const name = 'What is kept is answered before Express: requests a second of processor time, 16 connections';

const ROUNDS = 5;
/** Of one round; what is slow to answer needs more of it to be warm. */
const SECONDS: Partial<Record<Name, number>> = { anew: 4, first: 4 };
const CONNECTIONS = 16;

type Name = keyof Contestants;

/** Express sends what it is given: packed it has a sixth of the bytes to hash and send, but no page of ours was given packed. */
const COMPARED: readonly { who: Name; than: Name; aim: number | null; title: string }[] = [
  { who: 'kept', than: 'expressPlain', aim: 4, title: 'kept page / Express sending it' },
  { who: 'kept', than: 'expressPacked', aim: null, title: 'kept page / Express sending its packed bytes' },
  { who: 'kept', than: 'barePacked', aim: 0.33, title: 'kept page / node:http sending its packed bytes' },
  { who: 'unchanged', than: 'expressPlain', aim: 5, title: '304 / Express sending the page' },
  { who: 'unchanged', than: 'bareUnchanged', aim: 0.33, title: '304 / node:http sending an empty 304' },
  { who: 'anew', than: 'expressPlain', aim: 0.14, title: 'page made anew / Express sending it' },
  { who: 'first', than: 'expressPlain', aim: 0.08, title: 'page drawn for the first time / Express sending it' },
];

export async function run(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-bench-'));
  const log = openSync(join(folder, 'log'), 'w');
  const servers = fork(join(import.meta.dirname, 'front-servers.ts'), { stdio: ['ignore', log, 'inherit', 'ipc'] });
  try {
    const [contestants] = (await once(servers, 'message')) as [Contestants];
    const names = Object.keys(contestants) as Name[];
    const scripts = new Map(names.map((who) => [who, writeScript(folder, who, contestants[who])]));
    const rounds = new Map<Name, Rate[]>(names.map((who) => [who, []]));
    // The first is not counted: it warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const who of names) {
        const rate = await load(servers, contestants[who].port, scripts.get(who)!, SECONDS[who] ?? 1);
        if (round > 0) rounds.get(who)!.push(rate);
      }
    }
    return [...names.map((who) => tellRate(who, rounds.get(who)!)), ...COMPARED.map((pair) => compare(pair, rounds))];
  } finally {
    servers.kill();
    rmSync(folder, { recursive: true });
  }
}

function tellRate(who: Name, rates: readonly Rate[]): string {
  const middle = (key: keyof Rate): string => median(rates.map((rate) => rate[key])).toFixed(0);
  return `${who}: ${middle('perProcessorSecond')} a processor second, ${middle('perSecond')} a second`;
}

function compare({ who, than, aim, title }: (typeof COMPARED)[number], rounds: ReadonlyMap<Name, Rate[]>): string {
  const ratios = rounds
    .get(who)!
    .map(({ perProcessorSecond }, at) => perProcessorSecond / rounds.get(than)![at]!.perProcessorSecond);
  return `${title}: ${median(ratios).toFixed(3)}${aim === null ? '' : ` (aim ${aim})`}`;
}

interface Rate {
  perSecond: number;
  perProcessorSecond: number;
}

/** Asks for one path after the other, on from where the last round ended. */
function writeScript(folder: string, name: string, { paths, etag }: Contestant): string {
  const file = join(folder, `${name}.lua`);
  const rest = etag === null ? '' : `wrk.headers["If-None-Match"] = ${JSON.stringify(etag)}\n`;
  writeFileSync(
    file,
    `${rest}wrk.headers["Accept-Encoding"] = "gzip, deflate, br"
local paths = {${paths.map((path) => JSON.stringify(path)).join(',')}}
local requests = {}
local at = 0
init = function(arguments)
  for n, path in ipairs(paths) do requests[n] = wrk.format("GET", path) end
  at = tonumber(arguments[1])
end
request = function()
  at = at + 1
  return requests[at % #requests + 1]
end
done = function(summary)
  local errors = summary.errors
  print(string.format("TOLD %d %f %d", summary.requests, summary.duration / 1e6,
    errors.status + errors.connect + errors.read + errors.write))
end
`,
  );
  return file;
}

let asked = 0;

async function load(servers: ChildProcess, port: number, script: string, seconds: number): Promise<Rate> {
  const before = await settle(servers);
  const { stdout } = await promisify(execFile)('wrk', [
    ...[
      '-t',
      '1',
      '-c',
      String(CONNECTIONS),
      '-d',
      `${seconds}s`,
      '--timeout',
      '30s',
      '-s',
      script,
      `http://127.0.0.1:${port}`,
    ],
    ...['--', String((asked += 1500))],
  ]);
  const used = (await settle(servers)) - before;
  const [answers, lasted, errors] = /TOLD (\S+) (\S+) (\S+)/.exec(stdout)!.slice(1).map(Number) as [
    number,
    number,
    number,
  ];
  if (errors > 0) throw new Error(`${errors} errors: ${stdout}`);
  return { perSecond: answers / lasted, perProcessorSecond: answers / (used / 1e6) };
}

/** Waits until what was still asked for is done, and gives the processor time that was used until then. */
async function settle(servers: ChildProcess): Promise<number> {
  for (let before = await readProcessorTime(servers); ;) {
    await sleep(50);
    const now = await readProcessorTime(servers);
    if (now - before < 5_000) return now;
    before = now;
  }
}

async function readProcessorTime(servers: ChildProcess): Promise<number> {
  servers.send('processor time');
  const [used] = (await once(servers, 'message')) as [number];
  return used;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
