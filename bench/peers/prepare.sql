-- What the hand-written peers need beside the product's own schema: the coupons by number, and ids in the form and order
-- of the product's (48 bits of time, then chance), so that both write into the same end of every index.
create unlogged table bench_coupons (n int primary key, coupon_id uuid not null);
create unlogged table bench_places (n int primary key, station_id uuid not null, attendant_id uuid not null,
  session_id uuid not null, shift_id uuid not null);
create function bench_id() returns uuid language sql volatile as $$
  select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
    || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;
