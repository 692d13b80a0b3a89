-- What is revoked stays so.
CREATE TRIGGER api_token_revoked BEFORE UPDATE OF revoked_at ON api_token
WHEN OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NOT OLD.revoked_at BEGIN
  SELECT RAISE(ABORT, 'api_token_revoked: a revoked token stays revoked');
END;
--> statement-breakpoint
-- Nobody keeps count of more.
CREATE TRIGGER api_token_most BEFORE INSERT ON api_token
WHEN 20 <= (
  SELECT count(*) FROM api_token
  WHERE user_id = NEW.user_id AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > NEW.made_at)
) BEGIN
  SELECT RAISE(ABORT, 'api_token_most: somebody has 20 tokens at most');
END;
