import "server-only";
import { uuidv7 } from "uuidv7";

import type { Unit } from "@/server/container";
import type { NewId } from "@/server/kernel/id";
import { bookMovements } from "@/server/payments/commands/reconcile-day";
import type { ServiceMovement } from "@/server/payments/domain/movement";

/** The tariff of the demonstration's payment service: 3.6 % and three pesos a sale, 300 pesos a claim. */
const saleFee = (amount: number): number => Math.round((amount * 36) / 1_000) + 300;
const DISPUTE_FEE = 30_000;

type Line = Pick<ServiceMovement, "kind" | "amount" | "at"> & Partial<ServiceMovement>;

/** A line of the payment service's books, as it would have told it. */
export const lineOf = (line: Line): ServiceMovement => ({
  ...{ id: `txn_seed_${uuidv7()}`, currency: "mxn", intentId: null, refundId: null, disputeId: null },
  fee: line.kind === "DISPUTE" ? DISPUTE_FEE : 0,
  ...line,
});

export const saleLine = (sale: { intentId: string; amount: number; at: Date }): ServiceMovement =>
  lineOf({ kind: "CHARGE", fee: saleFee(sale.amount), ...sale });

/** Keeps lines about history that the service never saw, so that a comparison of their day finds both sides. */
export const bookLines = (ctx: { newId: NewId }, unit: Unit, told: readonly ServiceMovement[]): Promise<void> =>
  unit.clock.read().then((now) => bookMovements(ctx, unit, { told, now }));
