/** What is kept of places after the draw. */
import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";

import type { AwardRecord, Vacancy, VacancyReason } from "./claim";
import type { RaffleId } from "./raffle";

export type Promoted = {
  readonly id: Id<"award">;
  readonly prizeIndex: number;
  readonly claimDeadline: Date;
};

/** Places after the draw. The raffle is always locked before its places. */
export type ClaimStore = {
  raffleOf(id: Id<"award">): Promise<RaffleId | undefined>;
  lockAward(id: Id<"award">): Promise<AwardRecord | undefined>;
  /** The first that still waits, locked. */
  nextAlternate(raffleId: RaffleId): Promise<AwardRecord | undefined>;
  claim(id: Id<"award">, claim: { at: Date; fuel: Fuel | null }): Promise<void>;
  identify(id: Id<"award">, proof: { at: Date; by: Id<"user">; note: string }): Promise<void>;
  /** Which fuel the winner asked the credit in. */
  fuelOf(id: Id<"award">): Promise<Fuel | null>;
  deliver(id: Id<"award">, handed: Handed): Promise<void>;
  vacate(award: AwardRecord, vacancy: { id: Id<"row">; reason: VacancyReason; by: string; at: Date }): Promise<void>;
  vacancyRaffle(id: Id<"row">): Promise<RaffleId | undefined>;
  lockVacancy(id: Id<"row">): Promise<Vacancy | undefined>;
  approveFirst(id: Id<"row">, by: Id<"user">): Promise<void>;
  decide(vacancy: Vacancy, decision: Decision): Promise<void>;
  prizeIndexOf(id: Id<"award">): Promise<number | null>;
  placeOfAward(id: Id<"award">): Promise<{ outcome: string; place: number; ticket: number }>;
  /** Vacancies of the raffle that two people decided. */
  decided(raffleId: RaffleId): Promise<number>;
  /** Unclaimed places whose deadline is over. */
  overdue(now: Date): Promise<readonly Id<"award">[]>;
  /** Places that still need somebody. */
  openPlaces(raffleId: RaffleId): Promise<number>;
  advance(raffleId: RaffleId, from: "DRAWN" | "CLAIMING", to: "CLAIMING" | "SETTLED"): Promise<void>;
  setTaxRate(rate: TaxRate): Promise<void>;
};

export type Handed = {
  readonly at: Date;
  /** A user's id, or what did it. */
  readonly by: string;
  readonly evidence: string;
  readonly couponIds: readonly Id<"coupon">[];
};

export type Decision = {
  readonly by: Id<"user">;
  readonly at: Date;
  readonly alternate: Promoted | undefined;
  /** As published. */
  readonly document: string;
};

export type TaxRate = {
  readonly state: string;
  readonly validFrom: string;
  readonly basisPoints: number;
  readonly source: string;
  readonly enteredBy: Id<"user">;
};
