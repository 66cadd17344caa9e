-- What was handed over stays handed over, and a promotion that two people decided is never decided again.
CREATE FUNCTION refuse_claim_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'awards' THEN
    IF OLD.status IN ('DELIVERED', 'VACATED') OR
       (OLD.raffle_id, OLD.outcome, OLD.place, OLD.ticket, OLD.leaf_index, OLD.user_id) IS DISTINCT FROM
       (NEW.raffle_id, NEW.outcome, NEW.place, NEW.ticket, NEW.leaf_index, NEW.user_id) THEN
      RAISE EXCEPTION 'a place keeps who drew it, and what is over stays over' USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF TG_TABLE_NAME = 'claims' THEN
    IF OLD.delivered_at IS NOT NULL THEN
      RAISE EXCEPTION 'a delivered prize never changes' USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF OLD.decided_at IS NOT NULL THEN
    RAISE EXCEPTION 'a promotion is decided once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER awards_keep_their_word BEFORE UPDATE ON awards FOR EACH ROW EXECUTE FUNCTION refuse_claim_rewrite();
--> statement-breakpoint
CREATE TRIGGER claims_keep_their_word BEFORE UPDATE ON claims FOR EACH ROW EXECUTE FUNCTION refuse_claim_rewrite();
--> statement-breakpoint
CREATE TRIGGER vacancies_keep_their_word BEFORE UPDATE ON vacancies FOR EACH ROW EXECUTE FUNCTION refuse_claim_rewrite();
--> statement-breakpoint
CREATE TRIGGER prize_tax_rates_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON prize_tax_rates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON claims, vacancies, prize_tax_rates TO jsm_app;
--> statement-breakpoint
REVOKE DELETE ON awards, claims, vacancies FROM jsm_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON prize_tax_rates FROM jsm_app;
