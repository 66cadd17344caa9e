import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { registry } from "@/server/platform/metrics";

import { alertRules } from "./alerts.mjs";
import { dashboards } from "./dashboards.mjs";
import { generatedFiles } from "./files.mjs";
import { metricsOf } from "./promql.mjs";

const levels = JSON.parse(readFileSync("deploy/service-levels.json", "utf8"));
const rules = alertRules(levels).groups.flatMap((group) => group.rules);
const panels = Object.values(dashboards()).flatMap((board) => board.panels);
const shown = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

const known = registry.getMetricsAsArray();
/** `up` is Prometheus' own word. */
const scraped = new Set([
  "up",
  ...known.flatMap(({ name, type }) =>
    type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  ),
]);
const ours = known.map(({ name }) => name).filter((name) => !/^(process|nodejs)_/.test(name));

test("what is committed is what the service levels make", () => {
  for (const [path, text] of generatedFiles(process.cwd())) expect(readFileSync(path, "utf8"), path).toBe(text);
});

test("a PromQL expression gives the metrics it reads, not its functions, labels and words", () => {
  expect(metricsOf('sum by (le) (rate(a_bucket{x="b_c"}[5m])) > 1e3 unless on (name) b_total offset 5m')).toEqual([
    "a_bucket",
    "b_total",
  ]);
});

describe("every metric", () => {
  test.for(rules.map(({ alert, expr }) => [alert, expr]))("that %s reads is counted", ([, expr]) => {
    expect(metricsOf(expr).filter((name) => !scraped.has(name))).toEqual([]);
  });

  test.for(shown)("that a panel shows is counted: %s", (expr) => {
    expect(metricsOf(expr).filter((name) => !scraped.has(name))).toEqual([]);
  });

  test.for(ours)("%s is on a dashboard", (name) => {
    const isShown = shown.flatMap(metricsOf).some((read) => read === name || read.startsWith(`${name}_`));
    expect(isShown).toBe(true);
  });
});

test("every alert has a page that says what to do", () => {
  const runbook = readFileSync("docs/runbook.md", "utf8");
  for (const { alert } of rules) expect(runbook).toContain(`\n## ${alert}\n`);
});
