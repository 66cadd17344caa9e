import "server-only";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { webhooksRefused } from "@/server/platform/metrics";
import { createGate } from "@/server/platform/turns";

import { type NoticeCtx, processNotice } from "./commands/process-notice";
import type { PaymentNotice } from "./domain/checkout";
import type { WebhookVerifier } from "./ports/gateway";

export type WebhookCtx = NoticeCtx & {
  readonly services: NoticeCtx["services"] & { readonly webhooks: WebhookVerifier };
};

/** `processing` ends when the event has had its effect; nobody needs to wait for it. It never rejects. */
export type Received = { readonly isNew: boolean; readonly processing: Promise<void> };

/**
 * `POST /api/webhooks/stripe`: checks the signature over the raw bytes, keeps the event, and answers; what it means
 * happens afterwards. 400 for anything our secrets did not sign.
 */
export async function handleStripeWebhook(
  ctx: WebhookCtx,
  rawBody: Buffer,
  signature: string,
): Promise<Result<Received, Refusal>> {
  const notice = ctx.services.webhooks.read(rawBody, signature);
  if (!notice) {
    webhooksRefused.inc();
    ctx.log.warn(
      { alert: "webhook-refused", bytes: rawBody.length },
      "a webhook was not signed by the payment service",
    );
    return refuse({ kind: "VALIDATION_ERROR", details: [{ path: "stripe-signature", message: "not valid" }] });
  }
  const isNew = await ctx.transact((unit) => unit.inbox.receive(notice));
  return ok({ isNew, processing: isNew ? processed(ctx, notice) : Promise.resolve() });
}

/** A burst of events must not take the connections that the pumps need; what finds no place waits for the reconciliation. */
const inTurn = createGate(8, 2_000);

async function processed(ctx: WebhookCtx, notice: PaymentNotice): Promise<void> {
  try {
    await inTurn(() => processNotice(ctx, notice));
  } catch (fault) {
    // Kept open: the reconciliation takes it up again.
    ctx.log.warn({ eventType: notice.type, fault: String(fault) }, "an event could not be processed yet");
  }
}
