"use client";

import { useApiClient } from "@/components/providers/api-provider";
import type { Id } from "@/server/kernel/id";
import { isRefusalKind, type RefusalKind } from "@/server/kernel/refusal";

import type { DoneRedemption, PreviewedCoupon } from "./desk";
import type { Operation } from "./operation";
import type { ShownCode } from "./shown-code";
import { markHeard } from "./use-connection";

/** How long one call may take before it counts as lost. */
const DEADLINE_MS = 8_000;

export type Preview = { readonly coupon: PreviewedCoupon; readonly reason: RefusalKind | null };

/** The procedures as this screen needs them. */
export function useDeskCalls(stationId: Id<"station">) {
  const client = useApiClient();
  return {
    async preview(code: ShownCode): Promise<Preview> {
      const signal = AbortSignal.timeout(DEADLINE_MS);
      const { coupon, station, lastRedemption, reason } = await client.redemptions.preview.query(
        { ...code, stationId },
        { signal },
      );
      markHeard();
      const kind = reason === null ? null : isRefusalKind(reason) ? reason : "STATE_CONFLICT";
      return {
        coupon: { ...coupon, pricePerLiter: station?.pricePerLiter ?? null, lastUse: lastRedemption },
        reason: kind,
      };
    },

    async redeem({ id, content }: Operation): Promise<DoneRedemption> {
      const { code, pumpNumber, typed, place } = content;
      const amount = typed.text.replace(/\.$/, "");
      const asked = typed.askedIn === "PESOS" ? { amount } : { fuelAmount: amount };
      const done = await client.redemptions.redeem.mutate(
        { ...code, ...asked, stationId, pumpNumber, ...(place && { location: place }) },
        { context: { operationId: id }, signal: AbortSignal.timeout(DEADLINE_MS) },
      );
      markHeard();
      return done;
    },
  };
}
