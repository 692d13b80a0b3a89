-- What drizzle-kit can't generate: the rules that the database enforces, the counters it maintains, and the indexes of
-- words. ../README.md explains the decisions.
INSERT INTO catalogue (id, revision) VALUES (1, 0);
--> statement-breakpoint
CREATE TRIGGER catalogue_source AFTER UPDATE ON source BEGIN
  UPDATE catalogue SET revision = revision + 1 WHERE id = 1;
END;
--> statement-breakpoint
CREATE TRIGGER catalogue_document AFTER UPDATE ON document BEGIN
  UPDATE catalogue SET revision = revision + 1 WHERE id = 1;
END;
--> statement-breakpoint
-- A family has no cycles. Inserting a source can't close one, because nothing refers to the new row yet.
CREATE TRIGGER source_family BEFORE UPDATE OF parent_id ON source WHEN NEW.parent_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'source_family: a source can''t be above itself')
  WHERE NEW.id IN (
    WITH RECURSIVE above(id) AS (
      SELECT NEW.parent_id UNION SELECT source.parent_id FROM above JOIN source ON source.id = above.id
      WHERE source.parent_id IS NOT NULL
    ) SELECT id FROM above
  );
END;
--> statement-breakpoint
-- The claims that name this source need new summaries: their headlines may hold its name.
CREATE TRIGGER source_stale AFTER UPDATE ON source BEGIN
  INSERT OR IGNORE INTO stale_claim (claim_id)
  SELECT claim_id FROM statement WHERE source_id = NEW.id
  UNION SELECT claim_id FROM attribution WHERE disputed_by = NEW.id;
END;
--> statement-breakpoint
-- When it moves to another family, so do those that name one below it, or a document of theirs: whether a statement was read
-- depends on who published its document.
CREATE TRIGGER family_stale AFTER UPDATE OF parent_id ON source WHEN NEW.parent_id IS NOT OLD.parent_id BEGIN
  INSERT OR IGNORE INTO stale_claim (claim_id)
  WITH RECURSIVE below(id) AS (
    SELECT NEW.id UNION SELECT source.id FROM below JOIN source ON source.parent_id = below.id
  )
  SELECT claim_id FROM statement WHERE source_id IN (SELECT id FROM below)
  UNION SELECT statement.claim_id FROM document JOIN statement ON statement.document_id = document.id
  WHERE document.publisher_id IN (SELECT id FROM below);
END;
--> statement-breakpoint
CREATE TRIGGER document_stale AFTER UPDATE OF publisher_id, retrieved_at, sha256 ON document
WHEN NEW.publisher_id <> OLD.publisher_id OR NEW.retrieved_at IS NOT OLD.retrieved_at OR NEW.sha256 IS NOT OLD.sha256 BEGIN
  INSERT OR IGNORE INTO stale_claim (claim_id) SELECT claim_id FROM statement WHERE document_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER claim_relation_itself BEFORE INSERT ON claim_relation BEGIN
  SELECT RAISE(ABORT, 'claim_relation_itself: a claim has no relation to itself')
  FROM claim WHERE id = NEW.claim_id AND uid = NEW.other_uid;
END;
--> statement-breakpoint
-- A claim's page names the claims that it has relations to, and those that have relations to it.
CREATE TRIGGER claim_relation_added AFTER INSERT ON claim_relation
WHEN EXISTS (SELECT 1 FROM claim WHERE uid = NEW.other_uid) BEGIN
  UPDATE catalogue SET revision = revision + 1 WHERE id = 1;
END;
--> statement-breakpoint
CREATE TRIGGER claim_relation_removed AFTER DELETE ON claim_relation
WHEN EXISTS (SELECT 1 FROM claim WHERE uid = OLD.other_uid) BEGIN
  UPDATE catalogue SET revision = revision + 1 WHERE id = 1;
END;
--> statement-breakpoint
CREATE TRIGGER related_claim_added AFTER INSERT ON claim
WHEN EXISTS (SELECT 1 FROM claim_relation WHERE other_uid = NEW.uid) BEGIN
  UPDATE catalogue SET revision = revision + 1 WHERE id = 1;
END;
--> statement-breakpoint
CREATE TRIGGER related_claim AFTER UPDATE OF text, language, status ON claim
WHEN (NEW.text <> OLD.text OR NEW.language <> OLD.language OR NEW.status <> OLD.status) AND (
  EXISTS (SELECT 1 FROM claim_relation WHERE claim_id = NEW.id)
  OR EXISTS (SELECT 1 FROM claim_relation WHERE other_uid = NEW.uid)
) BEGIN
  UPDATE catalogue SET revision = revision + 1 WHERE id = 1;
END;
--> statement-breakpoint
-- When a document's text is stored, every excerpt must occur in it at the recorded place.
CREATE TRIGGER evidence_in_text BEFORE INSERT ON evidence BEGIN
  SELECT RAISE(ABORT, 'evidence_in_text: the excerpt is not in the document''s text at this place')
  FROM document_text WHERE document_id = NEW.document_id
  AND (NEW.start IS NULL OR substr(text, NEW.start + 1, NEW.end - NEW.start) <> NEW.exact);
END;
--> statement-breakpoint
CREATE TRIGGER text_keeps_evidence_new BEFORE INSERT ON document_text BEGIN
  SELECT RAISE(ABORT, 'text_keeps_evidence: an excerpt of this document is not in its text')
  FROM evidence WHERE document_id = NEW.document_id
  AND (start IS NULL OR substr(NEW.text, start + 1, "end" - start) <> exact);
END;
--> statement-breakpoint
CREATE TRIGGER text_keeps_evidence BEFORE UPDATE OF text ON document_text BEGIN
  SELECT RAISE(ABORT, 'text_keeps_evidence: an excerpt of this document is not in its text')
  FROM evidence WHERE document_id = NEW.document_id
  AND (start IS NULL OR substr(NEW.text, start + 1, "end" - start) <> exact);
END;
--> statement-breakpoint
CREATE TRIGGER source_stat_add AFTER INSERT ON claim_source WHEN NEW.published BEGIN
  INSERT INTO source_stat (source_id, named, claims, statements, as_report, as_middle, as_end, as_origin)
  VALUES (NEW.source_id, 1, NEW.statements > 0, NEW.statements,
    NEW.as_report > 0, NEW.as_middle > 0, NEW.as_end > 0, NEW.as_origin > 0)
  ON CONFLICT (source_id) DO UPDATE SET named = named + 1, claims = claims + excluded.claims,
    statements = statements + excluded.statements, as_report = as_report + excluded.as_report,
    as_middle = as_middle + excluded.as_middle, as_end = as_end + excluded.as_end,
    as_origin = as_origin + excluded.as_origin;
END;
--> statement-breakpoint
CREATE TRIGGER source_stat_take AFTER DELETE ON claim_source WHEN OLD.published BEGIN
  UPDATE source_stat SET named = named - 1, claims = claims - (OLD.statements > 0),
    statements = statements - OLD.statements, as_report = as_report - (OLD.as_report > 0),
    as_middle = as_middle - (OLD.as_middle > 0), as_end = as_end - (OLD.as_end > 0),
    as_origin = as_origin - (OLD.as_origin > 0) WHERE source_id = OLD.source_id;
  DELETE FROM source_stat WHERE source_id = OLD.source_id AND named = 0;
END;
--> statement-breakpoint
CREATE TRIGGER claim_source_fixed BEFORE UPDATE ON claim_source BEGIN
  SELECT RAISE(ABORT, 'claim_source: rows are replaced, never updated');
END;
--> statement-breakpoint
-- A claim has a topic once, so its rows count as claims.
CREATE TRIGGER topic_stat_add AFTER INSERT ON claim_topic
WHEN EXISTS (SELECT 1 FROM claim WHERE id = NEW.claim_id AND status = 'published') BEGIN
  INSERT INTO topic_stat (key, claims) VALUES (NEW.key, 1) ON CONFLICT (key) DO UPDATE SET claims = claims + 1;
END;
--> statement-breakpoint
CREATE TRIGGER topic_stat_take AFTER DELETE ON claim_topic
WHEN EXISTS (SELECT 1 FROM claim WHERE id = OLD.claim_id AND status = 'published') BEGIN
  UPDATE topic_stat SET claims = claims - 1 WHERE key = OLD.key;
  DELETE FROM topic_stat WHERE key = OLD.key AND claims = 0;
END;
--> statement-breakpoint
CREATE TRIGGER claim_topic_fixed BEFORE UPDATE ON claim_topic BEGIN
  SELECT RAISE(ABORT, 'claim_topic: rows are replaced, never updated');
END;
--> statement-breakpoint
CREATE TRIGGER topic_stat_published AFTER UPDATE OF status ON claim
WHEN NEW.status = 'published' AND OLD.status <> 'published' BEGIN
  INSERT INTO topic_stat (key, claims) SELECT key, 1 FROM claim_topic WHERE claim_id = NEW.id
  ON CONFLICT (key) DO UPDATE SET claims = claims + 1;
END;
--> statement-breakpoint
CREATE TRIGGER topic_stat_withdrawn AFTER UPDATE OF status ON claim
WHEN OLD.status = 'published' AND NEW.status <> 'published' BEGIN
  UPDATE topic_stat SET claims = claims - 1 WHERE key IN (SELECT key FROM claim_topic WHERE claim_id = NEW.id);
  DELETE FROM topic_stat WHERE claims = 0 AND key IN (SELECT key FROM claim_topic WHERE claim_id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER source_pair_add AFTER INSERT ON claim_pair WHEN NEW.published BEGIN
  INSERT INTO source_pair (citing_id, cited_id, claims, attributions)
  VALUES (NEW.citing_id, NEW.cited_id, 1, NEW.attributions)
  ON CONFLICT (citing_id, cited_id) DO UPDATE SET claims = claims + 1,
    attributions = attributions + excluded.attributions;
END;
--> statement-breakpoint
CREATE TRIGGER source_pair_take AFTER DELETE ON claim_pair WHEN OLD.published BEGIN
  UPDATE source_pair SET claims = claims - 1, attributions = attributions - OLD.attributions
  WHERE citing_id = OLD.citing_id AND cited_id = OLD.cited_id;
  DELETE FROM source_pair WHERE citing_id = OLD.citing_id AND cited_id = OLD.cited_id AND claims = 0;
END;
--> statement-breakpoint
CREATE TRIGGER claim_pair_fixed BEFORE UPDATE ON claim_pair BEGIN
  SELECT RAISE(ABORT, 'claim_pair: rows are replaced, never updated');
END;
--> statement-breakpoint
-- Readers see a change when a claim's row changes, or its summary alone (after a change to a family). Drafts don't count:
-- readers must not be able to tell that somebody is working on one.
CREATE TRIGGER published_claim AFTER UPDATE ON claim WHEN OLD.status = 'published' OR NEW.status = 'published' BEGIN
  UPDATE catalogue SET published_revision = published_revision + 1 WHERE id = 1;
END;
--> statement-breakpoint
-- This covers new claims too: they are written together with their summary.
CREATE TRIGGER published_summary AFTER INSERT ON claim_summary BEGIN
  UPDATE catalogue SET published_revision = published_revision + 1
  WHERE id = 1 AND EXISTS (SELECT 1 FROM claim WHERE id = NEW.claim_id AND status = 'published');
END;
--> statement-breakpoint
-- Nothing may refer to a source that was merged into another. Setting a revision to null violates its NOT NULL constraint,
-- which storage reports as a Conflict (`guardClaim` in src/storage works the same way).
CREATE TRIGGER source_merged_bare BEFORE UPDATE OF merged_into ON source WHEN NEW.merged_into IS NOT NULL BEGIN
  UPDATE source SET revision = NULL WHERE id = NEW.id AND (
    EXISTS (SELECT 1 FROM statement WHERE source_id = NEW.id)
    OR EXISTS (SELECT 1 FROM attribution WHERE disputed_by = NEW.id)
    OR EXISTS (SELECT 1 FROM document WHERE publisher_id = NEW.id)
    OR EXISTS (SELECT 1 FROM source AS child WHERE child.parent_id = NEW.id)
  );
  -- The target must not be merged itself, so redirects are one step long and can't form a cycle.
  UPDATE source SET revision = NULL WHERE id = NEW.merged_into AND (merged_into IS NOT NULL OR id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER statement_of_merged_new BEFORE INSERT ON statement BEGIN
  UPDATE source SET revision = NULL WHERE id = NEW.source_id AND merged_into IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER statement_of_merged BEFORE UPDATE OF source_id ON statement BEGIN
  UPDATE source SET revision = NULL WHERE id = NEW.source_id AND merged_into IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER dispute_by_merged_new BEFORE INSERT ON attribution WHEN NEW.disputed_by IS NOT NULL BEGIN
  UPDATE source SET revision = NULL WHERE id = NEW.disputed_by AND merged_into IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER dispute_by_merged BEFORE UPDATE OF disputed_by ON attribution WHEN NEW.disputed_by IS NOT NULL BEGIN
  UPDATE source SET revision = NULL WHERE id = NEW.disputed_by AND merged_into IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER document_of_merged_new BEFORE INSERT ON document BEGIN
  UPDATE source SET revision = NULL WHERE id = NEW.publisher_id AND merged_into IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER document_of_merged BEFORE UPDATE OF publisher_id ON document BEGIN
  UPDATE source SET revision = NULL WHERE id = NEW.publisher_id AND merged_into IS NOT NULL;
END;
--> statement-breakpoint
-- An update is the only way to set a parent: new sources are inserted before their parents are known to exist.
CREATE TRIGGER source_below_merged BEFORE UPDATE OF parent_id ON source WHEN NEW.parent_id IS NOT NULL BEGIN
  UPDATE source SET revision = NULL WHERE id = NEW.parent_id AND merged_into IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER source_distance_add AFTER INSERT ON claim_distance WHEN NEW.published BEGIN
  INSERT INTO source_distance (source_id, hops, statements) VALUES (NEW.source_id, NEW.hops, NEW.statements)
  ON CONFLICT (source_id, hops) DO UPDATE SET statements = statements + excluded.statements;
END;
--> statement-breakpoint
CREATE TRIGGER source_distance_take AFTER DELETE ON claim_distance WHEN OLD.published BEGIN
  UPDATE source_distance SET statements = statements - OLD.statements
  WHERE source_id = OLD.source_id AND hops = OLD.hops;
  DELETE FROM source_distance WHERE source_id = OLD.source_id AND hops = OLD.hops AND statements = 0;
END;
--> statement-breakpoint
CREATE TRIGGER claim_distance_fixed BEFORE UPDATE ON claim_distance BEGIN
  SELECT RAISE(ABORT, 'claim_distance: rows are replaced, never updated');
END;
--> statement-breakpoint
-- The last admin who can sign in must stay one, or nobody could manage people.
CREATE TRIGGER user_last_admin BEFORE UPDATE OF role, disabled_at ON user
WHEN OLD.role = 'admin' AND OLD.disabled_at IS NULL AND (NEW.role <> 'admin' OR NEW.disabled_at IS NOT NULL) BEGIN
  SELECT RAISE(ABORT, 'user_last_admin: nobody else could manage people')
  WHERE NOT EXISTS (SELECT 1 FROM user WHERE id <> OLD.id AND role = 'admin' AND disabled_at IS NULL);
END;
--> statement-breakpoint
-- A link works once and before it expires; the first admin's only while there are no users; never for a disabled user.
CREATE TRIGGER one_time_link_once BEFORE UPDATE OF used_at ON one_time_link
WHEN OLD.used_at IS NOT NULL OR NEW.used_at >= OLD.expires_at
  OR (OLD.purpose = 'first-admin' AND EXISTS (SELECT 1 FROM user))
  OR EXISTS (SELECT 1 FROM user WHERE id = OLD.user_id AND disabled_at IS NOT NULL) BEGIN
  SELECT RAISE(ABORT, 'one_time_link_once: this link is over');
END;
--> statement-breakpoint
CREATE TRIGGER api_token_revoked BEFORE UPDATE OF revoked_at ON api_token
WHEN OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NOT OLD.revoked_at BEGIN
  SELECT RAISE(ABORT, 'api_token_revoked: a revoked token stays revoked');
END;
--> statement-breakpoint
CREATE TRIGGER api_token_most BEFORE INSERT ON api_token
WHEN 20 <= (
  SELECT count(*) FROM api_token
  WHERE user_id = NEW.user_id AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > NEW.made_at)
) BEGIN
  SELECT RAISE(ABORT, 'api_token_most: somebody has 20 tokens at most');
END;
--> statement-breakpoint
-- The indexes of words hold each record's tokens as `cutSearchTokens` (src/storage/search) gives them, under the record's number,
-- and no text. `ascii` leaves them as they are: it takes the marks of Hindi for letters, and only blanks stand between them.
-- Prefixes of two and three letters have indexes of their own: without them such searches took fifteen times as long.
CREATE VIRTUAL TABLE claim_search USING fts5(words, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'ascii');
--> statement-breakpoint
-- In how many claims each word occurs, which tells rare words from common ones without reading the hits.
CREATE VIRTUAL TABLE claim_word USING fts5vocab(claim_search, row);
--> statement-breakpoint
-- The stems of each claim's text, and of its excerpts, cues and wordings, as `cutStems` (src/storage/search) gives them.
CREATE VIRTUAL TABLE claim_stems USING fts5(own, said, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'ascii');
--> statement-breakpoint
-- Each source's name and aliases.
CREATE VIRTUAL TABLE source_words USING fts5(words, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'ascii');
--> statement-breakpoint
-- Each document's title.
CREATE VIRTUAL TABLE document_search USING fts5(words, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'ascii');
--> statement-breakpoint
CREATE VIRTUAL TABLE document_word USING fts5vocab(document_search, row);
--> statement-breakpoint
-- Each source's folded names and aliases by trigrams, which find near misses.
CREATE VIRTUAL TABLE source_search USING fts5(names, content = '', contentless_delete = 1, tokenize = 'trigram');
--> statement-breakpoint
-- In how many sources' names each trigram is: only rare ones tell two names apart.
CREATE VIRTUAL TABLE source_trigram USING fts5vocab(source_search, row);
