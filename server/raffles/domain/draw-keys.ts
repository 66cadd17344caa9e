/** The answer of `GET /api/v1/draw/keys`, as a file `keys.json`. */
import { textOf } from "@/server/kernel/bytes";
import type { Json } from "@/server/kernel/canonical-json";

import { instantText, readDocument } from "./document";
import type { DrawKey } from "./signed-document";

const members = ["from", "kid", "publicKey", "to"];

export const drawKeysJson = (keys: readonly DrawKey[]) => ({
  keys: keys.map(({ kid, publicKey, fromMs, toMs }) => ({
    kid,
    publicKey,
    from: instantText(fromMs),
    to: toMs === null ? null : instantText(toMs),
  })),
});

/** Throws RangeError for anything but such an answer; its layout (spaces, order) is free. */
export function readDrawKeys(bytes: Uint8Array): DrawKey[] {
  return readDocument(parsed(bytes), ["keys"]).list("keys", (item, name) => {
    const key = readDocument(item, members, name);
    return {
      kid: key.text("kid"),
      publicKey: key.hex("publicKey", 32),
      fromMs: key.instant("from"),
      toMs: key.raw("to") === null ? null : key.instant("to"),
    };
  });
}

function parsed(bytes: Uint8Array): Json {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    throw new RangeError("not JSON");
  }
}
