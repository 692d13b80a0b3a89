/** What was written before there were indexes of words is found all the same. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openClient } from '../../../src/storage/better-sqlite3.ts';
import { migrate, MIGRATIONS_FOLDER } from '../../../src/storage/migrations.ts';
import { openStore } from '../../../src/storage/store.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

/** The migrations before the one of this name. */
function keepOlder(name: string): string {
  const path = join(folder, 'older');
  cpSync(MIGRATIONS_FOLDER, path, { recursive: true });
  const file = join(path, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { tag: string }[] };
  const end = journal.entries.findIndex(({ tag }) => tag.endsWith(name));
  expect(end).toBeGreaterThan(0);
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }));
  return path;
}

test('a database of before is filled', async () => {
  const path = join(folder, 'before.sqlite');
  const client = openClient(path);
  migrate(client, keepOlder('_search_words'));
  client.exec(`
    insert into source (id, uid, name, name_key, kind) values (1, 's', 'Yonhap', 'yonhap', 'agency');
    insert into source_alias (source_id, position, name, name_key) values (1, 0, '연합뉴스', '연합뉴스');
    insert into document (id, uid, publisher_id, title) values (1, 'd', 1, '绍伊古抵达平壤');
    insert into claim (id, uid, text, language, status, revision, created_at, updated_at)
      values (1, 'c', 'The café’s owner denies it.', 'en', 'published', 1, '2025', '2025');
    insert into claim_summary (claim_id, statement_count, report_count, independent_origins) values (1, 1, 1, 1);
  `);
  client.close();
  const store = await openStore(path);
  const page = { after: null, limit: 5 };
  expect((await store.search.findClaims({ typed: 'CAFE', status: 'published', ...page })).count).toBe(1);
  expect((await store.search.findSources({ typed: '연합', published: false, ...page })).count).toBe(1);
  expect((await store.search.findSources({ typed: 'yonhap', published: false, ...page })).count).toBe(1);
  expect((await store.search.findDocuments({ typed: '平壤', published: false, ...page })).count).toBe(1);
  await store.close();
});
