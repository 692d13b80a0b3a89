/** A second factor: codes of an app (TOTP, RFC 6238), and backup codes for those who lost it. */
import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import { session, twoFactor, user, verification } from '../../../db/schema.ts';
import type { Engine } from '../engine.ts';
import { describeClient, type AuthCalls, type Client, type Wait } from './auth.ts';
import { planTidying } from './sessions.ts';

/** `used`: a code is taken once. `unreadable`: the server's secret is another than when it was set up. */
export type CodeFailure = { kind: 'wrong-code' | 'used' | 'unreadable' } | Wait;

/** What a sign-in becomes by its code. `over`: too late, or tried too often: the password is asked for again. */
export type CodeOutcome =
  | { kind: 'in'; email: string; cookies: readonly string[]; isBackup: boolean }
  | { kind: 'over' }
  | (CodeFailure & { email: string });

/** Of somebody who is signed in, and types their password again. */
export interface OwnProof extends Client {
  id: string;
  email: string;
  cookieHeader: string;
  password: string;
}

type OwnCode = Omit<OwnProof, 'password'> & { code: string };

export type ProofFailure = { kind: 'wrong-password' } | CodeFailure;

const TOTP = /^\d{6}$/;
/** A backup code without its hyphen. */
const BACKUP = /^([a-z\d]{5})([a-z\d]{5})$/;

export function prepareSecondFactors(engine: Engine, { load, call, attempts, pickCookie }: AuthCalls) {
  const { db } = engine;

  /** Who was asked for a code by the challenge in this cookie; null once it has expired. Signing in checks its signature. */
  async function findChallenged(cookie: string): Promise<{ id: string; email: string } | null> {
    const [found] = await db
      .select({ id: user.id, email: user.email })
      .from(verification)
      .innerJoin(user, eq(user.id, verification.value))
      .where(
        and(
          ...[eq(verification.identifier, readSigned(cookie)), gt(verification.expiresAt, new Date())],
          isNull(user.disabledAt),
        ),
      );
    return found ?? null;
  }

  async function tryCode(
    { code, email, cookieHeader, ...client }: Omit<OwnCode, 'id'>,
    takesBackup = true,
  ): Promise<CodeFailure | { kind: 'right'; response: Response; isBackup: boolean }> {
    const typed = code.toLowerCase().replace(/[\s-]/g, '');
    const { retryAfter, isUsed } = attempts.takeCode(email, typed);
    if (retryAfter !== null) return { kind: 'wait', seconds: retryAfter };
    if (isUsed) return { kind: 'used' };
    const isBackup = !TOTP.test(typed);
    if (isBackup && !(takesBackup && BACKUP.test(typed))) return { kind: 'wrong-code' };
    const path = isBackup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';
    const body = { code: typed.replace(BACKUP, '$1-$2') };
    const response = await call(path, body, { cookie: cookieHeader, ...describeClient(client) }).catch(readFailure);
    if (response === 'unreadable') return { kind: 'unreadable' };
    if (!response.ok) return { kind: 'wrong-code' };
    attempts.succeedCode(email, client.address);
    return { kind: 'right', response, isBackup };
  }

  async function checkPassword({ email, cookieHeader, password }: OwnProof): Promise<ProofFailure | null> {
    const { retryAfter } = attempts.takeOwnPassword(email);
    if (retryAfter !== null) return { kind: 'wait', seconds: retryAfter };
    const { api } = await load();
    try {
      await api.verifyPassword({ body: { password }, headers: new Headers({ cookie: cookieHeader }) });
      return null;
    } catch (error) {
      if ((error as { statusCode?: unknown }).statusCode === 400) return { kind: 'wrong-password' };
      throw error;
    }
  }

  /** By the password and a code. */
  async function prove(proof: OwnProof & { code: string }): Promise<ProofFailure | null> {
    const failure = await checkPassword(proof);
    if (failure) return failure;
    const tried = await tryCode(proof);
    return tried.kind === 'right' ? null : tried;
  }

  const isOn = async (of: string): Promise<boolean> =>
    (await db.select({ verified: twoFactor.verified }).from(twoFactor).where(eq(twoFactor.userId, of)))[0]?.verified ===
    true;

  /** @param path of what takes the password alone, which was checked */
  async function change({ cookieHeader, password, ...client }: OwnProof, path: string): Promise<Response> {
    const response = await call(path, { password }, { cookie: cookieHeader, ...describeClient(client) });
    if (!response.ok) throw new Error(`better-auth refused ${path}: ${await response.text()}`);
    return response;
  }

  return {
    /** Whether a request carries a sign-in whose code is to come. */
    awaitsCode: (cookieHeader: string | undefined): boolean => pickCookie('challenge', cookieHeader) !== null,

    /** The second step of a sign-in, by the cookie of the first. Codes are counted by account, wherever they come from. */
    async finishSignIn({
      cookieHeader,
      code,
      ...client
    }: Client & { cookieHeader: string; code: string }): Promise<CodeOutcome> {
      // Alone: beside a session's, it would be taken for a code of that session.
      const cookie = pickCookie('challenge', cookieHeader);
      const challenged = cookie === null ? null : await findChallenged(cookie);
      if (cookie === null || challenged === null) return { kind: 'over' };
      const { email } = challenged;
      const tried = await tryCode({ ...client, email, code, cookieHeader: cookie });
      if (tried.kind !== 'right') {
        return tried.kind === 'wrong-code' && !(await findChallenged(cookie)) ? { kind: 'over' } : { ...tried, email };
      }
      await engine.commit(planTidying(db));
      return { kind: 'in', email, cookies: tried.response.headers.getSetCookie(), isBackup: tried.isBackup };
    },

    /** Gives the secret of a new second factor, in base32, to be shown once. It counts once a code confirms it. */
    async beginSecondFactor(
      proof: OwnProof,
    ): Promise<{ kind: 'begun'; secret: string } | { kind: 'on' } | ProofFailure> {
      const failure = await checkPassword(proof);
      if (failure) return failure;
      if (await isOn(proof.id)) return { kind: 'on' };
      const { totpURI } = (await (await change(proof, '/two-factor/enable')).json()) as { totpURI: string };
      return { kind: 'begun', secret: new URL(totpURI).searchParams.get('secret')! };
    },

    /** Turns it on, gives the backup codes, and ends all other sessions. */
    async confirmSecondFactor(
      own: OwnCode,
    ): Promise<
      { kind: 'on'; cookies: readonly string[]; backupCodes: readonly string[] } | { kind: 'over' } | CodeFailure
    > {
      const [begun] = await db.select().from(twoFactor).where(eq(twoFactor.userId, own.id));
      if (!begun || begun.verified) return { kind: 'over' };
      const tried = await tryCode(own, false);
      if (tried.kind !== 'right') return tried;
      const cookies = tried.response.headers.getSetCookie();
      const token = readSigned(pickCookie('session', cookies.map((one) => one.split(';', 1)[0]).join('; '))!);
      await engine.commit([db.delete(session).where(and(eq(session.userId, own.id), ne(session.token, token)))]);
      const { backupCodes } = await (await load()).api.viewBackupCodes({ body: { userId: own.id } });
      return { kind: 'on', cookies, backupCodes };
    },

    /** Those from before no longer work. */
    async renewBackupCodes(
      proof: OwnProof & { code: string },
    ): Promise<{ kind: 'made'; backupCodes: readonly string[] } | ProofFailure> {
      const failure = await prove(proof);
      if (failure) return failure;
      const response = await change(proof, '/two-factor/generate-backup-codes');
      return { kind: 'made', ...((await response.json()) as { backupCodes: string[] }) };
    },

    async endSecondFactor(
      proof: OwnProof & { code: string },
    ): Promise<{ kind: 'off'; cookies: readonly string[] } | ProofFailure> {
      const failure = await prove(proof);
      if (failure) return failure;
      return { kind: 'off', cookies: (await change(proof, '/two-factor/disable')).headers.getSetCookie() };
    },
  };
}

/** What is signed in a cookie `name=value.signature`, of letters that need no escape. */
function readSigned(cookie: string): string {
  return cookie.slice(cookie.indexOf('=') + 1).replace(/\..*$/, '');
}

/** @throws what is no fault of the secret */
function readFailure(error: unknown): 'unreadable' {
  if (/tag|decrypt|cipher/i.test((error as Error).message)) return 'unreadable';
  throw error;
}
