-- A price of a fuel at a station holds for one range at a time.
ALTER TABLE price_periods ADD CONSTRAINT price_periods_never_overlap
  EXCLUDE USING gist (station_id WITH =, fuel WITH =, valid WITH &&);
--> statement-breakpoint
-- Partitions of redemptions are calendar months in UTC; the default one must stay empty (an invariant).
CREATE TABLE redemptions_default PARTITION OF redemptions DEFAULT;
--> statement-breakpoint
CREATE FUNCTION ensure_redemption_partitions(first_month date, months int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  month date;
  made int := 0;
BEGIN
  FOR i IN 0..months - 1 LOOP
    month := (date_trunc('month', first_month) + make_interval(months => i))::date;
    IF to_regclass(format('redemptions_%s', to_char(month, 'YYYY_MM'))) IS NULL THEN
      EXECUTE format('CREATE TABLE redemptions_%s PARTITION OF redemptions FOR VALUES FROM (%L) TO (%L)',
        to_char(month, 'YYYY_MM'), month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
      made := made + 1;
    END IF;
  END LOOP;
  RETURN made;
END $$;
--> statement-breakpoint
SELECT ensure_redemption_partitions((now() AT TIME ZONE 'UTC')::date, 4);
--> statement-breakpoint
-- Second wall behind the grants: what is appended stays as it was, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ticket_blocks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ticket_blocks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ticket_grants_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ticket_grants FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER commitments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON commitments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER raffle_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON raffle_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER draw_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON draw_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION refuse_tickets_after_freeze() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT raffle_id FROM appended) a JOIN raffles r ON r.id = a.raffle_id
             WHERE r.status NOT IN ('PUBLISHED', 'OPEN')) THEN
    RAISE EXCEPTION 'the ticket log of a raffle is closed at its freeze' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ticket_blocks_before_freeze AFTER INSERT ON ticket_blocks REFERENCING NEW TABLE AS appended
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_tickets_after_freeze();
--> statement-breakpoint
CREATE TRIGGER ticket_voids_before_freeze AFTER INSERT ON ticket_voids REFERENCING NEW TABLE AS appended
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_tickets_after_freeze();
--> statement-breakpoint
-- The application's role: everything it needs, and no way to change what is only ever appended.
DO $$ BEGIN CREATE ROLE jsm_app NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
--> statement-breakpoint
GRANT jsm_app TO CURRENT_USER;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO jsm_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO jsm_app;
--> statement-breakpoint
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO jsm_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON events, ledger_entries, audit_log, ticket_blocks, ticket_grants, ticket_voids, commitments, raffle_files, draw_log, redemptions, redemption_keys, redemption_voids FROM jsm_app;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON cluster FROM jsm_app;
