import "server-only";
import type { ViewSession } from "../domain/view-session";

/** What every event of a view says of it. */
export const viewFacts = ({ id, userId, redemptionId, campaignId, creativeId, step }: ViewSession) => ({
  sessionId: id,
  userId,
  redemptionId,
  campaignId,
  creativeId,
  step,
});
