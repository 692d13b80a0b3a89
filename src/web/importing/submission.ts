/** The claims that somebody submits: pasted, as a file, or carried along by the preview's hidden fields. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeText } from '../../formats/claims-file.ts';
import type { Issue } from '../../model/issues.ts';
import { readField, readLine, readFile, TOO_LARGE } from '../forms/forms.ts';

export interface ClaimSubmission {
  /** The file's name; null for what was pasted. */
  fileName: string | null;
  text: string;
}

export type SubmissionOutcome =
  { ok: true; value: ClaimSubmission } | { ok: false; issues: readonly Issue[]; pasted: string };

/** In bytes of UTF-8. The command takes more. */
const LARGEST = 3 * 1024 * 1024;

const TOO_LARGE_ISSUE: Issue = {
  field: 'file',
  message: 'The claims can be at most 3 MB: send fewer at a time, or use “npm run import” on the server',
};

export function readSubmission(body: unknown): SubmissionOutcome {
  const pasted = readField(body, 'text');
  const refuse = (field: string, message: string): SubmissionOutcome => ({
    ok: false,
    issues: [{ field, message }],
    pasted,
  });
  const file = readFile(body, 'file');
  const carried = readField(body, 'packed');
  if (body === TOO_LARGE) return { ok: false, issues: [TOO_LARGE_ISSUE], pasted };
  if (carried !== '') return unpack(carried, readLine(body, 'name') || null);
  if (file && pasted.trim() !== '') return refuse('file', 'Paste the claims or choose a file, not both');
  if (!file && pasted.trim() === '') return refuse('text', 'Paste the claims, or choose a file');
  const text = file ? decodeText(file.bytes) : pasted;
  if (text === null) return refuse('file', 'The file must be UTF-8 text: spreadsheets call it “CSV UTF-8”');
  if (Buffer.byteLength(text) > LARGEST) return { ok: false, issues: [TOO_LARGE_ISSUE], pasted };
  return { ok: true, value: { fileName: file ? file.name.slice(0, 200) : null, text } };
}

/** For a hidden field: packed it is a tenth as long, and no browser changes its line ends. */
export function packSubmission({ text }: ClaimSubmission): string {
  return gzipSync(text).toString('base64');
}

function unpack(packed: string, fileName: string | null): SubmissionOutcome {
  try {
    const bytes = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: LARGEST });
    return { ok: true, value: { fileName, text: bytes.toString('utf8') } };
  } catch {
    const issues = [{ field: 'file', message: 'The claims arrived damaged: send them again' }];
    return { ok: false, issues, pasted: '' };
  }
}
