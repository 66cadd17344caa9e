/** Three Grafana dashboards: what people feel, the money, the machinery. A panel: `[title, unit, { legend: expression }]`. */

const rate = (metric, by) => `sum by (${by}) (rate(${metric}[$__rate_interval]))`;
const quantile = (q, metric) => `histogram_quantile(${q}, sum by (le) (rate(${metric}_bucket[$__rate_interval])))`;
const quantiles = (metric) => ({
  p50: quantile(0.5, metric),
  p95: quantile(0.95, metric),
  p99: quantile(0.99, metric),
});

const SERVICE = {
  uid: "jsm-service",
  title: "Gasolinera JSM: what people feel",
  panels: [
    ["Requests by status", "reqps", { "{{status}}": rate("http_requests_total", "status") }],
    [
      "Failed requests",
      "percentunit",
      { failed: 'sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))' },
    ],
    ["Time to answer", "s", quantiles("http_request_duration_seconds")],
    ["Busiest routes", "reqps", { "{{route}}": `topk(10, ${rate("http_requests_total", "route")})` }],
    ["Time of a redemption", "s", quantiles("coupon_redemption_duration_seconds")],
    [
      "Pages that tried what their policy forbids",
      "short",
      { "{{directive}}": "sum by (directive) (csp_violations_total)" },
    ],
    ["Redemptions by outcome", "reqps", { "{{outcome}}": rate("coupon_redemption_duration_seconds_count", "outcome") }],
  ],
};

const MONEY = {
  uid: "jsm-money",
  title: "Gasolinera JSM: money",
  panels: [
    ["Coupons sold by fuel", "reqps", { "{{fuel_type}}": rate("coupon_purchases_total", "fuel_type") }],
    ["Pesos sold a second by fuel", "short", { "{{fuel_type}}": rate("coupon_purchases_amount", "fuel_type") }],
    ["Owed on coupons", "currencyMXN", { pesos: "max(ledger_liability_pesos)" }],
    ["Ledger and coupons differ by", "currencyMXN", { pesos: "max(abs(ledger_imbalance_pesos))" }],
    ["Unsigned letters to the webhook", "reqps", { refused: "sum(rate(webhooks_refused_total[$__rate_interval]))" }],
    ["Breakers (0 closed, 2 open)", "short", { "{{service}}": "max by (service) (circuit_breaker_state)" }],
  ],
};

const MACHINERY = {
  uid: "jsm-machinery",
  title: "Gasolinera JSM: machinery",
  panels: [
    ["Events: how far each reader is behind", "s", { "{{subscription}}": "max by (subscription) (event_lag_seconds)" }],
    ["Events given up on", "short", { "{{subscription}}": "max by (subscription) (events_parked)" }],
    [
      "Database connections",
      "short",
      { "in hand {{instance}}": "database_pool_in_hand", "at most {{instance}}": "database_pool_max" },
    ],
    [
      "Redemptions a commit",
      "short",
      { mean: meanOf("redemption_batch_size"), p95: quantile(0.95, "redemption_batch_size") },
    ],
    [
      "Cached values by where they came from",
      "reqps",
      { "{{cache}} {{from}}": rate("cache_lookups_total", "cache, from") },
    ],
    ["Jobs that failed", "short", { "{{name}}": 'sum by (name) (increase(job_runs_total{outcome="failed"}[15m]))' }],
    ["Memory", "bytes", { "{{instance}}": "process_resident_memory_bytes" }],
    ["Processor", "percentunit", { "{{instance}}": "rate(process_cpu_seconds_total[$__rate_interval])" }],
    ["Event loop, p99", "s", { "{{instance}}": "nodejs_eventloop_lag_p99_seconds" }],
  ],
};

function meanOf(metric) {
  return `sum(rate(${metric}_sum[$__rate_interval])) / sum(rate(${metric}_count[$__rate_interval]))`;
}

const WIDTH = 12;
const HEIGHT = 8;
const DATASOURCE = { type: "prometheus", uid: "prometheus" };

const panelOf = ([title, unit, lines], index) => ({
  id: index + 1,
  type: "timeseries",
  title,
  datasource: DATASOURCE,
  gridPos: { x: (index % 2) * WIDTH, y: Math.floor(index / 2) * HEIGHT, w: WIDTH, h: HEIGHT },
  fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
  targets: Object.entries(lines).map(([legendFormat, expr], at) => ({
    refId: String.fromCodePoint(65 + at),
    datasource: DATASOURCE,
    legendFormat,
    expr,
  })),
});

/** Grafana's dashboard documents by file name. */
export const dashboards = () =>
  Object.fromEntries(
    [SERVICE, MONEY, MACHINERY].map(({ uid, title, panels }) => [
      `${uid}.json`,
      {
        uid,
        title,
        timezone: "America/Mexico_City",
        schemaVersion: 39,
        refresh: "30s",
        time: { from: "now-6h", to: "now" },
        tags: ["gasolinera-jsm"],
        panels: panels.map(panelOf),
      },
    ]),
  );
