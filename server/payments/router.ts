import "server-only";
import { procedure, router } from "@/server/api/init";
import { formatPesos, parsePesos } from "@/server/kernel/money";
import { doneOutput } from "@/server/kernel/schemas";
import { instant } from "@/server/kernel/time";
import { orRefuse, Refused } from "@/server/platform/refused";

import { reconcileDay } from "./commands/reconcile-day";
import { confirmTransfer, recordTransfer } from "./commands/record-transfer";
import { showRefundAccount } from "./commands/refund-account";
import { resolveAnomaly } from "./commands/resolve-anomaly";
import { retryRefund } from "./commands/retry-refund";
import { anomaliesList } from "./queries/anomalies";
import { disputesList } from "./queries/disputes";
import { ordersList } from "./queries/orders";
import { reconciliationsList } from "./queries/reconciliations";
import { refundsList } from "./queries/refunds";
import {
  accountOutput,
  anomaliesInput,
  anomaliesOutput,
  disputesInput,
  disputesOutput,
  ordersInput,
  ordersOutput,
  reconcileInput,
  reconciliationOutput,
  reconciliationsInput,
  reconciliationsOutput,
  refundKey,
  refundsInput,
  refundsOutput,
  resolveInput,
  secondLookInput,
  transferInput,
} from "./schemas";

const tags = ["Payments"];
const read = procedure("payment:read");
const pay = procedure("refund:pay");
const done = { done: true } as const;

/** For those who look after the money: debts to buyers, what banks dispute, and what does not add up. */
export const paymentsRouter = router({
  orders: read
    .meta({ openapi: { method: "GET", path: "/admin/orders", tags } })
    .input(ordersInput)
    .output(ordersOutput)
    .query(({ ctx, input }) => ordersList(ctx.db, input)),

  refunds: read
    .meta({ openapi: { method: "GET", path: "/admin/refunds", tags } })
    .input(refundsInput)
    .output(refundsOutput)
    .query(({ ctx, input }) => refundsList(ctx.db, input)),

  /** Asks the payment service once more. */
  retryRefund: pay
    .meta({ openapi: { method: "POST", path: "/admin/refunds/{id}/retry", tags }, operation: "own" })
    .input(refundKey)
    .output(doneOutput)
    .mutation(async ({ ctx, input }) => {
      const { isReplay } = orRefuse(await retryRefund(ctx, input.id));
      if (isReplay) ctx.answerHeaders.set("Idempotent-Replayed", "true");
      return done;
    }),

  /** The whole account, for whoever is about to pay; never stored with the answer. */
  refundAccount: pay
    .meta({ openapi: { method: "POST", path: "/admin/refunds/{id}/account", tags }, operation: "none" })
    .input(refundKey)
    .output(accountOutput)
    .mutation(async ({ ctx, input }) => ({ clabe: orRefuse(await showRefundAccount(ctx, input.id)) })),

  recordTransfer: pay
    .meta({ openapi: { method: "POST", path: "/admin/refunds/{id}/transfer", tags } })
    .input(transferInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input: { id, amount, reference } }) => {
      const pesos = parsePesos(amount);
      if (pesos === undefined) throw new Refused({ kind: "INVALID_AMOUNT" });
      orRefuse(await recordTransfer(ctx, { refundId: id, amount: pesos, reference }));
      return done;
    }),

  /** The second look: another admin than the one who paid. */
  confirmTransfer: pay
    .meta({ openapi: { method: "POST", path: "/admin/refunds/{id}/transfer/confirm", tags } })
    .input(secondLookInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input: { id, isAccepted } }) => {
      orRefuse(await confirmTransfer(ctx, { refundId: id, isAccepted }));
      return done;
    }),

  disputes: read
    .meta({ openapi: { method: "GET", path: "/admin/disputes", tags } })
    .input(disputesInput)
    .output(disputesOutput)
    .query(({ ctx, input }) => disputesList(ctx.db, input)),

  anomalies: read
    .meta({ openapi: { method: "GET", path: "/admin/payment-anomalies", tags } })
    .input(anomaliesInput)
    .output(anomaliesOutput)
    .query(({ ctx, input }) => anomaliesList(ctx.db, input)),

  resolveAnomaly: procedure("payment:reconcile")
    .meta({ openapi: { method: "POST", path: "/admin/payment-anomalies/{id}/resolve", tags } })
    .input(resolveInput)
    .output(doneOutput)
    .mutation(async ({ ctx, input }) => {
      orRefuse(await resolveAnomaly(ctx, input));
      return done;
    }),

  reconciliations: read
    .meta({ openapi: { method: "GET", path: "/admin/reconciliations", tags } })
    .input(reconciliationsInput)
    .output(reconciliationsOutput)
    .query(async ({ ctx, input }) => ({ reconciliations: await reconciliationsList(ctx.db, input.limit) })),

  /** Compares a day now; what it finds is noted once, however often it is run. */
  reconcile: procedure("payment:reconcile")
    .meta({ openapi: { method: "POST", path: "/admin/reconciliations", tags }, operation: "none" })
    .input(reconcileInput)
    .output(reconciliationOutput)
    .mutation(async ({ ctx, input }) => {
      const { runBy: _runBy, fees, ranAt, ...run } = orRefuse(await reconcileDay(ctx, input.day));
      return { ...run, fees: formatPesos(fees), ranAt: instant(ranAt) };
    }),
});
