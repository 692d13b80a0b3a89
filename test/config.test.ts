import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

describe('the settings', () => {
  test('settings have defaults, and an empty setting counts as absent', () => {
    const defaults = {
      database: 'db/hearsay.sqlite',
      port: 3000,
      host: '127.0.0.1',
      baseUrl: 'http://127.0.0.1:3000',
      logLevel: 'info',
      rateLimit: 1000,
      isFetchOn: true,
      hasMetrics: false,
    };
    expect(readConfig({})).toMatchObject(defaults);
    expect(
      readConfig({ DATABASE: '', PORT: '', HOST: '', BASE_URL: '', LOG_LEVEL: '', RATE_LIMIT: '', FETCH: '' }),
    ).toMatchObject(defaults);
  });

  test.each([
    [{ HOST: 'localhost', PORT: '80' }, 'http://localhost'],
    [{ HOST: '::1', PORT: '8080' }, 'http://[::1]:8080'],
    [{ HOST: '0.0.0.0' }, 'http://0.0.0.0:3000'],
    [{ BASE_URL: 'https://hearsay.example/' }, 'https://hearsay.example'],
    [{ BASE_URL: 'HTTPS://Hearsay.Example:443' }, 'https://hearsay.example'],
  ])('a server with the settings %j has the base URL %s', (env, baseUrl) => {
    expect(readConfig(env).baseUrl).toBe(baseUrl);
  });

  test('DATABASE is taken as written, without the blanks around it', () => {
    expect(readConfig({ DATABASE: ' /a b/c.sqlite ' }).database).toBe('/a b/c.sqlite');
    expect(readConfig({ DATABASE: '  ' }).database).toBe('db/hearsay.sqlite');
    expect(readConfig({ DATABASE: ':memory:' }).database).toBe(':memory:');
  });

  test('sessions end after a week without use and a month in all, or as is set, in minutes', () => {
    expect(readConfig({})).toMatchObject({ sessionIdle: 10_080, sessionLongest: 43_200 });
    const strict = { SESSION_IDLE: '30', SESSION_LONGEST: '720' };
    expect(readConfig(strict)).toMatchObject({ sessionIdle: 30, sessionLongest: 720 });
    for (const value of ['0', '4', 'x', '525601']) {
      expect(() => readConfig({ SESSION_IDLE: value })).toThrow('SESSION_IDLE must be a whole number from');
    }
  });

  test('ADMIN_SECOND_FACTOR asks admins for a second factor', () => {
    expect(readConfig({}).isAdminFactorAsked).toBe(false);
    expect(readConfig({ ADMIN_SECOND_FACTOR: 'on' }).isAdminFactorAsked).toBe(true);
    expect(() => readConfig({ ADMIN_SECOND_FACTOR: 'yes' })).toThrow(
      'ADMIN_SECOND_FACTOR must be on or off, not "yes"',
    );
  });

  test('FETCH turns the fetching of pages off', () => {
    expect(readConfig({ FETCH: 'off' }).isFetchOn).toBe(false);
    expect(readConfig({ FETCH: 'on' }).isFetchOn).toBe(true);
    expect(readConfig({ METRICS: 'on' }).hasMetrics).toBe(true);
  });

  test.each(['0', '1', '65535'])('PORT may be %s', (PORT) => {
    expect(readConfig({ PORT }).port).toBe(Number(PORT));
  });

  test.each([
    ['PORT', ['x', '-1', '65536', '3000.5', '1e3', '0x50', ' 3000', '999999']],
    ['HOST', ['a b', 'http://localhost', 'localhost/x', 'a@b', 'a?b', '[', ':::::']],
    [
      'BASE_URL',
      [
        '/',
        'hearsay.example',
        'ftp://hearsay.example',
        'javascript:1',
        'https://a@b.example',
        'https://a.example/x',
        'https://a.example/?q',
        'https://a.example/#x',
      ],
    ],
    ['FETCH', ['yes', 'OFF', '0', 'true']],
    ['LOG_LEVEL', ['loud', 'INFO', '30']],
    ['MAX_CONNECTIONS', ['0', '-1', '1000001', 'many']],
    ['REQUEST_TIMEOUT', ['0', '3601', '1.5']],
    ['RATE_LIMIT', ['-1', '1.5', '1e3', 'none', '1000001', '99999999']],
  ])('a wrong %s is refused in one line that names the setting and its value', (name, values) => {
    for (const value of values) {
      const read = () => readConfig({ [name]: value });
      expect(read).toThrow(ConfigError);
      expect(read).toThrow(new RegExp(`^${name} must be [^\\n]*, not "[^\\n]*"$`));
      expect(read).toThrow(value);
    }
  });
});

describe('the settings of accounts', () => {
  test('the settings SECRET, TRUST_PROXY and BASE_URL are read and have defaults', () => {
    expect(readConfig({})).toMatchObject({ secret: null, trustProxy: 0, isBaseUrlGiven: false });
    const given = { SECRET: 's'.repeat(32), TRUST_PROXY: '2', BASE_URL: 'https://hearsay.example' };
    expect(readConfig(given)).toMatchObject({ secret: 's'.repeat(32), trustProxy: 2, isBaseUrlGiven: true });
  });

  test('a wrong TRUST_PROXY is refused by name', () => {
    for (const value of ['yes', '-1', '1.5', '100', 'loopback']) {
      expect(() => readConfig({ TRUST_PROXY: value })).toThrow(
        `TRUST_PROXY must be a whole number from 0 to 99, not "${value}"`,
      );
    }
  });
});
