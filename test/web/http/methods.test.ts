import { expect, it } from 'vitest';
import { openSample } from '../open-app.ts';

it('an address that is only read answers other methods with 405 and what it takes', async () => {
  const { ask, get } = await openSample();
  for (const path of [
    '/claims',
    '/claims/1.json',
    '/claims/1.svg',
    '/sources/1',
    '/feed.atom',
    '/export.ndjson',
    '/about',
    '/openapi.json',
  ]) {
    const answer = await ask('post', path).set('Sec-Fetch-Site', 'same-origin').send('a=1');
    expect([path, answer.status, answer.headers.allow]).toEqual([path, 405, 'GET, HEAD']);
  }
  expect((await ask('post', '/nowhere').set('Sec-Fetch-Site', 'same-origin')).status).toBe(404);
  expect((await get('/claims')).status).toBe(200);
});
