-- Somebody must be able to let others in: the last admin who can sign in stays one.
CREATE TRIGGER user_last_admin BEFORE UPDATE OF role, disabled_at ON user
WHEN OLD.role = 'admin' AND OLD.disabled_at IS NULL AND (NEW.role <> 'admin' OR NEW.disabled_at IS NOT NULL) BEGIN
  SELECT RAISE(ABORT, 'user_last_admin: nobody else could manage people')
  WHERE NOT EXISTS (SELECT 1 FROM user WHERE id <> OLD.id AND role = 'admin' AND disabled_at IS NULL);
END;
--> statement-breakpoint
-- A link lets in once and in time, the first admin's only while there is nobody, and nobody who is disabled.
CREATE TRIGGER one_time_link_once BEFORE UPDATE OF used_at ON one_time_link
WHEN OLD.used_at IS NOT NULL OR NEW.used_at >= OLD.expires_at
  OR (OLD.purpose = 'first-admin' AND EXISTS (SELECT 1 FROM user))
  OR EXISTS (SELECT 1 FROM user WHERE id = OLD.user_id AND disabled_at IS NOT NULL) BEGIN
  SELECT RAISE(ABORT, 'one_time_link_once: this link is over');
END;
