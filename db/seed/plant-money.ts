import "server-only";
import type { ApiCtx, Unit } from "@/server/container";
import { refundCoupon } from "@/server/coupons/commands/refund-coupon";
import { settleDispute } from "@/server/coupons/commands/settle-dispute";
import type { Id } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import { ok, type Result } from "@/server/kernel/result";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";
import { reconcileDay } from "@/server/payments/commands/reconcile-day";
import type { DisputeStanding } from "@/server/payments/domain/dispute";
import type { ServiceMovement } from "@/server/payments/domain/movement";
import type { PaymentMethod } from "@/server/payments/domain/order";
import type { PaymentGateway } from "@/server/payments/ports/gateway";
import type { Ctx, UserActor } from "@/server/platform/ctx";

import { on, plantPurchase } from "./plant-history";
import { bookLines, lineOf } from "./service-lines";

type SeedCtx = ApiCtx & Ctx<Unit>;
type Sale = { readonly couponId: Id<"coupon">; readonly intentId: string; readonly face: number; readonly at: Date };
/** The nth buyer. */
type Story = { readonly n: number; readonly daysAgo: number; readonly face: number; readonly method?: PaymentMethod };
type Cast = { readonly adminId: Id<"user">; readonly buyers: readonly Id<"user">[] };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const done = <T, R>(result: Result<T, R>): T => {
  if (!result.ok) throw new Error(`the seed was refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
};

/** What looking after the money looks like: refunds paid, refused and owed by hand, claims at banks, a day that was compared. */
export async function plantMoney(ctx: SeedCtx, { adminId, buyers }: Cast): Promise<void> {
  const now = ctx.now().getTime();
  const sale = ({ n, daysAgo, face, method = "CARD" }: Story) =>
    sell(ctx, { userId: buyers[n % buyers.length], face, at: new Date(now - daysAgo * DAY_MS), method });
  const admin: UserActor = {
    kind: "user",
    id: adminId,
    role: "ADMIN",
    sessionId: ctx.newId("session"),
    mfaAt: undefined,
  };
  const back = { admin, ctx };
  await giveBack(back, await sale({ n: 3, daysAgo: 9, face: 50_000 }), {
    state: "SUCCEEDED",
    why: "La estación cambió de dueño",
  });
  await giveBack(back, await sale({ n: 4, daysAgo: 6, face: 30_000 }), {
    state: "FAILED",
    why: "Compra por duplicado",
  });
  await giveBack(back, await sale({ n: 5, daysAgo: 4, face: 20_000, method: "OXXO" }), {
    state: "SUCCEEDED",
    why: "Vendió su coche",
  });
  await claim(ctx, await sale({ n: 6, daysAgo: 40, face: 80_000 }), { reason: "product_not_received", verdict: "WON" });
  await claim(ctx, await sale({ n: 7, daysAgo: 30, face: 50_000 }), { reason: "fraudulent", verdict: "LOST" });
  await claim(ctx, await sale({ n: 8, daysAgo: 3, face: 100_000 }), { reason: "fraudulent", verdict: "OPEN" });
  await compareDays(ctx);
}

type Wish = { userId: Id<"user"> | undefined; face: number; at: Date; method: PaymentMethod };

async function sell(ctx: SeedCtx, { userId, ...wish }: Wish): Promise<Sale> {
  if (!userId) throw new Error("no seeded buyer");
  const { couponId, intentId } = await plantPurchase(ctx, { userId, fuel: "PREMIUM", ...wish });
  return { couponId, intentId, face: wish.face, at: wish.at };
}

type Back = { readonly ctx: SeedCtx; readonly admin: UserActor };

/** An hour after the sale; cash goes back by hand, whatever the service would have said. */
async function giveBack(
  { ctx, admin }: Back,
  { couponId, at }: Sale,
  { state, why }: { state: "SUCCEEDED" | "FAILED"; why: string },
): Promise<void> {
  const then = on(ctx, new Date(at.getTime() + HOUR_MS));
  const told: ServiceMovement[] = [];
  const payments: PaymentGateway = {
    ...ctx.services.payments,
    refund: async ({ refundId, amount }) => {
      if (state === "SUCCEEDED") told.push(lineOf({ kind: "REFUND", amount: 0 - amount, refundId, at: then.now() }));
      const failure = state === "FAILED" ? "expired_or_canceled_card" : undefined;
      return ok({ stripeRefundId: `re_seed_${refundId}`, state, failure });
    },
  };
  const asked = { ...then, actor: admin, services: { ...ctx.services, payments } };
  done(await refundCoupon(asked, { couponId, reason: why }));
  await then.transact((unit) => bookLines(then, unit, told));
}

type Claim = { readonly reason: string; readonly verdict: DisputeStanding["state"] };

/** The day after the sale the bank takes the money; a week later it decides. */
async function claim(ctx: SeedCtx, sale: Sale, { reason, verdict }: Claim): Promise<void> {
  const opened: DisputeStanding = {
    ...{ disputeId: `dp_seed_${sale.couponId}`, intentId: sale.intentId, amount: centavos(sale.face), reason },
    ...{ state: "OPEN", isTaken: true, isLive: ctx.services.payments.isLive },
  };
  const { disputeId } = opened;
  await tell(ctx, { standing: opened, at: new Date(sale.at.getTime() + DAY_MS), line: ["DISPUTE", -sale.face] });
  if (verdict === "OPEN") return;
  await tell(ctx, {
    standing: { ...opened, disputeId, state: verdict },
    at: new Date(sale.at.getTime() + 8 * DAY_MS),
    line: verdict === "WON" ? ["DISPUTE_REVERSAL", sale.face] : undefined,
  });
}

type Told = {
  readonly standing: DisputeStanding;
  readonly at: Date;
  readonly line: readonly [ServiceMovement["kind"], number] | undefined;
};

async function tell(ctx: SeedCtx, { standing, at, line }: Told): Promise<void> {
  const then = on(ctx, at);
  const payments: PaymentGateway = { ...ctx.services.payments, dispute: async () => ok(standing) };
  done(await settleDispute({ ...then, services: { ...ctx.services, payments } }, standing.disputeId));
  if (!line) return;
  const [kind, amount] = line;
  const { disputeId, intentId } = standing;
  await then.transact((unit) => bookLines(then, unit, [lineOf({ kind, amount, disputeId, intentId, at })]));
}

/** The last three whole days; on the latest the service kept something that nobody has explained yet. */
async function compareDays(ctx: SeedCtx): Promise<void> {
  const daysAgo = (days: number): Date => new Date(ctx.now().getTime() - days * DAY_MS);
  const unexplained = lineOf({ kind: "OTHER", amount: -11_600, at: daysAgo(1) });
  const payments: PaymentGateway = { ...ctx.services.payments, movements: async () => ok([unexplained]) };
  const asking = { ...ctx, services: { ...ctx.services, payments } };
  for (const days of [3, 2, 1]) done(await reconcileDay(asking, localDay(daysAgo(days), MEXICO_CITY)));
}
