import { sha256 as sha256Of } from "@noble/hashes/sha2.js";

import { joinBytes } from "@/server/kernel/bytes";

/** SHA-256 of the parts joined; synchronous, the same in the browser and on the server. */
export const sha256 = (...parts: readonly Uint8Array[]): Uint8Array =>
  sha256Of(parts.length === 1 && parts[0] !== undefined ? parts[0] : joinBytes(...parts));

export type RunningHash = {
  update(part: Uint8Array): void;
  digest(): Uint8Array;
};

/** For files too long to be held as one piece. */
export function runningSha256(): RunningHash {
  const state = sha256Of.create();
  return { update: (part) => void state.update(part), digest: () => state.digest() };
}
