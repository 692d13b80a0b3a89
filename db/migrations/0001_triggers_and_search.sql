-- What the database itself keeps true, and what it counts along. README.md in the folder above explains.
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
-- A family has no loops. A new source can't close one: nothing names it yet.
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
-- The summaries of the claims that name a source, or one below it in its family, no longer hold.
CREATE TRIGGER source_stale AFTER UPDATE OF parent_id, kind ON source
WHEN NEW.parent_id IS NOT OLD.parent_id OR NEW.kind <> OLD.kind BEGIN
  INSERT OR IGNORE INTO stale_claim (claim_id)
  SELECT DISTINCT statement.claim_id FROM statement WHERE statement.source_id IN (
    WITH RECURSIVE below(id) AS (
      SELECT NEW.id UNION SELECT source.id FROM below JOIN source ON source.parent_id = below.id
    ) SELECT id FROM below
  );
END;
--> statement-breakpoint
-- An excerpt stands in its document's text, where we have the text.
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
  INSERT INTO source_stat (source_id, claims, statements, as_report, as_middle, as_origin)
  VALUES (NEW.source_id, 1, NEW.statements, NEW.as_report, NEW.as_middle, NEW.as_origin)
  ON CONFLICT (source_id) DO UPDATE SET claims = claims + 1, statements = statements + excluded.statements,
    as_report = as_report + excluded.as_report, as_middle = as_middle + excluded.as_middle,
    as_origin = as_origin + excluded.as_origin;
END;
--> statement-breakpoint
CREATE TRIGGER source_stat_take AFTER DELETE ON claim_source WHEN OLD.published BEGIN
  UPDATE source_stat SET claims = claims - 1, statements = statements - OLD.statements,
    as_report = as_report - OLD.as_report, as_middle = as_middle - OLD.as_middle,
    as_origin = as_origin - OLD.as_origin WHERE source_id = OLD.source_id;
  DELETE FROM source_stat WHERE source_id = OLD.source_id AND claims = 0;
END;
--> statement-breakpoint
CREATE TRIGGER claim_source_fixed BEFORE UPDATE ON claim_source BEGIN
  SELECT RAISE(ABORT, 'claim_source: rows are replaced, never updated');
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
-- The words of each claim's text, cut and folded by `cutWords`, under the claim's number. It keeps no text of its own.
CREATE VIRTUAL TABLE claim_search USING fts5(words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
--> statement-breakpoint
-- In how many claims a word occurs: what tells a rare word from a common one without reading the hits.
CREATE VIRTUAL TABLE claim_word USING fts5vocab(claim_search, row);
--> statement-breakpoint
-- The folded names and aliases of each source, under the source's number: near misses are found by trigrams.
CREATE VIRTUAL TABLE source_search USING fts5(names, content = '', contentless_delete = 1, tokenize = 'trigram');
