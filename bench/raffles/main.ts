// A worker of raffles in a process of its own: reads its orders from the file named, says what it found as one line of JSON.
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

import { type Container, createContainer } from "@/server/container";
import { asId, type Id } from "@/server/kernel/id";
import { readEnv } from "@/server/platform/env";
import { createLogger } from "@/server/platform/logger";
import { drawRaffle } from "@/server/raffles/commands/draw-raffle";
import { freezeRaffle } from "@/server/raffles/commands/freeze-raffle";

import { peakMemoryMb } from "../process-cost";
import { type WorkFindings, workOrders } from "./orders";

const BETWEEN_TRIES_MS = 50;

/** Tries until it is done; the seconds of the try that did it. */
async function secondsOf(work: () => Promise<boolean>): Promise<number> {
  for (;;) {
    const begun = performance.now();
    if (await work()) return (performance.now() - begun) / 1_000;
    await pause(BETWEEN_TRIES_MS);
  }
}

async function freezeAndDraw(container: Container, raffleId: Id<"raffle">): Promise<Record<string, number>> {
  const ctx = container.systemContext("bench");
  const freeze = await secondsOf(async () => {
    const frozen = await freezeRaffle(ctx, raffleId);
    return frozen.ok && frozen.value === "FROZEN";
  });
  const draw = await secondsOf(async () => {
    const drawn = await drawRaffle(ctx, { raffleId });
    return drawn.ok && drawn.value === "DRAWN";
  });
  return { freeze, draw };
}

async function drain({ services }: Container): Promise<Record<string, number>> {
  const begun = performance.now();
  await services.raffles.drainTickets();
  return { drain: (performance.now() - begun) / 1_000 };
}

const [file = ""] = process.argv.slice(2);
const { work, settings, raffleId } = workOrders.parse(JSON.parse(readFileSync(file, "utf8")));
const env = readEnv(settings);
const container = await createContainer(env, createLogger(env));
const before = process.cpuUsage();
const seconds = await (work === "drain" ? drain(container) : freezeAndDraw(container, asId("raffle", raffleId)));
const { user, system } = process.cpuUsage(before);
const findings: WorkFindings = {
  seconds,
  cpuSeconds: (user + system) / 1_000_000,
  peakMb: peakMemoryMb(process.pid),
};
await container.close();
console.log(JSON.stringify(findings));
