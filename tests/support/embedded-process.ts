import { spawn } from "node:child_process";
import { once } from "node:events";

import { z } from "zod";

const readyMessage = z.object({ ready: z.object({ url: z.string() }) });

export type EmbeddedProcess = { readonly url: string; stop(): Promise<void> };

/** Starts the embedded database on a data folder, in a process that ends with this one. */
export async function startEmbedded(dataDir: string): Promise<EmbeddedProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "server/adapters/pglite/main.ts"], {
    env: { ...process.env, JSM_DATA_DIR: dataDir, TSX_TSCONFIG_PATH: "tsconfig.server.json" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, "exit");
  const early = ended.then(() => Promise.reject(new Error(`the embedded database ended: ${said}`)));
  const [message] = await Promise.race([once(child, "message"), early]);
  early.catch(() => undefined);
  return {
    url: readyMessage.parse(message).ready.url,
    stop: async () => {
      child.kill("SIGTERM");
      const [code] = await ended;
      if (code !== 0) throw new Error(`the embedded database did not stop cleanly: ${said}`);
    },
  };
}
