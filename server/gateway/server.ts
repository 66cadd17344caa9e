import "server-only";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;
type Upgrade = (req: IncomingMessage, socket: Socket, head: Buffer) => void;

const LIMITS = { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };

export type OpenServer = { readonly addresses: readonly string[]; close(): Promise<void> };

type Listening = { port: number; hosts: readonly string[]; handler: Handler; upgrade: Upgrade };

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });

/** A second loopback (`::1`) is welcome and not needed: some machines have none. */
async function openOne({ port, handler, upgrade }: Listening, host: string): Promise<Server | undefined> {
  const server = createServer(LIMITS, (req, res) => void handler(req, res));
  server.on("upgrade", (req, socket: Socket, head: Buffer) => upgrade(req, socket, head));
  server.on("clientError", (_fault, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    else socket.destroy();
  });
  try {
    await listen(server, port, host);
    return server;
  } catch (fault) {
    if (host === "::1") return undefined;
    throw fault;
  }
}

export async function openServer(options: Listening): Promise<OpenServer> {
  const opened = await Promise.all(options.hosts.map((host) => openOne(options, host)));
  const servers = opened.filter((server) => server !== undefined);
  return {
    addresses: options.hosts,
    close: async () => {
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve());
              server.closeIdleConnections();
              setTimeout(() => server.closeAllConnections(), 8_000).unref();
            }),
        ),
      );
    },
  };
}
