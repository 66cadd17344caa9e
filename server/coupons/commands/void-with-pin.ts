import "server-only";
import { type PinTry, tryPin } from "@/server/auth/contract";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import type { Result } from "@/server/kernel/result";

import { storedVoid, type VoidAnswer, type VoidCtx, voidRedemption, type VoidRequest } from "./void-redemption";

export type PinVoidRequest = VoidRequest & {
  readonly managerId: Id<"user">;
  readonly stationId: Id<"station">;
  /** Never kept, never hashed into the operation, never logged. */
  readonly pin: string;
};

export type PinVoidCtx = VoidCtx & Parameters<typeof tryPin>[0];

/** A void on the attendant's screen, in the right of the manager who typed a PIN there. Refuses alike whatever is wrong with it. */
export async function voidWithPin(
  ctx: PinVoidCtx,
  { pin, stationId, ...request }: PinVoidRequest,
): Promise<Result<VoidAnswer, Refusal>> {
  const known = await storedVoid(ctx, request);
  if (known) return known;
  const typed: PinTry = { userId: request.managerId, pin, stationId };
  const tried = await tryPin(ctx, typed);
  return tried.ok ? voidRedemption(ctx, request) : tried;
}
