import { describe, expect, it, test } from 'vitest';
import { openApp } from '../open-app.ts';
import { read } from '../signed-in.ts';

describe('forms from other sites', () => {
  const fields = 'email=kim%40paper.example&password=x';
  const send = (headers: Record<string, string>, config: Parameters<typeof openApp>[0] = {}) => {
    const asked = openApp(config).ask('post', '/sign-in').set('Content-Type', 'application/x-www-form-urlencoded');
    for (const [name, value] of Object.entries(headers)) asked.set(name, value);
    return asked.send(fields);
  };
  const byDefault = { config: { isBaseUrlGiven: false, baseUrl: 'http://0.0.0.0:3000' } };

  test.each([
    {},
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://hearsay.test' },
    { Origin: 'http://evil.example' },
    { Origin: 'http://hearsay.test.evil.example' },
    { Origin: 'https://hearsay.test' },
    { Origin: 'null' },
    { Origin: '' },
    { Origin: 'http://other.test', Host: 'other.test' },
  ] as Record<string, string>[])('a form from another site is refused: %j', async (headers) => {
    const answer = await send(headers);
    expect(answer.status).toBe(403);
    expect(read(answer).text).toContain('This form was not sent from this site');
  });

  test.each([
    { 'Sec-Fetch-Site': 'same-origin' },
    { 'Sec-Fetch-Site': 'none' },
    { Origin: 'http://hearsay.test' },
  ] as Record<string, string>[])('a form with %j is accepted as sent from this site', async (headers) => {
    expect((await send(headers)).status).toBe(422);
  });

  it('a form is compared with the requested host when no base URL is given', async () => {
    expect((await send({ Origin: 'http://192.168.1.5:3000', Host: '192.168.1.5:3000' }, byDefault)).status).toBe(422);
    for (const Origin of ['http://192.168.1.5:3001', 'http://192.168.1.5', 'null', 'http://evil.example']) {
      expect((await send({ Origin, Host: '192.168.1.5:3000' }, byDefault)).status, Origin).toBe(403);
    }
  });

  it('a form from another site is refused before its body is read', async () => {
    const answer = await send({ 'Sec-Fetch-Site': 'cross-site', 'Content-Encoding': 'nonsense' });
    expect(answer.status).toBe(403);
  });

  it('the body of a form is limited in size and number of fields', async () => {
    const { post } = openApp();
    const large = await post('/sign-in', { email: 'x'.repeat(3_200_000) });
    expect(large.status).toBe(413);
    expect(large.text).toContain('Nothing was saved. At most 3 MB can be sent at once, and this is 3.1 MB.');
    const many = Object.fromEntries(Array.from({ length: 5001 }, (_, place) => [`f${place}`, '']));
    const full = await post('/sign-in', many);
    expect([full.status, full.text.includes('A form has at most 5,000 fields.')]).toEqual([413, true]);
  });
});
