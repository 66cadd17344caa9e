import "server-only";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import { actorName, type Ctx } from "./ctx";
import { type Operations, requestHash } from "./operations";

export type OperationCtx = Pick<Ctx<unknown>, "actor" | "newId"> & {
  readonly operationId: Id<"operation"> | undefined;
};

type Deed = { readonly name: string; readonly input: unknown };

/**
 * For commands that go on outside of their transaction: the work is done at most once per operation id, in the caller's
 * transaction; a repetition answers `isReplay`. A refusal leaves the id free.
 */
export async function doneOnce<T>(
  ctx: OperationCtx & { readonly unit: { readonly operations: Operations } },
  { name, input }: Deed,
  work: () => Promise<Result<T, Refusal>>,
): Promise<Result<{ readonly isReplay: true } | { readonly isReplay: false; readonly value: T }, Refusal>> {
  const opId = ctx.operationId ?? ctx.newId("operation");
  const operation = { opId, actor: actorName(ctx.actor), requestHash: requestHash(name, input) };
  const { operations } = ctx.unit;
  const begun = (await operations.begin([operation])).get(opId);
  if (!begun || begun.state === "mismatch") return refuse({ kind: "OPERATION_MISMATCH" });
  if (begun.state === "answered") return ok({ isReplay: true });
  const done = await work();
  if (!done.ok) {
    await operations.release([opId]);
    return done;
  }
  await operations.answer([{ opId, status: 200, body: DONE }]);
  return ok({ isReplay: false, value: done.value });
}

const DONE = JSON.stringify({ done: true });
