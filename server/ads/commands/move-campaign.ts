import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";

import { type CampaignStatus, type CampaignStep, statusAfter } from "../domain/campaign";
import { campaignMoved } from "../events";
import type { AdsUnit } from "../ports";

export type CampaignAsk = {
  readonly id: Id<"campaign">;
  readonly step: CampaignStep;
  readonly reason: string;
  /** Only this person's campaign; left out: anybody's. */
  readonly owner?: Id<"user">;
  readonly decidedBy?: Id<"user">;
};

/** Takes one step of a campaign's life, where its status allows it. */
export async function moveCampaign(unit: AdsUnit, ask: CampaignAsk): Promise<Result<CampaignStatus, Refusal>> {
  const { campaigns, clock, events } = unit;
  const campaign = await campaigns.lock(ask.id, localDay(await clock.read(), MEXICO_CITY));
  const isTheirs = ask.owner === undefined || campaign?.advertiserId === ask.owner;
  if (!campaign || !isTheirs) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
  const { id, status: from } = campaign;
  const to = statusAfter(from, ask.step);
  if (!to) return refuse({ kind: "STATE_CONFLICT", details: [{ path: "status", message: from }] } satisfies Refusal);
  await campaigns.move(id, from, { to, decidedBy: ask.decidedBy, reason: ask.decidedBy && ask.reason });
  const payload = { campaignId: id, from, to, reason: ask.reason };
  await events.append([{ type: campaignMoved.type, aggregateId: id, occurredAt: await clock.read(), payload }]);
  return ok(to);
}
