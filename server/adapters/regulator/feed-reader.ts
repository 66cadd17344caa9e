import "server-only";
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

import { ok, refuse, type Result } from "@/server/kernel/result";
import type { FeedFault, FeedFile } from "@/server/stations/domain/feed-file";
import type { RawPlace } from "@/server/stations/domain/feed-place";
import type { RawPrice } from "@/server/stations/domain/feed-price";

import { FeedBroken, placesParser, pricesParser, type RowParser } from "./feed-rows";

/** The real files are under 4 MB; a gzip of a few kilobytes can unfold to gigabytes. */
const MAX_BYTES = 64 * 1024 * 1024;
const PIECE = 64 * 1024;

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

async function bytesOf(file: string): Promise<Buffer> {
  if ((await stat(file)).size > MAX_BYTES) throw new FeedBroken("TOO_LARGE", `more than ${MAX_BYTES} bytes`);
  const bytes = await readFile(file);
  if (bytes.length === 0) throw new FeedBroken("FILE_EMPTY", "the file is empty");
  return bytes;
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** Feeds the parser piece by piece, so that a document too large or too odd is left as soon as that shows. */
async function parse(bytes: Buffer, parser: RowParser<unknown>): Promise<string> {
  const hash = createHash("sha256");
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const content: AsyncIterable<Buffer> | Iterable<Buffer> = isZipped
    ? Readable.from(piecesOf(bytes)).pipe(createGunzip())
    : piecesOf(bytes);
  let length = 0;
  for await (const piece of content) {
    length += piece.length;
    if (length > MAX_BYTES) throw new FeedBroken("TOO_LARGE", `more than ${MAX_BYTES} bytes when unpacked`);
    hash.update(piece);
    parser.write(decoder.decode(piece, { stream: true }));
  }
  parser.write(decoder.decode());
  parser.end();
  return hash.digest("hex");
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "no permission to read the file",
  EISDIR: "this is a folder",
};

function faultOf(broken: unknown): FeedFault | undefined {
  if (broken instanceof FeedBroken) return broken.fault;
  const code = broken instanceof Error && "code" in broken ? String(broken.code) : "";
  if (Object.hasOwn(unreadable, code)) return { kind: "FILE_UNREADABLE", text: unreadable[code] ?? code };
  if (code === "Z_BUF_ERROR") return { kind: "TRUNCATED", text: "the gzip ends in the middle" };
  if (code.startsWith("Z_")) return { kind: "GZIP_BROKEN", text: "the gzip is damaged" };
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return { kind: "NOT_UTF8", text: "bytes that are not UTF-8" };
  return undefined;
}
