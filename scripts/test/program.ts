import { spawn } from "node:child_process";
import { once } from "node:events";

export type Program = {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** After this long the program is stopped and counts as failed. */
  readonly limitMs: number;
};

const GRACE_MS = 20_000;

/** Runs Node with what it says in view; true when it ended well. */
export async function runProgram({ args, env = {}, limitMs }: Program): Promise<boolean> {
  const child = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...env } });
  const soft = setTimeout(() => {
    console.error(`stopped after ${limitMs / 1000} s`);
    child.kill("SIGTERM");
  }, limitMs);
  const hard = setTimeout(() => child.kill("SIGKILL"), limitMs + GRACE_MS);
  const [code] = await once(child, "exit");
  clearTimeout(soft);
  clearTimeout(hard);
  return code === 0;
}
