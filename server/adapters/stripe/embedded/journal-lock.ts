import "server-only";
import { readFileSync, rmSync, writeFileSync } from "node:fs";

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    // Somebody else's process is a living one too.
    return fault instanceof Error && "code" in fault && fault.code === "EPERM";
  }
};

function holderOf(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** One process writes a journal: answers how to let it go, or undefined while another living process holds it. */
export function takeLock(path: string): (() => void) | undefined {
  const holder = holderOf(path);
  if (holder !== undefined && holder !== process.pid && isAlive(holder)) return undefined;
  rmSync(path, { force: true });
  try {
    writeFileSync(path, String(process.pid), { flag: "wx", mode: 0o600 });
  } catch {
    return undefined;
  }
  return () => rmSync(path, { force: true });
}
