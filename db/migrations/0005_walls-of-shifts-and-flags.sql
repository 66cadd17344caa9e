-- A closed shift never changes, and an open one never becomes somebody else's.
CREATE FUNCTION refuse_shift_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a closed shift never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.id, OLD.attendant_id, OLD.station_id, OLD.opened_at)
     IS DISTINCT FROM (NEW.id, NEW.attendant_id, NEW.station_id, NEW.opened_at) THEN
    RAISE EXCEPTION 'a shift keeps its attendant, station and beginning' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER shifts_keep_their_word BEFORE UPDATE ON shifts FOR EACH ROW EXECUTE FUNCTION refuse_shift_rewrite();
--> statement-breakpoint
-- A flag is a finding: only its review is ever added, once.
CREATE FUNCTION refuse_flag_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.verdict IS NOT NULL OR
     (OLD.id, OLD.rule, OLD.matter, OLD.redemption_id, OLD.coupon_id, OLD.attendant_id, OLD.station_id, OLD.score, OLD.evidence, OLD.flagged_at)
     IS DISTINCT FROM
     (NEW.id, NEW.rule, NEW.matter, NEW.redemption_id, NEW.coupon_id, NEW.attendant_id, NEW.station_id, NEW.score, NEW.evidence, NEW.flagged_at) THEN
    RAISE EXCEPTION 'a flag takes one review and nothing else' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER fraud_flags_keep_their_word BEFORE UPDATE ON fraud_flags FOR EACH ROW EXECUTE FUNCTION refuse_flag_rewrite();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON pins, code_throttles TO jsm_app;
--> statement-breakpoint
REVOKE DELETE ON shifts, fraud_flags FROM jsm_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON validation_attempts FROM jsm_app;
