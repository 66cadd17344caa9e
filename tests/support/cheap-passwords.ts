import { createHash } from "node:crypto";

import type { ApiCtx } from "@/server/container";
import type { PasswordHasher } from "@/server/platform/credentials";

const hashed = (password: string): string => createHash("sha256").update(password).digest("hex");

export type CountingHasher = PasswordHasher & { readonly looks: number };

/** A port's stand-in that costs nothing and counts: what is measured with it is everything round the hash. */
export function cheapHasher(): CountingHasher {
  let looks = 0;
  return {
    get looks() {
      return looks;
    },
    hash: (password) => Promise.resolve(hashed(password)),
    verify(stored, password) {
      looks += 1;
      return Promise.resolve(hashed(password) === (stored ?? ""));
    },
  };
}

export const withHasher = (ctx: ApiCtx, passwords: PasswordHasher): ApiCtx => ({
  ...ctx,
  services: { ...ctx.services, passwords },
});
