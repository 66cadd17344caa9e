import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The master secret of a demonstration: made once for its data folder, readable by its owner only. One that is set in
 * the environment comes first. Never used in live mode, where nothing is made up.
 */
export function secretsOf(dataDir, environment = process.env) {
  if (environment.JSM_SECRET || environment.JSM_SECRET_FILE) return {};
  const file = join(dataDir, "secrets.json");
  mkdirSync(dataDir, { recursive: true });
  try {
    const fresh = { JSM_SECRET: randomBytes(48).toString("base64url") };
    writeFileSync(file, `${JSON.stringify(fresh)}\n`, { flag: "wx", mode: 0o600 });
    return fresh;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return JSON.parse(readFileSync(file, "utf8"));
  }
}
