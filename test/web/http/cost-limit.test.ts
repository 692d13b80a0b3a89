import type { Request } from 'express';
import { expect, it } from 'vitest';
import { TooMany } from '../../../src/web/http/errors.ts';
import { createCostLimit } from '../../../src/web/middleware/traffic.ts';

const from = (ip: string) => ({ ip }) as Request;

it('an address that had thirty seconds of work done waits for the minute to end, and nobody else', () => {
  const costs = createCostLimit();
  for (const ip of ['10.0.0.1', '2001:db8::1']) {
    costs.add(from(ip), 29_000);
    costs.check(from(ip));
    costs.add(from(ip), 1_000);
    expect(() => {
      costs.check(from(ip));
    }).toThrow(TooMany);
  }
  costs.check(from('10.0.0.2'));
  // One network of IPv6 is one reader.
  expect(() => {
    costs.check(from('2001:db8::2'));
  }).toThrow(TooMany);
});
