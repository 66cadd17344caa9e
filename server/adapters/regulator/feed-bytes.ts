import "server-only";
import { readFile, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

import type { FeedFault } from "@/server/stations/domain/feed-file";

import { FeedBroken } from "./feed-rows";

/** The real files are under 4 MB; a gzip of a few kilobytes can unfold to gigabytes. */
const MAX_BYTES = 64 * 1024 * 1024;
const PIECE = 64 * 1024;

export async function bytesOf(file: string): Promise<Buffer> {
  if ((await stat(file)).size > MAX_BYTES) throw new FeedBroken("TOO_LARGE", `more than ${MAX_BYTES} bytes`);
  const bytes = await readFile(file);
  if (bytes.length === 0) throw new FeedBroken("FILE_EMPTY", "the file is empty");
  return bytes;
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** The content piece by piece, gunzipped where its first bytes say gzip; throws as soon as it is more than it should be. */
export async function* unpacked(bytes: Buffer): AsyncGenerator<Buffer> {
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const content: AsyncIterable<Buffer> | Iterable<Buffer> = isZipped
    ? Readable.from(piecesOf(bytes)).pipe(createGunzip())
    : piecesOf(bytes);
  let length = 0;
  for await (const piece of content) {
    length += piece.length;
    if (length > MAX_BYTES) throw new FeedBroken("TOO_LARGE", `more than ${MAX_BYTES} bytes when unpacked`);
    yield piece;
  }
}

export async function contentOf(bytes: Buffer): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of unpacked(bytes)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "no permission to read the file",
  EISDIR: "this is a folder",
};

export function faultOf(broken: unknown): FeedFault | undefined {
  if (broken instanceof FeedBroken) return broken.fault;
  const code = broken instanceof Error && "code" in broken ? String(broken.code) : "";
  if (Object.hasOwn(unreadable, code)) return { kind: "FILE_UNREADABLE", text: unreadable[code] ?? code };
  if (code === "Z_BUF_ERROR") return { kind: "TRUNCATED", text: "the gzip ends in the middle" };
  if (code.startsWith("Z_")) return { kind: "GZIP_BROKEN", text: "the gzip is damaged" };
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
    return { kind: "ENCODING_WRONG", text: "bytes that are not what the encoding allows" };
  return undefined;
}
