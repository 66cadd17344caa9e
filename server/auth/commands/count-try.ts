import "server-only";
import { decideTry, type Tries, type TryRule } from "@/server/auth/domain/throttle";
import type { AuthCtx, AuthUnit } from "@/server/auth/ports";
import type { Id } from "@/server/kernel/id";

export type CountedKey = { readonly key: string; readonly rule: TryRule };

type Tried = { account: string; device: Id<"device"> | undefined };

/**
 * A known device has a counter of its own, which no stranger can fill; unknown ones share one per network and one per
 * account (domain words, "Limits of access"). Keys are hashed: the table holds no address.
 */
export function throttleKeys(ctx: AuthCtx, { account, device }: Tried): CountedKey[] {
  const { signInDevice, signInAccount } = ctx.services.limits.rules;
  const keyOf = (kind: string, of: string) => `${kind}:${ctx.services.secrets.mac("throttle", `${account} ${of}`)}`;
  if (device) return [{ key: keyOf("device", device), rule: signInDevice }];
  return [
    { key: keyOf("network", ctx.network), rule: signInDevice },
    { key: keyOf("account", ""), rule: signInAccount },
  ];
}

/** Counts a failed try beforehand; answers the seconds to wait where there have been too many, and then counts nothing. */
export async function countTry(unit: AuthUnit, keys: readonly CountedKey[], now: Date): Promise<number | undefined> {
  const known = await unit.auth.throttles.lock(
    keys.map(({ key }) => key),
    now,
  );
  const next = new Map<string, Tries>();
  const waits: number[] = [];
  for (const { key, rule } of keys) {
    const decision = decideTry(known.get(key), rule, now);
    if (decision.allowed) next.set(key, decision.next);
    else waits.push(decision.retryAfterSeconds);
  }
  if (waits.length > 0) return Math.max(...waits);
  await unit.auth.throttles.save(next);
  return undefined;
}
