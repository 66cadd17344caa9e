-- A coupon goes where the state table leads and nowhere else, and never comes back from the end.
CREATE FUNCTION refuse_coupon_leap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (OLD.status::text || '>' || NEW.status::text) = ANY (ARRAY[
    'PENDING_PAYMENT>ACTIVE', 'PENDING_PAYMENT>PAYMENT_FAILED', 'PENDING_PAYMENT>CANCELLED',
    'ACTIVE>PARTIALLY_REDEEMED', 'ACTIVE>REDEEMED', 'ACTIVE>EXPIRED', 'ACTIVE>CANCELLED', 'ACTIVE>SUSPENDED',
    'PARTIALLY_REDEEMED>REDEEMED', 'PARTIALLY_REDEEMED>EXPIRED', 'PARTIALLY_REDEEMED>CANCELLED',
    'PARTIALLY_REDEEMED>SUSPENDED', 'PARTIALLY_REDEEMED>ACTIVE',
    'SUSPENDED>ACTIVE', 'SUSPENDED>PARTIALLY_REDEEMED', 'SUSPENDED>CANCELLED',
    'REDEEMED>PARTIALLY_REDEEMED', 'REDEEMED>ACTIVE',
    'EXPIRED>CANCELLED', 'EXPIRED>ACTIVE', 'EXPIRED>PARTIALLY_REDEEMED']) THEN
    RAISE EXCEPTION 'a coupon cannot go from % to %', OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER coupons_follow_their_table BEFORE UPDATE ON coupons FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION refuse_coupon_leap();
--> statement-breakpoint
-- Every refund that the payment service was asked for before had one try, under the refund's own id.
INSERT INTO refund_payouts (id, refund_id, way, state, amount_centavos, stripe_refund_id, failure, created_at, settled_at)
SELECT id, id, 'SERVICE', state::text, amount_centavos, stripe_refund_id, failure, created_at, coalesce(settled_at, created_at)
FROM refunds WHERE state::text IN ('PENDING', 'SUCCEEDED', 'FAILED');
--> statement-breakpoint
-- What the payment service said stays as it was read.
CREATE TRIGGER service_movements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON service_movements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A difference stays; a person may write once what they found.
CREATE FUNCTION refuse_anomaly_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.resolved_at IS NOT NULL OR (OLD.id, OLD.key, OLD.kind, OLD.details, OLD.created_at)
     IS DISTINCT FROM (NEW.id, NEW.key, NEW.kind, NEW.details, NEW.created_at) THEN
    RAISE EXCEPTION 'an anomaly takes one note and nothing else' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_anomalies_keep_their_word BEFORE UPDATE ON payment_anomalies FOR EACH ROW EXECUTE FUNCTION refuse_anomaly_rewrite();
--> statement-breakpoint
-- A debt keeps whose it is and how much; a dispute that is over stays so.
CREATE FUNCTION refuse_debt_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.payment_id, OLD.coupon_id, OLD.amount_centavos, OLD.reason, OLD.void_of)
     IS DISTINCT FROM (NEW.id, NEW.payment_id, NEW.coupon_id, NEW.amount_centavos, NEW.reason, NEW.void_of) THEN
    RAISE EXCEPTION 'a refund keeps its payment, coupon and amount' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refunds_keep_their_word BEFORE UPDATE ON refunds FOR EACH ROW EXECUTE FUNCTION refuse_debt_rewrite();
--> statement-breakpoint
CREATE FUNCTION refuse_dispute_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'OPEN' OR (OLD.id, OLD.service_id, OLD.payment_id, OLD.coupon_id, OLD.amount_centavos, OLD.frozen_centavos, OLD.opened_at)
     IS DISTINCT FROM (NEW.id, NEW.service_id, NEW.payment_id, NEW.coupon_id, NEW.amount_centavos, NEW.frozen_centavos, NEW.opened_at) THEN
    RAISE EXCEPTION 'a dispute is closed once and never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER disputes_keep_their_word BEFORE UPDATE ON disputes FOR EACH ROW EXECUTE FUNCTION refuse_dispute_rewrite();
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON refund_payouts, disputes TO jsm_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON service_movements, reconciliations TO jsm_app;
--> statement-breakpoint
REVOKE DELETE ON coupons, orders, payments, refunds, payment_anomalies FROM jsm_app;
