import "server-only";
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";

/** Who has the folder: a process, and the port it listens on for as long as it lives. */
export type Holder = { pid: number; port: number };

export type FolderLock = { release(): void };

export class FolderInUse extends Error {
  readonly holder: Holder;
  constructor(holder: Holder) {
    super(`the data folder is in use by process ${holder.pid}`);
    this.holder = holder;
  }
}

/**
 * Takes the lock file for this process, which already listens on `port`. A lock left behind by a killed process is
 * taken over; a living holder makes it throw FolderInUse.
 */
export async function lockFolder(file: string, port: number): Promise<FolderLock> {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, port }), { mode: 0o600 });
  try {
    while (!linked(mine, file)) {
      const text = readOrNothing(file);
      const holder = holderIn(text);
      if (holder !== undefined && (await isAlive(holder))) throw new FolderInUse(holder);
      takeAway(file, text, `${mine}.stale`);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return { release: () => release(file, port) };
}

/** A process counts as living when its id exists and its port answers: ids are given again, the pair is not. */
export async function isAlive({ pid, port }: Holder): Promise<boolean> {
  return hasProcess(pid) && (await doesAnswer(port));
}

// linkSync is the one step that makes a file with all its content or fails.
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

// Between judging a lock dead and moving it away another process may have put its own there: that one goes back.
function takeAway(file: string, judged: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  if (readOrNothing(aside) !== judged) linked(aside, file);
  unlinkSync(aside);
}

function release(file: string, port: number): void {
  const holder = holderIn(readOrNothing(file));
  if (holder?.pid === process.pid && holder.port === port) rmSync(file, { force: true });
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return isHolder(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(found: unknown): found is Holder {
  if (typeof found !== "object" || found === null || !("pid" in found) || !("port" in found)) return false;
  return Number.isInteger(found.pid) && Number.isInteger(found.port);
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

const ANSWER_MS = 2_000;

// A busy holder still answers: the kernel accepts for it. Silence is taken for life, a refusal for death.
function doesAnswer(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ANSWER_MS, () => end(true));
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
