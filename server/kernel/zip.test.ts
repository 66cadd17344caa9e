import { inflateRawSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { joinBytes, textOf, utf8 } from "./bytes";
import { type ZipEntry, zipParts } from "./zip";

const entry = (name: string, ...texts: readonly string[]): ZipEntry => ({
  name,
  async *parts() {
    for (const text of texts) yield utf8(text);
  },
});

async function zipped(entries: readonly ZipEntry[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of zipParts(entries)) parts.push(part);
  return Buffer.from(joinBytes(...parts));
}

/** Reads an archive by its directory, as every program does. */
function unzipped(zip: Buffer): Record<string, { text: string; crc: number }> {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  const found: Record<string, { text: string; crc: number }> = {};
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    const [method, crc, size, nameLength] = [at + 10, at + 16, at + 20, at + 28].map((place, k) =>
      k === 1 || k === 2 ? zip.readUInt32LE(place) : zip.readUInt16LE(place),
    ) as [number, number, number, number];
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString("utf8");
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26);
    const raw = zip.subarray(start, start + size);
    found[name] = { text: textOf(method === 0 ? raw : inflateRawSync(raw)), crc };
    at += 46 + nameLength;
  }
  return found;
}

describe("an archive", () => {
  test("holds each file under its name with its checksum", async () => {
    const files = unzipped(
      await zipped([entry("a.txt", "1234", "56789"), entry("vacío.csv"), entry("ñ/b.json", "{}")]),
    );
    expect(files).toEqual({
      "a.txt": { text: "123456789", crc: 0xcbf43926 },
      "vacío.csv": { text: "", crc: 0 },
      "ñ/b.json": { text: "{}", crc: expect.any(Number) },
    });
  });

  test("is the same bytes every time", async () => {
    const entries = [entry("a.txt", "uno"), entry("b.txt", "dos")];
    expect(await zipped(entries)).toEqual(await zipped(entries));
  });
});
