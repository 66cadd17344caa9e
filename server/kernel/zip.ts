/** A ZIP archive of stored files, written piece by piece: the same entries give the same bytes, on any day. */
import { joinBytes, utf8 } from "./bytes";

export type ZipEntry = {
  readonly name: string;
  /** The content, from its beginning each time it is asked for. */
  parts(): AsyncIterable<Uint8Array>;
};

/** 1 January 1980, midnight: the first day of the format, and no day of ours. */
const DATE = 0x21;
const UTF8_NAMES = 0x0800;
const VERSION = 20;
const MOST = 0xffff_ffff;

const crcOf = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  return crc;
});

type Facts = { readonly name: Uint8Array; readonly crc: number; readonly size: number; readonly at: number };

async function factsOf({ name, parts }: ZipEntry, at: number): Promise<Facts> {
  let [crc, size] = [MOST, 0];
  for await (const part of parts()) {
    for (const byte of part) crc = (crc >>> 8) ^ (crcOf[(crc ^ byte) & 0xff] ?? 0);
    size += part.length;
  }
  if (at + size > MOST) throw new RangeError("an archive of this form ends at 4 GB");
  return { name: utf8(name), crc: (crc ^ MOST) >>> 0, size, at };
}

/** Little-endian fields of two and four bytes. */
function fields(...values: readonly (readonly [bytes: 2 | 4, value: number])[]): Uint8Array {
  const out = new Uint8Array(values.reduce((sum, [bytes]) => sum + bytes, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [bytes, value] of values) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return out;
}

const common = ({ name, crc, size }: Facts): Uint8Array =>
  joinBytes(
    fields([2, VERSION], [2, UTF8_NAMES], [2, 0], [2, 0], [2, DATE], [4, crc], [4, size], [4, size]),
    fields([2, name.length], [2, 0]),
  );

const localHeader = (facts: Facts): Uint8Array => joinBytes(fields([4, 0x0403_4b50]), common(facts), facts.name);

const directoryEntry = (facts: Facts): Uint8Array =>
  joinBytes(
    fields([4, 0x0201_4b50], [2, VERSION]),
    common(facts),
    fields([2, 0], [2, 0], [2, 0], [4, 0], [4, facts.at]),
    facts.name,
  );

const endOfDirectory = (count: number, size: number, at: number): Uint8Array =>
  fields([4, 0x0605_4b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, at], [2, 0]);

/** Each content is read twice: once for its checksum, once to be sent. */
export async function* zipParts(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array, void, undefined> {
  const written: Facts[] = [];
  let at = 0;
  for (const entry of entries) {
    const facts = await factsOf(entry, at);
    const header = localHeader(facts);
    yield header;
    yield* entry.parts();
    written.push(facts);
    at += header.length + facts.size;
  }
  const directory = joinBytes(...written.map(directoryEntry));
  yield directory;
  yield endOfDirectory(written.length, directory.length, at);
}
