import { z } from "zod";

import { fuelSchema, idOf, instantSchema, litresSchema, pesosSchema } from "@/server/kernel/schemas";

import { LIABILITIES, SETTLEMENT_DAYS } from "./domain/liability";

const count = z.number().int();
const day = z.iso.date();
const litersByFuel = z.strictObject({ REGULAR: litresSchema, PREMIUM: litresSchema, DIESEL: litresSchema });

export const userDashboard = z.strictObject({
  totalCoupons: count,
  activeCoupons: count,
  redeemedCoupons: count,
  expiredCoupons: count,
  totalRedemptions: count,
  totalRaffleTickets: count,
  totalSpent: pesosSchema,
  totalRedeemed: pesosSchema,
  activeRaffles: count,
  recentTransactions: z.array(
    z.strictObject({
      id: z.uuid(),
      type: z.enum(["PURCHASE", "REDEMPTION", "VOID", "REFUND"]),
      couponId: idOf("coupon"),
      stationId: idOf("station").nullable(),
      amount: pesosSchema,
      at: instantSchema,
    }),
  ),
  upcomingExpirations: z.array(
    z.strictObject({ couponId: idOf("coupon"), balance: pesosSchema, fuelType: fuelSchema, validUntil: instantSchema }),
  ),
});

export const userStatistics = z.strictObject({
  totalRedemptions: count,
  totalRedeemed: pesosSchema,
  averageRedemption: pesosSchema,
  litersByFuel,
  ticketsBySource: z.record(z.string(), count),
  favoriteStation: z.strictObject({ id: idOf("station"), name: z.string(), redemptions: count }).nullable(),
  months: z.array(z.strictObject({ month: z.string(), redemptions: count, liters: litresSchema, pesos: pesosSchema })),
});

const span = { from: instantSchema.optional(), to: instantSchema.optional() };

export const stationDashboardInput = z.strictObject({ id: idOf("station"), ...span });

export const stationDashboard = z.strictObject({
  stationId: idOf("station"),
  stationName: z.string(),
  timeZone: z.string(),
  from: instantSchema,
  to: instantSchema,
  totalRedemptions: count,
  totalRevenue: pesosSchema,
  litersByFuel,
  averageRedemption: pesosSchema,
  hourly: z.array(z.strictObject({ hour: count, redemptions: count, revenue: pesosSchema })),
  attendants: z.array(
    z.strictObject({
      attendantId: idOf("user"),
      name: z.string(),
      redemptions: count,
      revenue: pesosSchema,
      voids: count,
    }),
  ),
  voids: count,
});

export const systemDashboardInput = z.strictObject(span);

export const systemDashboard = z.strictObject({
  from: day,
  to: day,
  totalRedemptions: count,
  totalRevenue: pesosSchema,
  litersByFuel,
  averageRedemption: pesosSchema,
  voids: count,
  couponsSold: count,
  couponsSoldAmount: pesosSchema,
  outstandingBalance: pesosSchema,
  activeStations: count,
  activeUsers: count,
  daily: z.array(z.strictObject({ day, redemptions: count, revenue: pesosSchema, liters: litresSchema })),
  stations: z.array(
    z.strictObject({ id: idOf("station"), name: z.string(), redemptions: count, revenue: pesosSchema }),
  ),
});

export const overview = z.strictObject({
  serverTime: instantSchema,
  couponsSold: count,
  couponsSoldAmount: pesosSchema,
  outstandingBalance: pesosSchema,
  redemptionsToday: count,
  revenueToday: pesosSchema,
  litersToday: litersByFuel,
  openRaffles: count,
  users: count,
  networkStations: count,
  subscriptions: z.array(
    z.strictObject({
      name: z.string(),
      waiting: count,
      lagSeconds: count,
      parked: count,
      movedAt: instantSchema.nullable(),
    }),
  ),
});

const signedPesos = z.string().regex(/^-?\d+\.\d\d$/);
const DAY_MS = 86_400_000;

export const settlementInput = z
  .strictObject({ from: day, to: day, stationId: idOf("station").optional() })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < SETTLEMENT_DAYS * DAY_MS, {
    path: ["to"],
    error: `must be on or after the first day, at most ${SETTLEMENT_DAYS} days in all`,
  });

const settled = { sold: signedPesos, dispensed: signedPesos, clearing: signedPesos, net: signedPesos };

/** `net` = dispensed − clearing − sold: what the network owes the station for the day. */
export const settlement = z.strictObject({
  lines: z.array(z.strictObject({ stationId: idOf("station"), stationName: z.string(), day, ...settled })),
  totals: z.strictObject(settled),
});

const liabilityAccount = z.enum(LIABILITIES);

/** Age of the purchase in steps: 0 to 30 days, to 90, to 180, beyond. */
export const liability = z.strictObject({
  lines: z.array(
    z.strictObject({
      account: liabilityAccount,
      fuel: fuelSchema.nullable(),
      age: z.number().int().min(0).max(3),
      coupons: count,
      amount: signedPesos,
    }),
  ),
  totals: z.array(z.strictObject({ account: liabilityAccount, amount: signedPesos })),
  total: signedPesos,
});
