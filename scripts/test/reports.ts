import { relative } from "node:path";

import { z } from "zod";

import type { Outcome } from "./outcome";

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), duration: z.number().nullish() })),
    }),
  ),
});

/** Vitest's JSON report. A file that could not be loaded is one failure; what was skipped is neither and is counted aloud: only tests on data that is not here may be. */
export function fromVitest(report: unknown, root = process.cwd()): Outcome[] {
  return vitestReport.parse(report).testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(root, name);
    if (assertionResults.length === 0) return [{ name: file, isPassed: status === "passed", ms: 0 }];
    const ran = assertionResults.filter(({ status: how }) => how !== "skipped" && how !== "pending");
    if (ran.length < assertionResults.length) console.log(`${assertionResults.length - ran.length} skipped in ${file}`);
    return ran.map((test) => ({
      name: `${file} > ${test.fullName}`,
      isPassed: test.status === "passed",
      ms: test.duration ?? 0,
    }));
  });
}

type Suite = { specs: readonly Spec[]; suites?: readonly Suite[] | undefined };
type Spec = {
  title: string;
  file: string;
  tests: readonly { projectName: string; status: string; results: readonly { duration: number }[] }[];
};

const spec: z.ZodType<Spec> = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({ projectName: z.string(), status: z.string(), results: z.array(z.object({ duration: z.number() })) }),
  ),
});
const suite: z.ZodType<Suite> = z.lazy(() => z.object({ specs: z.array(spec), suites: z.array(suite).optional() }));
const playwrightReport = z.object({ suites: z.array(suite), errors: z.array(z.unknown()) });

/** Playwright's JSON report; only what passed at once has passed. */
export function fromPlaywright(report: unknown): Outcome[] {
  const { suites, errors } = playwrightReport.parse(report);
  const failures = errors.map((_, i) => ({ name: `e2e: error ${i + 1} outside the tests`, isPassed: false, ms: 0 }));
  return [...suites.flatMap(specsOf).flatMap(outcomesOf), ...failures];
}

const specsOf = ({ specs, suites }: Suite): readonly Spec[] => [...specs, ...(suites ?? []).flatMap(specsOf)];

const outcomesOf = ({ title, file, tests }: Spec): Outcome[] =>
  tests.map(({ projectName, status, results }) => ({
    name: `${file} > ${title} (${projectName})`,
    isPassed: status === "expected",
    ms: results.reduce((sum, { duration }) => sum + duration, 0),
  }));

const checkReport = z.array(z.object({ name: z.string(), isPassed: z.boolean(), ms: z.number() }));

/** The report of scripts/check.mjs: one outcome a check. */
export const fromChecks = (report: unknown): Outcome[] =>
  checkReport.parse(report).map((check) => ({ ...check, name: `check: ${check.name}` }));
