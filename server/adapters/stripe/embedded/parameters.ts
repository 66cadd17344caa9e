import "server-only";
import { z } from "zod";

import type { Form } from "./form";
import { malformed, type StripeFault } from "./stripe-fault";
import { PAYMENT_METHOD_TYPES } from "./stripe-words";

/**
 * What each endpoint accepts. Everything else is an unknown parameter, which Stripe refuses and so do we: a parameter
 * that an upgrade removed is noticed in the demonstration, not in production.
 */
const text = (max = 500) => z.string().min(1).max(max);
const whole = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number);
const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const metadata = z.record(z.string().max(40), z.string().max(500)).default({});
const expand = z.array(text(100)).max(4).default([]);
const currency = z.string().regex(/^[a-z]{3}$/);
const webUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const methodTypes = z.array(z.enum(PAYMENT_METHOD_TYPES)).min(1).max(3);

export const sessionCreate = z.strictObject({
  mode: z.literal("payment"),
  ui_mode: z.literal("hosted_page").default("hosted_page"),
  success_url: webUrl,
  cancel_url: webUrl.optional(),
  client_reference_id: text(200).optional(),
  customer: text(100).optional(),
  customer_email: z.email().optional(),
  allowed_payment_method_types: methodTypes.default([...PAYMENT_METHOD_TYPES]),
  expires_at: whole.optional(),
  expand,
  locale: z.enum(["auto", "es", "es-419", "en"]).optional(),
  line_items: z
    .array(
      z.strictObject({
        quantity: whole,
        price_data: z.strictObject({
          currency,
          unit_amount: whole,
          product_data: z.strictObject({ name: text(250), description: text().optional(), metadata }),
        }),
      }),
    )
    .min(1)
    .max(1),
  metadata,
  payment_intent_data: z.strictObject({ description: text().optional(), metadata }).optional(),
  payment_method_options: z
    .strictObject({
      oxxo: z.strictObject({ expires_after_days: whole.pipe(z.number().min(1).max(7)) }).optional(),
      customer_balance: z
        .strictObject({
          funding_type: z.literal("bank_transfer"),
          bank_transfer: z.strictObject({ type: z.literal("mx_bank_transfer") }),
        })
        .optional(),
    })
    .default({}),
});
export type SessionCreate = z.infer<typeof sessionCreate>;

export const intentCreate = z.strictObject({
  amount: whole,
  currency,
  allowed_payment_method_types: methodTypes.optional(),
  confirm: flag.default(false),
  customer: text(100).optional(),
  description: text().optional(),
  expand,
  metadata,
  payment_method: text(100).optional(),
  return_url: webUrl.optional(),
});
export type IntentCreate = z.infer<typeof intentCreate>;

export const intentConfirm = z.strictObject({
  payment_method: text(100).optional(),
  return_url: webUrl.optional(),
  expand,
});

export const intentCancel = z.strictObject({ cancellation_reason: text(100).optional(), expand });

export const refundCreate = z.strictObject({
  payment_intent: text(100),
  amount: whole.optional(),
  expand,
  metadata,
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
});
export type RefundCreate = z.infer<typeof refundCreate>;

export const disputeUpdate = z.strictObject({
  evidence: z.strictObject({ uncategorized_text: text(20_000).optional() }).optional(),
  expand,
  metadata,
  submit: flag.default(false),
});
export type DisputeUpdate = z.infer<typeof disputeUpdate>;

export const cashFunding = z.strictObject({ amount: whole, currency, reference: text(100).optional(), expand });

export const customerCreate = z.strictObject({
  email: z.email().optional(),
  name: text(250).optional(),
  expand,
  metadata,
});

export const onlyExpand = z.strictObject({ expand });

const span = z
  .strictObject({ gt: whole.optional(), gte: whole.optional(), lt: whole.optional(), lte: whole.optional() })
  .default({});

export const listOf = <S extends z.ZodRawShape>(more: S) =>
  z.strictObject({
    limit: whole.pipe(z.number().min(1).max(100)).default(10),
    starting_after: text(100).optional(),
    created: span,
    expand,
    ...more,
  });

export const plainList = listOf({});
export const intentList = listOf({ customer: text(100).optional() });
/** Of whatever belongs to one payment. */
export const paymentList = listOf({ payment_intent: text(100).optional() });
export const lineList = listOf({ source: text(100).optional(), type: text(100).optional() });
export const eventList = listOf({ type: text(100).optional(), types: z.array(text(100)).max(20).optional() });

const REMOVED = "payment_method_types";

const bracketed = (path: readonly PropertyKey[]): string =>
  path.map((part, i) => (i === 0 ? String(part) : `[${String(part)}]`)).join("");

function faultOf(issue: z.core.$ZodIssue): StripeFault {
  const param = bracketed(issue.path);
  if (issue.code === "unrecognized_keys") {
    const unknown = bracketed([...issue.path, issue.keys[0] ?? ""]);
    return malformed(`Received unknown parameter: ${unknown}`, "parameter_unknown", unknown);
  }
  const isAbsent = issue.code === "invalid_type" && issue.input === undefined;
  if (isAbsent) return malformed(`Missing required param: ${param}.`, "parameter_missing", param);
  return malformed(`Invalid ${param}: ${issue.message}`, "parameter_invalid", param);
}

/** Parses a form against an endpoint's parameters; throws Stripe's error for the first thing that is wrong. */
export function readParameters<S extends z.ZodType>(schema: S, form: Form): z.output<S> {
  const parsed = schema.safeParse(form, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues.toSorted((a, b) => rank(a) - rank(b));
  if (!issue) throw new Error("a failed parse has an issue");
  throw faultOf(issue);
}

// Stripe names the unknown parameter before it looks at values.
const rank = (issue: z.core.$ZodIssue): number => (issue.code === "unrecognized_keys" ? 0 : 1);

/** Intents have an error code of their own for the parameter that version 23 removed; sessions call it unknown. */
export function refuseRemoved(form: Form): void {
  if (!(REMOVED in form)) return;
  throw malformed(
    `The ${REMOVED} parameter is no longer supported. Use allowed_${REMOVED} instead.`,
    "payment_method_types_no_longer_supported",
    REMOVED,
  );
}
