import "server-only";
import { confirmPayment } from "@/server/coupons/contract";
import { asId, isUuid } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { endOfLocalDay, localDay, MEXICO_CITY } from "@/server/kernel/time";
import { feeEntry } from "@/server/ledger/contract";
import type { ServiceMovement } from "@/server/payments/domain/movement";
import { compareDay, type Difference, differenceKey } from "@/server/payments/domain/reconciliation";
import { dayReconciled, type DayReconciled } from "@/server/payments/events";
import type { Reconciliation, ReconciliationUnit } from "@/server/payments/ports/reconciliation";
import { actorName } from "@/server/platform/ctx";

import { appendAnomaly } from "./append-anomaly";
import type { NoticeCtx } from "./process-notice";

const DAY_MS = 86_400_000;
/** What happened this shortly ago may still be on its way to the other side. */
const SETTLING_MS = 60_000;
const CATCH_UP_DAYS = 7;
/** Nobody paid us before: the payment service is not asked about such days. */
const FIRST_DAY = "2020-01-01";

const wrongDay = (message: string) => refuse({ kind: "VALIDATION_ERROR", details: [{ path: "day", message }] });

type ReconcileCtx = Omit<NoticeCtx, "transact"> & {
  transact<T>(work: (unit: ReconciliationUnit) => Promise<T>): Promise<T>;
} & Pick<NoticeCtx, "transact">;

const startOf = (day: string): Date => endOfLocalDay(new Date(`${day}T18:00:00Z`), -1, MEXICO_CITY);
const endOf = (day: string): Date => endOfLocalDay(new Date(`${day}T18:00:00Z`), 0, MEXICO_CITY);

/**
 * Holds one Mexico City day of our postings against the payment service's own lines, item by item: what is missing here,
 * missing there, or of another amount is noted once each for a person, and the fees it kept are booked. The day of today
 * is compared up to a minute ago. Running it again notes nothing twice.
 */
export async function reconcileDay(ctx: ReconcileCtx, day: string): Promise<Result<Reconciliation, Refusal>> {
  if (day < FIRST_DAY) return wrongDay("is before the first payment");
  const from = startOf(day);
  const latest = new Date(ctx.now().getTime() - SETTLING_MS);
  const to = endOf(day) < latest ? endOf(day) : latest;
  if (to <= from) return wrongDay("is not over yet");
  // A day to both sides: an item may lie before midnight there and after it here.
  const reach = {
    from: new Date(from.getTime() - DAY_MS),
    to: new Date(Math.min(to.getTime() + DAY_MS, ctx.now().getTime())),
  };
  const told = await ctx.services.payments.movements(reach);
  if (!told.ok) return refuse({ kind: told.refusal.kind });
  const { run, missing } = await ctx.transact((unit) => compare(ctx, unit, { day, from, to, told: told.value }));
  for (const movement of missing) await takeUp(ctx, movement);
  return ok(run);
}

type Asked = {
  readonly day: string;
  readonly from: Date;
  readonly to: Date;
  readonly told: readonly ServiceMovement[];
};
type Compared = { readonly run: Reconciliation; readonly missing: readonly ServiceMovement[] };

async function compare(ctx: ReconcileCtx, unit: ReconciliationUnit, { day, from, to, told }: Asked): Promise<Compared> {
  const now = await unit.clock.read();
  await bookMovements(ctx, unit, { told, now });
  const sides = await unit.reconciliation.sides({ from, to });
  const { matched, differences } = compareDay(sides);
  for (const difference of differences) await note(ctx, unit, { difference, day, now });
  const run: Reconciliation = {
    ...{ id: ctx.newId("row"), day, runBy: actorName(ctx.actor), ranAt: now },
    ...{ movements: sides.movements.length, entries: sides.items.length, matched, differences: differences.length },
    fees: await unit.reconciliation.feesBetween({ from, to }),
  };
  await unit.reconciliation.keep(run);
  const { id: reconciliationId, runBy: _runBy, ranAt: _ranAt, fees: feesCentavos, ...counts } = run;
  const payload: DayReconciled = { reconciliationId, feesCentavos, ...counts };
  await unit.events.append([{ type: dayReconciled.type, aggregateId: reconciliationId, occurredAt: now, payload }]);
  const missing = differences.flatMap((one) => (one.kind === "MISSING_HERE" ? [one.movement] : []));
  return { run, missing };
}

type Told = { readonly told: readonly ServiceMovement[]; readonly now: Date };

/** Keeps the service's lines, and books the fee of each new one. */
export async function bookMovements(
  ctx: Pick<ReconcileCtx, "newId">,
  unit: ReconciliationUnit,
  { told, now }: Told,
): Promise<void> {
  const rows = told.map((movement) => ({ ...movement, rowId: ctx.newId("row") }));
  const fresh = await unit.reconciliation.record(rows, now);
  const charged = fresh.filter(({ fee, currency }) => fee !== 0 && currency === "mxn");
  await unit.ledger.post(
    charged.map(({ id, fee }) => feeEntry({ fee, ref: id })),
    now,
  );
}

type Noted = { readonly difference: Difference; readonly day: string; readonly now: Date };

async function note(ctx: ReconcileCtx, unit: ReconciliationUnit, { difference, day, now }: Noted): Promise<void> {
  const movement = difference.kind === "MISSING_THERE" ? undefined : difference.movement;
  const item = difference.kind === "MISSING_HERE" ? undefined : difference.item;
  await appendAnomaly(ctx, unit, {
    key: differenceKey(difference),
    kind: difference.kind,
    details: {
      day,
      ...(movement && {
        ...{ line: movement.id, lineKind: movement.kind, thereCentavos: movement.amount, currency: movement.currency },
        ...{ intentId: movement.intentId, refundId: movement.refundId, disputeId: movement.disputeId },
      }),
      ...(item && { posting: item.entry, about: item.key, hereCentavos: item.amount, couponId: item.couponId }),
    },
    now,
  });
}

/** What the service has and we have not may be an event that never came: its order is asked for. The note stays. */
async function takeUp(ctx: ReconcileCtx, { kind, intentId }: ServiceMovement): Promise<void> {
  if (kind !== "CHARGE" || intentId === null) return;
  const looked = await ctx.services.payments.retrieve({ intentId });
  const orderId = looked.ok ? looked.value?.orderId : undefined;
  if (orderId !== undefined && isUuid(orderId))
    await confirmPayment(ctx, { orderId: asId("order", orderId), hint: { intentId } });
}

/** Every day of the last week that was not compared yet, yesterday last. Run by a job; answers how many days it took. */
export async function reconcileDueDays(ctx: ReconcileCtx): Promise<number> {
  const today = ctx.now();
  const days = Array.from({ length: CATCH_UP_DAYS }, (_, n) =>
    localDay(new Date(today.getTime() - (CATCH_UP_DAYS - n) * DAY_MS), MEXICO_CITY),
  );
  const done = await ctx.transact((unit) => unit.reconciliation.comparedDays(days[0] ?? ""));
  let taken = 0;
  for (const day of days) {
    if (done.has(day)) continue;
    const compared = await reconcileDay(ctx, day);
    if (!compared.ok) throw new Error(`the payment service cannot be asked: ${compared.refusal.kind}`);
    taken += 1;
  }
  return taken;
}
