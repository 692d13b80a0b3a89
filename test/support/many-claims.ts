/** More claims than the tests would like to write one by one. */
import type Database from 'better-sqlite3';

/**
 * Copies the first claim's row, with what lists go by, up to this number. Every second one has a circle and the others an
 * echo; every 6,000th has both. All have the topic `common` and the word `pattern`.
 */
export function copyClaim(client: Database.Database, most: number): void {
  const ids = `with recursive n(id) as (select 2 union all select id + 1 from n where id < ${most})`;
  client.exec(`
    insert into claim (id, uid, text, language, status, revision, created_at, updated_at)
      ${ids} select n.id, 'copy ' || n.id, text, language, status, 1, created_at, updated_at from n, claim where claim.id = 1;
    insert into claim_summary (claim_id, statement_count, report_count, fewest_hops, most_hops, hops_open, independent_sources, headline)
      ${ids} select n.id, 2, 1, 1, 1, 1, 1, '[]' from n;
    insert into claim_topic (claim_id, position, topic, key) ${ids} select id, 0, 'common', 'common' from n;
    insert into history (subject_uid, revision, subject, at, actor, action, changes)
      ${ids} select 'copy ' || id, 1, 'claim', '2025-06-18T09:00:00Z', 'test', 'create', '[]' from n;
    insert into claim_finding (claim_id, kind) ${ids} select id, 'echo' from n where id % 2 = 1 or id % 6000 = 0;
    insert into claim_finding (claim_id, kind) ${ids} select id, 'circle' from n where id % 2 = 0;
    insert into claim_search (rowid, words) ${ids} select id, 'what pattern says' from n;`);
}
