import { randomBytes } from "node:crypto";

import type { Sql } from "postgres";
import { uuidv7 } from "uuidv7";

import { type ApiCtx, type Container, createContainer, newId } from "@/server/container";
import { shortCodeOf } from "@/server/coupons/domain/short-code";
import { couponPurchased, type CouponPurchased } from "@/server/coupons/events";
import type { Fuel } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";
import type { UserActor } from "@/server/platform/ctx";
import { readEnv } from "@/server/platform/env";
import { createLogger } from "@/server/platform/logger";

/** A container on a test database, as one instance of the product would have it. */
export function openContainer(databaseUrl: string, isEmbedded = false, pool = 8): Promise<Container> {
  const env = readEnv({
    NODE_ENV: "test",
    JSM_SECRET: TEST_SECRET,
    DATABASE_URL: databaseUrl,
    JSM_DATABASE_EMBEDDED: String(isEmbedded),
    JSM_DATABASE_POOL: String(pool),
    LOG_LEVEL: "silent",
  });
  return createContainer(env, createLogger(env));
}

export const TEST_SECRET = "a secret of the tests, longer than 32 characters";

export type Person = { readonly id: Id<"user">; readonly sessionId: Id<"session">; readonly role: UserActor["role"] };

export type StationWish = {
  prices?: Partial<Record<Fuel, number>>;
  acceptsCoupons?: boolean;
  status?: string;
  timeZone?: string;
};

export type CouponWish = {
  readonly owner: Person;
  readonly face?: number;
  readonly fuel?: Fuel;
  readonly stationId?: Id<"station">;
  readonly expiresAt?: Date;
  readonly isPrize?: boolean;
};

export type WorldCoupon = {
  readonly id: Id<"coupon">;
  readonly code: string;
  readonly shortCode: string;
  readonly owner: Person;
};

/** Makes people, stations and paid coupons that satisfy every equation of the books. */
export type World = ReturnType<typeof createWorld>;

export function createWorld(sql: Sql, container: Container) {
  const person = async (role: UserActor["role"] = "CUSTOMER"): Promise<Person> => {
    const id = newId("user");
    const sessionId = newId("session");
    await sql`insert into users (id, email, first_name, last_name, role, password_hash, email_verified_at)
      values (${id}, ${`${id}@example.mx`}, 'Ana', 'Ruiz', ${role}, '-', now())`;
    await sql`insert into user_sessions (id, user_id, refresh_hash, device_label, mfa_at, expires_at)
      values (${sessionId}, ${id}, ${sessionId}, 'test', now(), now() + interval '7 days')`;
    return { id, sessionId, role };
  };

  const station = async (wish: StationWish = {}): Promise<Id<"station">> => {
    const id = newId("station");
    const accepts = wish.acceptsCoupons ?? true;
    await sql`insert into stations (id, permit, name, location, time_zone, status, accepts_coupons, contract_date, source, is_open_all_day)
      values (${id}, ${`PL/${id}`}, 'Estación de prueba', st_setsrid(st_makepoint(-99.1332, 19.4326), 4326),
              ${wish.timeZone ?? "America/Mexico_City"}, ${wish.status ?? "ACTIVE"}, ${accepts}, '2026-01-01', 'ADMIN', true)`;
    for (const number of [1, 2, 3, 4])
      await sql`insert into pumps (station_id, number, fuels) values (${id}, ${number}, '{REGULAR,PREMIUM,DIESEL}')`;
    const prices = wish.prices ?? { REGULAR: 235_000, PREMIUM: 255_000, DIESEL: 250_000 };
    for (const [fuel, price] of Object.entries(prices))
      await sql`insert into price_periods (id, station_id, fuel, price_tenth_milli, valid, source)
        values (${uuidv7()}, ${id}, ${fuel}, ${price}, tstzrange(now() - interval '1 year', null), 'TEST')`;
    return id;
  };

  const assign = async (who: Person, stationId: Id<"station">): Promise<void> => {
    await sql`insert into assignments (id, user_id, station_id, valid)
      values (${uuidv7()}, ${who.id}, ${stationId}, tstzrange(now() - interval '1 year', null))`;
  };

  const attendantAt = async (stationId: Id<"station">, role: UserActor["role"] = "ATTENDANT"): Promise<Person> => {
    const who = await person(role);
    await assign(who, stationId);
    return who;
  };

  const coupon = async (wish: CouponWish): Promise<WorldCoupon> => {
    const id = newId("coupon");
    const { owner, face = 100_000, fuel = "REGULAR", stationId = null, isPrize = false } = wish;
    const issuedAt = new Date();
    const expiresAt = wish.expiresAt ?? new Date(issuedAt.getTime() + 180 * 86_400_000);
    const shortCode = shortCodeOf(new Uint8Array(randomBytes(7)));
    const claims = { couponId: id, qrVersion: 1, issuedAt, expiresAt, fuel, isOneStation: stationId !== null };
    const { kid, code } = await container.services.couponSigner.sign(claims);
    await payFor(sql, { id, owner, face, fuel, stationId, isPrize });
    await sql`insert into coupons (id, user_id, station_id, fuel, face_centavos, balance_centavos, status, is_prize, short_code,
        qr_kid, qr_version, qr_issued_at, qr_code, expires_at, activated_at)
      values (${id}, ${owner.id}, ${stationId}, ${fuel}, ${face}, ${face}, 'ACTIVE', ${isPrize}, ${shortCode}, ${kid}, 1,
        ${issuedAt}, ${code}, ${expiresAt}, ${issuedAt})`;
    await tellPurchase(container, { id, owner, face, fuel, stationId, isPrize, issuedAt, expiresAt });
    return { id, code, shortCode, owner };
  };

  /** What a procedure would be called with, for this person. */
  const contextOf = (who: Person, operationId: string | undefined = uuidv7()): ApiCtx =>
    container.contextFor({
      actor: { kind: "user", id: who.id, role: who.role, sessionId: who.sessionId, mfaAt: new Date() },
      requestId: uuidv7(),
      locale: "es-MX",
      operationId: operationId === undefined ? undefined : asId("operation", operationId),
      network: "127.0.0.1",
      deviceToken: undefined,
      answerHeaders: new Headers(),
    });

  return { person, station, assign, attendantAt, coupon, contextOf };
}

type Paid = { id: string; owner: Person; face: number; fuel: Fuel; stationId: string | null; isPrize: boolean };

/** The order, its payment and the capture behind a coupon; a prize is paid from the fund instead. */
async function payFor(sql: Sql, { id, owner, face, fuel, stationId, isPrize }: Paid): Promise<void> {
  const debit = isPrize ? "PRIZE_FUND" : "STRIPE_CLEARING";
  await sql`insert into ledger_entries (code, debit, credit, amount_centavos, coupon_id, ref, posted_at)
    values (${isPrize ? "PRIZE_CREDIT" : "CAPTURE"}, ${debit}, 'COUPON', ${face}, ${id}, ${id}, now())`;
  if (isPrize) return;
  const orderId = newId("order");
  const intent = `pi_${orderId}`;
  await sql`insert into orders (id, op_id, user_id, coupon_id, amount_centavos, fuel, station_id, method, status, purchase_day, request_hash, return_url,
      payment_intent_id, expires_at, settled_at)
    values (${orderId}, ${uuidv7()}, ${owner.id}, ${id}, ${face}, ${fuel}, ${stationId}, 'CARD', 'PAID', current_date, 'test', 'http://localhost', ${intent},
      now() + interval '1 hour', now())`;
  await sql`insert into purchase_days as d (user_id, day, amount_centavos) values (${owner.id}, current_date, ${face})
    on conflict (user_id, day) do update set amount_centavos = d.amount_centavos + excluded.amount_centavos`;
  await sql`insert into payments (id, order_id, payment_intent_id, captured_centavos, captured_at)
    values (${newId("payment")}, ${orderId}, ${intent}, ${face}, now())`;
}

type Told = Paid & { id: Id<"coupon">; stationId: Id<"station"> | null; issuedAt: Date; expiresAt: Date };

function tellPurchase(container: Container, told: Told): Promise<void> {
  const payload: CouponPurchased = {
    couponId: told.id,
    userId: told.owner.id,
    orderId: null,
    stationId: told.stationId,
    fuel: told.fuel,
    faceCentavos: told.face,
    paidByPrize: told.isPrize,
    activatedAt: told.issuedAt.toISOString(),
    expiresAt: told.expiresAt.toISOString(),
  };
  const event = { type: couponPurchased.type, aggregateId: told.id, occurredAt: told.issuedAt, payload };
  return container.systemContext("test").transact((unit) => unit.events.append([event]));
}
