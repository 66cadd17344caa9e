import type { CouponStatus } from "@/server/coupons/domain/coupon-status";
import type { Fuel } from "@/server/kernel/fuel";
import type { RefusalKind } from "@/server/kernel/refusal";

import type { Operation } from "./operation";
import type { Typed } from "./quote";
import type { ShownCode } from "./shown-code";

/** A coupon as the preview answers it, with what matters at this station. */
export type PreviewedCoupon = {
  readonly id: string;
  readonly status: CouponStatus;
  readonly amount: string;
  readonly balance: string;
  readonly fuelType: Fuel;
  readonly validUntil: string | null;
  readonly stationAllowed: boolean | null;
  /** Of its fuel, here and now; null where there is none. */
  readonly pricePerLiter: string | null;
  readonly lastUse: LastUse | null;
};

export type LastUse = {
  readonly redeemedAt: string;
  readonly pumpNumber: number;
  readonly totalCost: string;
  readonly attendantInitials: string;
};

/** What a redemption answers, as far as this screen shows it. */
export type DoneRedemption = {
  readonly id: string;
  readonly fuelType: Fuel;
  readonly fuelAmount: string;
  readonly pricePerLiter: string;
  readonly totalCost: string;
  readonly balance: string;
  readonly ticketsGenerated: number;
  readonly ticketsReason: string;
  readonly redeemedAt: string;
  readonly pumpNumber: number;
  readonly reference: string;
};

export type Looked = { readonly code: ShownCode; readonly coupon: PreviewedCoupon };
export type AtPump = Looked & { readonly pumpNumber: number };
export type WithAmount = AtPump & { readonly typed: Typed };
export type Refused = {
  readonly kind: RefusalKind;
  readonly requestId?: string | undefined;
  readonly coupon?: PreviewedCoupon | undefined;
  /** Seconds until it may be tried again, where the server said so. */
  readonly waitSeconds?: number | undefined;
};

/** One step is one screen and one decision. */
export type Desk =
  | { readonly step: "scan"; readonly isForeign?: boolean }
  | { readonly step: "checking"; readonly code: ShownCode }
  | ({ readonly step: "pump" } & Looked)
  | ({ readonly step: "amount" } & WithAmount)
  | ({ readonly step: "confirm" } & WithAmount)
  | ({ readonly step: "charging"; readonly operation: Operation; readonly tries: number } & WithAmount)
  | ({ readonly step: "unconfirmed"; readonly operation: Operation } & WithAmount)
  | { readonly step: "done"; readonly done: DoneRedemption; readonly typed: Typed; readonly quotedPrice: string }
  | ({ readonly step: "refused"; /** Where the attendant can put it right. */ readonly fix?: Desk } & Refused);

export type DeskEvent =
  | { readonly type: "shown"; readonly code: ShownCode | undefined }
  | { readonly type: "previewed"; readonly coupon: PreviewedCoupon; readonly reason: RefusalKind | null }
  | ({ readonly type: "refused" } & Refused)
  | { readonly type: "pump"; readonly number: number }
  | { readonly type: "typed"; readonly typed: Typed }
  | { readonly type: "review" }
  | { readonly type: "send"; readonly operation: Operation }
  | { readonly type: "resent"; readonly tries: number }
  | { readonly type: "unanswered" }
  | { readonly type: "answered"; readonly done: DoneRedemption; readonly quotedPrice: string }
  | { readonly type: "back" }
  | { readonly type: "reset" };

export const START: Desk = { step: "scan" };

/** While these show, a new code starts anew: nothing has been decided on them. */
export const takesCodes = (desk: Desk): boolean =>
  desk.step === "scan" || desk.step === "pump" || desk.step === "done" || desk.step === "refused";

export function deskAfter(desk: Desk, event: DeskEvent): Desk {
  switch (event.type) {
    case "shown":
      if (!takesCodes(desk)) return desk;
      if (event.code) return { step: "checking", code: event.code };
      return desk.step === "scan" ? { step: "scan", isForeign: true } : desk;
    case "previewed":
      if (desk.step !== "checking") return desk;
      if (event.reason) return { step: "refused", kind: event.reason, coupon: event.coupon };
      if (event.coupon.pricePerLiter === null)
        return { step: "refused", kind: "PRICE_UNAVAILABLE", coupon: event.coupon };
      return { step: "pump", code: desk.code, coupon: event.coupon };
    case "refused":
      return refusedFrom(desk, event);
    case "reset":
      // An operation without an answer is never dropped by a stray key.
      return desk.step === "charging" ? desk : START;
    case "back":
      return backFrom(desk);
    default:
      return forward(desk, event);
  }
}

type Forward = Exclude<DeskEvent, { type: "shown" | "previewed" | "refused" | "reset" | "back" }>;

function forward(desk: Desk, event: Forward): Desk {
  switch (event.type) {
    case "pump":
      if (desk.step !== "pump") return desk;
      return { ...desk, step: "amount", pumpNumber: event.number, typed: { askedIn: "PESOS", text: "" } };
    case "typed":
      return desk.step === "amount" ? { ...desk, typed: event.typed } : desk;
    case "review":
      return desk.step === "amount" ? { ...desk, step: "confirm" } : desk;
    case "send":
      if (desk.step !== "confirm" && desk.step !== "unconfirmed") return desk;
      return { ...desk, step: "charging", operation: event.operation, tries: 1 };
    case "resent":
      return desk.step === "charging" ? { ...desk, tries: event.tries } : desk;
    case "unanswered":
      return desk.step === "charging" ? { ...desk, step: "unconfirmed" } : desk;
    case "answered":
      if (desk.step !== "charging") return desk;
      return { step: "done", done: event.done, typed: desk.typed, quotedPrice: event.quotedPrice };
  }
}

/** What another amount, or another pump, could cure. */
const FIX_AMOUNT: ReadonlySet<RefusalKind> = new Set(["INSUFFICIENT_BALANCE", "INVALID_AMOUNT"]);
const FIX_PUMP: ReadonlySet<RefusalKind> = new Set(["WRONG_PUMP"]);

function refusedFrom(desk: Desk, { kind, requestId, coupon, waitSeconds }: Refused): Desk {
  const refused = { step: "refused", kind, requestId, coupon, waitSeconds } as const;
  if (desk.step !== "charging") return desk.step === "checking" ? refused : desk;
  const { code, pumpNumber, typed } = desk;
  const known = { code, coupon: desk.coupon };
  if (FIX_PUMP.has(kind)) return { ...refused, coupon: desk.coupon, fix: { step: "pump", ...known } };
  if (FIX_AMOUNT.has(kind))
    return { ...refused, coupon: desk.coupon, fix: { step: "amount", ...known, pumpNumber, typed } };
  return { ...refused, coupon: desk.coupon };
}

function backFrom(desk: Desk): Desk {
  switch (desk.step) {
    case "amount":
      return { step: "pump", code: desk.code, coupon: desk.coupon };
    case "confirm":
      return { ...desk, step: "amount" };
    case "refused":
      return desk.fix ?? START;
    case "charging":
    case "unconfirmed":
      return desk;
    default:
      return START;
  }
}
