import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkCountry, checkDate, checkLanguage, checkText, checkUrl, dateSchema } from '../../src/formats/checks.ts';

describe('text', () => {
  const line = (value: string) => checkText(value, { most: 10, lines: false });
  const lines = (value: string) => checkText(value, { most: 10, lines: true });

  test.each(['a', ' a ', '0123456789', '😀😀😀😀😀😀😀😀😀😀', '한국어', 'é', '__proto__', '\ufeff.'])(
    'the text %j is accepted',
    (value) => {
      expect(line(value)).toBeNull();
      expect(lines(value)).toBeNull();
    },
  );

  test.each(['', ' ', '\n\t', '\u00a0', '\u3000', '\u200d', '\u3164', '\u2800 \u200b'])(
    'the blank text %j is refused',
    (value) => {
      expect(line(value)).toBe('must not be empty');
    },
  );

  test('the length of a text is limited in code points', () => {
    expect(line('01234567890')).toBe('must be at most 10 characters, not 11');
    expect(line('😀'.repeat(11))).toBe('must be at most 10 characters, not 11');
    expect(line('x'.repeat(1_234_567))).toBe('must be at most 10 characters, not 1,234,567');
    // A letter and its accent are two.
    expect(line('e\u0301'.repeat(5))).toBeNull();
    expect(line('e\u0301'.repeat(6))).toBe('must be at most 10 characters, not 12');
  });

  test.each(['\ud83d', 'a\ud83d', '\ude00a', '\ude00\ud83d'])(
    'half a surrogate pair in a text is refused: %j',
    (value) => {
      expect(line(value)).toBe('must be well-formed Unicode: it contains half a surrogate pair');
    },
  );

  test.each(['a\u0000', 'a\u0007', 'a\u001bb', 'a\u007f', 'a\u0085', 'a\rb', 'a\u000bb'])(
    'a control character in a text is refused: %j',
    (value) => {
      expect(line(value)).toBe('must not contain control characters');
      expect(lines(value)).toBe('must not contain control characters');
    },
  );

  test.each(['a\nb', 'a\tb', 'a\u2028b', 'a\u2029b'])(
    'a line break is refused in a single line and accepted in a text of several: %j',
    (value) => {
      expect(line(value)).toBe('must be one line');
      expect(lines(value)).toBeNull();
    },
  );
});

describe('date', () => {
  const UNDERSTOOD =
    'must be a date such as 2025, 2025-06, 2025-06-17 or 2025-06-17T09:12+09:00, an approximate one such as 2025-06~, or an interval such as 2025-06-10/2025-06-12';
  const pattern = new RegExp(z.toJSONSchema(dateSchema).pattern!, 'u');

  test.each(['2025', '2025-06-17T09:12Z', '2009~', '2009-02-10~', '2009-02-10/2009-02-12', '2009-02~/2010'])(
    'the date %s is accepted, by the JSON Schema too',
    (value) => {
      expect(checkDate(value)).toBeNull();
      expect(value).toMatch(pattern);
    },
  );

  test.each(['June 2025', '2025-6', '2025/06', '2025-06-17T09:12Z/2025-06-18', '2025-06-17~T09:12Z', ' 2025'])(
    '%j is refused with what a date may be',
    (value) => {
      expect(checkDate(value)).toBe(UNDERSTOOD);
      expect(value).not.toMatch(pattern);
    },
  );

  test.each([
    '2025?',
    '2025-06%',
    '202X',
    '2025-XX',
    '2025-21',
    '2025-22/2026',
    '../2009',
    '2009/..',
    '/2009',
    '2009/',
  ])('%s is refused as a form of EDTF that is not understood', (value) => {
    expect(checkDate(value)).toBe(`${UNDERSTOOD}; ?, %, X, seasons and open intervals are not supported`);
  });

  test.each(['2010/2009', '2009-02-12/2009-02-10', '2010~/2009~'])(
    'the interval %s is refused as backwards',
    (value) => {
      expect(checkDate(value)).toBe('must be an interval that begins before it ends');
    },
  );
});

describe('web address', () => {
  const check = (value: string) => checkUrl(value, 60);

  test.each([
    'https://example.com',
    'http://example.com:8080/a/b?c=d&e#f',
    'HTTPS://EXAMPLE.COM/',
    'https://예시.example/한글?q=뉴스',
    'http://[::1]:3000/',
    'http://127.0.0.1',
    'https://example.com/%ZZ',
  ])('the address %s is accepted', (value) => {
    expect(check(value)).toBeNull();
  });

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://example.com/',
    'blob:https://example.com/1',
    'mailto:a@example.com',
    'example.com',
    '/claims/1',
    '//example.com',
    'http:example.com',
    'https:/example.com',
    'http://',
    'https://exa mple.com',
    ' https://example.com',
    'https://example.com/a b',
    'https://example.com:99999/',
  ])('the address %s is refused', (value) => {
    expect(check(value)).toBe('must be an http or https address');
  });

  test.each(['https://user:pass@example.com/', 'https://user@example.com', 'https://:pass@example.com/'])(
    'an address with a user name or password is refused: %s',
    (value) => {
      expect(check(value)).toBe('must not contain a user name or password');
    },
  );

  test('an address with a line feed or of too many characters is refused', () => {
    expect(check('java\nscript:alert(1)')).toBe('must be one line');
    expect(check('https://example.com/\n')).toBe('must be one line');
    expect(check(`https://example.com/${'a'.repeat(60)}`)).toBe('must be at most 60 characters, not 80');
  });
});

describe('language tag', () => {
  test.each(['en', 'ko', 'zh-Hant', 'sr-Latn-RS', 'EN-gb', 'es-419', 'en-x-private', 'de-1996'])(
    'the language tag %s is accepted',
    (value) => {
      expect(checkLanguage(value)).toBeNull();
    },
  );

  test.each(['', 'e', 'english!', 'en_GB', 'en-', '-en', 'zh Hant', '中文', `en-${'abcdefgh-'.repeat(4)}x`])(
    'the language tag %j is refused',
    (value) => {
      expect(checkLanguage(value)).toContain('must be a language tag');
    },
  );
});

describe('country code', () => {
  test.each(['KR', 'KP', 'RU', 'IN', 'GB', 'TW', 'XK', 'SU'])('the country code %s is accepted', (value) => {
    expect(checkCountry(value)).toBeNull();
  });

  test.each(['', 'K', 'kr', 'KOR', 'UK', 'EU', 'UN', 'ZZ', 'XX', 'XA', 'AA', '12', 'Kr', 'KR ', 'КР'])(
    'the country code %j is refused',
    (value) => {
      expect(checkCountry(value)).toBe('must be a two-letter country code such as KR');
    },
  );
});
