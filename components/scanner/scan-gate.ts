/** How long a code that stays in sight, or comes again at once, counts as the same look. */
export const REPEAT_MS = 2500;
/** More than this nobody holds before one camera. */
const MOST = 20;

export type ScanGate = {
  /** True when the code is new; a code that stays before the camera is passed once. */
  passes(code: string, atMs: number): boolean;
  /** Takes the code as just seen, whatever way it came: after a result its phone is often still before the camera. */
  hold(code: string, atMs: number): void;
};

/** Keeps one look at a code from becoming many. Time is measured from when each code was last seen, not first. */
export function createScanGate(repeatMs = REPEAT_MS): ScanGate {
  const seen = new Map<string, number>();
  const mark = (code: string, atMs: number): void => {
    seen.delete(code);
    seen.set(code, atMs);
    for (const oldest of seen.keys()) {
      if (seen.size <= MOST) break;
      seen.delete(oldest);
    }
  };
  return {
    passes(code, atMs) {
      const before = seen.get(code);
      const isSame = before !== undefined && atMs - before < repeatMs;
      // What is held for a while longer stays held.
      mark(code, Math.max(atMs, before ?? atMs));
      return !isSame;
    },
    hold: mark,
  };
}
