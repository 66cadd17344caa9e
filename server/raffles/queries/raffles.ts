import "server-only";
import { and, asc, desc, eq, inArray, lt, ne, type SQL, sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { commitments, raffleFiles, raffleHolders, raffles } from "@/db/schema/raffles";
import { asId, type Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";

import type { Prize } from "../domain/raffle";
import type { RaffleStatus } from "../domain/raffle-words";
import type { RaffleDetail, RaffleListing } from "../schemas/raffle";

const columns = {
  id: raffles.id,
  name: raffles.name,
  description: raffles.description,
  startsAt: raffles.startsAt,
  closesAt: raffles.closesAt,
  drawAt: raffles.drawAt,
  status: raffles.status,
  prizes: raffles.prizes,
  tickets: raffles.tickets,
  permitNumber: raffles.permitNumber,
  freeEntry: raffles.freeEntry,
};

type Viewer = Id<"user"> | undefined;

/** The viewer's numbers in each raffle, void ones left out; null for strangers. */
const held = (viewer: Viewer) =>
  viewer === undefined
    ? sql<number | null>`null::int`
    : sql<number | null>`coalesce((select ${raffleHolders.granted} from ${raffleHolders}
        where ${raffleHolders.raffleId} = ${raffles.id} and ${raffleHolders.userId} = ${viewer}), 0)`;

type Row = {
  id: string;
  name: string;
  description: string;
  startsAt: Date;
  closesAt: Date;
  drawAt: Date;
  status: RaffleStatus;
  prizes: unknown;
  tickets: number;
  permitNumber: string;
  freeEntry: boolean;
  held: number | null;
};

/** Written from `RaffleContent` only. */
const prizesOf = (stored: unknown): Prize[] => stored as Prize[];

const orNull = (text: string): string | null => (text === "" ? null : text);
const instantOrNull = (at: Date | null): string | null => (at === null ? null : instant(at));

const listingOf = (row: Row): RaffleListing => ({
  id: asId("raffle", row.id),
  name: row.name,
  description: row.description,
  startDate: instant(row.startsAt),
  endDate: instant(row.closesAt),
  drawDate: instant(row.drawAt),
  status: row.status,
  prizes: prizesOf(row.prizes).map(({ name, type, declaredValueCentavos, quantity }) => ({
    name,
    type,
    declaredValue: formatPesos(declaredValueCentavos),
    quantity,
  })),
  totalTickets: row.tickets,
  userTickets: row.held,
  permitNumber: orNull(row.permitNumber),
  freeEntry: row.freeEntry,
});

/** What is under way: announced, open, or frozen and waiting for its draw; those that close first come first. */
export async function activeRaffles(db: ReadDb, viewer: Viewer): Promise<RaffleListing[]> {
  const rows = await db
    .select({ ...columns, held: held(viewer) })
    .from(raffles)
    .where(inArray(raffles.status, ["PUBLISHED", "OPEN", "FROZEN"]))
    .orderBy(asc(raffles.closesAt), asc(raffles.id))
    .limit(100);
  return rows.map(listingOf);
}

type PageAsk = {
  readonly limit: number;
  readonly cursor?: Id<"raffle"> | undefined;
  readonly status?: RaffleStatus | undefined;
};

type Page = { readonly raffles: RaffleListing[]; readonly nextCursor: string | null };

async function page(db: ReadDb, ask: PageAsk, where: SQL | undefined): Promise<Page> {
  const rows = await db
    .select({ ...columns, held: sql<null>`null` })
    .from(raffles)
    .where(
      and(
        where,
        ask.status === undefined ? undefined : eq(raffles.status, ask.status),
        ask.cursor === undefined ? undefined : lt(raffles.id, ask.cursor),
      ),
    )
    .orderBy(desc(raffles.id))
    .limit(ask.limit + 1);
  const shown = rows.slice(0, ask.limit);
  return { raffles: shown.map(listingOf), nextCursor: rows.length > ask.limit ? (shown.at(-1)?.id ?? null) : null };
}

/** Everything that was ever published, newest first. */
export const publishedRaffles = (db: ReadDb, ask: PageAsk): Promise<Page> => page(db, ask, ne(raffles.status, "DRAFT"));

/** Drafts too, for the administration. */
export const allRaffles = (db: ReadDb, ask: PageAsk): Promise<Page> => page(db, ask, undefined);

const detailColumns = {
  ...columns,
  territory: raffles.territory,
  stationIds: raffles.stationIds,
  noticeSeconds: raffles.noticeSeconds,
  pesosPerTicketCentavos: raffles.pesosPerTicketCentavos,
  maxTicketsPerPerson: raffles.maxTicketsPerPerson,
  winsPerPerson: raffles.winsPerPerson,
  alternatesPerPrize: raffles.alternatesPerPrize,
  opensAt: raffles.opensAt,
  closedAt: raffles.closedAt,
  frozenAt: raffles.frozenAt,
  drawnAt: raffles.drawnAt,
  endedReason: raffles.endedReason,
  commitment: {
    hash: commitments.hash,
    chain: commitments.chain,
    round: commitments.round,
    roundAt: commitments.roundAt,
  },
};

const filesOf = (db: ReadDb, id: Id<"raffle">): Promise<RaffleDetail["files"]> =>
  db
    .select({ name: raffleFiles.name, sha256: raffleFiles.sha256, size: raffleFiles.size })
    .from(raffleFiles)
    .where(eq(raffleFiles.raffleId, id))
    .orderBy(asc(raffleFiles.name));

export type DetailAsk = { readonly id: Id<"raffle">; readonly viewer: Viewer; readonly maySeeDrafts: boolean };

/** Undefined where there is none, and for drafts that are not the viewer's to see. */
export async function raffleById(
  db: ReadDb,
  { id, viewer, maySeeDrafts }: DetailAsk,
): Promise<RaffleDetail | undefined> {
  const [row] = await db
    .select({ ...detailColumns, held: held(viewer) })
    .from(raffles)
    .leftJoin(commitments, eq(commitments.raffleId, raffles.id))
    .where(eq(raffles.id, id));
  if (!row || (row.status === "DRAFT" && !maySeeDrafts)) return undefined;
  return {
    ...listingOf(row),
    territory: orNull(row.territory),
    stationIds: row.stationIds === null ? null : row.stationIds.map((station) => asId("station", station)),
    noticeSeconds: row.noticeSeconds,
    pesosPerTicket: formatPesos(row.pesosPerTicketCentavos),
    maxTicketsPerPerson: row.maxTicketsPerPerson,
    winsPerPerson: row.winsPerPerson,
    alternatesPerPrize: row.alternatesPerPrize,
    opensAt: instantOrNull(row.opensAt),
    closedAt: instantOrNull(row.closedAt),
    frozenAt: instantOrNull(row.frozenAt),
    drawnAt: instantOrNull(row.drawnAt),
    endedReason: row.endedReason,
    commitment: row.commitment && { ...row.commitment, roundAt: instant(row.commitment.roundAt) },
    files: await filesOf(db, id),
  };
}

export async function raffleStatus(db: ReadDb, id: Id<"raffle">): Promise<RaffleStatus | undefined> {
  const [row] = await db.select({ status: raffles.status }).from(raffles).where(eq(raffles.id, id));
  return row?.status;
}
