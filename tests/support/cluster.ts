import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { z } from "zod";

const KEEPER = fileURLToPath(new URL("../../scripts/services/cluster-keeper.mjs", import.meta.url));

const said = z.union([z.object({ url: z.string(), version: z.number() }), z.object({ failed: z.string() })]);

/** A Postgres of our own that is gone, with its files, when `stop` is called or this process ends in any way. */
export type Cluster = { readonly url: string; stop(): Promise<void> };

/** Starts a throw-away cluster from the installed binaries. Throws when none with PostGIS is installed. */
export async function startCluster(): Promise<Cluster> {
  const keeper = fork(KEEPER, { detached: true, stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
  const ended = once(keeper, "exit");
  const early = ended.then(() => ({ failed: "the keeper of the test cluster has ended" }));
  const [message] = await Promise.race([once(keeper, "message"), early.then((answer) => [answer])]);
  const answer = said.parse(message);
  if ("failed" in answer) throw new Error(answer.failed);
  keeper.unref();
  keeper.channel?.unref();
  return {
    url: answer.url,
    stop: async () => {
      // Held again, or the process would end while it waits.
      keeper.ref();
      keeper.channel?.ref();
      if (keeper.connected) keeper.send("stop");
      await ended;
    },
  };
}
