/** Byte strings as the draw protocol writes them. Everything here throws RangeError on malformed input. */

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const base64urlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Refuses ill-formed UTF-8 instead of replacing it. */
export function textOf(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    throw new RangeError("not well-formed UTF-8");
  }
}

export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += hexPairs[byte];
  return text;
}

/** Lower-case hexadecimal only; `length` is the number of bytes expected. */
export function fromHex(text: string, length?: number): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new RangeError("not lower-case hexadecimal");
  if (length !== undefined && text.length !== length * 2) throw new RangeError(`not ${length} bytes of hexadecimal`);
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** Writes a whole number below 2^53 as eight bytes, big-endian. */
export function setU64be(into: Uint8Array, at: number, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a whole number: ${value}`);
  const high = Math.floor(value / 2 ** 32);
  for (let i = 0; i < 4; i++) {
    into[at + i] = high >>> (24 - 8 * i);
    into[at + 4 + i] = value >>> (24 - 8 * i);
  }
}

/** Eight bytes, big-endian. */
export function u64be(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  setU64be(bytes, 0, value);
  return bytes;
}

/** The first eight bytes, big-endian. */
export const readU64be = (bytes: Uint8Array): bigint =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0);

/** The 16 bytes of a UUID in its lower-case hyphenated form. */
export function uuidBytes(uuid: string): Uint8Array {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)) throw new RangeError("not a lower-case UUID");
  return fromHex(uuid.replaceAll("-", ""), 16);
}

/** A UUID (version 8) of the first 16 of the bytes: for what has no row of its own and is named by a hash. */
export function derivedUuid(bytes: Uint8Array): string {
  const named = bytes.slice(0, 16);
  named[6] = ((named[6] ?? 0) & 0x0f) | 0x80;
  named[8] = ((named[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(named);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export function toBase64url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = Math.min(bytes.length - at, 3) + 1;
    for (let i = 0; i < letters; i++) text += base64urlAlphabet[(group >> (18 - 6 * i)) & 63];
  }
  return text;
}

/** Strict: no padding, no white space, no spare bits, so that one value has one spelling. */
export function fromBase64url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    const value = base64urlAlphabet.indexOf(letter);
    if (value < 0) throw new RangeError("not base64url");
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  if (toBase64url(bytes) !== text) throw new RangeError("not base64url in its one spelling");
  return bytes;
}
