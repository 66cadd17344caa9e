import "server-only";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const registers = [registry];

/** Labels are route templates, methods and status codes: a closed set, whatever callers send. */
export const httpRequests = new Counter({
  name: "http_requests_total",
  help: "Answered HTTP requests",
  labelNames: ["route", "method", "status"],
  registers,
});

export const httpDuration = new Histogram({
  name: "http_request_duration_seconds",
  help: "Time to answer an HTTP request",
  labelNames: ["route"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5],
  registers,
});

/** What a page tried that its policy forbids: a fault of ours, or somebody's injected script. */
export const policyViolations = new Counter({
  name: "csp_violations_total",
  help: "Violations of the content security policy that browsers reported",
  labelNames: ["directive"],
  registers,
});

export const couponPurchases = new Counter({
  name: "coupon_purchases_total",
  help: "Coupons activated",
  labelNames: ["fuel_type"],
  registers,
});

export const couponPurchaseAmount = new Counter({
  name: "coupon_purchases_amount",
  help: "Pesos of activated coupons",
  labelNames: ["fuel_type"],
  registers,
});

export const redemptionDuration = new Histogram({
  name: "coupon_redemption_duration_seconds",
  help: "Time from a redemption's arrival to its committed answer",
  labelNames: ["outcome"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5],
  registers,
});

export const redemptionBatchSize = new Histogram({
  name: "redemption_batch_size",
  help: "Redemptions that shared one commit",
  buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
  registers,
});

export const eventLag = new Gauge({
  name: "event_lag_seconds",
  help: "Age of the oldest event a subscription has not passed yet",
  labelNames: ["subscription"],
  registers,
});

export const circuitState = new Gauge({
  name: "circuit_breaker_state",
  help: "0 closed, 1 half-open (one call tries), 2 open (nobody is asked)",
  labelNames: ["service"],
  registers,
});

export const cacheLookups = new Counter({
  name: "cache_lookups_total",
  help: "Where a cached value came from: this process, the shared cache, a load under way, or the database",
  labelNames: ["cache", "from"],
  registers,
});

export const webhooksRefused = new Counter({
  name: "webhooks_refused_total",
  help: "Letters to the payment webhook that none of our secrets signed",
  registers,
});

export const poolInHand = new Gauge({
  name: "database_pool_in_hand",
  help: "Transactions that hold a connection or wait for one",
  registers,
});

export const poolMax = new Gauge({
  name: "database_pool_max",
  help: "Connections this process may open",
  registers,
});

export const bookLiability = new Gauge({
  name: "ledger_liability_pesos",
  help: "Pesos on coupons that have not been dispensed, by the ledger",
  registers,
});

export const bookImbalance = new Gauge({
  name: "ledger_imbalance_pesos",
  help: "Pesos by which the ledger and the coupons differ; anything but 0 is a fault",
  registers,
});

export const jobRuns = new Counter({
  name: "job_runs_total",
  help: "Runs of scheduled jobs",
  // "job" is Prometheus' own.
  labelNames: ["name", "outcome"],
  registers,
});

export const deadEvents = new Gauge({
  name: "events_parked",
  help: "Events a subscription gave up on and that wait for a person",
  labelNames: ["subscription"],
  registers,
});
