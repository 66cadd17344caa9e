import "server-only";
import type { PaymentNotice } from "@/server/payments/domain/checkout";
import type { PaymentsUnit } from "@/server/payments/ports";
import type { Ctx } from "@/server/platform/ctx";

/** Keeps a verified event before anything comes of it; false for one that was here before. Its effects append events. */
export const receiveNotice = (ctx: Ctx<PaymentsUnit>, notice: PaymentNotice): Promise<boolean> =>
  ctx.transact((unit) => unit.inbox.receive(notice));
