import { hash, randomBytes } from "node:crypto";

import type { Container } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import { receiptFault, type TicketReceipt } from "@/server/raffles/domain/receipt";
import { myBlocks } from "@/server/raffles/queries/ticket-blocks";

import { type Bench, costFromNow, load1, median, round } from "../bench";
import { openRaffle } from "../raffles/open-raffle";
import { plantLog } from "../raffles/plant-log";
import { runWork, withContainer } from "../raffles/run-work";
import type { Row } from "../report";

const BLOCKS = 1_000_000;
/** Longer than the planting takes. */
const CLOSES_IN_SECONDS = 420;
const LEAF_BYTES = 117;
const NODE_BYTES = 81;
const CHECKS = 100;
const ROUNDS = 3;

/** As many hashes as the log's leaves and nodes are, of the same length, and nothing else: seconds. */
function bareHashes(): number {
  const [leaf, node] = [randomBytes(LEAF_BYTES), randomBytes(NODE_BYTES)];
  const begun = performance.now();
  for (let i = 0; i < BLOCKS; i++) {
    leaf.writeUInt32BE(i);
    hash("sha256", leaf, "buffer");
    node.writeUInt32BE(i);
    hash("sha256", node, "buffer");
  }
  return (performance.now() - begun) / 1_000;
}

type Proof = { readonly bytes: number; readonly ms: readonly number[] };

/** A customer's receipt, as it is sent, and how long each of a hundred checks of it takes. */
async function proofOf({ database, services }: Container, holder: Id<"user">, raffleId: Id<"raffle">): Promise<Proof> {
  const { blocks } = await myBlocks(database.db, holder, { raffleId, redemptionId: undefined, limit: 1 });
  const receipt: TicketReceipt | undefined = blocks[0]?.receipt;
  if (!receipt) throw new Error("the holder has a block");
  const keys = await services.raffles.drawKeys.published();
  const ms = Array.from({ length: CHECKS }, () => {
    const begun = performance.now();
    if (receiptFault(receipt, keys) !== null) throw new Error("the receipt does not hold");
    return performance.now() - begun;
  });
  return { bytes: Buffer.byteLength(JSON.stringify(receipt.path)), ms };
}

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

/** A million blocks from the freeze command to the stored certificate, against nothing but their hashes. */
export async function drawRow(bench: Bench): Promise<Row> {
  const { raffleId, proof } = await withContainer(bench, async (container) => {
    const raffleId = await openRaffle(container, bench.sql, CLOSES_IN_SECONDS);
    console.log(`  planting ${BLOCKS} blocks`);
    const holder = await plantLog(container, bench.sql, { raffleId, blocks: BLOCKS });
    return { raffleId, proof: await proofOf(container, holder, raffleId) };
  });
  const bare = median(Array.from({ length: ROUNDS }, bareHashes));
  const cost = costFromNow(bench);
  const { seconds, cpuSeconds, peakMb } = await runWork(bench, { work: "draw", raffleId });
  const { database } = cost();
  const whole = (seconds["freeze"] ?? Number.NaN) + (seconds["draw"] ?? Number.NaN);
  const sorted = proof.ms.toSorted((a, b) => a - b);
  const [p50, p95, p99] = [at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99)];
  const per1000 = (spent: number): number => round((spent / BLOCKS) * 1_000, 4);
  return {
    row: "draw",
    work: `${BLOCKS} blocks, ${BLOCKS * 25} tickets, from the freeze to the stored certificate; the latency is of checking one receipt`,
    peer: "SHA-256 alone, two for each block",
    perSecond: round(BLOCKS / whole, 0),
    ratios: { hashes: round(whole / bare) },
    reach: { hashes: "≤ 2, at most 512 MB; a proof ≤ 2 kB, checked in ≤ 50 ms" },
    latency: { p50, p95, p99, worst: at(sorted, 1) },
    proof: { bytes: proof.bytes },
    seconds: { ...seconds, bare: round(bare) },
    cpuPer1000: { app: per1000(cpuSeconds), database: per1000(database) },
    peakMb,
    loadAverage: load1(),
    runs: { seconds, bare, proof: sorted },
  };
}
