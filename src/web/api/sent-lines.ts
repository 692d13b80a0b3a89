/** `/api/claims/batch`: many claims as NDJSON. Each line is taken as a claim that is sent by itself, and has a line of the answer. */
import type { IncomingMessage } from 'node:http';
import type { Issue } from '../../model/issues.ts';
import { withoutQuery } from '../../storage/errors.ts';
import { describeError } from '../http/error-handler.ts';
import { Invalid, TooLarge, TooMany } from '../http/errors.ts';
import { describeProblem } from '../http/problems.ts';
import type { DataReply, Handler, Site, StreamReply, Visitor } from '../http/route.ts';
import { LARGEST_BODY } from '../middleware/request-body.ts';
import { sendClaim } from './claims.ts';

/** Of one request: what takes longer is sent in several. */
export const MOST_LINES = 5_000;
/** More issues of one line than this help nobody. */
const MOST_ISSUES = 20;
const LARGEST_LINE = LARGEST_BODY * 2 ** 20;

/** The tokens of a site whose lines are being taken: one request each, since every line waits for the disk. */
const busyTokens = new WeakMap<Site['store'], Set<number>>();

/** @throws TooMany where the token is sending others already */
export const submitLines: Handler = (site, request, _format, visitor): StreamReply => {
  const token = visitor!.token!.id;
  const busy = busyTokens.get(site.store) ?? new Set<number>();
  busyTokens.set(site.store, busy);
  if (busy.has(token)) throw new TooMany(RETRY);
  busy.add(token);
  const key = request.get('Idempotency-Key') ?? null;
  return {
    kind: 'stream',
    isLive: true,
    type: 'application/x-ndjson',
    fileName: 'claims.ndjson',
    chunks: answerLines(site, request, { visitor, key, requestId: request.id as string }),
    close: () => busy.delete(token),
  };
};

const RETRY = 5;

interface Sender {
  visitor: Visitor | null;
  /** Of the whole request; each line has its own from it. */
  key: string | null;
  requestId: string;
}

async function* answerLines(site: Site, request: IncomingMessage, sender: Sender): AsyncGenerator<string> {
  let count = 0;
  for await (const { number, line } of readLines(request)) {
    if (line?.trim() === '') continue;
    count += 1;
    const isOver = count > MOST_LINES;
    const answer = isOver
      ? refuse(site, new TooLarge(`At most ${MOST_LINES} claims can be sent at once`), sender)
      : await answerLine(site, line, number, sender);
    yield `${JSON.stringify({ line: number, ...answer })}\n`;
    if (isOver) return;
  }
}

async function answerLine(site: Site, line: string | null, number: number, sender: Sender): Promise<object> {
  let uid: string | null = null;
  try {
    if (line === null) throw new TooLarge(`At most ${LARGEST_BODY} MB can be sent as one claim`);
    const { body, condition } = readEnvelope(parseLine(line));
    uid = readUid(body);
    const key = sender.key === null ? null : `${sender.key}#${number}`;
    return { uid, ...describeReply(await sendClaim(site, { body, condition, key }, sender.visitor)) };
  } catch (error) {
    return { uid, ...refuse(site, error, sender) };
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    throw new Invalid([{ field: '', message: `the line is not JSON: ${(error as Error).message}` }]);
  }
}

/** A claim, or one with the version that it changes: `{"ifMatch": "\"2\"", "claim": {…}}`. */
function readEnvelope(value: unknown): { body: unknown; condition: string | null } {
  const { format, ifMatch, claim } = (value ?? {}) as Record<string, unknown>;
  if (format !== undefined || ifMatch === undefined) return { body: value, condition: null };
  if (typeof ifMatch !== 'string') throw new Invalid([{ field: 'ifMatch', message: 'must be text' }]);
  return { body: claim, condition: ifMatch };
}

/** The uid as it was sent, to tell the lines apart. */
function readUid(body: unknown): string | null {
  const { claim } = (body ?? {}) as { claim?: { uid?: unknown } | null };
  const uid = claim?.uid;
  return typeof uid === 'string' && uid.length <= 36 ? uid : null;
}

function describeReply({ status, headers = {}, body }: DataReply): object {
  const { result, claim } = body as { result: string; claim: { url: string } };
  return { status, result, url: claim.url, etag: headers.ETag ?? null, problem: null };
}

/** What is unexpected is logged, as that of a whole request is. */
function refuse({ config, log }: Site, thrown: unknown, { requestId }: Sender): object {
  const error = withoutQuery(thrown);
  const trouble = describeError(error);
  if (trouble.status === 500) log.error({ err: error, req: { id: requestId } }, 'a line could not be taken');
  const more = trouble.issues.length - MOST_ISSUES;
  const rest: Issue[] = more > 0 ? [{ field: '', message: `and ${more} more` }] : [];
  const issues = [...trouble.issues.slice(0, MOST_ISSUES), ...rest];
  const problem = describeProblem({ ...trouble, issues }, { baseUrl: config.baseUrl, id: requestId });
  return { status: trouble.status, result: null, url: null, etag: null, problem };
}

/** Lines, numbered from 1, as they come. One that is too large is null, and not held. */
async function* readLines(request: IncomingMessage): AsyncGenerator<{ number: number; line: string | null }> {
  request.setEncoding('utf8');
  let number = 1;
  let held = '';
  let isTooLarge = false;
  for await (const chunk of request as AsyncIterable<string>) {
    const parts = chunk.split('\n');
    for (const [at, part] of parts.entries()) {
      if (at > 0) {
        yield { number, line: isTooLarge ? null : held };
        number += 1;
        held = '';
        isTooLarge = false;
      }
      isTooLarge ||= held.length + part.length > LARGEST_LINE;
      held = isTooLarge ? '' : held + part;
    }
  }
  yield { number, line: isTooLarge ? null : held };
}
