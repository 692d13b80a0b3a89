import { absoluteUrl, revisionAddress } from '../../../urls/records.ts';
import { writeNumber } from '../../../wording/values.ts';
import { writeDay, type DateView } from '../../../wording/dates.ts';
import type { LoadedClaim } from '../../../storage/types.ts';

export interface CitationModel {
  text: string;
  language: string;
  host: string;
  revision: string;
  changed: DateView;
  /** The page of this revision, which stays as it is. */
  permanentUrl: string;
  /** For programs that keep references: CSL-JSON (https://github.com/citation-style-language/schema). */
  csl: string;
}

export function citeClaim({ id, revision, record }: LoadedClaim, baseUrl: string): CitationModel {
  const { text, updatedAt, language } = record.claim;
  const claim = { id, text };
  const permanentUrl = absoluteUrl(baseUrl, revisionAddress(claim, revision).html);
  return {
    ...{ text, language },
    host: new URL(baseUrl).host,
    revision: writeNumber(revision),
    changed: writeDay(updatedAt)!,
    permanentUrl,
    csl: JSON.stringify(
      [
        {
          id: `hearsay-${id}-${revision}`,
          type: 'webpage',
          title: text,
          'container-title': 'Hearsay',
          version: String(revision),
          language,
          issued: { 'date-parts': [listParts(updatedAt)] },
          URL: permanentUrl,
        },
      ],
      null,
      1,
    ),
  };
}

function listParts(instant: string): number[] {
  return instant.slice(0, '2025-06-17'.length).split('-').map(Number);
}
