import "server-only";
import { createHash } from "node:crypto";

import { ok, refuse, type Result } from "@/server/kernel/result";
import type { FeedFault, FeedPair } from "@/server/stations/domain/feed-file";
import type { RawPlace } from "@/server/stations/domain/feed-place";
import type { RawPrice } from "@/server/stations/domain/feed-price";

import { csvRows } from "./csv-rows";
import { bytesOf, contentOf, faultOf } from "./feed-bytes";
import { FeedBroken } from "./feed-rows";

const COLUMNS = ["place_id", "permit", "name", "longitude", "latitude", "regular", "premium", "diesel"] as const;
type Column = (typeof COLUMNS)[number];
const FUELS = ["regular", "premium", "diesel"] as const;

/**
 * The same as the regulator's pair in one table, a line a station: the columns above in any order, prices left empty where
 * there is none. Gzip or plain, UTF-8.
 */
export async function readCsv(file: string): Promise<Result<FeedPair, FeedFault>> {
  try {
    const content = await contentOf(await bytesOf(file));
    const text = new TextDecoder("utf-8", { fatal: true }).decode(content);
    const sha256 = createHash("sha256").update(content).digest("hex");
    const { places, prices } = pairOf(text);
    return ok({ places: { rows: places, sha256 }, prices: { rows: prices, sha256 } });
  } catch (broken) {
    const fault = faultOf(broken);
    if (!fault) throw broken;
    return refuse(fault);
  }
}

function pairOf(text: string): { places: RawPlace[]; prices: RawPrice[] } {
  if (/^\s*</.test(text)) throw new FeedBroken("HTML_PAGE", "this is markup, not a table");
  const [head = [], ...lines] = csvRows(text) ?? broken("a quote is never closed");
  const index = new Map(head.map((name, at) => [name.trim().toLowerCase(), at]));
  const missing = COLUMNS.filter((column) => !index.has(column));
  if (missing.length > 0) broken(`there is no column ${missing.join(", ")}`);
  if (lines.length === 0) throw new FeedBroken("FILE_EMPTY", "the file holds nothing to import");
  const odd = lines.findIndex((cells) => cells.length !== head.length);
  if (odd !== -1) broken("a line has more or fewer cells than the head", odd + 2);
  const cellsOf = lines.map((cells) => (column: Column) => cells[index.get(column) ?? -1] ?? "");
  return {
    places: cellsOf.map((cell) => ({
      ...{ placeId: cell("place_id"), permit: cell("permit"), name: cell("name") },
      ...{ x: cell("longitude"), y: cell("latitude") },
    })),
    prices: cellsOf.flatMap((cell) =>
      FUELS.filter((fuel) => cell(fuel).trim() !== "").map((fuel) => ({
        ...{ placeId: cell("place_id"), fuel, price: cell(fuel) },
      })),
    ),
  };
}

function broken(why: string, at?: number): never {
  throw new FeedBroken("NOT_CSV", why, at);
}
