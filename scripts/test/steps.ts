import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { embeddedFiles, integrationFiles, parallelFiles } from "./integration-files";
import { withExit, type Outcome } from "./outcome";
import { runProgram } from "./program";
import { fromChecks, fromPlaywright, fromVitest } from "./reports";

/** What the steps of one run share: a folder for reports and the environment of the tests. */
export type Bench = { readonly folder: string; readonly env: Readonly<Record<string, string>> };

export type Step = { readonly name: string; run(bench: Bench): Promise<readonly Outcome[]> };

const MINUTE = 60_000;

const readReport = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);

export const check: Step = {
  name: "check",
  run: async ({ folder }) => {
    const report = join(folder, "check.json");
    const isGood = await runProgram({ args: ["scripts/check.mjs", "--report", report], limitMs: 5 * MINUTE });
    return withExit("check", fromChecks(readReport(report) ?? []), isGood);
  },
};

export const build: Step = {
  name: "build",
  run: async () => {
    const from = performance.now();
    const isPassed = await runProgram({ args: ["scripts/prepare.mjs", "--build"], limitMs: 8 * MINUTE });
    return [{ name: "build", isPassed, ms: performance.now() - from }];
  },
};

type Vitest = { project: string; name?: string; files?: readonly string[]; limitMs?: number };

/** A step that runs one Vitest project, or some files of it. */
function vitest({ project, name = project, files = [], limitMs = 12 * MINUTE }: Vitest): Step {
  return {
    name,
    run: async ({ folder, env }) => {
      const report = join(folder, `${name}.json`);
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
      const args = ["node_modules/vitest/vitest.mjs", "run", "--project", project, ...reporters, ...files];
      const isGood = await runProgram({ args, env, limitMs });
      return withExit(name, fromVitest(readReport(report) ?? { testResults: [] }), isGood);
    },
  };
}

export const unit = vitest({ project: "unit" });
export const integration = vitest({ project: "integration" });

/** Races, kills and cuts; with their full counts they may take as long as the long run may. */
export const faults = (isFull: boolean): Step => vitest({ project: "faults", limitMs: (isFull ? 150 : 20) * MINUTE });

/** Those that may share the machine, two at a time. */
export const together = (isFull: boolean): Step =>
  vitest({ project: "together", limitMs: (isFull ? 150 : 12) * MINUTE });

/** Files that need two live sessions, one at a time and alone. */
export const parallel: Step = {
  name: "parallel",
  run: async (bench) =>
    parallelFiles(integrationFiles()).length === 0 ? [] : vitest({ project: "parallel" }).run(bench),
};

/** The integration tests on the embedded database: one file a context, or all of them. */
export const embedded = (isEvery: boolean): Step => ({
  name: "embedded",
  run: async (bench) => {
    const files = integrationFiles();
    const chosen = embeddedFiles(files, isEvery);
    console.log(
      `${chosen.length} files on the embedded database; ${parallelFiles(files).length} marked parallel left out`,
    );
    const limitMs = (isEvery ? 40 : 12) * MINUTE;
    return chosen.length === 0 ? [] : vitest({ project: "embedded", files: chosen, limitMs }).run(bench);
  },
});

export const e2e: Step = {
  name: "e2e",
  run: async ({ folder, env }) => {
    const report = join(folder, "e2e.json");
    const dataDir = join(folder, "data");
    mkdirSync(dataDir, { recursive: true });
    const args = ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"];
    const places = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, E2E_DATA_DIR: dataDir };
    const isGood = await runProgram({ args, env: { ...env, ...places }, limitMs: 12 * MINUTE });
    return withExit("e2e", fromPlaywright(readReport(report) ?? { suites: [], errors: [] }), isGood);
  },
};
