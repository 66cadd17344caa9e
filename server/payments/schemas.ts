import { z } from "zod";

import { idOf, instantSchema, pageInput, pesosSchema, textOf } from "@/server/kernel/schemas";

import { ORDER_STATUSES, PAYMENT_METHODS } from "./domain/order";
import { REFUND_REASONS, REFUND_STATES } from "./domain/refund";
import { ANOMALIES } from "./domain/standing";

const signedPesos = z.string().regex(/^-?\d+\.\d\d$/);

export const ordersInput = z.strictObject({
  /** An id of the order, the coupon or the buyer, or the payment service's of the payment or its page. */
  q: z.string().trim().min(4).max(100).optional(),
  status: z.enum(ORDER_STATUSES).optional(),
  method: z.enum(PAYMENT_METHODS).optional(),
  limit: pageInput.limit,
  cursor: idOf("order").optional(),
});

export const ordersOutput = z.strictObject({
  orders: z.array(
    z.strictObject({
      id: idOf("order"),
      couponId: idOf("coupon"),
      buyerId: idOf("user"),
      buyerName: z.string(),
      amount: pesosSchema,
      method: z.enum(PAYMENT_METHODS),
      status: z.enum(ORDER_STATUSES),
      /** The service's own word for why it was not paid. */
      failure: z.string().nullable(),
      /** What came in, where something did. */
      captured: pesosSchema.nullable(),
      /** Came when the order was over: it went back. */
      isLate: z.boolean(),
      intentId: z.string().nullable(),
      placedAt: instantSchema,
      settledAt: instantSchema.nullable(),
    }),
  ),
  totals: z.strictObject({ orders: z.number().int(), amount: pesosSchema, captured: pesosSchema }),
  nextCursor: z.string().nullable(),
});

/** `AWAITING_PEOPLE`: the service cannot or will not pay it, somebody has to. */
export const REFUND_VIEWS = ["UNPAID", "AWAITING_PEOPLE", "PAID", "ALL"] as const;

export const refundsInput = z.strictObject({
  show: z.enum(REFUND_VIEWS).default("UNPAID"),
  limit: pageInput.limit,
  cursor: idOf("refund").optional(),
});

const transfer = z.strictObject({
  reference: z.string(),
  recordedBy: idOf("user"),
  recordedByName: z.string(),
  recordedAt: instantSchema,
});

export const refundView = z
  .strictObject({
    id: idOf("refund"),
    couponId: idOf("coupon"),
    buyerId: idOf("user"),
    buyerName: z.string(),
    amount: pesosSchema,
    state: z.enum(REFUND_STATES),
    reason: z.enum(REFUND_REASONS),
    note: z.string().nullable(),
    method: z.enum(PAYMENT_METHODS),
    /** The service's own word for why it did not pay. */
    failure: z.string().nullable(),
    /** The end of the account the buyer gave; the whole of it is shown on request, and each look is recorded. */
    accountLast4: z.string().nullable(),
    /** A bank is deciding about the same money: nothing is paid meanwhile. */
    isHeld: z.boolean(),
    /** A transfer that one admin made and another has not looked at yet. */
    proposed: transfer.nullable(),
    tries: z.number().int(),
    askedAt: instantSchema,
    settledAt: instantSchema.nullable(),
  })
  .meta({ id: "Refund" });

export const refundsOutput = z.strictObject({
  refunds: z.array(refundView),
  totals: z.strictObject({ refunds: z.number().int(), amount: pesosSchema }),
  nextCursor: z.string().nullable(),
});

export const refundKey = z.strictObject({ id: idOf("refund") });
export const accountOutput = z.strictObject({ clabe: z.string() });

/** The tracking key as the bank wrote it. */
export const transferInput = z.strictObject({
  id: idOf("refund"),
  amount: pesosSchema,
  reference: z.string().regex(/^[0-9A-Za-z-]{4,40}$/),
});
export const secondLookInput = z.strictObject({ id: idOf("refund"), isAccepted: z.boolean() });

export const DISPUTE_STATES = ["OPEN", "WON", "LOST"] as const;
export const disputesInput = z.strictObject({
  state: z.enum(DISPUTE_STATES).optional(),
  limit: pageInput.limit,
  cursor: idOf("dispute").optional(),
});
export const disputesOutput = z.strictObject({
  disputes: z.array(
    z.strictObject({
      id: idOf("dispute"),
      serviceId: z.string(),
      couponId: idOf("coupon"),
      buyerId: idOf("user"),
      buyerName: z.string(),
      amount: pesosSchema,
      frozen: pesosSchema,
      /** An inquiry takes no money. */
      isTaken: z.boolean(),
      state: z.enum(DISPUTE_STATES),
      reason: z.string(),
      openedAt: instantSchema,
      closedAt: instantSchema.nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

export const anomaliesInput = z.strictObject({
  kind: z.enum(ANOMALIES).optional(),
  show: z.enum(["OPEN", "RESOLVED", "ALL"]).default("OPEN"),
  limit: pageInput.limit,
  cursor: idOf("row").optional(),
});
export const anomaliesOutput = z.strictObject({
  anomalies: z.array(
    z.strictObject({
      id: idOf("row"),
      kind: z.enum(ANOMALIES),
      details: z.array(z.strictObject({ name: z.string(), value: z.string() })),
      noticedAt: instantSchema,
      resolvedAt: instantSchema.nullable(),
      resolvedByName: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  open: z.number().int(),
  nextCursor: z.string().nullable(),
});
export const resolveInput = z.strictObject({ id: idOf("row"), note: textOf(5, 500) });

const day = z.iso.date();
export const reconcileInput = z.strictObject({ day });
export const reconciliationsInput = z.strictObject({ limit: pageInput.limit });

const reconciliation = z.strictObject({
  id: idOf("row"),
  day,
  /** Lines of the payment service, postings of ours, and how many of them belong together. */
  movements: z.number().int(),
  entries: z.number().int(),
  matched: z.number().int(),
  differences: z.number().int(),
  fees: signedPesos,
  ranAt: instantSchema,
});
export const reconciliationOutput = reconciliation;
export const reconciliationsOutput = z.strictObject({ reconciliations: z.array(reconciliation) });
