import "server-only";
import { isEmptyPlan, type IssuePlan, type LockedLog, planIssue, type SourceChange } from "../domain/issuing";
import { rootOf } from "../domain/sum-tree";
import { signTreeHead } from "../domain/tree-head";
import { raffleTicketsGenerated } from "../events";
import type { RaffleServices, RafflesUnit } from "../ports";
import { raffleEvent } from "./raffle-event";

export type IssueServices = Pick<RaffleServices, "drawKeys" | "random">;

/** A void reaches back to its source's instant, which is also when the raffle it concerns was open. */
const spanOf = (changes: readonly SourceChange[]): { from: Date; to: Date } => {
  const instants = changes.map((change) => change.at.getTime());
  return { from: new Date(Math.min(...instants)), to: new Date(Math.max(...instants)) };
};

/**
 * Turns sources into blocks of every raffle that covers them: one counter move and one bulk insert a raffle, a signed
 * head for the log's new length. Runs in the transaction that moves the subscription's cursor; a source that was seen
 * before changes nothing. `changes` are in the order of the event log.
 */
export async function issueTickets(
  unit: Pick<RafflesUnit, "ticketLog" | "events" | "clock">,
  services: IssueServices,
  changes: readonly SourceChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const logs = await unit.ticketLog.lockLogs(spanOf(changes));
  if (logs.length === 0) return;
  const now = await unit.clock.read();
  for (const log of logs) await issueIn(log, { unit, services, changes, now });
}

type Batch = {
  unit: Pick<RafflesUnit, "ticketLog" | "events">;
  services: IssueServices;
  changes: readonly SourceChange[];
  now: Date;
};

async function issueIn(log: LockedLog, { unit, services, changes, now }: Batch): Promise<void> {
  const known = await unit.ticketLog.known(log.id, changes);
  const plan = planIssue(log, { changes, known }, () => services.random(32));
  if (isEmptyPlan(plan)) return;
  await unit.ticketLog.savePlan(plan, now);
  if (plan.blocks.length > 0) {
    const signer = await services.drawKeys.signer();
    const head = { raffleId: plan.raffleId, leaves: plan.peaks.leaves, root: rootOf(plan.peaks), atMs: now.getTime() };
    await unit.ticketLog.saveHead(signTreeHead(head, signer));
  }
  if (plan.blocks.length > 0 || plan.voids.length > 0) await unit.events.append([generated(plan, now)]);
}

const generated = (plan: IssuePlan, now: Date) =>
  raffleEvent(
    raffleTicketsGenerated,
    {
      raffleId: plan.raffleId,
      blocks: plan.blocks.map(({ source, index, first, count }) => ({
        userId: source.userId,
        sourceType: source.sourceType,
        sourceId: source.sourceId,
        leaf: index,
        first,
        count,
      })),
      voidedLeaves: plan.voids.map((voided) => voided.leafIndex),
      leaves: plan.peaks.leaves,
      tickets: plan.tickets,
    },
    now,
  );
