import { createServer, connect, type AddressInfo, type Socket } from "node:net";

import { messageReader, statementReader, type WireMessage } from "./postgres-wire";

const RUNS = new Set(["B", "Q"]);

/**
 * Where an instance can be ended while it redeems: the statement it has just sent, and whether the server has seen it. They
 * are watched from outside, on its way to the database, so that the product itself holds no hook.
 */
const FAIL_POINTS = {
  "before the operation is claimed": { statement: /insert into operations/i, isSeen: false },
  "before the coupons are locked": { statement: /from coupons\b.*for update/is, isSeen: false },
  "when the coupons are locked": { statement: /from coupons\b.*for update/is, isSeen: true },
  "before the rows are written": { statement: /insert into redemption_keys/i, isSeen: false },
  "before the ledger is written": { statement: /insert into ledger_entries/i, isSeen: false },
  "before the events are written": { statement: /insert into events/i, isSeen: false },
  "before the commit": { statement: /^\s*commit\b/i, isSeen: false },
  "after the commit": { statement: /^\s*commit\b/i, isSeen: true },
} as const;

type FailPoint = keyof typeof FAIL_POINTS;
export const FAIL_POINT_NAMES = Object.keys(FAIL_POINTS) as FailPoint[];

type WatchedWay = {
  readonly url: string;
  /** Resolves when a redemption has come to the point; its connection stands still from then on. */
  reaches(point: FailPoint): Promise<void>;
  close(): Promise<void>;
};

type Armed = { readonly point: FailPoint; reached(): void };
type Fate = "passes" | "stops before" | "stops after";

/** Follows one client; only a transaction that claimed an operation is a redemption. */
function fateReader(armed: () => Armed | undefined): (message: WireMessage) => Fate {
  const statementOf = statementReader();
  let isRedeeming = false;
  return (message) => {
    const text = statementOf(message);
    if (text === undefined || !RUNS.has(message.tag)) return "passes";
    isRedeeming ||= FAIL_POINTS["before the operation is claimed"].statement.test(text);
    const wanted = armed();
    const point = wanted && FAIL_POINTS[wanted.point];
    if (isRedeeming && point?.statement.test(text)) return point.isSeen ? "stops after" : "stops before";
    if (/^\s*(commit|rollback)\b/i.test(text)) isRedeeming = false;
    return "passes";
  };
}

/** A way to the database on which redemptions can be stopped at a named point. */
export async function openWatchedWay(databaseUrl: string): Promise<WatchedWay> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let armed: Armed | undefined;
  const reach = (): void => {
    armed?.reached();
    armed = undefined;
  };

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const messagesOf = messageReader("client");
    const fateOf = fateReader(() => armed);
    let state: Fate = "passes";
    for (const socket of [client, upstream]) {
      sockets.add(socket.setNoDelay(true));
      socket
        .on("error", () => undefined)
        .on("close", () => {
          sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    client.on("data", (chunk: Buffer) => {
      for (const message of messagesOf(chunk)) {
        if (state === "stops before") return;
        if (state === "passes") state = fateOf(message);
        if (state === "stops before") reach();
        else upstream.write(message.bytes);
      }
    });
    upstream.on("data", (chunk: Buffer) => {
      if (state === "passes") client.write(chunk);
      // The first answer after the statement: the server has done it, and nobody will hear.
      if (state === "stops after") {
        state = "stops before";
        reach();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    reaches: (point) => new Promise((resolve) => (armed = { point, reached: resolve })),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
