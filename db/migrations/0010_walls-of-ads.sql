-- A view that has ended keeps what was measured: only its first click is ever added.
CREATE FUNCTION refuse_view_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'OPEN' AND (to_jsonb(OLD) - 'clicked_at') IS DISTINCT FROM (to_jsonb(NEW) - 'clicked_at') THEN
    RAISE EXCEPTION 'a view that has ended never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.visible_ms < OLD.visible_ms OR NEW.last_beat_at < OLD.last_beat_at
     OR (OLD.user_id, OLD.redemption_id, OLD.creative_id, OLD.step, OLD.duration_seconds, OLD.price_centavos, OLD.started_at)
        IS DISTINCT FROM
        (NEW.user_id, NEW.redemption_id, NEW.creative_id, NEW.step, NEW.duration_seconds, NEW.price_centavos, NEW.started_at) THEN
    RAISE EXCEPTION 'a view keeps what it is of, and its time only grows' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER ad_sessions_keep_their_word BEFORE UPDATE ON ad_sessions FOR EACH ROW EXECUTE FUNCTION refuse_view_rewrite();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON campaigns, campaign_days, creatives, ad_sessions, files TO jsm_app;
--> statement-breakpoint
REVOKE DELETE ON campaigns, campaign_days, ad_sessions FROM jsm_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON files FROM jsm_app;
