import type { Request } from 'express';
import type { Format, RedirectReply } from './route.ts';
import { isRecordParam, type Address, type RecordWords } from '../../urls/records.ts';

/**
 * The way to the address that has a record's own words; null for whoever is there already. It tells these words, so it
 * is for those who may see the record.
 * @param address of what was asked for
 */
export function correctAddress(
  request: Request,
  format: Format,
  record: RecordWords,
  address: Address,
): RedirectReply | null {
  const param = String(request.params.id);
  // Programs may name a record by its number alone.
  if (format === 'json' && param === String(record.id)) return null;
  return isRecordParam(param, record) ? null : { kind: 'redirect', status: 301, to: address };
}
