import "server-only";
import type { ValidationAttempt } from "@/server/coupons/domain/redemption-record";
import {
  couponCodeRefused,
  type CouponCodeRefused,
  signedCodeUnknown,
  type SignedCodeUnknown,
} from "@/server/coupons/events";
import type { RedemptionUnit } from "@/server/coupons/ports";
import type { Id } from "@/server/kernel/id";
import type { RefusalKind } from "@/server/kernel/refusal";
import type { Ctx, UserActor } from "@/server/platform/ctx";
import type { NewEvent } from "@/server/platform/unit";

import { type ShownCode, wayOf } from "./read-code";

type RecordCtx = Pick<Ctx<RedemptionUnit, UserActor>, "actor" | "newId" | "log">;

type Look = {
  readonly code: ShownCode;
  readonly stationId: Id<"station"> | null;
  readonly asked: ValidationAttempt["asked"];
  readonly outcome: "VALID" | RefusalKind;
  readonly couponId?: Id<"coupon">;
};

/** One look at a code: who, where, on which device, which kind of code, and how it ended; never the code. */
export async function recordAttempt(ctx: RecordCtx, unit: RedemptionUnit, look: Look): Promise<void> {
  const { code, stationId, asked, outcome, couponId } = look;
  const at = await unit.clock.read();
  await unit.attempts.record([
    {
      ...{ id: ctx.newId("row"), actorId: ctx.actor.id, sessionId: ctx.actor.sessionId },
      ...{ couponId: couponId ?? null, stationId, way: wayOf(code), asked, outcome, at },
    },
  ]);
}

/** A code that is none of ours: recorded, logged as an alert, and told to whoever counts them. */
export async function recordRefusedCode(
  ctx: RecordCtx,
  unit: RedemptionUnit,
  look: Omit<Look, "outcome">,
): Promise<void> {
  const { code, stationId, asked } = look;
  const way = wayOf(code);
  ctx.log.warn({ alert: "code-refused", way, asked }, "a code was refused");
  await recordAttempt(ctx, unit, { ...look, outcome: "INVALID_QR_CODE" });
  const actorId = ctx.actor.id;
  const payload: CouponCodeRefused = { actorId, stationId, way, asked };
  const occurredAt = await unit.clock.read();
  await unit.events.append([{ type: couponCodeRefused.type, aggregateId: actorId, occurredAt, payload }]);
}

type Unknown = SignedCodeUnknown & { readonly at: Date; readonly by?: NewEvent["by"] };

/** Our own signature over a coupon we never sold: the loudest alert there is. */
export function signedUnknownEvent({ at, by, ...payload }: Unknown): NewEvent {
  return {
    type: signedCodeUnknown.type,
    aggregateId: payload.actorId,
    occurredAt: at,
    payload,
    ...(by && { by }),
  };
}
