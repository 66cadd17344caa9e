-- A price of a fuel at a station holds for one range at a time.
ALTER TABLE price_periods ADD CONSTRAINT price_periods_never_overlap
  EXCLUDE USING gist (station_id WITH =, fuel WITH =, valid WITH &&);
--> statement-breakpoint
-- What a person may type to find a station, without accents and case; immutable as long as the dictionary is.
CREATE FUNCTION folded_text(raw text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(public.unaccent('public.unaccent'::regdictionary, raw))
$$;
--> statement-breakpoint
CREATE FUNCTION station_text(name text, brand text, address text, municipality text, state text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT public.folded_text(name || ' ' || coalesce(brand, '') || ' ' || coalesce(address, '') || ' ' ||
    coalesce(municipality, '') || ' ' || coalesce(state, ''))
$$;
--> statement-breakpoint
CREATE INDEX stations_text ON stations USING gin (station_text(name, brand, address, municipality, state) gin_trgm_ops);
--> statement-breakpoint
-- Stations whose text holds something like what was asked, with a score of 0 to 10,000. The threshold is set here, because
-- a session setting would be everybody's on the embedded database.
CREATE FUNCTION find_stations(asked text) RETURNS TABLE (id uuid, score int) LANGUAGE sql STABLE
SET pg_trgm.word_similarity_threshold = 0.45 AS $$
  SELECT s.id, round(word_similarity(folded_text(asked), station_text(s.name, s.brand, s.address, s.municipality, s.state)) * 10000)::int
  FROM stations s
  WHERE folded_text(asked) <% station_text(s.name, s.brand, s.address, s.municipality, s.state)
$$;
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
-- A log takes blocks and voids while its raffle is open and not yet closed; the freeze needs no other lock.
CREATE FUNCTION refuse_tickets_after_freeze() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT raffle_id FROM appended) a JOIN raffles r ON r.id = a.raffle_id
             WHERE r.status <> 'OPEN' OR r.closed_at IS NOT NULL) THEN
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
CREATE TRIGGER ticket_log_nodes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ticket_log_nodes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ticket_voids_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ticket_voids FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER tree_heads_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tree_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER raffle_file_parts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON raffle_file_parts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Published terms never change, a closed log stays closed, and no status is left backwards.
CREATE FUNCTION refuse_raffle_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  path CONSTANT raffle_status[] := ARRAY['DRAFT', 'PUBLISHED', 'OPEN', 'FROZEN', 'DRAWN', 'CLAIMING', 'SETTLED']::raffle_status[];
  steps int;
BEGIN
  IF OLD.status <> 'DRAFT' AND
     (OLD.name, OLD.description, OLD.permit_number, OLD.territory, OLD.starts_at, OLD.closes_at, OLD.draw_at, OLD.station_ids,
      OLD.notice_seconds, OLD.pesos_per_ticket_centavos, OLD.max_tickets_per_person, OLD.wins_per_person,
      OLD.alternates_per_prize, OLD.free_entry, OLD.prizes) IS DISTINCT FROM
     (NEW.name, NEW.description, NEW.permit_number, NEW.territory, NEW.starts_at, NEW.closes_at, NEW.draw_at, NEW.station_ids,
      NEW.notice_seconds, NEW.pesos_per_ticket_centavos, NEW.max_tickets_per_person, NEW.wins_per_person,
      NEW.alternates_per_prize, NEW.free_entry, NEW.prizes) THEN
    RAISE EXCEPTION 'the rules of a published raffle never change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.closed_at IS NOT NULL AND
     (OLD.closed_at, OLD.leaves, OLD.tickets, OLD.peaks) IS DISTINCT FROM (NEW.closed_at, NEW.leaves, NEW.tickets, NEW.peaks) THEN
    RAISE EXCEPTION 'the ticket log of a raffle is closed at its freeze' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status <> OLD.status THEN
    steps := array_position(path, NEW.status) - array_position(path, OLD.status);
    IF NOT (coalesce(steps = 1, false)
            OR (NEW.status = 'CANCELLED' AND OLD.status IN ('DRAFT', 'PUBLISHED', 'OPEN'))
            OR (NEW.status = 'VOID' AND OLD.status = 'FROZEN')) THEN
      RAISE EXCEPTION 'a raffle cannot go from % to %', OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER raffles_keep_their_word BEFORE UPDATE ON raffles FOR EACH ROW EXECUTE FUNCTION refuse_raffle_rewrite();
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
--> statement-breakpoint
REVOKE UPDATE, DELETE ON tree_heads, ticket_log_nodes, raffle_file_parts FROM jsm_app;
--> statement-breakpoint
REVOKE DELETE ON raffles, raffle_holders FROM jsm_app;
