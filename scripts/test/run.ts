import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startCluster, type Cluster } from "@/tests/support/cluster";

import { ensureServices, type ServiceName } from "../services/packages.mjs";
import { closingLine, slowest, type Outcome } from "./outcome";
import {
  build,
  check,
  e2e,
  embedded,
  faults,
  integration,
  parallel,
  together,
  unit,
  type Bench,
  type Step,
} from "./steps";

type Plan = {
  readonly steps: readonly Step[];
  readonly services: readonly ServiceName[];
  readonly env?: Readonly<Record<string, string>>;
};

const ALL: readonly ServiceName[] = ["postgres", "redis", "chromium", "promtool"];

const PLANS: Readonly<Record<string, Plan>> = {
  all: {
    steps: [check, unit, build, integration, parallel, embedded(false), together(false), faults(false), e2e],
    services: ALL,
  },
  unit: { steps: [unit], services: [] },
  integration: { steps: [integration, parallel], services: ["postgres", "redis", "promtool"] },
  faults: { steps: [build, together(false), faults(false)], services: ["postgres", "redis", "chromium"] },
  e2e: { steps: [build, e2e], services: ["chromium"] },
  long: {
    steps: [check, unit, build, integration, parallel, embedded(true), together(true), faults(true), e2e],
    services: ALL,
    env: { JSM_TEST_SCALE: "full" },
  },
};

const COULD_NOT_RUN = 2;

async function main(): Promise<number> {
  const plan = PLANS[process.argv[2] ?? "all"];
  if (plan === undefined) {
    console.error(`usage: node scripts/test.mjs [${Object.keys(PLANS).join("|")}]`);
    return COULD_NOT_RUN;
  }
  const missing = ensureServices(plan.services);
  if (missing.length > 0) {
    console.error(`The tests need what is not installed here:\n  ${missing.join("\n  ")}`);
    return COULD_NOT_RUN;
  }
  const outcomes = await withBench(plan, (bench) => runSteps(plan.steps, bench));
  for (const { name } of outcomes.filter((outcome) => !outcome.isPassed)) console.log(`failed: ${name}`);
  console.log(`\nThe slowest:\n${slowest(outcomes, 10).join("\n")}\n`);
  console.log(closingLine(outcomes));
  return outcomes.every((outcome) => outcome.isPassed) ? 0 : 1;
}

// One cluster for the whole run; it goes down with this process, however that ends.
async function withBench<T>(plan: Plan, work: (bench: Bench) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "jsm-test-"));
  let cluster: Cluster | undefined;
  try {
    const given = process.env["TEST_DATABASE_URL"] ?? "";
    const needsCluster = plan.services.includes("postgres") && given === "";
    cluster = needsCluster ? await startCluster() : undefined;
    const url = cluster?.url ?? given;
    return await work({ folder, env: { ...plan.env, ...(url !== "" && { TEST_DATABASE_URL: url }) } });
  } finally {
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runSteps(steps: readonly Step[], bench: Bench): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    const from = performance.now();
    console.log(`\n== ${step.name}`);
    const found = await step.run(bench);
    outcomes.push(...found);
    console.log(`== ${step.name}: ${closingLine(found)}, ${Math.round((performance.now() - from) / 1000)} s`);
  }
  return outcomes;
}

process.exitCode = await main();
