import "server-only";
import { type Algorithm, hash, verify } from "@node-rs/argon2";

import type { PasswordHasher } from "@/server/platform/credentials";
import type { Secrets } from "@/server/platform/keys";
import { createGate } from "@/server/platform/turns";

/** The package declares a const enum; its value for argon2id. */
const ARGON2ID: Algorithm.Argon2id = 2;
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 4;
const MOST_WAITING = 200;

/** Composed and decomposed letters look the same to whoever types them. */
const typed = (password: string): string => password.normalize("NFC");

/** What stands where a hash should be opens for nobody: an account that was erased keeps none. */
function isNoHash(fault: unknown): false {
  if (fault instanceof Error && /decod/i.test(fault.message)) return false;
  throw fault;
}

/** argon2id, 19 MiB, two passes. At most four at once, so that sign-ins cannot take the machine; more wait, then 503. */
export function argon2Hasher(secrets: Pick<Secrets, "random">): PasswordHasher {
  const gate = createGate(AT_ONCE, MOST_WAITING);
  const nobody = (): Promise<string> => hash(secrets.random(32), COST);
  let nobodyHash: Promise<string> | undefined;

  return {
    hash: (password) => gate(() => hash(typed(password), COST)),
    async verify(stored, password) {
      // The same work for an account that does not exist: time tells nobody whether it does.
      const against = stored ?? (await (nobodyHash ??= nobody()));
      const isRight = await gate(() => verify(against, typed(password)).catch(isNoHash));
      return stored !== undefined && isRight;
    },
  };
}
