import "server-only";
import { sql } from "drizzle-orm";

import { endLateViews } from "@/server/ads/commands/leave-view";
import type { Container } from "@/server/container";
import { expireCoupons, remindOfExpiry } from "@/server/coupons/commands/expire-coupons";
import { sendNotifications } from "@/server/notifications/commands/send-notifications";
import { reconcileDueDays } from "@/server/payments/commands/reconcile-day";
import { settleOrders } from "@/server/payments/commands/settle-orders";
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
const MONTHS_AHEAD = 4;

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
    everyMs: 60 * MINUTE,
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
  {
    name: "redemption-partitions",
    everyMs: 60 * MINUTE,
    run: async ({ database }) =>
      void (await database.db.execute(
        sql`select ensure_redemption_partitions((now() at time zone 'UTC')::date, ${MONTHS_AHEAD})`,
      )),
  },
];

/** Runs each job at its pace, never twice at once in this process; a failed run is logged and tried at the next turn. */
export function startJobs(container: Container): { stop(): Promise<void> } {
  const running = new Map<string, Promise<void>>();
  const turn = (job: Job): void => {
    if (running.has(job.name)) return;
    const run = job
      .run(container)
      .catch((fault: unknown) => container.log.warn({ job: job.name, err: fault }, "job failed, will run again"))
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
