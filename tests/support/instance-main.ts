// The gateway with everything behind it but pages, for tests that race and kill it. Prints its address.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { createContainer } from "@/server/container";
import { createDoor } from "@/server/gateway/door";
import { readEnv } from "@/server/platform/env";
import { createLogger } from "@/server/platform/logger";

const env = readEnv(process.env);
const container = await createContainer(env, createLogger(env));
const door = createDoor({
  container,
  isDev: false,
  inngest: undefined,
  next: async (_req, res) => void res.writeHead(404).end(),
});
const server = createServer((req, res) => void door(req, res));
server.listen(0, "127.0.0.1", () => {
  container.services.doorbell.start();
  console.log(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

process.on("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  void container.close().then(() => process.exit(0));
});
