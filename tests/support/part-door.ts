import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** `refusing`: nobody listens. `hanging`: whoever connects is let in and never answered. */
export type PartState = "up" | "refusing" | "hanging";

export type PartDoor = { readonly port: number; set(state: PartState): Promise<void>; close(): Promise<void> };

/** An address that leads to a service of ours while it is up, and that can be out in the two ways a service is out. */
export async function openPartDoor(targetPort: number): Promise<PartDoor> {
  const open = new Set<Socket>();
  let state: PartState = "up";
  let port = 0;

  const pass = (from: Socket, to: Socket): void => {
    open.add(from);
    from.on("data", (chunk) => {
      if (state === "up") to.write(chunk);
    });
    from
      .on("error", () => undefined)
      .on("close", () => {
        open.delete(from);
        to.destroy();
      });
  };
  const server = createServer((client) => {
    const upstream = connect(targetPort, "127.0.0.1");
    pass(client, upstream);
    pass(upstream, client);
  });
  const listen = async (): Promise<void> => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  };
  const shut = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of open) socket.destroy();
    await closed;
  };
  await listen();

  return {
    get port() {
      return port;
    },
    async set(next) {
      const before = state;
      state = next;
      // What was left unanswered stays so.
      if (before === "hanging") for (const socket of open) socket.destroy();
      if (next === "refusing" && before !== "refusing") await shut();
      if (next !== "refusing" && before === "refusing") await listen();
    },
    close: async () => (state === "refusing" ? undefined : shut()),
  };
}
