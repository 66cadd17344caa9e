import "server-only";
import { sql } from "drizzle-orm";

import { endLateViews } from "@/server/ads/commands/leave-view";
import { keepKeysYoung } from "@/server/auth/commands/rotate-key";
import type { Container } from "@/server/container";
import { expireCoupons, remindOfExpiry } from "@/server/coupons/commands/expire-coupons";
import { bookTotalsOf } from "@/server/dashboard/queries/book-totals";
import { sendNotifications } from "@/server/notifications/commands/send-notifications";
import { reconcileDueDays } from "@/server/payments/commands/reconcile-day";
import { settleOrders } from "@/server/payments/commands/settle-orders";
import { bookImbalance, bookLiability, jobRuns } from "@/server/platform/metrics";
import { advanceRaffles } from "@/server/raffles/commands/advance-raffles";
import { lapseClaims } from "@/server/raffles/commands/vacate-place";

export type Job = {
  readonly name: string;
  readonly everyMs: number;
  /** Must be safe to run twice at once, also on two instances. */
  run(container: Container): Promise<void>;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const MONTHS_AHEAD = 4;
const CENTAVOS = 100;

const jobs = ({ env }: Container): readonly Job[] => [
  { name: "advance-raffles", everyMs: SECOND, run: (c) => advanceRaffles(c.systemContext("advance-raffles")) },
  {
    name: "send-notifications",
    everyMs: SECOND,
    run: async (c) => void (await sendNotifications(c.systemContext("send-notifications"))),
  },
  {
    name: "settle-orders",
    everyMs: env.JSM_MODE === "demo" ? 15 * SECOND : 15 * MINUTE,
    run: async (c) => void (await settleOrders(c.systemContext("settle-orders"))),
  },
  {
    name: "reconcile-days",
    everyMs: HOUR,
    run: async (c) => void (await reconcileDueDays(c.systemContext("reconcile-days"))),
  },
  {
    name: "expire-coupons",
    everyMs: MINUTE,
    run: async (c) => void (await expireCoupons(c.systemContext("expire-coupons"))),
  },
  { name: "lapse-claims", everyMs: MINUTE, run: (c) => lapseClaims(c.systemContext("lapse-claims")) },
  { name: "end-late-views", everyMs: MINUTE / 2, run: (c) => endLateViews(c.systemContext("end-late-views")) },
  {
    name: "remind-of-expiry",
    everyMs: 10 * MINUTE,
    run: async (c) => void (await remindOfExpiry(c.systemContext("remind-of-expiry"))),
  },
  { name: "watch-books", everyMs: env.JSM_MODE === "demo" ? MINUTE : 5 * MINUTE, run: watchBooks },
  { name: "keep-keys-young", everyMs: HOUR, run: (c) => keepKeysYoung(c.systemContext("keep-keys-young")) },
  {
    name: "redemption-partitions",
    everyMs: HOUR,
    run: async ({ database }) =>
      void (await database.db.execute(
        sql`select ensure_redemption_partitions((now() at time zone 'UTC')::date, ${MONTHS_AHEAD})`,
      )),
  },
];

/** The two figures an operator must be woken for; what could not be read is not shown at all. */
async function watchBooks({ database }: Container): Promise<void> {
  bookLiability.remove();
  bookImbalance.remove();
  const totals = await bookTotalsOf(database.db);
  bookLiability.set(totals.liability / CENTAVOS);
  bookImbalance.set(totals.imbalance / CENTAVOS);
}

/** Runs each job at its pace, never twice at once in this process; a failed run is logged and tried at the next turn. */
export function startJobs(container: Container): { stop(): Promise<void> } {
  const running = new Map<string, Promise<void>>();
  const turn = (job: Job): void => {
    if (running.has(job.name)) return;
    const run = job
      .run(container)
      .then(() => jobRuns.inc({ name: job.name, outcome: "done" }))
      .catch((fault: unknown) => {
        jobRuns.inc({ name: job.name, outcome: "failed" });
        container.log.warn({ job: job.name, err: fault }, "job failed, will run again");
      })
      .finally(() => running.delete(job.name));
    running.set(job.name, run);
  };
  const timers = jobs(container).map((job) => {
    turn(job);
    return setInterval(() => turn(job), job.everyMs);
  });
  return {
    stop: async () => {
      timers.forEach((timer) => clearInterval(timer));
      await Promise.all(running.values());
    },
  };
}
