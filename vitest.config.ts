import { fileURLToPath } from "node:url";

import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const PARALLEL = "tests/**/*.parallel.test.ts";
/** The front door itself is what these test: they bring their own engine. */
const DOOR = "tests/integration/pglite/**";
/** Faults whose findings do not hang on how quick the machine is: two files at a time, the others one by one and alone. */
const TOGETHER =
  "tests/faults/{access-matrix,canaries,event-order,invariants,interleavings,qr-tokens,random-histories,verifiers,webhook*}.test.ts";
/** Limits end what hangs; they are wide, because a busy machine is no fault of the code. */
const HOOKS_MS = 180_000;
const TESTS_MS = 60_000;
/** The long run does ten times as much. */
const FAULTS_MS = process.env["JSM_TEST_SCALE"] === "full" ? 3_600_000 : 600_000;

export default defineConfig({
  resolve: { alias: { "server-only": here("./server/platform/nothing.ts"), "@": here(".") } },
  test: {
    slowTestThreshold: 2_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{server,components,app,db}/**/*.test.{ts,tsx}", "scripts/**/*.test.{ts,mjs}"],
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/{integration,contracts,architecture}/**/*.test.ts"],
          exclude: [PARALLEL],
          globalSetup: ["tests/support/global-setup.ts"],
          hookTimeout: HOOKS_MS,
          testTimeout: TESTS_MS,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "parallel",
          include: [PARALLEL],
          globalSetup: ["tests/support/global-setup.ts"],
          hookTimeout: HOOKS_MS,
          testTimeout: TESTS_MS,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "together",
          include: [TOGETHER],
          globalSetup: ["tests/support/global-setup.ts"],
          hookTimeout: HOOKS_MS,
          testTimeout: FAULTS_MS,
          maxWorkers: 2,
          sequence: { groupOrder: 5 },
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          exclude: [PARALLEL, TOGETHER],
          globalSetup: ["tests/support/global-setup.ts"],
          hookTimeout: HOOKS_MS,
          testTimeout: FAULTS_MS,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: "embedded",
          include: ["tests/integration/**/*.test.ts"],
          exclude: [PARALLEL, DOOR],
          globalSetup: ["tests/support/global-setup-embedded.ts"],
          hookTimeout: HOOKS_MS,
          testTimeout: TESTS_MS,
          maxWorkers: 2,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
