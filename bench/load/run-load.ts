import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { type LoadFindings, loadFindings, type LoadOrders } from "./orders";

const LOADER = new URL("../../node_modules/tsx/dist/loader.mjs", import.meta.url).href;
const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

/** The load from a process of its own, so that whoever asks for it does not slow it down. */
export async function loadWith(orders: LoadOrders): Promise<LoadFindings> {
  const folder = mkdtempSync(join(tmpdir(), "jsm-load-"));
  try {
    const file = join(folder, "orders.json");
    writeFileSync(file, JSON.stringify(orders));
    const child = spawn(process.execPath, ["--import", LOADER, MAIN, file], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += String(chunk)));
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error("the load ended with an error");
    return loadFindings.parse(JSON.parse(said));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
