import "server-only";
import type { ReadDb } from "@/db/client";
import { sessionsThatMay } from "@/server/auth/contract";
import type { Facts, FactsAsk, FactsReader } from "@/server/coupons/domain/redemption-record";
import { stationsWithRaffle } from "@/server/raffles/contract";
import { stationFacts } from "@/server/stations/contract";

/** Price, station, pump, assignment, session and raffle at one instant, in three statements sent together. */
export const redemptionFacts =
  (db: Pick<ReadDb, "execute">): FactsReader =>
  async (asks: readonly FactsAsk[], at: Date): Promise<Facts[]> => {
    const stationIds = asks.map((ask) => ask.stationId);
    const sessionIds = asks.map((ask) => ask.sessionId);
    const [stations, acting, earning] = await Promise.all([
      stationFacts(db, asks, at),
      sessionsThatMay(db, { permission: "redemption:create", sessionIds, at }),
      stationsWithRaffle(db, stationIds, at),
    ]);
    return asks.map((ask, n) => {
      const found = stations[n];
      const device = acting.get(ask.sessionId);
      const isDeviceHere = device === undefined || device.stationId === ask.stationId;
      return {
        isPermitted: acting.has(ask.sessionId),
        isAssigned: (found?.isAssigned ?? false) && isDeviceHere,
        stationDeviceId: device?.id ?? null,
        station: found?.station,
        pumpFuels: found?.pumpFuels,
        price: found?.price,
        earnsHere: earning.has(ask.stationId),
      };
    });
  };
