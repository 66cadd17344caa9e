/** RFC 8785. Numbers are those of ECMAScript, members sort by UTF-16 code units. */

import { textOf, utf8 } from "@/server/kernel/bytes";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function quoted(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new RangeError("a lone surrogate has no JSON form");
  return JSON.stringify(text);
}

/** Throws RangeError for what JSON cannot say: NaN, infinities, lone surrogates. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError("not a JSON number");
    return String(value === 0 ? 0 : value);
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${quoted(key)}:${canonicalJson(member)}`).join(",")}}`;
}

export const canonicalBytes = (value: Json): Uint8Array => utf8(canonicalJson(value));

/** Reads a document that must already be canonical, byte for byte; throws RangeError otherwise. */
export function parseCanonical(bytes: Uint8Array): Json {
  const text = textOf(bytes);
  const value = parseJson(text);
  if (canonicalJson(value) !== text) throw new RangeError("JSON, but not in canonical form");
  return value;
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError("not JSON");
  }
}
