import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { redisPath } from "../../scripts/services/packages.mjs";

/** A real Redis of the test's own, on a socket in a folder of its own, that keeps nothing. */
export type RedisServer = { readonly socket: string; pause(): void; resume(): void; stop(): Promise<void> };

export async function startRedis(): Promise<RedisServer> {
  const program = redisPath();
  if (program === undefined) throw new Error("no redis-server: on Debian, apt-get install redis-server");
  const folder = mkdtempSync(join(tmpdir(), "jsm-redis-"));
  const socket = join(folder, "redis.sock");
  const settings = ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", folder];
  const server = spawn(program, settings, { stdio: "ignore" });
  await reachable(socket, server);
  return {
    socket,
    pause: () => void server.kill("SIGSTOP"),
    resume: () => void server.kill("SIGCONT"),
    async stop() {
      server.kill("SIGCONT");
      if (server.exitCode === null && server.signalCode === null) {
        const ended = once(server, "exit");
        server.kill("SIGTERM");
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function reachable(socket: string, server: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline;) {
    if (server.exitCode !== null || server.signalCode !== null)
      throw new Error(`redis-server ended with ${server.exitCode ?? server.signalCode}`);
    const probe = connect(socket);
    const isOpen = await once(probe, "connect").then(
      () => true,
      () => false,
    );
    probe.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("redis-server does not answer");
}
