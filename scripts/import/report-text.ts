import type { ImportReport } from "@/server/stations/domain/import-report";
import { changedNothing } from "@/server/stations/domain/import-report";
import type { Suspicion } from "@/server/stations/domain/import-suspicion";
import type { RejectedRow } from "@/server/stations/ports";

const line = (label: string, count: number, note = ""): string =>
  `  ${label.padEnd(26)}${String(count).padStart(7)}${note && `  ${note}`}`;

const reasonLines = (reasons: Readonly<Record<string, number>>): string[] =>
  Object.entries(reasons)
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => line(`  ${reason}`, count));

/** What was read and what became of it; the lines of each part add up to what was read. */
export function reportText(report: ImportReport): string {
  const { places, prices } = report;
  return [
    `as of ${report.asOf}`,
    line("places read", places.read),
    line("inserted", places.inserted),
    line("updated", places.updated),
    line("unchanged", places.unchanged),
    line("kept", places.kept, "an admin's word counts more"),
    line("repaired", places.repaired, "coordinates swapped in the file; part of the above"),
    line("rejected", places.rejected),
    ...reasonLines(places.reasons),
    line("prices read", prices.read),
    line("new price", prices.opened),
    line("history", prices.historic),
    line("unchanged", prices.unchanged),
    line("kept", prices.kept, "set by a manager or an admin"),
    line("stale", prices.stale, "another price is known from that very instant"),
    line("the same twice", prices.equalDuplicates),
    line("rejected", prices.rejected),
    ...reasonLines(prices.reasons),
    ...(changedNothing(report) ? ["nothing changed"] : []),
  ].join("\n");
}

const suspicious: Readonly<Record<Suspicion["what"], string>> = {
  PLACES_REJECTED: "places of the file are not usable",
  PRICES_REJECTED: "prices of the file are not usable",
  STATIONS_GONE: "known stations are missing from the file",
  STATIONS_MOVED: "known stations would move by more than a kilometre",
  PRICES_GONE: "known prices are missing from the file",
  PRICES_JUMPED: "known prices would change by more than a tenth",
};

export const suspicionText = ({ what, count, of }: Suspicion): string => `  ${count} of ${of} ${suspicious[what]}`;

const cell = (text: string): string => {
  // A sheet must not take a stranger's text for a formula; a negative longitude is none.
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^-\d+(?:\.\d+)?$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Every place and price that was not taken, with the reason; CSV as of RFC 4180. */
export function rejectsCsv(rows: readonly RejectedRow[]): string {
  const lines = rows.map((row) => {
    const [permit, name, fuel, price, x, y] =
      row.kind === "PLACE"
        ? [row.raw.permit, row.raw.name, "", "", row.raw.x, row.raw.y]
        : ["", "", row.raw.fuel, row.raw.price, "", ""];
    return [row.kind, row.reason, row.raw.placeId, permit, name, x, y, fuel, price].map(cell).join(",");
  });
  return ["kind,reason,place_id,permit,name,x,y,fuel,price", ...lines, ""].join("\r\n");
}
