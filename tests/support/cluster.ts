import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { z } from "zod";

const KEEPER = fileURLToPath(new URL("../../scripts/services/cluster-keeper.mjs", import.meta.url));

const failed = z.object({ failed: z.string() });
const said = z.union([z.object({ url: z.string(), version: z.number(), pid: z.number() }), failed]);
const saidAgain = z.union([z.object({ pid: z.number() }), failed]);

/** A Postgres of our own that is gone, with its files, when `stop` is called or this process ends in any way. */
export type Cluster = {
  readonly url: string;
  /** The postmaster's; another one after a crash. */
  readonly pid: number;
  /** SIGKILL for every process of the server, as a power cut; resolves when it answers again on the same files. */
  crash(): Promise<void>;
  stop(): Promise<void>;
};

/** Server settings of one's own, over the quick ones that tests have. */
export type ClusterSettings = Readonly<Record<string, string>>;

/** What a server that must lose nothing is set to. */
export const DURABLE: ClusterSettings = { fsync: "on", synchronous_commit: "on", full_page_writes: "on" };

/** Starts a throw-away cluster from the installed binaries. Throws when none with PostGIS is installed. */
export async function startCluster(settings: ClusterSettings = {}): Promise<Cluster> {
  const stdio = ["ignore", "ignore", "inherit", "ipc"] as const;
  const keeper = fork(KEEPER, [JSON.stringify(settings)], { detached: true, stdio: [...stdio], execArgv: [] });
  const ended = once(keeper, "exit");
  const early = ended.then(() => ({ failed: "the keeper of the test cluster has ended" }));
  const [message] = await Promise.race([once(keeper, "message"), early.then((answer) => [answer])]);
  const answer = said.parse(message);
  if ("failed" in answer) throw new Error(answer.failed);
  keeper.unref();
  keeper.channel?.unref();
  let { pid } = answer;
  return {
    url: answer.url,
    get pid() {
      return pid;
    },
    crash: async () => {
      keeper.channel?.ref();
      keeper.send("crash");
      const [again] = await once(keeper, "message");
      keeper.channel?.unref();
      const told = saidAgain.parse(again);
      if ("failed" in told) throw new Error(told.failed);
      pid = told.pid;
    },
    stop: async () => {
      // Held again, or the process would end while it waits.
      keeper.ref();
      keeper.channel?.ref();
      if (keeper.connected) keeper.send("stop");
      await ended;
    },
  };
}
