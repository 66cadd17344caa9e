import { z } from "zod";

import { idOf, instantSchema, pageInput } from "@/server/kernel/schemas";
import { ACCOUNTS, MOVEMENTS } from "@/server/ledger/domain/entry";

const account = z.enum(ACCOUNTS).meta({ id: "LedgerAccount" });
const signedPesosSchema = z.string().regex(/^-?\d+\.\d\d$/);
const movement = z.enum(MOVEMENTS).meta({ id: "LedgerMovement" });

/** Which postings of an account, whole: as a file. */
export const statementFileInput = z.strictObject({
  account,
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  couponId: idOf("coupon").optional(),
  stationId: idOf("station").optional(),
});

export const statementInput = statementFileInput.extend({
  limit: pageInput.limit,
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});

/** Balances are credit minus debit; `change` is the entry's effect on this account. */
export const statementOutput = z.strictObject({
  account,
  openingBalance: signedPesosSchema,
  closingBalance: signedPesosSchema,
  entries: z.array(
    z.strictObject({
      id: z.string(),
      code: movement,
      debit: account,
      credit: account,
      amount: signedPesosSchema,
      change: signedPesosSchema,
      couponId: idOf("coupon").nullable(),
      stationId: idOf("station").nullable(),
      ref: z.uuid(),
      postedAt: instantSchema,
    }),
  ),
  nextCursor: z.string().nullable(),
});

export const balancesInput = z.strictObject({ at: instantSchema.optional() });

export const balancesOutput = z.strictObject({
  balances: z.array(
    z.strictObject({
      account,
      debits: signedPesosSchema,
      credits: signedPesosSchema,
      balance: signedPesosSchema,
      entries: z.number().int(),
    }),
  ),
});
