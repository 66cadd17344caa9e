import "server-only";
import { createHash } from "node:crypto";

import { ok, refuse, type Result } from "@/server/kernel/result";
import type { FeedFault, FeedFile } from "@/server/stations/domain/feed-file";
import type { RawPlace } from "@/server/stations/domain/feed-place";
import type { RawPrice } from "@/server/stations/domain/feed-price";

import { encodingOf } from "./encoding";
import { bytesOf, faultOf, unpacked } from "./feed-bytes";
import { placesParser, pricesParser, type RowParser } from "./feed-rows";

/** Reads the regulator's file of places or prices, gzip or plain by its first bytes; what is wrong with it is a value. */
export const readPlaces = (file: string) => readFeed<RawPlace>(file, placesParser());
export const readPrices = (file: string) => readFeed<RawPrice>(file, pricesParser());

async function readFeed<Row>(file: string, parser: RowParser<Row>): Promise<Result<FeedFile<Row>, FeedFault>> {
  try {
    const sha256 = await parse(await bytesOf(file), parser);
    if (parser.rows.length > 0) return ok({ rows: parser.rows, sha256 });
    return refuse({ kind: "FILE_EMPTY", text: "the file holds nothing to import" });
  } catch (broken) {
    const fault = faultOf(broken);
    if (!fault) throw broken;
    return refuse(fault);
  }
}

/** Feeds the parser piece by piece, so that a document too large or too odd is left as soon as that shows. */
async function parse(bytes: Buffer, parser: RowParser<unknown>): Promise<string> {
  const hash = createHash("sha256");
  let decoder: TextDecoder | undefined;
  for await (const piece of unpacked(bytes)) {
    hash.update(piece);
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    parser.write(decoder.decode(piece, { stream: true }));
  }
  parser.write(decoder?.decode() ?? "");
  parser.end();
  return hash.digest("hex");
}
