import type { Id } from "@/server/kernel/id";

import type { Dispute, NewDispute } from "../domain/dispute";

export type DisputeStore = {
  byServiceId(serviceId: string): Promise<Dispute | undefined>;
  isOpenOf(paymentId: Id<"payment">): Promise<boolean>;
  isLostOf(paymentId: Id<"payment">): Promise<boolean>;
  /** One that is open about this coupon, the oldest first. */
  openOf(couponId: Id<"coupon">): Promise<Id<"dispute"> | undefined>;
  open(dispute: NewDispute): Promise<void>;
  /** The bank has taken the money now. */
  taken(id: Id<"dispute">): Promise<void>;
  close(id: Id<"dispute">, end: { state: "WON" | "LOST"; at: Date }): Promise<void>;
};
