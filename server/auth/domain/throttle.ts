/** Failed sign-in tries in one window; counters, never locks: an owner is not shut out of a device they know. */
export type Tries = { readonly failures: number; readonly windowStart: Date };

export type TryRule = { readonly allowance: number; readonly windowSeconds: number };

const endOf = (tries: Tries, rule: TryRule): number => tries.windowStart.getTime() + rule.windowSeconds * 1_000;

const current = (tries: Tries | undefined, rule: TryRule, now: Date): Tries =>
  tries && endOf(tries, rule) > now.getTime() ? tries : { failures: 0, windowStart: now };

export type TryDecision =
  | { readonly allowed: true; readonly next: Tries }
  | { readonly allowed: false; readonly retryAfterSeconds: number };

/** A try counts as failed from its start, so that many at once cannot all be the last one; success takes it back. */
export function decideTry(tries: Tries | undefined, rule: TryRule, now: Date): TryDecision {
  const counted = current(tries, rule, now);
  if (counted.failures < rule.allowance) return { allowed: true, next: { ...counted, failures: counted.failures + 1 } };
  const milliseconds = endOf(counted, rule) - now.getTime();
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1_000)) };
}
