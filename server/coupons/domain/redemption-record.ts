import type { Fuel } from "@/server/kernel/fuel";
import type { Place } from "@/server/kernel/geo";
import type { Id, NewId } from "@/server/kernel/id";
import type { Centavos } from "@/server/kernel/money";
import type { RefusalKind } from "@/server/kernel/refusal";

import type { Coupon } from "./coupon";
import type { Redeemed, RedemptionFacts } from "./redemption";
import type { VoidableRedemption, Voided } from "./redemption-void";
import type { TypedTries } from "./typed-code-tries";

/** Who works where: a shift is the time of one attendant at one station. */
export type ShiftPlace = { readonly attendantId: Id<"user">; readonly stationId: Id<"station"> };

/** A decided redemption with everything its rows need. */
export type NewRedemption = Redeemed &
  ShiftPlace & {
    readonly id: Id<"redemption">;
    readonly opId: Id<"operation">;
    readonly coupon: Coupon;
    readonly pumpNumber: number;
    readonly shiftId: Id<"shift">;
    readonly sessionId: Id<"session">;
    readonly stationDeviceId: Id<"stationDevice"> | null;
    readonly place: Place | undefined;
    readonly askedIn: "LITRES" | "PESOS";
    readonly ticketsEarned: number;
    readonly redeemedAt: Date;
    readonly reference: string;
  };

export type VoidTarget = {
  readonly redemption: VoidableRedemption & {
    readonly id: Id<"redemption">;
    readonly stationId: Id<"station">;
    readonly fuel: Fuel;
    readonly volumeMillilitres: number;
  };
  readonly coupon: Coupon & {
    /** A bank decides about its payment, or has decided against us. */
    readonly isDisputed: boolean;
  };
};

export type NewVoid = Voided & {
  readonly target: VoidTarget;
  readonly opId: Id<"operation">;
  /** Whose right it was. */
  readonly by: Id<"user">;
  /** Whose screen it was, where somebody else's PIN was typed there. */
  readonly requestedBy: Id<"user"> | null;
  readonly shiftId: Id<"shift">;
  readonly reason: string;
  readonly at: Date;
};

/** One look at a code and how it ended; holds no code. */
export type ValidationAttempt = {
  readonly id: Id<"row">;
  readonly actorId: Id<"user">;
  /** The device: each sign-in counts as one. */
  readonly sessionId: Id<"session">;
  readonly couponId: Id<"coupon"> | null;
  readonly stationId: Id<"station"> | null;
  readonly way: "QR" | "SHORT_CODE";
  readonly asked: "PREVIEW" | "REDEMPTION";
  /** `VALID`, or the refusal's kind. */
  readonly outcome: "VALID" | RefusalKind;
  readonly at: Date;
};

export type AttemptStore = {
  record(attempts: readonly ValidationAttempt[]): Promise<void>;
  /** Wrong codes this person typed; nobody else reads or changes them until the transaction ends. */
  lockTries(actorId: Id<"user">): Promise<TypedTries | undefined>;
  saveTries(actorId: Id<"user">, tries: TypedTries): Promise<void>;
};

export type FactsAsk = ShiftPlace & {
  readonly sessionId: Id<"session">;
  readonly pumpNumber: number;
  readonly fuel: Fuel;
};

export type StationOfSale = {
  readonly id: Id<"station">;
  readonly name: string;
  readonly timeZone: string;
  readonly status: string;
  readonly acceptsCoupons: boolean;
};

/** `earnsHere`: a raffle that is open at that instant covers the station. */
export type Facts = RedemptionFacts & {
  readonly station: StationOfSale | undefined;
  readonly earnsHere: boolean;
  /** The paired device the session belongs to. */
  readonly stationDeviceId: Id<"stationDevice"> | null;
};

export type LastRedemption = {
  readonly redeemedAt: Date;
  readonly stationId: Id<"station">;
  readonly pumpNumber: number;
  readonly cost: Centavos;
  readonly attendantId: Id<"user">;
};

export type RedemptionStore = {
  /** In id order, until the transaction ends; ids nobody knows are left out. */
  lockCoupons(ids: readonly Id<"coupon">[]): Promise<ReadonlyMap<Id<"coupon">, Coupon>>;
  couponByShortCode(shortCode: string): Promise<Id<"coupon"> | undefined>;
  findCoupon(id: Id<"coupon">): Promise<Coupon | undefined>;
  lastRedemption(couponId: Id<"coupon">): Promise<LastRedemption | undefined>;
  /** The open shift of each place, opened where there is none; held against closing until the transaction ends. */
  shiftsAt(places: readonly ShiftPlace[], opening: { at: Date; newId: NewId }): Promise<readonly Id<"shift">[]>;
  /** The open shift of a place, if there is one; held against closing until the transaction ends. */
  openShiftOf(place: ShiftPlace): Promise<Id<"shift"> | undefined>;
  /** Balances, keys and rows. Throws unless every coupon was still as it was locked. */
  saveRedemptions(redemptions: readonly NewRedemption[]): Promise<void>;
  /** Locks the coupon first; undefined where there is no such redemption. */
  lockForVoid(id: Id<"redemption">): Promise<VoidTarget | undefined>;
  saveVoid(voided: NewVoid): Promise<void>;
};

/** What other contexts know, read in the same transaction: answers in the order of the asks. */
export type FactsReader = (asks: readonly FactsAsk[], at: Date) => Promise<readonly Facts[]>;
