import type { RedemptionBehind } from "@/server/coupons/contract";
import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import type { SharedUnit } from "@/server/platform/unit";
import type { StationCard } from "@/server/stations/contract";

import type { Campaign, CampaignContent, CampaignStatus } from "./domain/campaign";
import type { ImageType } from "./domain/image-type";
import type { ViewSession, Watching } from "./domain/view-session";

/** A locked campaign with what it must still keep to. */
export type LockedCampaign = Campaign & { readonly reserved: Centavos; readonly captured: Centavos };

export type CampaignMove = {
  readonly to: CampaignStatus;
  readonly decidedBy?: Id<"user"> | undefined;
  readonly reason?: string | undefined;
};

export type StoredImage = {
  readonly id: Id<"file">;
  readonly ownerId: Id<"user">;
  readonly sha256: string;
  readonly contentType: ImageType;
  readonly body: Uint8Array;
};

export type CampaignStore = {
  insert(id: Id<"campaign">, advertiserId: Id<"user">, content: CampaignContent): Promise<void>;
  /** Locks; `day` is the day whose budget is read with it. */
  lock(id: Id<"campaign">, day: string): Promise<LockedCampaign | undefined>;
  /** Of a draft only: its pictures are replaced as a whole. */
  saveContent(id: Id<"campaign">, content: CampaignContent): Promise<void>;
  move(id: Id<"campaign">, from: CampaignStatus, move: CampaignMove): Promise<void>;
  insertImage(image: StoredImage): Promise<void>;
  /** Those of the files that are this person's pictures. */
  ownImages(ids: readonly Id<"file">[], owner: Id<"user">): Promise<ReadonlySet<string>>;
  /** Running or paused ones whose time is over. */
  overdue(now: Date): Promise<readonly Id<"campaign">[]>;
};

/** Money of one view, on the campaign and on its day; guarded, so that no budget is ever exceeded. */
export type ViewMoney = Pick<ViewSession, "campaignId" | "day" | "price">;

export type ViewStore = {
  /** One start or finish at a time for one person. */
  lockViewer(userId: Id<"user">): Promise<void>;
  campaignOf(creativeId: Id<"creative">): Promise<Id<"campaign"> | undefined>;
  stepsDone(redemptionId: Id<"redemption">): Promise<number>;
  /** Views of the ad that this person began that day and did not leave. */
  seenToday(ask: { userId: Id<"user">; creativeId: Id<"creative">; day: string }): Promise<number>;
  openOf(userId: Id<"user">): Promise<ViewSession | undefined>;
  find(id: Id<"adSession">): Promise<ViewSession | undefined>;
  lock(id: Id<"adSession">): Promise<ViewSession | undefined>;
  start(view: ViewSession): Promise<void>;
  saveBeat(id: Id<"adSession">, watching: Watching): Promise<void>;
  watched(id: Id<"adSession">, done: Watching & { readonly tickets: number }): Promise<void>;
  left(id: Id<"adSession">, at: Date): Promise<void>;
  clicked(id: Id<"adSession">, at: Date): Promise<void>;
  targetUrl(campaignId: Id<"campaign">): Promise<string>;
  /** Open ones that are over by `now`. */
  overdue(now: Date): Promise<readonly Id<"adSession">[]>;
  reserve(money: ViewMoney): Promise<void>;
  release(money: ViewMoney): Promise<void>;
  capture(money: ViewMoney): Promise<void>;
};

export type AdsUnit = SharedUnit & {
  readonly campaigns: CampaignStore;
  readonly views: ViewStore;
  /** Read in the same transaction; undefined where there is none. */
  redemptionBehind(id: Id<"redemption">): Promise<RedemptionBehind | undefined>;
  stationCard(id: Id<"station">): Promise<StationCard | undefined>;
};

/** Makes and checks the tokens of view sessions; nobody without the secret can make one. */
export type ViewTokens = { tokenOf(id: Id<"adSession">, userId: Id<"user">): string };
