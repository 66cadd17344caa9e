import type { Id } from "@/server/kernel/id";

import type { Review, ReviewedRedemption } from "../domain/review";

export type Assignment = {
  readonly id: Id<"row">;
  readonly stationId: Id<"station">;
  readonly userId: Id<"user">;
  readonly from: Date;
};

/** Who works where. The station is locked by the caller. */
export type StaffStore = {
  /** Whether the person holds an assignment there that has not ended at the instant. */
  worksAt(userId: Id<"user">, stationId: Id<"station">, at: Date): Promise<boolean>;
  assign(assignment: Assignment): Promise<void>;
  /** Ends an assignment of the station; undefined where none of that id is still open. */
  end(id: Id<"row">, stationId: Id<"station">, at: Date): Promise<{ userId: Id<"user"> } | undefined>;
};

export type ReviewStore = {
  /** False where the redemption has its review already. Keeps the station's sum and count. */
  add(review: Review): Promise<boolean>;
};

export type PeopleUnit = {
  readonly staff: StaffStore;
  readonly reviews: ReviewStore;
  /** Whether the account is open and its role is one that works at stations. */
  canWork(userId: Id<"user">): Promise<boolean>;
  /** A redemption of that customer; undefined where they have none of that id. */
  redemptionOf(userId: Id<"user">, id: Id<"redemption">): Promise<ReviewedRedemption | undefined>;
};
