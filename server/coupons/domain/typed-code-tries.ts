/** Wrong short codes of one person, counted until ten minutes pass without one; counters, never locks. */
export type TypedTries = { readonly wrong: number; readonly lastWrongAt: Date };

/** So many may be wrong in ten minutes without any wait: fingers slip. */
export const FREE_WRONG_CODES = 5;
const WINDOW_MS = 600_000;
const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 600;

const current = (tries: TypedTries | undefined, now: Date): TypedTries | undefined =>
  tries && now.getTime() - tries.lastWrongAt.getTime() < WINDOW_MS ? tries : undefined;

/**
 * Seconds until the next code may be typed; 0 where it may be now. Waits double with each wrong one: 30 s, 60 s, … 10 min.
 * A right code takes nothing back, or somebody with one good coupon could guess for ever.
 */
export function typedCodeWait(tries: TypedTries | undefined, now: Date): number {
  const counted = current(tries, now);
  if (!counted || counted.wrong < FREE_WRONG_CODES) return 0;
  const wait = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(counted.wrong - FREE_WRONG_CODES, 10));
  return Math.max(0, Math.ceil((counted.lastWrongAt.getTime() + wait * 1_000 - now.getTime()) / 1_000));
}

export const afterWrongCode = (tries: TypedTries | undefined, now: Date): TypedTries => ({
  wrong: (current(tries, now)?.wrong ?? 0) + 1,
  lastWrongAt: now,
});
