import "server-only";
import type { Tx } from "@/db/client";
import type { AdsUnit, ViewTokens } from "@/server/ads/ports";
import { campaignStore } from "@/server/ads/store/campaign-store";
import { viewStore } from "@/server/ads/store/view-store";
import { redemptionBehindOf } from "@/server/coupons/contract";
import type { NewId } from "@/server/kernel/id";
import type { Secrets } from "@/server/platform/keys";
import { stationsById } from "@/server/stations/contract";

/** Ads' part of a transaction. */
export const adsUnit = (
  tx: Tx,
  newId: NewId,
): Pick<AdsUnit, "campaigns" | "views" | "redemptionBehind" | "stationCard"> => ({
  campaigns: campaignStore(tx, newId),
  views: viewStore(tx),
  redemptionBehind: (id) => redemptionBehindOf(tx, id),
  stationCard: async (id) => (await stationsById(tx, [id])).get(id),
});

export const viewTokens = (secrets: Secrets): ViewTokens => ({
  tokenOf: (id, userId) => secrets.mac("ad view", `${id} ${userId}`),
});
