import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import {
  isWatched,
  neededMs,
  viewEndsAtMs,
  type ViewSession,
  watchedUntil,
  type Watching,
} from "../domain/view-session";
import type { AdsUnit } from "../ports";
import type { WatchCtx } from "./ads-ctx";

export type ViewKey = { readonly id: Id<"adSession">; readonly token: string };
export type Watched = { readonly visibleMs: number; readonly neededMs: number; readonly isEnough: boolean };

const wrongToken: Refusal = { kind: "VALIDATION_ERROR", details: [{ path: "token", message: "is not this view's" }] };

/** The token is this view's and this person's, or nothing is read at all. */
export const checkToken = (ctx: WatchCtx, { id, token }: ViewKey): Result<null, Refusal> =>
  ctx.services.viewTokens.tokenOf(id, ctx.actor.id) === token ? ok(null) : refuse(wrongToken);

/** The person's own view, locked, if it is still open at `now`. */
export function judgeOpen(view: ViewSession | undefined, userId: Id<"user">, now: Date): Result<ViewSession, Refusal> {
  if (view?.userId !== userId) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
  const isOpen = view.status === "OPEN" && now.getTime() < viewEndsAtMs(view);
  const status = view.status === "OPEN" ? "LEFT" : view.status;
  return isOpen ? ok(view) : refuse({ kind: "STATE_CONFLICT", details: [{ path: "id", message: status }] });
}

export const standingOf = (watching: Watching, durationSeconds: number): Watched => ({
  visibleMs: watching.visibleMs,
  neededMs: neededMs(durationSeconds),
  isEnough: isWatched(watching, durationSeconds),
});

/** Says that the page is there, visible or not; answers what the server has counted so far. */
export async function beatView(
  ctx: WatchCtx,
  key: ViewKey & { isVisible: boolean },
): Promise<Result<Watched, Refusal>> {
  const token = checkToken(ctx, key);
  if (!token.ok) return token;
  // oxlint-disable-next-line house/command-appends-event -- a beat is a measurement: what came of it has an event
  return ctx.transact(async ({ views, clock }: AdsUnit) => {
    const locked = await views.lock(key.id);
    const now = await clock.read();
    const open = judgeOpen(locked, ctx.actor.id, now);
    if (!open.ok) return open;
    const watching = watchedUntil(open.value, { at: now, isVisible: key.isVisible });
    await views.saveBeat(key.id, watching);
    return ok(standingOf(watching, open.value.durationSeconds));
  });
}
