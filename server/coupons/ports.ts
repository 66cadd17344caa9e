import type { Id, NewId } from "@/server/kernel/id";
import type { LedgerPoster } from "@/server/ledger/contract";
import type { OrderStore, PaymentGateway, RefundStore } from "@/server/payments/contract";
import type { Operations } from "@/server/platform/operations";
import type { SharedUnit } from "@/server/platform/unit";
import type { StaffAssignment } from "@/server/stations/contract";

import type { Coupon } from "./domain/coupon";
import type { CouponRecord, CouponView } from "./domain/coupon-view";
import type { Activation, IssuedCode, NewCoupon, StationForSale } from "./domain/purchase";
import type { QrClaims } from "./domain/qr-code";
import type {
  Facts,
  FactsAsk,
  LastRedemption,
  NewRedemption,
  NewVoid,
  ShiftPlace,
  ValidationAttempt,
  VoidTarget,
} from "./domain/redemption-record";
import type { TypedTries } from "./domain/typed-code-tries";

/** Signs and checks the codes of coupons with the keys of purpose `COUPON_QR`. */
export type CouponSigner = {
  /** With the active key. */
  sign(claims: QrClaims): Promise<{ readonly kid: string; readonly code: string }>;
  /** What a code says, if a key of ours that is not revoked signed exactly this text; undefined for everything else. */
  verify(code: string): Promise<QrClaims | undefined>;
};

/** From a secure source; `count` bytes. */
export type RandomBytes = (count: number) => Uint8Array;

export type RedemptionStore = {
  /** In id order, until the transaction ends; ids nobody knows are left out. */
  lockCoupons(ids: readonly Id<"coupon">[]): Promise<ReadonlyMap<Id<"coupon">, Coupon>>;
  couponByShortCode(shortCode: string): Promise<Id<"coupon"> | undefined>;
  findCoupon(id: Id<"coupon">): Promise<Coupon | undefined>;
  lastRedemption(couponId: Id<"coupon">): Promise<LastRedemption | undefined>;
  /** The open shift of each place, opened where there is none; held against closing until the transaction ends. */
  shiftsAt(places: readonly ShiftPlace[], opening: { at: Date; newId: NewId }): Promise<readonly Id<"shift">[]>;
  /** Balances, keys and rows. Throws unless every coupon was still as it was locked. */
  saveRedemptions(redemptions: readonly NewRedemption[]): Promise<void>;
  /** Locks the coupon first; undefined where there is no such redemption. */
  lockForVoid(id: Id<"redemption">): Promise<VoidTarget | undefined>;
  saveVoid(voided: NewVoid): Promise<void>;
};

export type AttemptStore = {
  record(attempts: readonly ValidationAttempt[]): Promise<void>;
  /** Wrong codes this person typed; nobody else of the same person reads or changes them until the transaction ends. */
  lockTries(actorId: Id<"user">): Promise<TypedTries | undefined>;
  saveTries(actorId: Id<"user">, tries: TypedTries): Promise<void>;
};

/** What other contexts know, read in the same transaction: answers in the order of the asks. */
export type FactsReader = (asks: readonly FactsAsk[], at: Date) => Promise<readonly Facts[]>;

export type RedemptionUnit = SharedUnit & {
  readonly operations: Operations;
  readonly redemptions: RedemptionStore;
  readonly attempts: AttemptStore;
  readonly redemptionFacts: FactsReader;
  readonly workplaces: (userId: Id<"user">) => Promise<readonly StaffAssignment[]>;
  readonly ledger: LedgerPoster;
};

export type WalletStore = {
  place(coupon: NewCoupon): Promise<void>;
  lock(id: Id<"coupon">): Promise<CouponRecord | undefined>;
  activate(id: Id<"coupon">, activation: Activation): Promise<void>;
  /** Final, with nothing left on it. */
  close(id: Id<"coupon">, status: "PAYMENT_FAILED" | "CANCELLED"): Promise<void>;
  reissue(id: Id<"coupon">, next: Reissue): Promise<void>;
  /** As its owner sees it, read in the same transaction. */
  view(id: Id<"coupon">): Promise<CouponView>;
};

export type Reissue = Pick<Coupon, "fuel" | "stationId"> & { readonly code: IssuedCode; readonly isCounted: boolean };

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
  readonly ledger: LedgerPoster;
};

export type PurchaseServices = {
  readonly payments: PaymentGateway;
  readonly couponSigner: CouponSigner;
  readonly randomBytes: RandomBytes;
};
