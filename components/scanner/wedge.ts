/**
 * A hand-held scanner types like a keyboard, only faster, and ends with Enter. Keys are held back for a moment: a fast
 * run that ends in Enter is a code, everything else was a person and is handed on as typed.
 */
export const MAX_GAP_MS = 40;
const SHORTEST_CODE = 8;
const LONGEST_CODE = 400;

export type WedgeState = { readonly held: string; readonly lastAt: number };
export const NOTHING_HELD: WedgeState = { held: "", lastAt: Number.NEGATIVE_INFINITY };

export type WedgeStep = {
  readonly state: WedgeState;
  /** A complete code; its Enter must press nothing. */
  readonly code?: string;
  /** What a person typed: hand it to whatever listens for keys. */
  readonly typed?: string;
};

/** One key: a single character or `Enter`. Others (Shift, Tab, arrows) never come here. */
export function wedgeKey(state: WedgeState, key: string, atMs: number): WedgeStep {
  const isFast = atMs - state.lastAt <= MAX_GAP_MS;
  if (key === "Enter") {
    if (isFast && state.held.length >= SHORTEST_CODE) return { state: NOTHING_HELD, code: state.held };
    return { state: NOTHING_HELD, typed: `${state.held}\n` };
  }
  if (isFast) return { state: { held: (state.held + key).slice(0, LONGEST_CODE), lastAt: atMs } };
  const next = { held: key, lastAt: atMs };
  return state.held === "" ? { state: next } : { state: next, typed: state.held };
}

/** The pause after the last key: what is held was typed by a person. */
export const wedgePause = (state: WedgeState): WedgeStep =>
  state.held === "" ? { state } : { state: NOTHING_HELD, typed: state.held };
