import type { PrizeCouponUnit } from "@/server/coupons/contract";
import type { Id } from "@/server/kernel/id";
import type { SharedUnit } from "@/server/platform/unit";

import type { BeaconChain } from "./domain/beacon";
import type { DrawLogPlace } from "./domain/certificate";
import type { ClaimStore } from "./domain/claim-record";
import type * as record from "./domain/draw-record";
import type { FreeEntryStore } from "./domain/free-entry";
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
export type People = {
  staff(): Promise<readonly string[]>;
  /** The phone somebody has proved to hold. */
  provedPhone(id: Id<"user">): Promise<string | undefined>;
};

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
  /** Notes this transaction's id as the horizon, unless one of this epoch is there. */
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

/** A claim may pay with a coupon in the same transaction. */
export type ClaimsUnit = RafflesUnit & PrizeCouponUnit & { readonly claims: ClaimStore };

export type RafflesUnit = SharedUnit & {
  readonly raffles: RaffleStore;
  readonly ticketLog: TicketLogStore;
  readonly freezing: FreezeStore;
  readonly draws: DrawStore;
  readonly people: People;
  readonly freeEntries: FreeEntryStore;
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
  /** Tells two phones apart without naming either. */
  phoneMark(phone: string): string;
  /** Drains `issue-tickets` up to now. */
  drainTickets(): Promise<void>;
  /** Those for which the database clock asks a step. */
  due(): Promise<readonly DueRaffle[]>;
  /** A published file, piece by piece; nothing where there is none. */
  publishedParts(id: RaffleId, name: record.PublishedName): AsyncIterable<Uint8Array>;
};
