import "server-only";
import { procedure, router } from "@/server/api/init";
import type { Id } from "@/server/kernel/id";
import { centavos, type Centavos, parsePesos } from "@/server/kernel/money";
import type { UserActor } from "@/server/platform/ctx";
import { orNotFound, orRefuse } from "@/server/platform/refused";
import { networkStations } from "@/server/stations/contract";

import { moveCampaign } from "../commands/move-campaign";
import { changeCampaign, createCampaign } from "../commands/save-campaign";
import type { CampaignContent } from "../domain/campaign";
import { campaignById, campaignsOf } from "../queries/campaigns";
import { campaignReport } from "../queries/report";
import {
  campaignDecisionInput,
  campaignIdInput,
  campaignsInput,
  campaignsOutput,
  campaignStateOutput,
  campaignStepInput,
  campaignView,
  changeCampaignInput,
  type CreateCampaignInput,
  createCampaignInput,
  reportOutput,
  targetsOutput,
} from "../schemas/campaign";

const tags = ["Ads"];
const own = procedure("campaign:own");
const read = procedure("campaign:read");

/** Advertisers see their own; whoever looks after the network sees all. */
const ownerOf = ({ id, role }: UserActor): Id<"user"> | undefined => (role === "ADVERTISER" ? id : undefined);

const money = (text: string): Centavos => parsePesos(text) ?? centavos(0);

const contentOf = (input: CreateCampaignInput): CampaignContent => ({
  name: input.name,
  targetUrl: input.targetUrl,
  startsAt: new Date(input.startDate),
  endsAt: new Date(input.endDate),
  target: { stationIds: input.stationIds, states: input.states, fuels: input.fuels, hours: input.hours },
  budget: money(input.budgetTotal),
  dailyBudget: money(input.budgetPerDay),
  pricePerView: money(input.pricePerView),
  creatives: input.creatives.map(({ title, imageId }) => ({ title, fileId: imageId })),
});

export const campaignRouter = router({
  campaigns: read
    .meta({ openapi: { method: "GET", path: "/ads/campaigns", tags, protect: true } })
    .input(campaignsInput)
    .output(campaignsOutput)
    .query(({ ctx, input }) => campaignsOf(ctx.db, { ...input, owner: ownerOf(ctx.actor) })),

  campaign: read
    .meta({ openapi: { method: "GET", path: "/ads/campaigns/{id}", tags, protect: true } })
    .input(campaignIdInput)
    .output(campaignView)
    .query(async ({ ctx, input }) =>
      orNotFound(await campaignById(ctx.db, { id: input.id, owner: ownerOf(ctx.actor) })),
    ),

  /** What a campaign may choose among: a person's form asks for it, so it is no part of the REST surface. */
  targets: read.output(targetsOutput).query(async ({ ctx }) => ({ stations: await networkStations(ctx.db) })),

  report: read
    .meta({ openapi: { method: "GET", path: "/ads/campaigns/{id}/report", tags, protect: true } })
    .input(campaignIdInput)
    .output(reportOutput)
    .query(async ({ ctx, input }) => {
      orNotFound(await campaignById(ctx.db, { id: input.id, owner: ownerOf(ctx.actor) }));
      return campaignReport(ctx.db, input.id);
    }),

  createCampaign: own
    .meta({ openapi: { method: "POST", path: "/ads/campaigns", tags, protect: true } })
    .input(createCampaignInput)
    .output(campaignStateOutput)
    .mutation(async ({ ctx, input }) => {
      const id = orRefuse(await createCampaign(ctx, contentOf(input)));
      ctx.answerHeaders.set("x-status", "201");
      return { id, status: "DRAFT" as const };
    }),

  changeCampaign: own
    .meta({ openapi: { method: "PATCH", path: "/ads/campaigns/{id}", tags, protect: true } })
    .input(changeCampaignInput)
    .output(campaignStateOutput)
    .mutation(async ({ ctx, input: { id, ...content } }) => {
      orRefuse(await changeCampaign(ctx, id, contentOf(content)));
      return { id, status: "DRAFT" as const };
    }),

  stepCampaign: own
    .meta({ openapi: { method: "POST", path: "/ads/campaigns/{id}/step", tags, protect: true } })
    .input(campaignStepInput)
    .output(campaignStateOutput)
    .mutation(async ({ ctx, input: { id, step } }) => {
      const ask = { id, step, reason: "its advertiser asked", owner: ctx.actor.id };
      return { id, status: orRefuse(await ctx.transact((unit) => moveCampaign(unit, ask))) };
    }),

  decideCampaign: procedure("campaign:decide")
    .meta({ openapi: { method: "POST", path: "/ads/campaigns/{id}/decision", tags, protect: true } })
    .input(campaignDecisionInput)
    .output(campaignStateOutput)
    .mutation(async ({ ctx, input: { id, decision, reason } }) => {
      const ask = { id, step: decision, reason, decidedBy: ctx.actor.id };
      return { id, status: orRefuse(await ctx.transact((unit) => moveCampaign(unit, ask))) };
    }),
});
