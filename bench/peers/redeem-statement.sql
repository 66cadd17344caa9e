-- Peer (b): the same writes in one statement, one round trip. It takes the row's lock with the update itself.
\set n random(1, :coupons)
\set p random(1, :places)
WITH place AS MATERIALIZED (
  SELECT bench_id() AS op, bench_id() AS redemption, bench_id() AS event, clock_timestamp() AS at, b.* FROM bench_places b
  WHERE n = :p),
changed AS (
  UPDATE coupons SET balance_centavos = balance_centavos - :pesos, redeemed_centavos = redeemed_centavos + :pesos,
    status = CASE WHEN balance_centavos = :pesos THEN 'REDEEMED' ELSE 'PARTIALLY_REDEEMED' END::coupon_status
  WHERE id = (SELECT coupon_id FROM bench_coupons WHERE n = :n) AND balance_centavos >= :pesos
    AND status IN ('ACTIVE', 'PARTIALLY_REDEEMED')
  RETURNING id, user_id, fuel, balance_centavos AS balance, redeemed_centavos AS redeemed),
r AS MATERIALIZED (SELECT * FROM changed CROSS JOIN place),
keyed AS (
  INSERT INTO redemption_keys (redemption_id, op_id, coupon_id, redeemed_at) SELECT redemption, op, id, at FROM r),
kept AS (
  INSERT INTO redemptions (id, redeemed_at, coupon_id, user_id, station_id, pump_number, attendant_id, shift_id, session_id,
    fuel, asked_in, volume_millilitres, price_tenth_milli, cost_centavos, balance_after_centavos, redeemed_before_centavos,
    redeemed_after_centavos, tickets_earned, ticket_rule, reference)
  SELECT redemption, at, id, user_id, station_id, 1, attendant_id, shift_id, session_id, fuel, 'PESOS',
    :pesos::bigint * 100000 / 235000, 235000, :pesos, balance, redeemed - :pesos, redeemed,
    redeemed / 10000 - (redeemed - :pesos) / 10000, 1, 'ABCD1234' FROM r),
posted AS (
  INSERT INTO ledger_entries (code, debit, credit, amount_centavos, coupon_id, station_id, ref, posted_at)
  SELECT 'REDEEM', 'COUPON', 'STATION_PAYABLE', :pesos, id, station_id, redemption, at FROM r),
told AS (
  INSERT INTO events (event_id, epoch, xid, type, aggregate_id, actor, request_id, occurred_at, payload)
  SELECT event, 1, pg_current_xact_id(), 'CouponRedeemed', id, 'user:' || attendant_id, op::text, at,
    jsonb_build_object('redemptionId', redemption, 'couponId', id, 'userId', user_id, 'stationId', station_id,
      'attendantId', attendant_id, 'fuel', fuel, 'volumeMillilitres', :pesos::bigint * 100000 / 235000,
      'pesosCentavos', :pesos::bigint, 'priceTenthMilli', 235000, 'redeemedBeforeCentavos', redeemed - :pesos,
      'redeemedAfterCentavos', redeemed, 'ticketsEarned', 0, 'ticketRule', 1, 'redeemedAt', at, 'paidByPrize', false) FROM r)
INSERT INTO operations (op_id, actor, request_hash, status, response)
  SELECT op, 'user:' || attendant_id, 'cG5rT2c4QnJ0c1BvYk1xZ0p4d3ZkZ2ZtY3VxZ2h5aXo', 200,
    json_build_object('id', redemption, 'couponId', id, 'stationId', station_id, 'fuelType', fuel, 'fuelAmount', '10.638',
      'pricePerLiter', '23.50', 'totalCost', '25.00', 'balance', '975.00', 'ticketsGenerated', 0, 'ticketsReason',
      'not-covered', 'redeemedAt', at, 'attendantId', attendant_id, 'pumpNumber', 1, 'reference', 'ABCD1234',
      'couponStatus', 'PARTIALLY_REDEEMED')::text FROM r;
