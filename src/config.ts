/** The only reader of `process.env`. */

export interface Config {
  /** Path of the SQLite file, or `:memory:`. */
  database: string;
  port: number;
  host: string;
  /** Where readers reach us, without a slash at the end. */
  baseUrl: string;
  /** Whether somebody said so: otherwise it is made from host and port, and readers may come another way. */
  isBaseUrlGiven: boolean;
  /** What sessions are signed with; null for the one kept beside the database. */
  secret: string | null;
  /** How many proxies stand before us and tell us the address of whoever asks. */
  trustProxy: number;
  /** So many requests a minute are answered to one address, not counting pages that are kept; 0 for no limit. */
  rateLimit: number;
  logLevel: string;
}

/** A setting has a value that can't be used. The message names the setting and the reason in one line. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** 256 bits, as `openssl rand -base64 24` writes at least. */
const SHORTEST_SECRET = 32;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/**
 * Reads the settings; README.md lists them.
 * @param env the environment, `process.env` in earnest
 * @throws ConfigError that names the setting and says what it takes
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const host = readHost(env.HOST || '127.0.0.1');
  const port = readPort(env.PORT || '3000');
  return {
    // SQLite's driver would drop the blanks, and keep a database without a name in memory only.
    database: env.DATABASE?.trim() || 'db/hearsay.sqlite',
    port,
    host,
    baseUrl: readBaseUrl(env.BASE_URL || `http://${writeHost(host)}:${port}`),
    isBaseUrlGiven: Boolean(env.BASE_URL),
    secret: readSecret(env.SECRET || null),
    trustProxy: readCount('TRUST_PROXY', env.TRUST_PROXY || '0', 99),
    rateLimit: readCount('RATE_LIMIT', env.RATE_LIMIT || '1000', 1_000_000),
    logLevel: readLogLevel(env.LOG_LEVEL || 'info'),
  };
}

function readHost(text: string): string {
  if (!URL.canParse(`http://${writeHost(text)}`) || /[/?#@\s]/.test(text)) {
    throw new ConfigError(`HOST takes an address or a name such as 127.0.0.1 or localhost, not "${text}"`);
  }
  return text;
}

/** As it stands in an address: IPv6 in brackets. */
function writeHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) {
    throw new ConfigError(`PORT takes a whole number from 0 to 65535, not "${text}"`);
  }
  return port;
}

function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash || url.username) {
    throw new ConfigError(`BASE_URL takes an address such as https://hearsay.example, not "${text}"`);
  }
  if (url.pathname !== '/') throw new ConfigError(`BASE_URL takes an address without a path, not "${text}"`);
  return url.origin;
}

/** Nobody is shown what it is, not even here. */
function readSecret(text: string | null): string | null {
  if (text !== null && text.length < SHORTEST_SECRET) {
    throw new ConfigError(`SECRET takes at least ${SHORTEST_SECRET} characters, not ${text.length}`);
  }
  return text;
}

function readCount(name: string, text: string, most: number): number {
  if (!/^\d{1,7}$/.test(text) || Number(text) > most) {
    throw new ConfigError(`${name} takes a whole number from 0 to ${most}, not "${text}"`);
  }
  return Number(text);
}

function readLogLevel(text: string): string {
  if (!LOG_LEVELS.includes(text)) throw new ConfigError(`LOG_LEVEL takes ${LOG_LEVELS.join(', ')}, not "${text}"`);
  return text;
}
