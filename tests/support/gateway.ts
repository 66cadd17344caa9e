import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Container } from "@/server/container";
import { createDoor } from "@/server/gateway/door";

export type Gateway = { readonly url: string; close(): Promise<void> };

/** The product's door in this process, on a port of its own, without pages. */
export async function openGateway(container: Container): Promise<Gateway> {
  const next = async (_req: unknown, res: import("node:http").ServerResponse) => void res.writeHead(404).end();
  const door = createDoor({ container, isDev: false, inngest: undefined, next });
  const server = createServer((req, res) => void door(req, res));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
