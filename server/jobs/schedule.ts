import "server-only";
import type { Container } from "@/server/container";

export type Job = {
  readonly name: string;
  readonly everyMs: number;
  /** Must be safe to run twice at once, also on two instances. */
  run(container: Container): Promise<void>;
};

const jobs: readonly Job[] = [];

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
  const timers = jobs.map((job) => {
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
