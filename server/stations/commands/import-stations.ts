import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx } from "@/server/platform/ctx";
import type { FeedPair } from "@/server/stations/domain/feed-file";
import {
  type PlacesPlan,
  planPlaces,
  planPrices,
  setAsideOutOfLine,
  type PricesPlan,
} from "@/server/stations/domain/import-plan";
import { type ImportReport, reportOf } from "@/server/stations/domain/import-report";
import { placeSuspicions, priceSuspicions, type Suspicion } from "@/server/stations/domain/import-suspicion";
import { type StationsImported, stationsImported } from "@/server/stations/events";
import type { RejectedRow, StationsUnit } from "@/server/stations/ports";

import { savePlaces, savePrices, saveRejects } from "./apply-import";
import { comparePrices, directoryOf, type ImportWork, knownPrices, knownStations, placedBy } from "./compare-feed";

type ImportCtx = Ctx<StationsUnit>;

export type ImportAsk = {
  /** Which feed this is; runs of one feed are compared with each other and never run at once. */
  readonly feed: string;
  readonly pair: FeedPair;
  /** The instant at which the prices held. */
  readonly asOf: Date;
  /** Take what looks wrong all the same. */
  readonly acceptChanges: boolean;
  /** Say what would happen, and leave no trace. */
  readonly isDry: boolean;
  readonly signal: AbortSignal;
  onProgress: ImportWork["onProgress"];
};

export type ImportOutcome = {
  /** `SUSPICIOUS`: nothing was changed, because the file differs too much from the last one. `DRY_RUN`: nothing was to be. */
  readonly state: "DONE" | "SUSPICIOUS" | "DRY_RUN";
  readonly suspicions: readonly Suspicion[];
  readonly report: ImportReport;
  readonly rejects: readonly RejectedRow[];
};

/**
 * Takes the regulator's pair into our stations, in short transactions, so that the product goes on meanwhile. Reading the
 * same pair again changes nothing; an import that was cut off is finished by running it again. Refuses with
 * `STATE_CONFLICT` while another import of the feed is at work.
 */
export async function importStations(ctx: ImportCtx, ask: ImportAsk): Promise<Result<ImportOutcome, Refusal>> {
  const runId = ctx.newId("row");
  const { feed, asOf, pair, signal, onProgress } = ask;
  const run = { id: runId, feed, asOf, placesSha256: pair.places.sha256, pricesSha256: pair.prices.sha256 };
  const within: ImportWork["within"] = (work) => ctx.transact(work);
  const work: ImportWork = { runId, asOf, signal, onProgress, within, newRowId: () => ctx.newId("row") };
  if (ask.isDry) return ok(await takeFeed(work, ask, () => ctx.newId("station")));
  const begun = await within(({ stationImports }) => stationImports.begin(run));
  if (!begun) return refuse({ kind: "STATE_CONFLICT" });
  try {
    return ok(await takeFeed(work, ask, () => ctx.newId("station")));
  } catch (fault) {
    await within(({ stationImports }) => stationImports.finish(runId, "FAILED", undefined)).catch(() => undefined);
    throw fault;
  }
}

async function takeFeed(work: ImportWork, ask: ImportAsk, newStationId: () => Id<"station">): Promise<ImportOutcome> {
  const { places: placesFile, prices: pricesFile } = ask.pair;
  const { asOf, runId } = work;
  const known = await knownStations(work);
  const runs = await work.within(({ stationImports }) => stationImports.runsAround(ask.feed, asOf));
  const places = planPlaces(placesFile.rows, known, newStationId);
  const before = await knownPrices(work, known);
  const read = planPrices({ raws: pricesFile.rows, places: placesFile.rows, stationOf: directoryOf(known, places) });
  const prices = setAsideOutOfLine(read, placedBy(work, { known, places, before }));
  const compared = comparePrices(work, { before, prices, next: runs.next });
  const isOld = runs.latest !== undefined && asOf < runs.latest;
  const suspicions = [
    ...placeSuspicions({ raws: placesFile.rows, plan: places, known: runs.latest ? known : [] }),
    ...priceSuspicions({ read: pricesFile.rows.length, plan: prices, current: isOld ? new Map() : before.current }),
  ];
  const rejects = rejectsOf(work, places, prices);
  const parts = { asOf, read: { places: placesFile.rows.length, prices: pricesFile.rows.length }, places, prices };
  if (ask.isDry)
    return { state: "DRY_RUN", suspicions, report: reportOf({ ...parts, outcomes: compared.outcomes }), rejects };
  if (suspicions.length > 0 && !ask.acceptChanges) {
    const report = reportOf({ ...parts, outcomes: compared.outcomes });
    await work.within(({ stationImports }) => stationImports.finish(runId, "REFUSED", report));
    return { state: "SUSPICIOUS", suspicions, report, rejects };
  }
  await savePlaces(work, places);
  const outcomes = { ...compared.settled };
  for (const outcome of await savePrices(work, { changed: compared.changed, next: runs.next })) outcomes[outcome] += 1;
  await saveRejects(work, rejects);
  const report = reportOf({ ...parts, outcomes });
  await finish(work, report);
  return { state: "DONE", suspicions, report, rejects };
}

const rejectsOf = ({ newRowId }: ImportWork, places: PlacesPlan, prices: PricesPlan): RejectedRow[] => [
  ...places.rejected.map((rejected) => ({ id: newRowId(), kind: "PLACE" as const, ...rejected })),
  ...prices.rejected.map((rejected) => ({ id: newRowId(), kind: "PRICE" as const, ...rejected })),
];

async function finish({ within, runId }: ImportWork, { places, prices, ...report }: ImportReport): Promise<void> {
  const payload: StationsImported = {
    runId,
    asOf: report.asOf,
    stationsInserted: places.inserted,
    stationsUpdated: places.updated,
    placesRejected: places.rejected,
    pricesOpened: prices.opened,
    pricesHistoric: prices.historic,
    pricesRejected: prices.rejected,
  };
  await within(async ({ stationImports, events, clock }) => {
    await stationImports.finish(runId, "DONE", { ...report, places, prices });
    await events.append([{ type: stationsImported.type, aggregateId: runId, occurredAt: await clock.read(), payload }]);
  });
}
