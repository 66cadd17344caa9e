import "server-only";
import { initTRPC } from "@trpc/server";
import type { OpenApiMeta } from "trpc-to-openapi";
import { ZodError } from "zod";

import { judge, type Permission } from "@/server/auth/domain/policy";
import type { ApiCtx } from "@/server/container";
import type { UserActor } from "@/server/platform/ctx";
import { Refused } from "@/server/platform/refused";

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
    errorFormatter: ({ shape, error, ctx }) => ({
      ...shape,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        refusal: error instanceof Refused ? error.refusal : undefined,
        issues:
          error.cause instanceof ZodError
            ? error.cause.issues.map((i) => ({ path: i.path.join("."), message: i.message }))
            : undefined,
        requestId: ctx?.requestId,
      },
    }),
  });

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const createCallerFactory = t.createCallerFactory;

const checked = (permission: Permission) =>
  t.middleware(({ ctx, next }) => {
    const verdict = judge(permission, ctx.actor.kind === "user" ? ctx.actor.role : undefined);
    if (verdict === "sign-in-first") throw new Refused({ kind: "UNAUTHORIZED" });
    if (verdict === "denied") throw new Refused({ kind: "ACCESS_DENIED" });
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
