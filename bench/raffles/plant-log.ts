import type { Sql } from "postgres";
import { uuidv7 } from "uuidv7";

import type { Container } from "@/server/container";
import { asId, type Id } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import { type LockedLog, planIssue, type SourceChange } from "@/server/raffles/domain/issuing";
import { rootOf } from "@/server/raffles/domain/sum-tree";
import { signTreeHead } from "@/server/raffles/domain/tree-head";

const AT_A_TIME = 4_000;
const TICKETS_EACH = 25;
/** Of one person, who comes to the cap of 100 with them. */
const BLOCKS_EACH = 4;

const nobodyKnown = { granted: new Set<string>(), blocks: new Map(), holders: new Map() } as const;

function sources(station: string, at: Date): SourceChange[] {
  return Array.from({ length: AT_A_TIME / BLOCKS_EACH }, () => asId("user", uuidv7())).flatMap((userId) =>
    Array.from({ length: BLOCKS_EACH }, () => ({
      kind: "earning" as const,
      sourceType: "REDEMPTION" as const,
      sourceId: uuidv7(),
      userId,
      stationId: station,
      at,
      earned: { earned: TICKETS_EACH, reason: "pesos" as const },
      pesos: centavos(TICKETS_EACH * 10_000),
    })),
  );
}

/** A log of so many blocks with 25 tickets each, planned and stored by the product's own code; answers the holder of the last. */
export async function plantLog(
  container: Container,
  sql: Sql,
  { raffleId, blocks }: { raffleId: Id<"raffle">; blocks: number },
): Promise<Id<"user">> {
  const { drawKeys, random } = container.services.raffles;
  const ctx = container.systemContext("bench");
  const at = new Date();
  let last = asId("user", uuidv7());
  for (let done = 0; done < blocks; done += AT_A_TIME) {
    const changes = sources(uuidv7(), at);
    last = changes.flatMap((change) => (change.kind === "earning" ? [change.userId] : [])).at(-1) ?? last;
    await ctx.transact(async ({ ticketLog }) => {
      const log = (await ticketLog.lockLogs({ from: at, to: at })).find(({ id }) => id === raffleId);
      if (!log) throw new Error("the raffle is not open");
      const plan = planIssue(log satisfies LockedLog, { changes, known: nobodyKnown }, () => random(32));
      await ticketLog.savePlan(plan, at);
      if (done + AT_A_TIME < blocks) return;
      const head = { raffleId, leaves: plan.peaks.leaves, root: rootOf(plan.peaks), atMs: at.getTime() };
      await ticketLog.saveHead(signTreeHead(head, await drawKeys.signer()));
    });
  }
  await sql`vacuum analyze ticket_blocks, ticket_grants, raffle_holders`;
  return last;
}
