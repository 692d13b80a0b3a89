/** The only reader of `process.env`. */
import { z } from 'zod';
import { parseUrl } from './model/url.ts';

export interface Config {
  /** Path of the SQLite file, or `:memory:`. */
  database: string;
  port: number;
  host: string;
  /** Where readers reach us, without a slash at the end. */
  baseUrl: string;
  /** Whether BASE_URL is set: otherwise it is made from host and port, and readers may come another way. */
  isBaseUrlGiven: boolean;
  /** What sessions are signed with; null for the one kept beside the database. */
  secret: string | null;
  /** How many proxies are in front of us and pass on the client's address. */
  trustProxy: number;
  /** How many requests a minute one address may make, cached pages not counted; 0 for no limit. */
  rateLimit: number;
  /** How many connections may be open at once; further ones are closed at once. */
  maxConnections: number;
  /** In seconds: how long a request may take to come in, and a connection may stand still. */
  requestTimeout: number;
  /** Whether editors may have pages of the web fetched. */
  isFetchOn: boolean;
  /** Whether `/metrics` answers. */
  hasMetrics: boolean;
  /** In minutes: a session ends when it was not used for so long. */
  sessionIdle: number;
  /** In minutes: a session ends so long after signing in, however much it is used. */
  sessionLongest: number;
  /** Whether admins are led to set up a second factor before anything else. */
  isAdminFactorAsked: boolean;
  /** The folder of backups; null for none. */
  backupDir: string | null;
  /** In minutes, between two backups; 0 for none but those that an admin asks for. */
  backupEvery: number;
  /** How many backups are kept. */
  backupKeep: number;
  logLevel: string;
}

/** A setting has a value that can't be used. The message names the setting and the reason in one line. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** 256 bits, as `openssl rand -base64 24` writes at least. */
const SHORTEST_SECRET = 32;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

type Message = (issue: { input?: unknown }) => string;

const takes = (what: string): { error: Message } => ({
  error: ({ input }) => `must be ${what}, not "${String(input)}"`,
});

const wholeNumber = (most: number, least = 0) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,7}$/.test(text) && Number(text) >= least && Number(text) <= most,
      takes(`a whole number from ${least} to ${most}`),
    )
    .transform(Number);

/** In minutes. */
const DAY = 24 * 60;
const YEAR = 365 * DAY;

const minutes = wholeNumber(YEAR, 5);

const onOrOff = z.enum(['on', 'off'], takes('on or off'));

/** Each by the name of its variable. */
const settings = z.object({
  HOST: z.string().refine(isHost, takes('an address or a name such as 127.0.0.1 or localhost')).default('127.0.0.1'),
  PORT: wholeNumber(65535).default(3000),
  // SQLite's driver would drop the blanks, and keep a database without a name in memory only.
  DATABASE: z.string().trim().optional(),
  BASE_URL: z
    .string()
    .refine(isSiteUrl, { ...takes('an address such as https://hearsay.example'), abort: true })
    .refine((text) => new URL(text).pathname === '/', takes('an address without a path'))
    .optional(),
  // Its value is never shown, not even here.
  SECRET: z
    .string()
    .refine((text) => text.length >= SHORTEST_SECRET, {
      error: ({ input }) => `must be at least ${SHORTEST_SECRET} characters, not ${String(input).length}`,
    })
    .optional(),
  TRUST_PROXY: wholeNumber(99).default(0),
  RATE_LIMIT: wholeNumber(1_000_000).default(1000),
  MAX_CONNECTIONS: wholeNumber(1_000_000, 1).default(10_000),
  REQUEST_TIMEOUT: wholeNumber(3600, 1).default(120),
  FETCH: onOrOff.default('on'),
  METRICS: onOrOff.default('off'),
  SESSION_IDLE: minutes.default(7 * DAY),
  SESSION_LONGEST: minutes.default(30 * DAY),
  ADMIN_SECOND_FACTOR: z.enum(['on', 'off'], takes('on or off')).default('off'),
  BACKUP_DIR: z.string().trim().optional(),
  BACKUP_EVERY: wholeNumber(YEAR).default(DAY),
  BACKUP_KEEP: wholeNumber(9999, 1).default(14),
  LOG_LEVEL: z.enum(LOG_LEVELS, takes(`one of ${LOG_LEVELS.join(', ')}`)).default('info'),
});

function isHost(text: string): boolean {
  return parseUrl(`http://${writeHost(text)}`) !== null && !/[/?#@\s]/.test(text);
}

/** As written in an address: IPv6 in brackets. */
function writeHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function isSiteUrl(text: string): boolean {
  const url = parseUrl(text);
  if (!url) return false;
  const { protocol, search, hash, username } = url;
  return ['http:', 'https:'].includes(protocol) && search === '' && hash === '' && username === '';
}

/**
 * Reads the settings; README.md lists them. An empty one is not set.
 * @param environment variables; `process.env` outside tests
 * @throws ConfigError that names the setting and says what it must be
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const { data: env, error } = settings.safeParse(given, { reportInput: true });
  if (!env) throw new ConfigError(`${String(error.issues[0]!.path[0])} ${error.issues[0]!.message}`);
  return {
    database: env.DATABASE || 'db/hearsay.sqlite',
    port: env.PORT,
    host: env.HOST,
    baseUrl: new URL(env.BASE_URL ?? `http://${writeHost(env.HOST)}:${env.PORT}`).origin,
    isBaseUrlGiven: env.BASE_URL !== undefined,
    secret: env.SECRET ?? null,
    trustProxy: env.TRUST_PROXY,
    rateLimit: env.RATE_LIMIT,
    maxConnections: env.MAX_CONNECTIONS,
    requestTimeout: env.REQUEST_TIMEOUT,
    isFetchOn: env.FETCH === 'on',
    hasMetrics: env.METRICS === 'on',
    sessionIdle: env.SESSION_IDLE,
    sessionLongest: env.SESSION_LONGEST,
    isAdminFactorAsked: env.ADMIN_SECOND_FACTOR === 'on',
    backupDir: env.BACKUP_DIR || null,
    backupEvery: env.BACKUP_EVERY,
    backupKeep: env.BACKUP_KEEP,
    logLevel: env.LOG_LEVEL,
  };
}
