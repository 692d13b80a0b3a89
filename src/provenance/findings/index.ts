import type { Facts } from '../facts.ts';
import { compareFindings } from './finding.ts';
import { raiseHopFindings } from './hops.ts';
import {
  raiseChokePoints,
  raiseCircles,
  raiseEchoes,
  raiseNoOrigin,
  raiseSingleOrigin,
  raiseUnnamedOrigins,
} from './shape.ts';
import { raiseContradicted, raiseDroppedAttributions, raiseRetracted } from './statements.ts';
import type { Finding } from '../../model/records.ts';

/** All findings, the gravest first (see `compareFindings`). Their definitions stand in `README.md`. */
export function raiseFindings(facts: Facts): Finding[] {
  return [
    ...raiseSingleOrigin(facts),
    ...raiseChokePoints(facts),
    ...raiseCircles(facts),
    ...raiseEchoes(facts),
    ...raiseUnnamedOrigins(facts),
    ...raiseNoOrigin(facts),
    ...raiseHopFindings(facts),
    ...raiseDroppedAttributions(facts),
    ...raiseContradicted(facts),
    ...raiseRetracted(facts),
  ].sort(compareFindings);
}
