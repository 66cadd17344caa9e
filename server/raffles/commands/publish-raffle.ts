import "server-only";
import { toHex } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import { standingOf } from "../domain/beacon";
import { type Raffle, type RaffleId, rulesOf } from "../domain/raffle";
import { decidePublish } from "../domain/raffle-status";
import type { RaffleStatus } from "../domain/raffle-words";
import { rulesBytes } from "../domain/rules-document";
import { raffleOpened, rafflePublished } from "../events";
import type { RaffleServices, RafflesUnit } from "../ports";
import { raffleEvent } from "./raffle-event";
import type { RafflesCtx } from "./raffles-ctx";

/** Fixes the rules for ever, publishes them, and opens at once when the start has passed. */
export const publishRaffle = (ctx: RafflesCtx, id: RaffleId): Promise<Result<RaffleStatus, Refusal>> =>
  ctx.transact(async (unit) => {
    // Opening may follow in this transaction: the cursor is always locked before the raffle.
    await unit.freezing.lockIssuing();
    const raffle = await unit.raffles.lock(id);
    if (!raffle) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    const now = await unit.clock.read();
    const decided = decidePublish(raffle, now, ctx.services.raffles.timing);
    if (!decided.ok) return decided;
    const rulesSha256 = await publishRules(unit, ctx.services.raffles, { raffle, now });
    await unit.raffles.publish(id, now);
    await unit.events.append([raffleEvent(rafflePublished, { raffleId: id, rulesSha256 }, now)]);
    if (now < raffle.startsAt) return ok("PUBLISHED" as const);
    await unit.raffles.open(id, now);
    await unit.events.append([raffleEvent(raffleOpened, { raffleId: id, opensAt: now.toISOString() }, now)]);
    return ok("OPEN" as const);
  });

/** The rules' hash, once they are published and in the draw log. */
async function publishRules(
  { draws }: RafflesUnit,
  { beacon, isLive }: RaffleServices,
  { raffle, now }: { raffle: Raffle; now: Date },
): Promise<string> {
  if (isLive && standingOf(beacon.chain) !== "PINNED") throw new Error("a live raffle needs a pinned beacon chain");
  const bytes = rulesBytes(rulesOf(raffle, beacon.chain));
  const sha256Hex = toHex(sha256(bytes));
  await draws.addFile(raffle.id, { name: "rules.json", bytes }, now);
  await draws.lockDrawLog();
  await draws.appendDocument({ kind: "rules", raffleId: raffle.id, sha256: sha256Hex, at: now });
  return sha256Hex;
}
