/** What readers see: whatever occurs in a published claim, and the families of the sources that do. */
import { sql, type SQL } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';

/** Whether a document is one in which a published claim's source speaks, or from which it has an excerpt. */
export const isPublicDocument = (id: AnySQLiteColumn | SQL): SQL => sql`(
  exists (select 1 from statement join claim on claim.id = statement.claim_id
    where statement.document_id = ${id} and claim.status = 'published')
  or exists (select 1 from evidence join claim on claim.id = evidence.claim_id
    where evidence.document_id = ${id} and claim.status = 'published'))`;

/**
 * Whether a source, or one below it in its family, speaks in a published claim, disputes what one is said to rest on, or
 * published one of its documents.
 */
export const isPublicSource = (id: AnySQLiteColumn | SQL): SQL => sql`exists (
  with recursive below(id) as (
    select ${id} union select child.id from below join source as child on child.parent_id = below.id
  )
  select 1 from below where exists (select 1 from source_stat where source_stat.source_id = below.id)
  or exists (select 1 from attribution join claim on claim.id = attribution.claim_id
    where attribution.disputed_by = below.id and claim.status = 'published')
  or exists (select 1 from document as item where item.publisher_id = below.id and ${isPublicDocument(sql`item.id`)}))`;
