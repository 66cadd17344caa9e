-- A log takes blocks and voids while its raffle is open and not yet closed; the freeze needs no other lock.
CREATE OR REPLACE FUNCTION refuse_tickets_after_freeze() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT raffle_id FROM appended) a JOIN raffles r ON r.id = a.raffle_id
             WHERE r.status <> 'OPEN' OR r.closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the ticket log of a raffle is closed at its freeze' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
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
GRANT SELECT, INSERT ON ticket_log_nodes, raffle_file_parts TO jsm_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON tree_heads FROM jsm_app;
--> statement-breakpoint
REVOKE DELETE ON raffles, raffle_holders FROM jsm_app;
