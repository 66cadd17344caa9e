import "server-only";
import { uuidv7 } from "uuidv7";

import { openDatabase, type Tx } from "@/db/client";
import { worksAtStations } from "@/server/auth/contract";
import { redemptionOfCustomer } from "@/server/coupons/contract";
import type { Id, IdKind, NewId } from "@/server/kernel/id";
import type { Ctx } from "@/server/platform/ctx";
import { databaseClock, eventWriter } from "@/server/platform/event-log";
import type { Logger } from "@/server/platform/logger";
import type { StationsUnit } from "@/server/stations/ports";
import { importStore } from "@/server/stations/store/import-store";
import { reviewStore, staffStore } from "@/server/stations/store/people-store";
import { priceStore } from "@/server/stations/store/price-store";
import { stationStore } from "@/server/stations/store/station-store";

/** Stations' part of a transaction. */
export const stationsUnit = (tx: Tx, newId: NewId) => ({
  stations: stationStore(tx),
  prices: priceStore(tx, newId),
  stationImports: importStore(tx),
  staff: staffStore(tx),
  reviews: reviewStore(tx),
  canWork: (userId: Id<"user">) => worksAtStations(tx, userId),
  redemptionOf: (userId: Id<"user">, id: Id<"redemption">) => redemptionOfCustomer(tx, { userId, id }),
});

type ImportParts = { url: string; isEmbedded: boolean; log: Logger };

/** For the import, which needs a database and nothing else: readers of the event log find its event by themselves. */
export function openForImport({ url, isEmbedded, log }: ImportParts): {
  ctx: Ctx<StationsUnit>;
  close(): Promise<void>;
} {
  const database = openDatabase({ url, pool: 2, isEmbedded, applicationName: "jsm-import" });
  const newId: NewId = <K extends IdKind>(_kind: K) => uuidv7() as Id<K>;
  const actor = { kind: "system", name: "import-stations" } as const;
  const requestId = `import-stations-${uuidv7()}`;
  const ctx: Ctx<StationsUnit> = {
    actor,
    requestId,
    locale: "es-MX",
    log,
    now: () => new Date(),
    newId,
    transact: (work) =>
      database.db.transaction((tx) =>
        work({
          ...stationsUnit(tx, newId),
          clock: databaseClock(tx),
          events: eventWriter(tx, { actor, requestId }, newId),
        }),
      ),
  };
  return { ctx, close: () => database.close() };
}
