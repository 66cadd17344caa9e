/** What the server has counted, and when its answer came (milliseconds of `performance.now()`). */
export type Counted = { readonly visibleSeconds: number; readonly at: number; readonly isVisible: boolean };

/** A beat is never credited for longer; the hand waits there for the next answer. */
const longestBeatSeconds = 5;

/** Whole seconds still to watch, as the server will count them: a hidden page or a lost connection stops the hand. */
export function secondsLeft(durationSeconds: number, counted: Counted, now: number): number {
  const since = counted.isVisible ? Math.min(longestBeatSeconds, Math.max(0, (now - counted.at) / 1_000)) : 0;
  return Math.max(0, Math.ceil(durationSeconds - counted.visibleSeconds - since));
}
