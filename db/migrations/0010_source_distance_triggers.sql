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
-- Distances follow from whole graphs, which SQL can't see: the claims that are here wait for `refreshSummaries`.
INSERT OR IGNORE INTO stale_claim (claim_id) SELECT claim_id FROM claim_summary;
