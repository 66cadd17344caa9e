import type { Id } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import type { LedgerPoster } from "@/server/ledger/contract";
import type { DisputeStore, OrderStore, PaymentGateway, RefundStore } from "@/server/payments/contract";
import type { Operations } from "@/server/platform/operations";
import type { SharedUnit } from "@/server/platform/unit";
import type { MomentAsk, StaffAssignment, StationMoment } from "@/server/stations/contract";

import type { Coupon } from "./domain/coupon";
import type { CouponStatus } from "./domain/coupon-status";
import type { CouponRecord, CouponView } from "./domain/coupon-view";
import type { Reminder } from "./domain/expiry";
import type { FraudStore } from "./domain/fraud-flag";
import type { Activation, IssuedCode, NewCoupon, StationForSale } from "./domain/purchase";
import type { QrClaims } from "./domain/qr-code";
import type { AttemptStore, FactsReader, RedemptionStore } from "./domain/redemption-record";
import type { ShiftStore } from "./domain/shift";

/** Signs and checks the codes of coupons with the keys of purpose `COUPON_QR`. */
export type CouponSigner = {
  /** With the active key. */
  sign(claims: QrClaims): Promise<{ readonly kid: string; readonly code: string }>;
  /** What a code says, if a key of ours that is not revoked signed exactly this text; undefined for everything else. */
  verify(code: string): Promise<QrClaims | undefined>;
};

/** From a secure source; `count` bytes. */
export type RandomBytes = (count: number) => Uint8Array;

export type RedemptionUnit = SharedUnit & {
  readonly operations: Operations;
  readonly redemptions: RedemptionStore;
  readonly attempts: AttemptStore;
  readonly redemptionFacts: FactsReader;
  /** Whether this person runs the station now: an open account, the role, the assignment. */
  readonly isManagerAt: (userId: Id<"user">, stationId: Id<"station">) => Promise<boolean>;
  readonly initials: (userId: Id<"user">) => Promise<string>;
  readonly workplaces: (userId: Id<"user">) => Promise<readonly StaffAssignment[]>;
  readonly ledger: LedgerPoster;
};

export type ShiftUnit = SharedUnit & { readonly shifts: ShiftStore; readonly redemptionFacts: FactsReader };

/** What is judged after the fact, by the rules against fraud. */
export type FraudUnit = SharedUnit & {
  readonly fraud: FraudStore;
  readonly stationMoments: (asks: readonly MomentAsk[]) => Promise<readonly (StationMoment | undefined)[]>;
};

export type WalletStore = {
  place(coupon: NewCoupon): Promise<void>;
  lock(id: Id<"coupon">): Promise<CouponRecord | undefined>;
  activate(id: Id<"coupon">, activation: Activation): Promise<void>;
  /** Final, with nothing left on it. */
  close(id: Id<"coupon">, status: "PAYMENT_FAILED" | "CANCELLED"): Promise<void>;
  reissue(id: Id<"coupon">, next: Reissue): Promise<void>;
  /** Out of the owner's hands, with nothing on it, while a bank decides. */
  suspend(id: Id<"coupon">, by: { disputeId: Id<"dispute">; statusBefore: CouponStatus }): Promise<void>;
  /** Spendable again, with what came back to it. */
  thaw(id: Id<"coupon">, again: { status: CouponStatus; balance: Centavos }): Promise<void>;
  /** Whose money a dispute is about although nothing of it could be frozen; null: no longer. */
  markDispute(id: Id<"coupon">, disputeId: Id<"dispute"> | null): Promise<void>;
  /** Spendable again after its expiry, under a new code and for a new time. */
  reinstate(id: Id<"coupon">, again: Reinstatement): Promise<void>;
  /** As its owner sees it, read in the same transaction. */
  view(id: Id<"coupon">): Promise<CouponView>;
};

export type Reinstatement = Omit<Activation, "activatedAt"> & { readonly status: CouponStatus };

export type Reissue = Pick<Coupon, "fuel" | "stationId"> & { readonly code: IssuedCode; readonly isCounted: boolean };

/** A coupon whose validity is over, or will be, with what is on it. */
export type Ending = {
  readonly couponId: Id<"coupon">;
  readonly userId: Id<"user">;
  readonly amount: Centavos;
  readonly expiresAt: Date;
};

/** Set-wise, by the database's clock; what somebody else holds is left for the next run. */
export type ExpiryStore = {
  /** Ends at most `limit` coupons whose time is over; answers what was on them. */
  expireDue(limit: number): Promise<readonly Ending[]>;
  /** Marks at most `limit` coupons as told of the nearest reminder that is due. */
  remindDue(limit: number): Promise<readonly (Ending & { readonly daysBefore: Reminder })[]>;
};

export type ExpiryUnit = SharedUnit & { readonly expiry: ExpiryStore; readonly ledger: LedgerPoster };

/** What a purchase must know of other contexts. */
export type PurchaseFacts = {
  hasVerifiedContact(userId: Id<"user">): Promise<boolean>;
  station(id: Id<"station">): Promise<StationForSale | undefined>;
};

export type PurchaseUnit = SharedUnit & {
  readonly operations: Operations;
  readonly wallet: WalletStore;
  readonly purchaseFacts: PurchaseFacts;
  readonly orders: OrderStore;
  readonly refunds: RefundStore;
  readonly disputes: DisputeStore;
  readonly ledger: LedgerPoster;
};

export type PurchaseServices = {
  readonly payments: PaymentGateway;
  readonly couponSigner: CouponSigner;
  readonly randomBytes: RandomBytes;
};
