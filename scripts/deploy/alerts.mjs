/**
 * The alert rules, from the service levels (deploy/service-levels.json). Each rule names the page that says what to do
 * (docs/runbook.md, a heading a rule). Ratios, never absolute rates: a quiet night and a busy noon have one meaning.
 */

const all = "http_requests_total";
const failed = `${all}{status=~"5.."}`;
const failureRatio = (window) => `sum(rate(${failed}[${window}])) / sum(rate(${all}[${window}]))`;
const quantile = (q, metric, by = "le") => `histogram_quantile(${q}, sum by (${by}) (rate(${metric}_bucket[5m])))`;

/** Both windows must burn: the long one says that it matters, the short one that it still goes on. */
const burns = (levels, { times, long, short }) => {
  const limit = Number((times * (1 - levels.availability)).toFixed(6));
  return `(${failureRatio(long)} > ${limit}) and (${failureRatio(short)} > ${limit})`;
};

const rule = (alert, severity, { expr, lasting, summary }) => ({
  alert,
  expr,
  ...(lasting && { for: lasting }),
  labels: { severity },
  annotations: { summary, runbook: `docs/runbook.md#${alert.toLowerCase()}` },
});

const traffic = (levels) => [
  rule("HighErrorRate", "critical", {
    expr: `${failureRatio("5m")} > ${levels.errorRatio}`,
    lasting: "2m",
    summary: "{{ $value | humanizePercentage }} of the requests fail",
  }),
  rule("HighLatency", "warning", {
    expr: `${quantile(0.95, "http_request_duration_seconds")} > ${levels.latencySeconds.p95}`,
    lasting: "5m",
    summary: "one request in twenty takes longer than {{ $value | humanizeDuration }}",
  }),
  rule("RedemptionSlow", "critical", {
    expr: `${quantile(0.99, "coupon_redemption_duration_seconds")} > ${levels.latencySeconds.p99}`,
    lasting: "2m",
    summary: "attendants wait longer than {{ $value | humanizeDuration }} for one redemption in a hundred",
  }),
  rule("ErrorBudgetBurnsFast", "critical", {
    expr: burns(levels, { times: 14.4, long: "1h", short: "5m" }),
    summary: "at this pace the month's error budget is gone in two days",
  }),
  rule("ErrorBudgetBurnsSlowly", "warning", {
    expr: burns(levels, { times: 3, long: "1d", short: "2h" }),
    summary: "at this pace the month's error budget is gone in ten days",
  }),
];

const machinery = (levels) => [
  rule("InstanceDown", "critical", {
    expr: 'up{job="jsm"} == 0',
    lasting: "1m",
    summary: "{{ $labels.instance }} does not answer",
  }),
  rule("DatabaseConnectionPoolExhausted", "critical", {
    expr: `database_pool_in_hand / database_pool_max > ${levels.poolRatio}`,
    lasting: "1m",
    summary:
      "transactions of {{ $labels.instance }} take or wait for {{ $value | humanizePercentage }} of its connections",
  }),
  rule("EventsLate", "warning", {
    expr: `max by (subscription) (event_lag_seconds) > ${levels.eventLagSeconds}`,
    lasting: "2m",
    summary: "{{ $labels.subscription }} is {{ $value | humanizeDuration }} behind",
  }),
  rule("EventsParked", "critical", {
    expr: "max by (subscription) (events_parked) > 0",
    summary: "{{ $labels.subscription }} gave up on {{ $value }} events",
  }),
  rule("JobFailing", "warning", {
    expr: 'increase(job_runs_total{outcome="failed"}[15m]) > 3 unless on (name, instance) increase(job_runs_total{outcome="done"}[15m]) > 0',
    summary: "{{ $labels.name }} has only failed for a quarter of an hour",
  }),
  rule("BreakerOpen", "warning", {
    expr: "max by (service) (circuit_breaker_state) == 2",
    lasting: "2m",
    summary: "{{ $labels.service }} is not asked any more, because it does not answer",
  }),
];

const money = () => [
  rule("LedgerImbalance", "critical", {
    expr: "max(abs(ledger_imbalance_pesos)) > 0",
    lasting: "1m",
    summary: "the ledger and the coupons differ by {{ $value }} pesos",
  }),
  rule("BooksUnwatched", "warning", {
    expr: "absent(ledger_imbalance_pesos)",
    lasting: "15m",
    summary: "nobody compares the ledger with the coupons",
  }),
  rule("WebhooksForged", "warning", {
    expr: "sum(increase(webhooks_refused_total[10m])) > 20",
    summary: "{{ $value | humanize }} letters to the payment webhook were not signed by the payment service",
  }),
];

/** Prometheus' rule file as an object. */
export const alertRules = (levels) => ({
  groups: [
    { name: "traffic", rules: traffic(levels) },
    { name: "machinery", rules: machinery(levels) },
    { name: "money", rules: money() },
  ],
});
