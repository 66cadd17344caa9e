import "server-only";
import type { Id } from "@/server/kernel/id";
import type { TenthMilli } from "@/server/kernel/money";

import type { FactsAsk, StaffAssignment, StationFacts } from "./domain/station-facts";
import { type NetworkStation, networkStationsOf } from "./queries/network-stations";
import { priceSinceOf } from "./queries/price-since";
import {
  type AssignmentAsk,
  currentAssignments,
  hasAssignment,
  type PriceAsk,
  priceOf,
  type Reader,
  type StationCard,
  stationCards,
  stationFactsAt,
} from "./queries/station-facts";
import { type MomentAsk, staffOf, type StationMoment, stationMoments } from "./queries/station-moments";

export type { MomentAsk, StationMoment };
export type { AssignmentAsk, FactsAsk, PriceAsk, StaffAssignment, StationCard, StationFacts };

/**
 * What a redemption must know of its station, for a whole batch in one statement of the caller's transaction: answers in
 * the order of the asks. `at` is the database clock read after the locks. Never cached.
 */
export const stationFacts = (tx: Reader, asks: readonly FactsAsk[], at: Date): Promise<StationFacts[]> =>
  stationFactsAt(tx, asks, at);

/** `stationFacts` for one. */
export async function stationFactsOf(tx: Reader, ask: FactsAsk, at: Date): Promise<StationFacts> {
  const [facts] = await stationFactsAt(tx, [ask], at);
  if (!facts) throw new Error("one ask must give one answer");
  return facts;
}

/** The price of one fuel at one station at one instant, in 1/10 000 MXN per litre; undefined where there is none. */
export const priceAt = (db: Reader, ask: PriceAsk): Promise<TenthMilli | undefined> => priceOf(db, ask);

/** Since when the price of that instant has been in force there. */
export const priceSinceAt = (db: Reader, ask: PriceAsk): Promise<Date | undefined> => priceSinceOf(db, ask);

/** Where a person works now or will work, the oldest assignment first. */
export const assignmentsOf = (db: Reader, userId: Id<"user">): Promise<StaffAssignment[]> =>
  currentAssignments(db, userId);

/** Whether a person holds an assignment at the station that is valid at the instant (managers and attendants alike). */
export const isAssigned = (db: Reader, ask: AssignmentAsk): Promise<boolean> => hasAssignment(db, ask);

/** Name, status, network and zone by id: for buying a coupon for one station and for naming stations in lists. */
export const stationsById = (
  db: Reader,
  ids: readonly Id<"station">[],
): Promise<ReadonlyMap<Id<"station">, StationCard>> => stationCards(db, ids);

/** Place, local day and opening at many instants: for what is judged after the fact. */
export const momentsAt = (db: Reader, asks: readonly MomentAsk[]): Promise<readonly (StationMoment | undefined)[]> =>
  stationMoments(db, asks);

/** Who works at a station now, attendants and managers alike. */
export const staffAt = (db: Reader, stationId: Id<"station">): Promise<readonly Id<"user">[]> => staffOf(db, stationId);

/** Where coupons are taken, to choose among. */
export const networkStations = (db: Reader): Promise<NetworkStation[]> => networkStationsOf(db);
