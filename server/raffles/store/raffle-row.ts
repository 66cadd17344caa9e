import "server-only";
import { sql } from "drizzle-orm";

import { commitments, raffles } from "@/db/schema/raffles";
import { fromHex, toHex } from "@/server/kernel/bytes";
import { asId } from "@/server/kernel/id";

import type { Prize, Raffle, RaffleContent } from "../domain/raffle";
import { joinPeaks, type Peaks, type TreeNode } from "../domain/sum-tree";

type StoredPeak = { hash: string; sum: number };

/** Written by `storedPeaks` only. */
const peakNodes = (stored: unknown): TreeNode[] =>
  (stored as StoredPeak[]).map(({ hash, sum }) => ({ hash: fromHex(hash, 32), sum }));

export const storedPeaks = (peaks: Peaks): StoredPeak[] =>
  peaks.nodes.map(({ hash, sum }) => ({ hash: toHex(hash), sum }));

export const peaksOfRow = (row: { leaves: number; peaks: unknown }): Peaks => ({
  leaves: row.leaves,
  nodes: peakNodes(row.peaks),
});

export const rootOfRow = (row: { peaks: unknown }): TreeNode => joinPeaks(peakNodes(row.peaks));

/** Written from `RaffleContent` only. */
export const prizesOfRow = (stored: unknown): Prize[] => stored as Prize[];

export const raffleColumns = {
  id: raffles.id,
  name: raffles.name,
  description: raffles.description,
  permitNumber: raffles.permitNumber,
  territory: raffles.territory,
  status: raffles.status,
  startsAt: raffles.startsAt,
  closesAt: raffles.closesAt,
  drawAt: raffles.drawAt,
  opensAt: raffles.opensAt,
  stationIds: raffles.stationIds,
  noticeSeconds: raffles.noticeSeconds,
  pesosPerTicketCentavos: raffles.pesosPerTicketCentavos,
  maxTicketsPerPerson: raffles.maxTicketsPerPerson,
  winsPerPerson: raffles.winsPerPerson,
  alternatesPerPrize: raffles.alternatesPerPrize,
  hasFreeEntry: raffles.freeEntry,
  prizes: raffles.prizes,
  leaves: raffles.leaves,
  tickets: raffles.tickets,
  peaks: raffles.peaks,
  freezeHorizon: raffles.freezeHorizon,
  closedAt: raffles.closedAt,
  frozenAt: raffles.frozenAt,
  drawnAt: raffles.drawnAt,
  createdBy: raffles.createdBy,
  roundAt: sql<string | null>`(select c.round_at::text from ${commitments} c where c.raffle_id = ${raffles.id})`,
};

type SelectedRaffle = Omit<typeof raffles.$inferSelect, "freeEntry"> & {
  hasFreeEntry: boolean;
  roundAt: string | null;
};

export type RaffleRow = Pick<SelectedRaffle, keyof typeof raffleColumns>;

export const raffleOf = (row: RaffleRow, roundAt: Date | null): Raffle => {
  const { peaks, prizes, ...rest } = row;
  return {
    ...rest,
    id: asId("raffle", row.id),
    createdBy: asId("user", row.createdBy),
    prizes: prizesOfRow(prizes),
    root: toHex(joinPeaks(peakNodes(peaks)).hash),
    roundAt,
  };
};

export const contentColumns = (content: RaffleContent) => ({
  name: content.name,
  description: content.description,
  permitNumber: content.permitNumber,
  territory: content.territory,
  startsAt: content.startsAt,
  closesAt: content.closesAt,
  drawAt: content.drawAt,
  stationIds: content.stationIds === null ? null : [...content.stationIds],
  noticeSeconds: content.noticeSeconds,
  pesosPerTicketCentavos: content.pesosPerTicketCentavos,
  maxTicketsPerPerson: content.maxTicketsPerPerson,
  winsPerPerson: content.winsPerPerson,
  alternatesPerPrize: content.alternatesPerPrize,
  freeEntry: content.hasFreeEntry,
  prizes: content.prizes,
});
