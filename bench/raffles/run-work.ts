import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { createContainer, type Container } from "@/server/container";
import { readEnv } from "@/server/platform/env";
import { createLogger } from "@/server/platform/logger";

import type { Bench } from "../bench";
import { type WorkFindings, workFindings, type WorkOrders } from "./orders";

const LOADER = new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const TSCONFIG = fileURLToPath(new URL("../../tsconfig.server.json", import.meta.url));

/** The work in a process of its own, so that its memory and processor time are only its own. */
export async function runWork(bench: Bench, { work, raffleId }: Omit<WorkOrders, "settings">): Promise<WorkFindings> {
  const file = join(bench.folder, "work.json");
  writeFileSync(file, JSON.stringify({ work, raffleId, settings: bench.settings }));
  const child = spawn(process.execPath, ["--import", LOADER, MAIN, file], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"] ?? "", TSX_TSCONFIG_PATH: TSCONFIG, NODE_ENV: "production" },
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += String(chunk)));
  const [code] = await once(child, "close");
  rmSync(file);
  if (code !== 0) throw new Error(`the worker ended with an error: ${work}`);
  return workFindings.parse(JSON.parse(said.trim().split("\n").at(-1) ?? ""));
}

/** The product in this process, for what is planted through it. */
export async function withContainer<T>({ settings }: Bench, work: (container: Container) => Promise<T>): Promise<T> {
  const env = readEnv(settings);
  const container = await createContainer(env, createLogger(env));
  try {
    return await work(container);
  } finally {
    await container.close();
  }
}
