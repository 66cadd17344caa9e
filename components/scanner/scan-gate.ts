/** How long a code that stays in sight, or comes again at once, counts as the same look. */
export const REPEAT_MS = 2500;

export type ScanGate = {
  /** True when the code is new; a code that stays before the camera is passed once. */
  passes(code: string, atMs: number): boolean;
  /** Takes the code as just seen, whatever way it came: after a result its phone is often still before the camera. */
  hold(code: string, atMs: number): void;
};

/** Keeps one look at a code from becoming many. Time is measured from when the code was last seen, not first. */
export function createScanGate(repeatMs = REPEAT_MS): ScanGate {
  let last: { code: string; seenAt: number } | undefined;
  return {
    passes(code, atMs) {
      const isSame = last?.code === code && atMs - last.seenAt < repeatMs;
      last = { code, seenAt: atMs };
      return !isSame;
    },
    hold: (code, atMs) => {
      last = { code, seenAt: atMs };
    },
  };
}
