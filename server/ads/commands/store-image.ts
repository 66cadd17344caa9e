import "server-only";
import { toHex } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";
import type { Ctx, UserActor } from "@/server/platform/ctx";

import { imageTypeOf, mostImageBytes } from "../domain/image-type";
import { adImageStored } from "../events";
import type { AdsUnit } from "../ports";

/** Keeps a picture for the advertiser's campaigns; only its owner may use it. */
export async function storeImage(ctx: Ctx<AdsUnit, UserActor>, body: Uint8Array): Promise<Result<Id<"file">, Refusal>> {
  if (body.length > mostImageBytes) return refuse({ kind: "PAYLOAD_TOO_LARGE" } satisfies Refusal);
  const contentType = imageTypeOf(body);
  if (!contentType) {
    const details = [{ path: "", message: "must be a PNG, JPEG or WebP picture" }];
    return refuse({ kind: "VALIDATION_ERROR", details } satisfies Refusal);
  }
  const id = ctx.newId("file");
  const image = { id, ownerId: ctx.actor.id, sha256: toHex(sha256(body)), contentType, body };
  await ctx.transact(async ({ campaigns, events, clock }) => {
    await campaigns.insertImage(image);
    const payload = { fileId: id, ownerId: ctx.actor.id, sha256: image.sha256, bytes: body.length };
    await events.append([{ type: adImageStored.type, aggregateId: id, occurredAt: await clock.read(), payload }]);
  });
  return ok(id);
}
