import "server-only";
import type { Logger } from "@/server/platform/logger";
import type { Drainer } from "@/server/platform/subscriptions";

export type Doorbell = {
  /** Called after each commit that appended events; never waits. */
  ring(): void;
  /** Drains everything that is there now; for tests, seeds and shutdown. */
  drainAll(): Promise<void>;
  /** Another bell to ring along, such as Inngest; never waited for. */
  alsoRing(bell: () => void): void;
  start(): void;
  stop(): Promise<void>;
};

const EVERY_MS = 1_000;
/** Between two rounds while it keeps ringing: each round costs a commit a subscription, however few events it passes. */
export const BREATH_MS = 250;
const breath = () => new Promise<void>((over) => setTimeout(over, BREATH_MS));

type DoorbellParts = { drainer: Pick<Drainer, "names" | "drain">; log: Logger };

/**
 * The embedded doorbell: one round at a time, one more a breath later if it rang meanwhile, and a timer for what a ring missed (an
 * event becomes readable only when nothing older can still appear). Losing every ring loses nothing.
 */
export function createDoorbell({ drainer, log }: DoorbellParts): Doorbell {
  let round: Promise<void> | undefined;
  let isRungAgain = false;
  let timer: NodeJS.Timeout | undefined;
  const others: (() => void)[] = [];

  const drainOne = (name: string): Promise<unknown> =>
    drainer
      .drain(name)
      .catch((fault: unknown) =>
        log.warn({ subscription: name, fault: String(fault) }, "drain failed, will try again"),
      );

  async function rounds(): Promise<void> {
    do {
      isRungAgain = false;
      for (const name of drainer.names) await drainOne(name);
      if (isRungAgain) await breath();
    } while (isRungAgain);
    round = undefined;
  }

  const ring = (): void => {
    isRungAgain = true;
    round ??= rounds();
  };

  return {
    ring: () => {
      for (const bell of others) bell();
      if (timer) ring();
    },
    async drainAll() {
      ring();
      await round;
    },
    alsoRing: (bell) => void others.push(bell),
    start() {
      timer ??= setInterval(ring, EVERY_MS);
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await round;
    },
  };
}
