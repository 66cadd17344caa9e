import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";
import { parse, stringify } from "yaml";

import { promtoolPath } from "@/scripts/services/packages.mjs";

type Series = Readonly<Record<string, string>>;

/** What is worth an alert, and what is near it and is not; every alert that fires must be named. */
type Scenario = { readonly name: string; readonly series: Series; readonly fires: readonly string[] };

const MINUTES = 60;
const still = (value: number): string => `${value}x${MINUTES}`;
const growing = (aMinute: number): string => `0+${aMinute}x${MINUTES}`;

const latency = (metric: string, within: readonly [string, number][]): Series =>
  Object.fromEntries(within.map(([le, count]) => [`${metric}_bucket{le="${le}"}`, growing(count)]));

const HTTP = "http_request_duration_seconds";
const REDEMPTION = "coupon_redemption_duration_seconds";
const answered = (status: number): string => `http_requests_total{job="jsm",instance="a",status="${status}"}`;
const ran = (outcome: string): string =>
  `job_runs_total{job="jsm",instance="a",name="settle-orders",outcome="${outcome}"}`;
const UP = 'up{job="jsm",instance="a"}';
const IN_HAND = 'database_pool_in_hand{instance="a"}';
const LAG = 'event_lag_seconds{subscription="issue-tickets"}';
const PARKED = 'events_parked{subscription="issue-tickets"}';
const BREAKER = 'circuit_breaker_state{service="stripe"}';
const IMBALANCE = "ledger_imbalance_pesos";
const REFUSED = "webhooks_refused_total";

const healthy: Series = {
  [UP]: still(1),
  [answered(200)]: growing(600),
  ...latency(HTTP, [
    ["0.1", 590],
    ["0.2", 600],
    ["0.5", 600],
    ["+Inf", 600],
  ]),
  ...latency(REDEMPTION, [
    ["0.1", 300],
    ["0.2", 300],
    ["0.5", 300],
    ["+Inf", 300],
  ]),
  [IN_HAND]: still(2),
  'database_pool_max{instance="a"}': still(20),
  [LAG]: still(0),
  [PARKED]: still(0),
  [ran("done")]: growing(4),
  [BREAKER]: still(0),
  [IMBALANCE]: still(0),
  [REFUSED]: growing(0),
};

const without = (name: string): Series => Object.fromEntries(Object.entries(healthy).filter(([key]) => key !== name));

const scenarios: readonly Scenario[] = [
  { name: "all is well", series: healthy, fires: [] },
  {
    name: "one request in fifty fails",
    series: { ...healthy, [answered(500)]: growing(12) },
    fires: ["ErrorBudgetBurnsFast", "ErrorBudgetBurnsSlowly", "HighErrorRate"],
  },
  {
    name: "one request in four hundred fails",
    series: { ...healthy, [answered(503)]: growing(1.5) },
    fires: ["ErrorBudgetBurnsSlowly"],
  },
  { name: "one request in three thousand fails", series: { ...healthy, [answered(500)]: growing(0.2) }, fires: [] },
  { name: "callers err, we do not", series: { ...healthy, [answered(404)]: growing(300) }, fires: [] },
  {
    name: "one request in ten is slow",
    series: {
      ...healthy,
      ...latency(HTTP, [
        ["0.1", 500],
        ["0.2", 540],
        ["0.5", 590],
        ["+Inf", 600],
      ]),
    },
    fires: ["HighLatency"],
  },
  {
    name: "one redemption in fifty is slow",
    series: {
      ...healthy,
      ...latency(REDEMPTION, [
        ["0.1", 280],
        ["0.2", 290],
        ["0.5", 294],
        ["1", 300],
        ["+Inf", 300],
      ]),
    },
    fires: ["RedemptionSlow"],
  },
  { name: "an instance is gone", series: { ...healthy, [UP]: still(0) }, fires: ["InstanceDown"] },
  {
    name: "transactions wait for connections",
    series: { ...healthy, [IN_HAND]: still(31) },
    fires: ["DatabaseConnectionPoolExhausted"],
  },
  { name: "the connections are busy", series: { ...healthy, [IN_HAND]: still(17) }, fires: [] },
  { name: "a reader is behind", series: { ...healthy, [LAG]: still(45) }, fires: ["EventsLate"] },
  { name: "a reader is a breath behind", series: { ...healthy, [LAG]: still(5) }, fires: [] },
  { name: "an event was given up", series: { ...healthy, [PARKED]: still(1) }, fires: ["EventsParked"] },
  {
    name: "a job only fails",
    series: { ...without(ran("done")), [ran("failed")]: growing(4) },
    fires: ["JobFailing"],
  },
  { name: "a job fails now and then", series: { ...healthy, [ran("failed")]: growing(1) }, fires: [] },
  { name: "a part is not asked any more", series: { ...healthy, [BREAKER]: still(2) }, fires: ["BreakerOpen"] },
  { name: "a part is tried again", series: { ...healthy, [BREAKER]: still(1) }, fires: [] },
  {
    name: "a centavo is missing",
    series: { ...healthy, [IMBALANCE]: still(-0.01) },
    fires: ["LedgerImbalance"],
  },
  { name: "nobody compares the books", series: without(IMBALANCE), fires: ["BooksUnwatched"] },
  { name: "somebody forges letters", series: { ...healthy, [REFUSED]: growing(6) }, fires: ["WebhooksForged"] },
  { name: "a letter was signed with an old secret", series: { ...healthy, [REFUSED]: growing(0.1) }, fires: [] },
];

const RULES = resolve("deploy/prometheus/alerts.yml");

const rulesFile: { groups: { rules: { alert: string }[] }[] } = parse(readFileSync(RULES, "utf8"));
const alertNames = rulesFile.groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));

function promtool(...args: string[]): string {
  const ran = spawnSync(promtoolPath() ?? "promtool", args, { encoding: "utf8" });
  if (ran.error) throw ran.error;
  return ran.status === 0 ? "" : `${ran.stdout}${ran.stderr}`;
}

/** The set of alerts that fire after half an hour, asked of Prometheus' own engine. */
const caseOf = ({ name, series, fires }: Scenario) => ({
  name,
  interval: "1m",
  input_series: Object.entries(series).map(([key, values]) => ({ series: key, values })),
  promql_expr_test: [
    {
      expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
      eval_time: "30m",
      exp_samples: fires.map((alert) => ({ labels: `{alertname="${alert}"}`, value: 1 })),
    },
  ],
});

describe("the alert rules", () => {
  test("are rules Prometheus understands", () => {
    expect(promtool("check", "rules", RULES)).toBe("");
  });

  test("have a fault each that fires them, and a calm that does not", () => {
    expect([...new Set(scenarios.flatMap(({ fires }) => fires))].toSorted()).toEqual(alertNames.toSorted());
  });

  test.for(scenarios)("$name", (scenario) => {
    const folder = mkdtempSync(join(tmpdir(), "jsm-alerts-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "case.yml");
    writeFileSync(file, stringify({ rule_files: [RULES], evaluation_interval: "1m", tests: [caseOf(scenario)] }));
    expect(promtool("test", "rules", file)).toBe("");
  });
});
