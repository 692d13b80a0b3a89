-- Nothing names a source that was merged into another. Whoever writes meanwhile meets a Conflict: as with the guards of
-- a commit, a revision set to null, which no table takes, tells it.
CREATE TRIGGER source_merged_bare BEFORE UPDATE OF merged_into ON source WHEN NEW.merged_into IS NOT NULL BEGIN
  UPDATE source SET revision = NULL WHERE id = NEW.id AND (
    EXISTS (SELECT 1 FROM statement WHERE source_id = NEW.id)
    OR EXISTS (SELECT 1 FROM document WHERE publisher_id = NEW.id)
    OR EXISTS (SELECT 1 FROM source AS child WHERE child.parent_id = NEW.id)
  );
  -- It leads straight to one that speaks for itself, so there is no way round in a circle.
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
CREATE TRIGGER document_of_merged_new BEFORE INSERT ON document BEGIN
  UPDATE source SET revision = NULL WHERE id = NEW.publisher_id AND merged_into IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER document_of_merged BEFORE UPDATE OF publisher_id ON document BEGIN
  UPDATE source SET revision = NULL WHERE id = NEW.publisher_id AND merged_into IS NOT NULL;
END;
--> statement-breakpoint
-- A parent is always set by an update: new sources come before their parents are known to be there.
CREATE TRIGGER source_below_merged BEFORE UPDATE OF parent_id ON source WHEN NEW.parent_id IS NOT NULL BEGIN
  UPDATE source SET revision = NULL WHERE id = NEW.parent_id AND merged_into IS NOT NULL;
END;
