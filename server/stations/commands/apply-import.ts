import "server-only";
import type { PlacesPlan, SeenPrice, StationRecord } from "@/server/stations/domain/import-plan";
import { priceKey } from "@/server/stations/domain/import-suspicion";
import { isEmptyPlan, type ObservationOutcome, observePrice } from "@/server/stations/domain/price-period";
import type { RejectedRow, StationsUnit } from "@/server/stations/ports";

import type { ImportWork } from "./compare-feed";

const CHUNK = 500;

type Saving<Row> = {
  readonly step: Parameters<ImportWork["onProgress"]>[0];
  readonly rows: readonly Row[];
  save(unit: StationsUnit, chunk: readonly Row[]): Promise<void>;
};

/** Row by row in short transactions, each of which shows that the import is alive. */
async function inChunks<Row>(work: ImportWork, { step, rows, save }: Saving<Row>): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) {
    work.signal.throwIfAborted();
    await work.within(async (unit) => {
      await save(unit, rows.slice(at, at + CHUNK));
      await unit.stationImports.touch(work.runId);
    });
    work.onProgress(step, Math.min(at + CHUNK, rows.length), rows.length);
  }
}

export async function savePlaces(work: ImportWork, { insert, update }: PlacesPlan): Promise<void> {
  const rows: readonly { record: StationRecord; isNew: boolean }[] = [
    ...insert.map((record) => ({ record, isNew: true })),
    ...update.map((record) => ({ record, isNew: false })),
  ];
  await inChunks(work, {
    step: "places",
    rows,
    save: async ({ stationImports, clock }, chunk) => {
      const [fresh, changed] = [chunk.filter(({ isNew }) => isNew), chunk.filter(({ isNew }) => !isNew)];
      if (fresh.length > 0) await stationImports.insert(fresh.map(({ record }) => record));
      if (changed.length === 0) return;
      await stationImports.update(
        changed.map(({ record }) => record),
        await clock.read(),
      );
    },
  });
}

type ChangedPrices = { readonly changed: readonly SeenPrice[]; readonly next: Date | undefined };

/** Looks at each price again under the lock of its station; answers how often each outcome came about. */
export async function savePrices(
  work: ImportWork,
  { changed, next }: ChangedPrices,
): Promise<readonly ObservationOutcome[]> {
  const outcomes: ObservationOutcome[] = [];
  await inChunks(work, {
    step: "prices",
    rows: changed,
    save: async ({ prices }, chunk) => {
      const ids = [...new Set(chunk.map(({ stationId }) => stationId))];
      const known = await prices.endingAfter(ids, work.asOf, "lock");
      const planned = chunk.map((seen) => {
        const observation = { price: seen.price, at: work.asOf, nextSeenAt: next };
        return { ...seen, ...observePrice(known.get(priceKey(seen)) ?? [], observation) };
      });
      await prices.apply(planned.filter(({ plan }) => !isEmptyPlan(plan)));
      outcomes.push(...planned.map(({ outcome }) => outcome));
    },
  });
  return outcomes;
}

export const saveRejects = (work: ImportWork, rows: readonly RejectedRow[]): Promise<void> =>
  inChunks(work, {
    step: "rejects",
    rows,
    save: ({ stationImports }, chunk) => stationImports.reject(work.runId, chunk),
  });
