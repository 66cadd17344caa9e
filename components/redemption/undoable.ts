import type { VoidTarget } from "./void-steps";

/** How long the attendant who dispensed may undo alone; the server has the last word. */
export const UNDO_MS = 60_000;

/** The last redemption of this screen, while its attendant may undo it alone; `until` in milliseconds of `performance.now()`. */
export type Undoable = { readonly target: VoidTarget; readonly until: number };
