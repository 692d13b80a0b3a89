/** A process of its own: asks a server for pages over a few kept connections, each for the next page as soon as it has the last. */
import { connect, type Socket } from 'node:net';

export interface Load {
  port: number;
  /** One after the other, from this one on, then again from the first. */
  paths: readonly string[];
  first: number;
  headers: Readonly<Record<string, string>>;
  /** What each answer must be. */
  status: number;
  milliseconds: number;
}

const CONNECTIONS = 8;
const HEAD_END = '\r\n\r\n';

export type Outcome = { answers: number; seconds: number } | { error: string };

const answer = (outcome: Outcome): void => void process.send!(outcome);
process.on('message', (load: Load) => {
  run(load).then(answer, (error: unknown) => {
    answer({ error: String(error) });
  });
});

/** The reading is our own and thin: Node's client takes longer over an answer than the server does. */
async function run({ port, paths, first, headers, status, milliseconds }: Load): Promise<Outcome> {
  const rest = Object.entries({ Host: 'hearsay.test', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\n${rest.join('')}\r\n`);
  const start = performance.now();
  let asked = first;
  let answered = 0;
  const next = (): string | null =>
    performance.now() - start < milliseconds ? requests[asked++ % requests.length]! : null;
  const done = (): void => void (answered += 1);
  await Promise.all(Array.from({ length: CONNECTIONS }, () => keepAsking(port, status, next, done)));
  return { answers: answered, seconds: (performance.now() - start) / 1000 };
}

function keepAsking(port: number, status: number, next: () => string | null, done: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    /** How much of an answer is still to come; null before its head is there. */
    let missing: number | null = null;
    let head = '';
    const ask = (): void => {
      const request = next();
      if (request === null) socket.end(resolve);
      else socket.write(request);
    };
    const read = (chunk: Buffer): void => {
      let body = chunk.length;
      if (missing === null) {
        const before = head.length;
        head += chunk.toString('latin1');
        const end = head.indexOf(HEAD_END);
        if (end < 0) return;
        if (!head.startsWith(`HTTP/1.1 ${status} `)) throw new Error(`not ${status}: ${head.slice(0, 400)}`);
        missing = status === 304 ? 0 : Number(/\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1]);
        if (!Number.isInteger(missing)) throw new Error(`no length: ${head.slice(0, end)}`);
        body = before + chunk.length - end - HEAD_END.length;
        head = '';
      }
      missing -= body;
      if (missing > 0) return;
      missing = null;
      done();
      ask();
    };
    socket.on('connect', ask).on('error', reject);
    socket.on('data', (chunk) => {
      try {
        read(chunk);
      } catch (error) {
        socket.destroy();
        reject(new Error(String(error)));
      }
    });
  });
}
