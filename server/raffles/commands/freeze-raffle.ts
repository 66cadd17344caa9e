import "server-only";
import { toHex, utf8 } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import { roundFor, roundTimeMs } from "../domain/beacon";
import { type Commitment, commitmentBytes } from "../domain/commitment";
import { ineligibleCsv, voidsCsv } from "../domain/exclusion-list";
import type { Raffle, RaffleId } from "../domain/raffle";
import { mayRaffle } from "../domain/raffle-status";
import { readRules, type Rules } from "../domain/rules-document";
import { rootOf } from "../domain/sum-tree";
import { raffleFrozen } from "../events";
import type { RafflesUnit } from "../ports";
import { type Closing, closeLog } from "./close-log";
import { raffleEvent } from "./raffle-event";
import type { RafflesCtx } from "./raffles-ctx";
import { stageList, type StagedList } from "./stage-list";
import { voidRaffleByRule } from "./void-raffle";

export type Freezing = "FROZEN" | Exclude<Closing, "CLOSED">;

/**
 * Closes the log, publishes it and commits to it, in steps that may each be the last before a crash: started again it
 * goes on where it was. Only what time asks for: STATE_CONFLICT before the close.
 */
export async function freezeRaffle(ctx: RafflesCtx, id: RaffleId): Promise<Result<Freezing, Refusal>> {
  const closing = await closeLog(ctx, id);
  if (!closing.ok) return closing;
  if (closing.value !== "CLOSED") return ok(closing.value);
  const staged = await stageList(ctx, id);
  const frozen = await ctx.transact((unit) => commit(unit, id, staged));
  if (frozen.ok && staged.list.tickets === 0) await voidRaffleByRule(ctx, id);
  return frozen;
}

async function commit(unit: RafflesUnit, id: RaffleId, staged: StagedList): Promise<Result<Freezing, Refusal>> {
  const { raffles, draws, clock, events } = unit;
  const raffle = await raffles.lock(id);
  if (!raffle) return refuse({ kind: "NOT_FOUND" });
  if (raffle.status === "FROZEN") return ok("FROZEN");
  const may = mayRaffle("freeze", raffle);
  if (!may.ok) return may;
  checkStaged(raffle, staged);
  const now = await clock.read();
  const files = await publishLists(unit, raffle, { staged, now });
  const commitment = commitmentOf(raffle, { ...files, staged, now });
  const bytes = commitmentBytes(commitment);
  const hash = toHex(sha256(bytes));
  await draws.addFile(id, { name: "commitment.json", bytes }, now);
  await draws.appendDocument({ kind: "commitment", raffleId: id, sha256: hash, at: now });
  const { chain, round } = commitment.beacon;
  const roundAt = new Date(roundTimeMs(commitment.beacon, round));
  const frozenAt = new Date(commitment.frozenAtMs);
  await raffles.commit({ raffleId: id, hash, chain, round, roundAt, frozenAt });
  const payload = { raffleId: id, commitmentHash: hash, round, roundAt: roundAt.toISOString() };
  await events.append([raffleEvent(raffleFrozen, payload, now)]);
  return ok("FROZEN");
}

/** The file read back must be the log that was kept while it grew. */
function checkStaged(raffle: Raffle, { list }: StagedList): void {
  const isSame =
    list.leaves === raffle.leaves && list.tickets === raffle.tickets && toHex(list.root.hash) === raffle.root;
  if (raffle.closedAt === null || !isSame) throw new Error("the staged list is not the raffle's closed log");
}

type Published = {
  rules: Rules;
  rulesBytes: Uint8Array;
  voids: Uint8Array;
  ineligible: Uint8Array;
  prevLogHead: string;
};

async function publishLists(
  { draws, people }: RafflesUnit,
  { id }: Raffle,
  { staged, now }: { staged: StagedList; now: Date },
): Promise<Published> {
  const rulesFile = await draws.filePart(id, "rules.json", 0);
  if (rulesFile === undefined) throw new Error("a published raffle has no rules");
  const voids = utf8(voidsCsv(await draws.voidLeaves(id)));
  const ineligible = utf8(ineligibleCsv(await draws.excludeHolders(id, await people.staff())));
  await draws.addStagedFile(id, { name: "tickets.csv", sha256: staged.sha256, size: staged.size }, now);
  await draws.addFile(id, { name: "voids.csv", bytes: voids }, now);
  await draws.addFile(id, { name: "ineligible.csv", bytes: ineligible }, now);
  const { peaks } = await draws.lockDrawLog();
  const prevLogHead = toHex(rootOf(peaks).hash);
  return { rules: readRules(rulesFile), rulesBytes: rulesFile, voids, ineligible, prevLogHead };
}

/** The first whole second of the database clock that is not before now: the notice is never cut short. */
const wholeSecondMs = (now: Date): number => Math.ceil(now.getTime() / 1000) * 1000;

function commitmentOf(raffle: Raffle, from: Published & { staged: StagedList; now: Date }): Commitment {
  const { rules, staged } = from;
  const frozenAtMs = wholeSecondMs(from.now);
  const facts = { drawAtMs: rules.drawAtMs, frozenAtMs, noticeSeconds: rules.noticeSeconds };
  const hashOf = (bytes: Uint8Array): string => toHex(sha256(bytes));
  return {
    raffle: raffle.id,
    winners: rules.winners,
    alternates: rules.alternates,
    cap: rules.winsPerPerson,
    beacon: { ...rules.beacon, round: roundFor(rules.beacon, facts) },
    closedAtMs: rules.endsAtMs,
    frozenAtMs,
    leaves: staged.list.leaves,
    tickets: staged.list.tickets,
    root: toHex(staged.list.root.hash),
    listSha256: staged.sha256,
    voidsSha256: hashOf(from.voids),
    ineligibleSha256: hashOf(from.ineligible),
    rulesSha256: hashOf(from.rulesBytes),
    prevLogHead: from.prevLogHead,
  };
}
