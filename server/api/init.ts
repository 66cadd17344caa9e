import "server-only";
import { initTRPC } from "@trpc/server";
import type { OpenApiMeta } from "trpc-to-openapi";

import { factorShownAt } from "@/server/auth/contract";
import { isForSharedDevice, judge, judgeFactor, type Permission } from "@/server/auth/domain/policy";
import type { ApiCtx } from "@/server/container";
import type { UserActor } from "@/server/platform/ctx";
import { httpStatusOf, refusalOf } from "@/server/platform/envelope";
import { isPlainInput } from "@/server/platform/input-check";
import type { RuleName } from "@/server/platform/limits";
import { orRefuse, Refused } from "@/server/platform/refused";

export type Meta = OpenApiMeta & {
  permission?: Permission;
  /**
   * How `Idempotency-Key` is honoured over REST. Left out: the gateway runs the call in one transaction with the stored
   * answer. `own`: the command keeps its operation itself. `none`: answers hold secrets and are never stored.
   */
  operation?: "own" | "none";
};

const t = initTRPC
  .meta<Meta>()
  .context<ApiCtx>()
  .create({
    isDev: false,
    // The message is the code and nothing else: texts come from `messages/`, faults stay in the log.
    errorFormatter: ({ shape, error, ctx }) => {
      const refusal = refusalOf(error);
      return {
        ...shape,
        message: refusal.kind,
        data: { code: shape.data.code, httpStatus: httpStatusOf(refusal), refusal, requestId: ctx?.requestId },
      };
    },
  });

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const createCallerFactory = t.createCallerFactory;

/** A factor shown a moment ago counts here at once, though who is calling was read up to a second before. */
async function requireFactor(ctx: ApiCtx, permission: Permission): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user" || judgeFactor(permission, actor, ctx.now()) === "good") return;
  const mfaAt = await factorShownAt(ctx.db, actor.sessionId);
  const verdict = judgeFactor(permission, { role: actor.role, mfaAt }, ctx.now());
  if (verdict === "missing") throw new Refused({ kind: "MFA_REQUIRED" });
  if (verdict === "stale") throw new Refused({ kind: "STEP_UP_REQUIRED" });
}

const checked = (permission: Permission) =>
  t.middleware(async ({ ctx, getRawInput, next }) => {
    const verdict = judge(permission, ctx.actor.kind === "user" ? ctx.actor.role : undefined);
    if (verdict === "sign-in-first") throw new Refused({ kind: "UNAUTHORIZED" });
    if (verdict === "denied") throw new Refused({ kind: "ACCESS_DENIED" });
    if (ctx.actor.kind === "user" && ctx.actor.stationDeviceId && !isForSharedDevice(permission))
      throw new Refused({ kind: "ACCESS_DENIED" });
    await requireFactor(ctx, permission);
    if (!isPlainInput(await getRawInput())) throw new Refused({ kind: "VALIDATION_ERROR" });
    return next();
  });

/** A procedure that anyone, signed in or not, may call; the permission's row in the policy must say so. */
export const publicProcedure = (permission: Permission) => t.procedure.meta({ permission }).use(checked(permission));

/** A procedure for signed-in people whose role has the permission: 401, then 403, then the input is looked at. */
export const procedure = (permission: Permission) =>
  publicProcedure(permission).use(({ ctx, next }) => {
    if (ctx.actor.kind !== "user") throw new Refused({ kind: "UNAUTHORIZED" });
    return next({ ctx: { ...ctx, actor: ctx.actor satisfies UserActor } });
  });

/**
 * For `.use` after `.input`: counts the call once its input is good, and answers 429 where there have been too many.
 * `strangers` leaves people who are signed in to the gateway's coarse limit.
 */
export const limitedBy = (rule: RuleName, whom: "everybody" | "strangers" = "everybody") =>
  t.middleware(async ({ ctx, next }) => {
    if (whom === "everybody" || ctx.actor.kind === "anonymous") orRefuse(await ctx.services.limits.take(ctx, rule));
    return next();
  });
