/** Strict reading of published JSON documents: exactly the members expected, each of its form. */
import { fromHex } from "@/server/kernel/bytes";
import type { Json } from "@/server/kernel/canonical-json";

/** Names the member that is not as the protocol says. */
export class DocumentFault extends RangeError {
  readonly member: string;
  constructor(member: string, what: string) {
    super(`${member}: ${what}`);
    this.member = member;
  }
}

export type JsonObject = { readonly [key: string]: Json };

export type DocumentReader = {
  text(key: string): string;
  textOrNull(key: string): string | null;
  flag(key: string): boolean;
  /** A safe whole number, not below `least`. */
  whole(key: string, least?: number): number;
  /** Lower-case hexadecimal of so many bytes, returned as it stands. */
  hex(key: string, bytes: number): string;
  /** An instant in the one spelling of `instantText`, as milliseconds since 1970. */
  instant(key: string): number;
  object(key: string, members: readonly string[]): DocumentReader;
  list<T>(key: string, read: (item: Json, name: string) => T): T[];
  raw(key: string): Json;
  members(): JsonObject;
};

const isObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** RFC 3339 in UTC; whole seconds are written without a fraction, everything else with three digits. */
export const instantText = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");

export function instantOf(text: string): number {
  const ms = Date.parse(text);
  if (!Number.isSafeInteger(ms) || instantText(ms) !== text) throw new RangeError("not an instant in its one spelling");
  return ms;
}

export function textItem(item: Json, name: string): string {
  if (typeof item !== "string") throw new DocumentFault(name, "is not text");
  return item;
}

/** `members` are all the members the object must have, and the only ones it may have. */
export function readDocument(value: Json, members: readonly string[], name = "document"): DocumentReader {
  if (!isObject(value)) throw new DocumentFault(name, "is not an object");
  const missing = members.find((key) => !Object.hasOwn(value, key));
  if (missing !== undefined) throw new DocumentFault(missing, "is missing");
  const unknown = Object.keys(value).find((key) => !members.includes(key));
  if (unknown !== undefined) throw new DocumentFault(unknown, "is not a member of this document");
  return readerOf(value);
}

function readerOf(value: JsonObject): DocumentReader {
  const raw = (key: string): Json => {
    const member = value[key];
    if (member === undefined) throw new DocumentFault(key, "is missing");
    return member;
  };
  const text = (key: string): string => textItem(raw(key), key);
  const checked = <T>(key: string, read: (written: string) => T): T => {
    try {
      return read(text(key));
    } catch (fault) {
      throw fault instanceof DocumentFault ? fault : new DocumentFault(key, String(fault));
    }
  };
  return {
    raw,
    members: () => value,
    text,
    textOrNull: (key) => (raw(key) === null ? null : text(key)),
    flag(key) {
      const member = raw(key);
      if (typeof member !== "boolean") throw new DocumentFault(key, "is neither true nor false");
      return member;
    },
    whole(key, least = 0) {
      const member = raw(key);
      const isWhole = typeof member === "number" && Number.isSafeInteger(member) && member >= least;
      if (!isWhole) throw new DocumentFault(key, `is not a whole number from ${least}`);
      return member;
    },
    hex: (key, bytes) => checked(key, (written) => (fromHex(written, bytes), written)),
    instant: (key) => checked(key, instantOf),
    object: (key, members) => readDocument(raw(key), members, key),
    list(key, read) {
      const member = raw(key);
      if (!Array.isArray(member)) throw new DocumentFault(key, "is not a list");
      return member.map((item: Json, i) => read(item, `${key}[${i}]`));
    },
  };
}
