-- What readers see of claims changes with the claim's row, and with its summary, which a changed family replaces alone.
-- Drafts don't count: nobody outside can tell that somebody works on one.
CREATE TRIGGER published_claim AFTER UPDATE ON claim WHEN OLD.status = 'published' OR NEW.status = 'published' BEGIN
  UPDATE catalogue SET published_revision = published_revision + 1 WHERE id = 1;
END;
--> statement-breakpoint
-- A new claim has its summary from the start.
CREATE TRIGGER published_summary AFTER INSERT ON claim_summary BEGIN
  UPDATE catalogue SET published_revision = published_revision + 1
  WHERE id = 1 AND EXISTS (SELECT 1 FROM claim WHERE id = NEW.claim_id AND status = 'published');
END;
