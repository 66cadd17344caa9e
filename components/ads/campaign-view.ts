import type { Tone } from "@/components/ui/status-pill";
import type { CampaignStatus } from "@/server/ads/domain/campaign";

export const toneOfCampaign: Record<CampaignStatus, Tone> = {
  DRAFT: "neutral",
  PENDING_APPROVAL: "warn",
  ACTIVE: "ok",
  PAUSED: "warn",
  COMPLETED: "neutral",
  REJECTED: "danger",
};

/** `4.2 %` of the finished views; nothing to divide by gives a dash. */
export const clickRate = ({ clicks, views }: { clicks: number; views: number }): string =>
  views === 0 ? "–" : `${((clicks / views) * 100).toFixed(1)} %`;
