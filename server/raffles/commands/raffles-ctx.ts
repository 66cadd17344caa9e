import "server-only";
import type { Actor, Ctx } from "@/server/platform/ctx";

import type { RaffleServices, RafflesUnit } from "../ports";

/** What every command of raffles receives. */
export type RafflesCtx<A extends Actor = Actor> = Ctx<RafflesUnit, A> & {
  readonly services: { readonly raffles: RaffleServices };
};
