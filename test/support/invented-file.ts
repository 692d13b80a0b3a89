import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeHearsayClaim } from '../../src/formats/hearsay/writer.ts';
import { inventStory, STORY } from '../../src/newsroom/stories.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import { ROOT } from './run-command.ts';

const STAMP = { exportedAt: '2025-06-18T09:00:00Z', url: 'https://other.example/claims/1' };

/** Writes a file of invented claims, one on each line, as an export does, but without the texts of documents. */
export async function writeInventedFile(path: string, size: number): Promise<void> {
  const out = createWriteStream(path);
  for (let story = 0; story < size / STORY; story += 1) {
    for (const { record } of inventStory(1, story)) {
      const documents = record.documents.map((document) => ({ ...document, sha256: null }));
      const claim = { ...record, documents };
      const line = JSON.stringify(writeHearsayClaim(claim, analyse(claim), STAMP));
      if (!out.write(`${line}\n`)) await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
}

/** What `npm run import` tells Node of its memory. */
export function readImportFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { import: string } };
  return scripts.import.split(' ').filter((word) => word.startsWith('--'));
}
