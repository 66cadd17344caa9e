import "server-only";
import { prepared, type Tx } from "@/db/client";
import { auditStore } from "@/server/audit/store";
import { namesOf } from "@/server/auth/contract";
import { initialsOf } from "@/server/coupons/domain/initials";
import { redemptionFacts } from "@/server/coupons/queries/redemption-facts";
import { countShift } from "@/server/coupons/queries/shift-count";
import { isManagerAt } from "@/server/coupons/queries/void-managers";
import { attemptStore } from "@/server/coupons/store/attempts";
import { fraudStore } from "@/server/coupons/store/fraud-store";
import { redemptionStore } from "@/server/coupons/store/redemption-store";
import { shiftStore } from "@/server/coupons/store/shift-store";
import { totalsStore } from "@/server/dashboard/store";
import type { Id, NewId } from "@/server/kernel/id";
import { ledgerStore } from "@/server/ledger/store";
import { salePlacesOf } from "@/server/payments/contract";
import { operationsOf } from "@/server/platform/operations";
import { assignmentsOf, type MomentAsk, momentsAt, stationsById } from "@/server/stations/contract";

/** Redemption, ledger, audit and read models: their part of a transaction. */
export const booksUnit = (tx: Tx, newId: NewId) => ({
  ledger: ledgerStore(tx),
  salePlaces: (ids: readonly Id<"coupon">[]) => salePlacesOf(tx, ids),
  operations: operationsOf(tx),
  redemptions: redemptionStore(tx),
  attempts: attemptStore(tx),
  redemptionFacts: redemptionFacts(prepared(tx)),
  fraud: fraudStore(tx, newId),
  shifts: shiftStore(tx, (shift, until) => countShift(tx, shift, until)),
  stationMoments: (asks: readonly MomentAsk[]) => momentsAt(tx, asks),
  isManagerAt: (userId: Id<"user">, stationId: Id<"station">) => isManagerAt(tx, userId, stationId),
  initials: async (userId: Id<"user">) => initialsOf((await namesOf(tx, [userId])).get(userId)),
  workplaces: (userId: Id<"user">) => assignmentsOf(tx, userId),
  audit: auditStore(tx),
  stationTotals: totalsStore(tx),
  timeZones: async (ids: readonly Id<"station">[]) => {
    const cards = await stationsById(tx, ids);
    return new Map([...cards].map(([id, card]) => [id, card.timeZone]));
  },
});
