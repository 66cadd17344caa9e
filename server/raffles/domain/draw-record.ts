/** What a step of the draw leaves behind: published files, a leaf of the draw log, places. */
import type { RaffleId } from "./raffle";
import type { Peaks } from "./sum-tree";

export const publishedNames = [
  "rules.json",
  "tickets.csv",
  "voids.csv",
  "ineligible.csv",
  "commitment.json",
  "certificate.json",
  "void.json",
  "cancellation.json",
] as const;
/** One a vacated place, counted within its raffle. */
export type PromotionFile = `promotion-${number}.json`;
export type PublishedName = (typeof publishedNames)[number] | PromotionFile;

export const contentTypeOf = (name: PublishedName): string =>
  name.endsWith(".json") ? "application/json" : "text/csv; charset=utf-8";

export type PublishedFile = { readonly name: PublishedName; readonly bytes: Uint8Array };

/** A file whose parts are already there. */
export type StagedFile = { readonly name: PublishedName; readonly sha256: string; readonly size: number };

export type DocumentKind = "rules" | "commitment" | "certificate" | "void" | "cancellation" | "promotion";

/** A document that takes its place in the draw log. */
export type LoggedDocument = {
  readonly kind: DocumentKind;
  readonly raffleId: RaffleId;
  /** SHA-256 of the published bytes, hexadecimal. */
  readonly sha256: string;
  readonly at: Date;
};

/** The draw log, locked until the transaction ends. */
export type LockedDrawLog = { readonly peaks: Peaks };

export type CommitRecord = {
  readonly raffleId: RaffleId;
  readonly hash: string;
  readonly chain: string;
  readonly round: number;
  readonly roundAt: Date;
  readonly frozenAt: Date;
};

export type Award = {
  readonly outcome: "WINNER" | "ALTERNATE";
  readonly place: number;
  /** Which of the rules' prizes; null for alternates. */
  readonly prizeIndex: number | null;
  readonly ticket: number;
  readonly leafIndex: number;
  readonly claimDeadline: Date | null;
};

/** What the freeze and the draw read of the log, once it is closed. */
export type ListPiece = { readonly bytes: Uint8Array; readonly nextLeaf: number };
