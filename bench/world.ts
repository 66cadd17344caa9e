import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

import type { Sql } from "postgres";
import { uuidv7 } from "uuidv7";

import type { Container } from "@/server/container";
import { shortCodeOf } from "@/server/coupons/domain/short-code";
import { asId } from "@/server/kernel/id";

import type { Place } from "./load/redeem-requests";

const COUPONS_EACH = 50;
const STATIONS = 100;
const ATTENDANTS = 200;
const FACE = 100_000;
const HOT_FACE = 1_000_000;
const AT_A_TIME = 5_000;
const DAYS = 180;
const TOKEN_SECONDS = 86_400;

export type BenchWorld = {
  readonly codes: readonly string[];
  readonly hotCodes: readonly string[];
  readonly places: readonly Place[];
  /** For the peers: `bench_coupons` and `bench_places` are numbered from 1. */
  readonly variables: Readonly<Record<string, number>>;
};

const ids = (count: number): string[] => Array.from({ length: count }, () => uuidv7());

/** A hundred stations with pumps and prices, two hundred attendants at work, as many paid coupons as asked for. */
export async function plantWorld(sql: Sql, container: Container, count: number): Promise<BenchWorld> {
  await sql.unsafe(readFileSync(new URL("./peers/prepare.sql", import.meta.url), "utf8"));
  const places = await plantPlaces(sql, container);
  const codes = await plantCoupons(sql, container, { count, face: FACE });
  await sql`insert into bench_coupons (n, coupon_id) select row_number() over (order by id), id from coupons`;
  const hotCodes = await plantCoupons(sql, container, { count: 20, face: HOT_FACE, each: 5 });
  await sql`vacuum analyze`;
  return { codes, hotCodes, places, variables: { coupons: count, places: ATTENDANTS, pesos: 2_500 } };
}

async function plantPlaces(sql: Sql, { services }: Container): Promise<Place[]> {
  const stations = ids(STATIONS);
  await sql`insert into stations (id, permit, name, location, time_zone, status, accepts_coupons, contract_date, source, is_open_all_day)
    select id, 'PL/' || id, 'Estación ' || n, st_setsrid(st_makepoint(-99 - n / 100.0, 19.4), 4326), 'America/Mexico_City', 'ACTIVE',
      true, '2026-01-01', 'ADMIN', true from unnest(${stations}::uuid[]) with ordinality as s(id, n)`;
  await sql`insert into pumps (station_id, number, fuels)
    select id, n, '{REGULAR,PREMIUM,DIESEL}' from unnest(${stations}::uuid[]) s(id), generate_series(1, 4) n`;
  await sql`insert into price_periods (id, station_id, fuel, price_tenth_milli, valid, source)
    select gen_random_uuid(), id, fuel::fuel, 235000, tstzrange(now() - interval '1 year', null), 'BENCH'
    from unnest(${stations}::uuid[]) s(id), unnest(array['REGULAR', 'PREMIUM', 'DIESEL']) fuel`;
  const people = ids(ATTENDANTS).map((id, n) => ({
    id,
    sessionId: uuidv7(),
    shiftId: uuidv7(),
    stationId: stations[n % STATIONS] ?? "",
  }));
  const [users, sessions, shifts, where] = [
    people.map((p) => p.id),
    people.map((p) => p.sessionId),
    people.map((p) => p.shiftId),
    people.map((p) => p.stationId),
  ];
  await plantUsers(sql, users, "ATTENDANT");
  await sql`insert into user_sessions (id, user_id, refresh_hash, device_label, expires_at)
    select s, u, s::text, 'bench', now() + interval '7 days' from unnest(${sessions}::uuid[], ${users}::uuid[]) as x(s, u)`;
  await sql`insert into assignments (id, user_id, station_id, valid)
    select gen_random_uuid(), u, s, tstzrange(now() - interval '1 year', null) from unnest(${users}::uuid[], ${where}::uuid[]) as x(u, s)`;
  await sql`insert into shifts (id, attendant_id, station_id, opened_at)
    select h, u, s, now() from unnest(${shifts}::uuid[], ${users}::uuid[], ${where}::uuid[]) as x(h, u, s)`;
  await sql`insert into bench_places (n, station_id, attendant_id, session_id, shift_id)
    select n, s, u, e, h from unnest(${where}::uuid[], ${users}::uuid[], ${sessions}::uuid[], ${shifts}::uuid[]) with ordinality as x(s, u, e, h, n)`;
  const tokenOf = (id: string, sid: string) =>
    services.tokens.sign({ sub: asId("user", id), sid: asId("session", sid), role: "ATTENDANT", pv: 1 }, TOKEN_SECONDS);
  return Promise.all(people.map(async (p) => ({ token: await tokenOf(p.id, p.sessionId), stationId: p.stationId })));
}

const plantUsers = (sql: Sql, users: readonly string[], role: string) => sql`
  insert into users (id, email, first_name, last_name, role, password_hash, email_verified_at)
  select id, id || '@example.mx', 'Ana', 'Ruiz', ${role}, '-', now() from unnest(${[...users]}::uuid[]) as u(id)`;

type Wanted = { readonly count: number; readonly face: number; readonly each?: number };

async function plantCoupons(
  sql: Sql,
  container: Container,
  { count, face, each = COUPONS_EACH }: Wanted,
): Promise<string[]> {
  const codes: string[] = [];
  for (let done = 0; done < count; done += AT_A_TIME) {
    const some = Math.min(AT_A_TIME, count - done);
    const owners = ids(Math.ceil(some / each));
    await plantUsers(sql, owners, "CUSTOMER");
    const rows = await Promise.all(
      Array.from({ length: some }, (_, n) => couponRow(container, owners[Math.floor(n / each)] ?? "")),
    );
    await keepCoupons(sql, JSON.stringify(rows), face);
    codes.push(...rows.map((row) => row.code));
  }
  return codes;
}

async function couponRow({ services }: Container, owner: string) {
  const couponId = asId("coupon", uuidv7());
  const issuedAt = new Date();
  const expiresAt = new Date(issuedAt.getTime() + DAYS * 86_400_000);
  const claims = { couponId, qrVersion: 1, issuedAt, expiresAt, fuel: "REGULAR", isOneStation: false } as const;
  const { kid, code } = await services.couponSigner.sign(claims);
  const short = shortCodeOf(new Uint8Array(randomBytes(7)));
  return { id: couponId, owner, code, kid, short, order: uuidv7(), issued: issuedAt, expires: expiresAt };
}

/** Order, payment, capture and coupon of each row, so that the rules of money hold before and after the bench. */
async function keepCoupons(sql: Sql, rows: string, face: number): Promise<void> {
  await sql`create temporary table planted as select * from jsonb_to_recordset(${rows}::text::jsonb) as r(
    id uuid, owner uuid, code text, kid text, short text, "order" uuid, issued timestamptz, expires timestamptz)`;
  await sql`insert into orders (id, op_id, user_id, coupon_id, amount_centavos, fuel, method, status, purchase_day, request_hash,
      return_url, payment_intent_id, expires_at, settled_at)
    select "order", gen_random_uuid(), owner, id, ${face}, 'REGULAR', 'CARD', 'PAID', current_date, 'bench', 'http://localhost',
      'pi_' || "order", expires, issued from planted`;
  await sql`insert into payments (id, order_id, payment_intent_id, captured_centavos, captured_at)
    select gen_random_uuid(), "order", 'pi_' || "order", ${face}, issued from planted`;
  await sql`insert into purchase_days (user_id, day, amount_centavos)
    select owner, current_date, ${face} * count(*) from planted group by owner`;
  await sql`insert into ledger_entries (code, debit, credit, amount_centavos, coupon_id, ref, posted_at)
    select 'CAPTURE', 'STRIPE_CLEARING', 'COUPON', ${face}, id, id, issued from planted`;
  await sql`insert into coupons (id, user_id, fuel, face_centavos, balance_centavos, status, short_code, qr_kid, qr_version,
      qr_issued_at, qr_code, expires_at, activated_at)
    select id, owner, 'REGULAR', ${face}, ${face}, 'ACTIVE', short, kid, 1, issued, code, expires, issued from planted`;
  await sql`drop table planted`;
}
