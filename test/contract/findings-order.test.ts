import { describe, expect, it } from 'vitest';
import { FINDING_KINDS, SEVERITIES } from '../../src/model/records.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import { GRAVEST_FIRST } from '../../src/provenance/findings/findings.ts';
import { openSample } from '../web/open-app.ts';

describe('the order of findings', () => {
  it('the order of findings covers every kind', () => {
    expect([...GRAVEST_FIRST].sort()).toEqual([...FINDING_KINDS].sort());
  });

  it('the order of findings goes from the gravest severity down', async () => {
    const { claims } = await openSample();
    const findings = claims.flatMap((record) => analyse(record).findings);
    const severityOf = new Map(findings.map(({ kind, severity }) => [kind, SEVERITIES.indexOf(severity)]));
    const severities = GRAVEST_FIRST.flatMap((kind) => severityOf.get(kind) ?? []);
    expect(severities.length).toBeGreaterThan(8);
    expect(severities).toEqual([...severities].sort((a, b) => b - a));
  });
});
