import "server-only";
import { parse } from "node:url";

import next from "next";

import { createContainer } from "./container";
import { createDoor } from "./gateway/door";
import { pageBridge } from "./gateway/page-calls";
import { openServer } from "./gateway/server";
import { inngestFor } from "./jobs/inngest-door";
import { startJobs } from "./jobs/schedule";
import { setBridge } from "./platform/bridge";
import { EnvironmentError, publicUrlOf, readEnv } from "./platform/env";
import { createLogger } from "./platform/logger";

/** Next's hot reload attaches itself to one listener only, hence one address in development. */
const hostsOf = (mode: "demo" | "live", isDev: boolean): readonly string[] =>
  mode === "live" ? ["0.0.0.0"] : isDev ? ["127.0.0.1"] : ["127.0.0.1", "::1"];

/** Starts everything: environment, container, gateway, Next, workers. Ends cleanly on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const log = createLogger(env);
  const isDev = env.NODE_ENV === "development";
  const container = await createContainer(env, log);
  const publicUrl = publicUrlOf(env);
  process.env["AUTH_URL"] = `${publicUrl}/api/auth`;
  setBridge(pageBridge(container));
  const app = next({ dev: isDev, dir: process.cwd(), hostname: "localhost", port: env.PORT });
  await app.prepare();
  const handle = app.getRequestHandler();
  const upgrade = isDev ? app.getUpgradeHandler() : undefined;
  const door = createDoor({
    container,
    isDev,
    inngest: await inngestFor(container),
    next: (req, res) => handle(req, res, parse(req.url ?? "/", true)),
  });
  const server = await openServer({
    port: env.PORT,
    hosts: hostsOf(env.JSM_MODE, isDev),
    handler: door,
    upgrade: (req, socket, head) => {
      if (!upgrade) return void socket.destroy();
      upgrade(req, socket, head).catch(() => socket.destroy());
    },
  });
  container.listening(env.PORT);
  const jobs = startJobs(container);
  container.services.doorbell.start();
  log.info({ url: publicUrl, mode: env.JSM_MODE }, "listening");

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    // In development a graceful close would wait for the hot-reload sockets.
    if (isDev) process.exit(0);
    await server.close();
    await jobs.stop();
    await app.close();
    await container.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
}

main().catch((fault: unknown) => {
  const text =
    fault instanceof EnvironmentError
      ? fault.message
      : fault instanceof Error
        ? (fault.stack ?? fault.message)
        : String(fault);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
