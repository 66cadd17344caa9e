// The gateway with everything behind it but pages, for tests that race and kill it. Prints its address.
// With the argument --jobs it also does what is done by the clock.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { createContainer } from "@/server/container";
import { createDoor } from "@/server/gateway/door";
import { inngestFor } from "@/server/jobs/inngest-door";
import { startJobs } from "@/server/jobs/schedule";
import { readEnv } from "@/server/platform/env";
import { createLogger } from "@/server/platform/logger";

const env = readEnv(process.env);
const container = await createContainer(env, createLogger(env));
const door = createDoor({
  container,
  isDev: false,
  inngest: await inngestFor(container),
  next: async (_req, res) => void res.writeHead(404).end(),
});
const server = createServer({ keepAliveTimeout: 65_000 }, (req, res) => void door(req, res));
const jobs = process.argv.includes("--jobs") ? startJobs(container) : undefined;
server.listen(0, "127.0.0.1", () => {
  container.services.doorbell.start();
  console.log(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

process.on("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  void Promise.resolve(jobs?.stop())
    .then(() => container.close())
    .then(() => process.exit(0));
});
