import type { PrizeCouponUnit } from "@/server/coupons/contract";
import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import type { SharedUnit } from "@/server/platform/unit";

import type { BeaconChain } from "./domain/beacon";
import type { DrawLogPlace } from "./domain/certificate";
import type { AwardRecord, Vacancy, VacancyReason } from "./domain/claim";
import type * as record from "./domain/draw-record";
import type { IssuePlan, KnownSources, LockedLog, SourceChange } from "./domain/issuing";
import type { Raffle, RaffleContent, RaffleId } from "./domain/raffle";
import type { DueStep, Timing } from "./domain/raffle-status";
import type { DrawKey, DrawSigner } from "./domain/signed-document";
import type { SignedTreeHead } from "./domain/tree-head";

/** Public randomness. Relays are transport only: what comes back here has been verified. */
export type Beacon = {
  readonly chain: BeaconChain;
  /** 96 hexadecimal characters; null while the round is not published or nobody answers. Never throws for that. */
  signatureOf(round: number): Promise<string | null>;
};

export type DrawKeys = { signer(): Promise<DrawSigner>; published(): Promise<readonly DrawKey[]> };

/** Which accounts work for us: they may hold tickets and may not win. Read in the same transaction. */
export type People = { staff(): Promise<readonly string[]> };

/** Ticket issuing: one lock a raffle, sets in and sets out. */
export type TicketLogStore = {
  /** Locks, in id order, every raffle whose window touches the span; cancelled ones are left out. */
  lockLogs(span: { readonly from: Date; readonly to: Date }): Promise<readonly LockedLog[]>;
  known(raffleId: string, changes: readonly SourceChange[]): Promise<KnownSources>;
  savePlan(plan: IssuePlan, at: Date): Promise<void>;
  saveHead(head: SignedTreeHead): Promise<void>;
};

export type RaffleStore = {
  insert(raffle: RaffleContent, by: Pick<Raffle, "id" | "createdBy">): Promise<void>;
  lock(id: RaffleId): Promise<Raffle | undefined>;
  saveContent(id: RaffleId, content: RaffleContent): Promise<void>;
  /** Moves the status and notes the instant that belongs to it. */
  publish(id: RaffleId, at: Date): Promise<void>;
  open(id: RaffleId, opensAt: Date): Promise<void>;
  closeLog(id: RaffleId, at: Date): Promise<void>;
  commit(commitment: record.CommitRecord): Promise<void>;
  saveDrawn(id: RaffleId, awards: readonly record.Award[], at: Date): Promise<void>;
  end(id: RaffleId, status: "CANCELLED" | "VOID", reason: string): Promise<void>;
};

/** The freeze's own view of the event log. */
export type FreezeStore = {
  /** The cursor of `issue-tickets`: always locked before the raffle. */
  lockIssuing(): Promise<void>;
  /** Notes the horizon, unless one of this epoch is there. */
  noteHorizon(raffle: Raffle): Promise<void>;
  readiness(raffle: Raffle): Promise<"READY" | "NOT_DRAINED" | "PARKED_EVENTS">;
};

export type DrawStore = {
  /** The next lines of `tickets.csv`, staged as a part of it; null after the last. */
  appendListPart(id: RaffleId, part: number, fromLeaf: number): Promise<record.ListPiece | null>;
  voidLeaves(id: RaffleId): Promise<readonly number[]>;
  /** Tags of the holders among these accounts, which are marked, hexadecimal. */
  excludeHolders(id: RaffleId, userIds: readonly string[]): Promise<readonly string[]>;
  addFile(id: RaffleId, file: record.PublishedFile, at: Date): Promise<void>;
  addStagedFile(id: RaffleId, file: record.StagedFile, at: Date): Promise<void>;
  /** Undefined after the last part, or where there is no such file. */
  filePart(id: RaffleId, name: record.PublishedName, part: number): Promise<Uint8Array | undefined>;
  lockDrawLog(): Promise<record.LockedDrawLog>;
  /** The leaf's index. */
  appendDocument(document: record.LoggedDocument): Promise<number>;
  placeOf(documentHash: string): Promise<DrawLogPlace>;
};

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

/** A claim may pay with a coupon in the same transaction. */
export type ClaimsUnit = RafflesUnit & PrizeCouponUnit & { readonly claims: ClaimStore };

export type RafflesUnit = SharedUnit & {
  readonly raffles: RaffleStore;
  readonly ticketLog: TicketLogStore;
  readonly freezing: FreezeStore;
  readonly draws: DrawStore;
  readonly people: People;
  /** Those of the stations that there are. */
  knownStations(ids: readonly string[]): Promise<ReadonlySet<string>>;
};

export type DueRaffle = { readonly id: RaffleId; readonly step: DueStep };

/** What raffles need beyond a transaction. */
export type RaffleServices = {
  readonly beacon: Beacon;
  readonly drawKeys: DrawKeys;
  readonly timing: Timing;
  readonly isLive: boolean;
  /** Named in certificates. */
  readonly software: string;
  random(bytes: number): Uint8Array;
  /** The eight characters that its winner is sent; the same each time, kept nowhere. */
  claimCode(id: Id<"award">): string;
  /** Drains `issue-tickets` up to now. */
  drainTickets(): Promise<void>;
  /** Those for which the database clock asks a step. */
  due(): Promise<readonly DueRaffle[]>;
  /** A published file, piece by piece; nothing where there is none. */
  publishedParts(id: RaffleId, name: record.PublishedName): AsyncIterable<Uint8Array>;
};
