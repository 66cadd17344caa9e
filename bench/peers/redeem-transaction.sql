-- Peer (a): the writes of one redemption as one hand-written transaction. Facts that the product reads and checks (price,
-- pump, assignment, session, raffle) are left out: the peer does less.
\set n random(1, :coupons)
\set p random(1, :places)
BEGIN;
INSERT INTO operations (op_id, actor, request_hash)
  SELECT bench_id(), 'user:' || attendant_id, 'cG5rT2c4QnJ0c1BvYk1xZ0p4d3ZkZ2ZtY3VxZ2h5aXo' FROM bench_places WHERE n = :p
  RETURNING op_id AS op \gset
SELECT c.id AS coupon, c.user_id AS person, c.fuel, c.balance_centavos AS balance, c.redeemed_centavos AS redeemed
  FROM coupons c WHERE c.id = (SELECT coupon_id FROM bench_coupons WHERE n = :n) FOR UPDATE \gset
SELECT clock_timestamp() AS at, bench_id() AS redemption, bench_id() AS event, station_id AS station,
  attendant_id AS attendant, session_id AS session, shift_id AS shift FROM bench_places WHERE n = :p \gset
UPDATE coupons SET balance_centavos = balance_centavos - :pesos, redeemed_centavos = redeemed_centavos + :pesos,
    status = CASE WHEN balance_centavos = :pesos THEN 'REDEEMED' ELSE 'PARTIALLY_REDEEMED' END::coupon_status
  WHERE id = :coupon AND balance_centavos = :balance AND redeemed_centavos = :redeemed AND balance_centavos >= :pesos
    AND status IN ('ACTIVE', 'PARTIALLY_REDEEMED');
INSERT INTO redemption_keys (redemption_id, op_id, coupon_id, redeemed_at) VALUES (:redemption, :op, :coupon, :at);
INSERT INTO redemptions (id, redeemed_at, coupon_id, user_id, station_id, pump_number, attendant_id, shift_id, session_id,
    fuel, asked_in, volume_millilitres, price_tenth_milli, cost_centavos, balance_after_centavos, redeemed_before_centavos,
    redeemed_after_centavos, tickets_earned, ticket_rule, reference)
  VALUES (:redemption, :at, :coupon, :person, :station, 1, :attendant, :shift, :session, :fuel, 'PESOS',
    :pesos::bigint * 100000 / 235000, 235000, :pesos, :balance::bigint - :pesos, :redeemed, :redeemed::bigint + :pesos,
    (:redeemed::bigint + :pesos) / 10000 - :redeemed::bigint / 10000, 1, 'ABCD1234');
INSERT INTO ledger_entries (code, debit, credit, amount_centavos, coupon_id, station_id, ref, posted_at)
  VALUES ('REDEEM', 'COUPON', 'STATION_PAYABLE', :pesos, :coupon, :station, :redemption, :at);
INSERT INTO events (event_id, epoch, xid, type, aggregate_id, actor, request_id, occurred_at, payload)
  VALUES (:event, 1, pg_current_xact_id(), 'CouponRedeemed', :coupon, 'user:' || :attendant::text, :op::text, :at,
    jsonb_build_object('redemptionId', :redemption::text, 'couponId', :coupon::text, 'userId', :person::text,
      'stationId', :station::text, 'attendantId', :attendant::text, 'fuel', :fuel::text,
      'volumeMillilitres', :pesos::bigint * 100000 / 235000, 'pesosCentavos', :pesos::bigint, 'priceTenthMilli', 235000,
      'redeemedBeforeCentavos', :redeemed::bigint, 'redeemedAfterCentavos', :redeemed::bigint + :pesos,
      'ticketsEarned', 0, 'ticketRule', 1, 'redeemedAt', :at::text, 'paidByPrize', false));
UPDATE operations SET status = 200, response = json_build_object('id', :redemption::text, 'couponId', :coupon::text,
    'stationId', :station::text, 'fuelType', :fuel::text, 'fuelAmount', '10.638', 'pricePerLiter', '23.50',
    'totalCost', '25.00', 'balance', '975.00', 'ticketsGenerated', 0, 'ticketsReason', 'not-covered', 'redeemedAt', :at::text,
    'attendantId', :attendant::text, 'pumpNumber', 1, 'reference', 'ABCD1234', 'couponStatus', 'PARTIALLY_REDEEMED')::text
  WHERE op_id = :op;
COMMIT;
