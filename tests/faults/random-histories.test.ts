import fc from "fast-check";
import type { Sql } from "postgres";
import { expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { expireCoupons } from "@/server/coupons/commands/expire-coupons";
import { couponControl } from "@/server/coupons/router/control";
import type { Id } from "@/server/kernel/id";
import { Refused } from "@/server/platform/refused";
import { type Bank, test } from "@/tests/support/bank-test";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, redemptionsAs } from "@/tests/support/coupon-test";
import type { Person, World } from "@/tests/support/coupon-world";
import { walletAs } from "@/tests/support/payment-test";
import { scale, tell } from "@/tests/support/scale";

import { booksOfModel, bought, model, type Model } from "./coupon-model";

const HISTORIES = scale(300);
const LEAST_SALE = 500;
/** An attendant may undo alone for a minute; on a slow machine a manager does it. */
const UNDO_MS = 40_000;

const controlAs = createCallerFactory(couponControl);
const pesos = (centavos: number): string => (centavos / 100).toFixed(2);

const KINDS = [
  ...(["redeem", "redeem", "redeem", "redeem", "undo", "void", "cancel", "refund", "expire", "reissue"] as const),
  ...(["dispute", "won", "lost", "replay"] as const),
];
type Act = { readonly kind: (typeof KINDS)[number] | "buy"; readonly which: number; readonly share: number };

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.oneof(
    { weight: 1, arbitrary: fc.constant("buy" as const) },
    { weight: 9, arbitrary: fc.constantFrom(...KINDS) },
  ),
  which: fc.nat({ max: 1_000 }),
  /** Of what is left, in hundredths: at times more than there is. */
  share: fc.integer({ min: 1, max: 115 }),
});

type Coupon = {
  readonly id: Id<"coupon">;
  readonly owner: Person;
  readonly model: Model;
  readonly sales: { readonly id: Id<"redemption">; readonly sale: Model["sales"][number]; readonly at: number }[];
  disputeId: string | undefined;
  /** When its time would have been over, as its code says. */
  endsAt: string | undefined;
};

type Cast = { station: Id<"station">; attendant: Person; manager: Person; admin: Person };
type Parts = { bank: Bank; world: World; sql: Sql; cast: Cast };

async function castIn(world: World): Promise<Cast> {
  const station = await world.station();
  const attendant = await world.attendantAt(station);
  const manager = await world.attendantAt(station, "STATION_MANAGER");
  return { station, attendant, manager, admin: await world.person("ADMIN") };
}

/** Done, or politely refused; anything else is a fault. */
async function isDone(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (fault) {
    if (fault instanceof Refused && fault.refusal.kind !== "UNAVAILABLE") return false;
    throw fault;
  }
}

async function buy({ bank, world }: Parts, share: number): Promise<Coupon> {
  const owner = await world.person();
  const face = 5_000 + share * 1_000;
  const { id } = await bank.buy({ owner, amount: pesos(face) });
  return { id: id as Id<"coupon">, owner, model: bought(face), sales: [], disputeId: undefined, endsAt: undefined };
}

async function redeem({ bank, sql, cast }: Parts, coupon: Coupon, share: number): Promise<void> {
  const cost = Math.max(LEAST_SALE, Math.floor((coupon.model.balance * share) / 100));
  const [row] = await sql`select qr_code from coupons where id = ${coupon.id}`;
  const ask = { qrCode: String(row?.["qr_code"]), stationId: cast.station, pumpNumber: 1, amount: pesos(cost) };
  const call = redemptionsAs(bank.contextOf(cast.attendant)).redeem(ask);
  const expected = model.redeem(coupon.model, cost);
  expect(await isDone(call)).toBe(expected);
  const sale = coupon.model.sales.at(-1);
  if (expected && sale) coupon.sales.push({ id: (await call).id, sale, at: performance.now() });
}

async function undo({ bank, cast }: Parts, coupon: Coupon, { kind, which }: Act): Promise<void> {
  const chosen = coupon.sales[which % Math.max(1, coupon.sales.length)];
  if (!chosen) return;
  const isOwn = kind === "undo" && performance.now() - chosen.at < UNDO_MS;
  const who = isOwn ? cast.attendant : cast.manager;
  const call = redemptionsAs(bank.contextOf(who)).void({ id: chosen.id, reason: "bomba equivocada" });
  expect(await isDone(call)).toBe(model.void(coupon.model, chosen.sale));
}

async function expire({ bank, sql }: Parts, coupon: Coupon, all: readonly Coupon[]): Promise<void> {
  const [row] = await sql`select expires_at::text as at from coupons where id = ${coupon.id}`;
  if (!coupon.model.isTimeOver) coupon.endsAt = String(row?.["at"]);
  await sql`update coupons set expires_at = clock_timestamp() where id = ${coupon.id}`;
  coupon.model.isTimeOver = true;
  await expireCoupons(bank.system("expire-coupons"));
  for (const each of all) model.expire(each.model);
}

/** A bank takes a claim about a coupon that it knows paid, once. */
async function dispute({ bank }: Parts, coupon: Coupon): Promise<void> {
  if (coupon.disputeId !== undefined || coupon.model.givenBack > 0) return;
  coupon.disputeId = await bank.claim(coupon.id);
  await bank.bring({ disputeId: coupon.disputeId });
  model.dispute(coupon.model);
}

async function decide({ bank }: Parts, coupon: Coupon, verdict: "won" | "lost"): Promise<void> {
  if (coupon.disputeId === undefined || coupon.model.dispute !== "OPEN") return;
  await bank.decide(coupon.id, verdict);
  await bank.bring({ disputeId: coupon.disputeId });
  model.decide(coupon.model, verdict === "won" ? "WON" : "LOST");
}

/** Everything that was ever told about the coupon is told again. */
async function replay({ bank }: Parts, coupon: Coupon): Promise<void> {
  await bank.settleOrder(coupon.id);
  if (coupon.disputeId !== undefined) await bank.bring({ disputeId: coupon.disputeId });
}

async function perform(parts: Parts, coupons: Coupon[], one: Act): Promise<void> {
  const { kind, which, share } = one;
  const coupon = coupons[which % Math.max(1, coupons.length)];
  if (kind === "buy" || !coupon) return void coupons.push(await buy(parts, share));
  const { bank, cast } = parts;
  const { id } = coupon;
  if (kind === "redeem") return redeem(parts, coupon, share);
  if (kind === "undo" || kind === "void") return undo(parts, coupon, one);
  if (kind === "expire") return expire(parts, coupon, coupons);
  if (kind === "dispute") return dispute(parts, coupon);
  if (kind === "won" || kind === "lost") return decide(parts, coupon, kind);
  if (kind === "replay") return replay(parts, coupon);
  const admin = controlAs(bank.contextOf(cast.admin));
  const reason = "cliente lo pidió";
  if (kind === "cancel")
    expect(await isDone(walletAs(bank.contextOf(coupon.owner)).cancel({ id }))).toBe(model.cancel(coupon.model));
  if (kind === "refund") expect(await isDone(admin.refund({ id, reason }))).toBe(model.refund(coupon.model));
  if (kind === "reissue") expect(await isDone(admin.reissue({ id, reason }))).toBe(model.reissue(coupon.model));
}

/** Their codes tell of the end that they had before it was moved. */
async function moveEndsBack(sql: Sql, coupons: readonly Coupon[]): Promise<void> {
  for (const { id, model: is, endsAt } of coupons)
    if (is.isTimeOver && endsAt !== undefined)
      await sql`update coupons set expires_at = ${endsAt}::text::timestamptz where id = ${id}`;
}

async function booksOf(sql: Sql, id: string) {
  const stand = (account: string) => sql`
    (select coalesce(sum(case when credit = ${account} then amount_centavos else -amount_centavos end), 0)::int
     from ledger_entries where coupon_id = c.id and ${account} in (credit::text, debit::text))`;
  const [row] = await sql`
    select c.status, c.balance_centavos::int as balance, c.redeemed_centavos::int as redeemed,
      ${stand("EXPIRED_LIABILITY")} as expired, ${stand("DISPUTES")} as frozen, ${stand("STATION_PAYABLE")} as payable,
      (select coalesce(sum(amount_centavos), 0)::int from refunds where coupon_id = c.id and state <> 'COVERED') as "givenBack"
    from coupons c where c.id = ${id}`;
  return row;
}

test("after any history the database says what a model of the coupons says, and the books hold", async ({
  bank,
  world,
  sql,
  container,
  databaseUrl,
}) => {
  const parts = { bank, world, sql, cast: await castIn(world) };
  const sums = { histories: 0, acts: 0, coupons: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 16 }), async (history) => {
      const coupons: Coupon[] = [];
      for (const one of history) await perform(parts, coupons, one);
      for (const { id, model: is } of coupons) expect(await booksOf(sql, id)).toEqual(booksOfModel(is));
      await moveEndsBack(sql, coupons);
      sums.histories += 1;
      sums.acts += history.length;
      sums.coupons += coupons.length;
    }),
    { numRuns: HISTORIES, endOnFailure: true },
  );
  tell("random histories", sums);
  await drainEverything(container);
  await expectBooksHold(databaseUrl);
});
