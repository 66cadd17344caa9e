import type { Fuel } from "@/server/kernel/fuel";

type AboutMoney = { firstName: string; couponId: string; amount: string };

/** What each message needs to be written; one entry a template. Amounts and counts come ready to show. */
export type TemplateVariables = {
  verifyEmail: { firstName: string; token: string };
  addressTaken: { firstName: string };
  resetPassword: { firstName: string; token: string };
  passwordChanged: { firstName: string };
  oneTimeCode: { code: string };
  couponPurchased: { firstName: string; couponId: string; amount: string; fuel: string };
  ticketsEarned: { firstName: string; raffleName: string; count: number };
  raffleWon: { firstName: string; raffleName: string; raffleId: string };
  prizeCode: { firstName: string; raffleName: string; prize: string; code: string };
  paymentExpired: { firstName: string; amount: string };
  latePayment: AboutMoney;
  couponSuspended: AboutMoney;
  /** Not spendable where the coupon ended while the bank decided. */
  disputeWon: AboutMoney & { isSpendable: boolean };
  disputeLost: { firstName: string; couponId: string };
  refundRequested: AboutMoney;
  refundPaid: AboutMoney;
  /** Refused by the bank, or paid in cash, which cannot go back. */
  refundNeedsAccount: AboutMoney & { isRefused: boolean };
  couponExpiring: AboutMoney & { days: number; lastDay: string };
  couponExpired: AboutMoney;
  couponReissued: AboutMoney & { lastDay: string };
  redemptionVoided: AboutMoney & { returnedTo: "COUPON" | "EXPIRED_LIABILITY" | "DISPUTES" | "REFUNDS_PAYABLE" };
};

export type Template = keyof TemplateVariables;
export type Channel = "MAIL" | "SMS";
export type MessageLocale = "es-MX" | "en";

export const fuelWords: Record<MessageLocale, Record<Fuel, string>> = {
  "es-MX": { REGULAR: "Regular", PREMIUM: "Premium", DIESEL: "Diésel" },
  en: { REGULAR: "Regular", PREMIUM: "Premium", DIESEL: "Diesel" },
};

/** `"1000.00"` as people read it: `$1,000.00`. */
export const shownPesos = (pesos: string): string => `$${pesos.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}`;

/** Variables of these are blanked once the message has left: a link or code at rest would be a key under the mat. */
export const secretTemplates: ReadonlySet<Template> = new Set([
  "verifyEmail",
  "resetPassword",
  "oneTimeCode",
  "prizeCode",
]);

/** About getting in, not about money or numbers: sent, never listed. */
export const accessTemplates: ReadonlySet<Template> = new Set([
  ...secretTemplates,
  "addressTaken",
  "passwordChanged",
] satisfies Template[]);

type MessageOf<T extends Template> = { readonly template: T; readonly variables: TemplateVariables[T] };

export type Message = { [T in Template]: MessageOf<T> }[Template];

export type Rendered = { readonly subject: string; readonly text: string; readonly html: string };

const FIRST_PAUSE_S = 15;
const LONGEST_PAUSE_S = 3_600;
export const MOST_TRIES = 12;

/** Seconds to wait after the nth failed try: 15, 30, 60 … an hour. */
export const pauseAfter = (tries: number): number => Math.min(FIRST_PAUSE_S * 2 ** (tries - 1), LONGEST_PAUSE_S);
