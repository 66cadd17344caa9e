import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { onTestFinished } from "vitest";

import { TEST_SECRET } from "./coupon-world";

const MAIN = fileURLToPath(new URL("./instance-main.ts", import.meta.url));
/** Loaded into the process itself: its command line would start a second one, which a signal does not reach. */
const LOADER = new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
const TSCONFIG = fileURLToPath(new URL("../../tsconfig.server.json", import.meta.url));

/** One instance of the product's gateway, without pages, in a process of its own. */
export type Instance = {
  readonly url: string;
  /** SIGKILL: nothing is finished, nothing is told. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

type InstanceOptions = {
  readonly databaseUrl: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Mail, expiry, reconciliation and the rest that the clock starts. */
  readonly withJobs?: boolean;
};

/** Starts an instance on a port of its own and waits until it answers. It does not outlive its test. */
export async function startInstance({ databaseUrl, env = {}, withJobs = false }: InstanceOptions): Promise<Instance> {
  const child = spawn(process.execPath, ["--import", LOADER, MAIN, ...(withJobs ? ["--jobs"] : [])], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env["PATH"] ?? "",
      TSX_TSCONFIG_PATH: TSCONFIG,
      NODE_ENV: "test",
      LOG_LEVEL: "error",
      JSM_SECRET: TEST_SECRET,
      JSM_LIMITS: "x1000",
      DATABASE_URL: databaseUrl,
      ...env,
    },
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  onTestFinished(() => end("SIGKILL"));
  const url = await addressOf(child);
  return { url, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

/** The line with its address; whatever else it says is a fault and is shown. */
async function addressOf(child: ChildProcess): Promise<string> {
  const said = new Promise<string>((resolve) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      const found = /^listening (\S+)$/m.exec(String(chunk))?.[1];
      if (found === undefined) process.stderr.write(chunk);
      else resolve(found);
    });
  });
  const early = once(child, "exit").then(() => {
    throw new Error("the instance ended before it answered");
  });
  early.catch(() => undefined);
  return Promise.race([said, early]);
}
