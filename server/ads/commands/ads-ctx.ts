import "server-only";
import type { UserActor } from "@/server/platform/ctx";
import type { Ctx } from "@/server/platform/ctx";

import type { AdsUnit, ViewTokens } from "../ports";

/** What a command receives of somebody who watches ads. */
export type WatchCtx = Ctx<AdsUnit, UserActor> & { readonly services: { readonly viewTokens: ViewTokens } };
