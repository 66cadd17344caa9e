import { createServer, connect, type AddressInfo, type Socket } from "node:net";

import { messageReader, statementReader, type WireMessage } from "./postgres-wire";

const RUNS = new Set(["B", "Q"]);

type FailPoint = { readonly statement: RegExp; readonly isSeen: boolean };

/**
 * Where an instance can be ended while it does one kind of work: the statement it has just sent, and whether the server has
 * seen it. They are watched from outside, on its way to the database, so that the product itself holds no hook.
 */
export type WatchedWork<Point extends string> = {
  /** Only a transaction that sends this is such work. */
  readonly mark: RegExp;
  readonly points: Readonly<Record<Point, FailPoint>>;
};

const before = (statement: RegExp): FailPoint => ({ statement, isSeen: false });
const after = (statement: RegExp): FailPoint => ({ statement, isSeen: true });
const COMMIT = /^\s*commit\b/i;

/** Each statement of a group of redemptions. */
export const redeeming = {
  mark: /insert into operations/i,
  points: {
    "before the operation is claimed": before(/insert into operations/i),
    "before the coupons are locked": before(/from coupons\b.*for update/is),
    "when the coupons are locked": after(/from coupons\b.*for update/is),
    "before the rows are written": before(/insert into redemption_keys/i),
    "before the ledger is written": before(/insert into ledger_entries/i),
    "before the events are written": before(/insert into events/i),
    "before the commit": before(COMMIT),
    "after the commit": after(COMMIT),
  },
} as const satisfies WatchedWork<string>;

const LOGS_LOCKED = /from "raffles".*for update/is;

/** Each statement of a batch that becomes tickets. */
export const issuing = {
  mark: LOGS_LOCKED,
  points: {
    "before the logs are locked": before(LOGS_LOCKED),
    "when the logs are locked": after(LOGS_LOCKED),
    "before the known sources are read": before(/from ticket_grants\b/i),
    "before the holders are read": before(/from raffle_holders\b/i),
    "before the holders are written": before(/insert into raffle_holders/i),
    "before the grants are written": before(/insert into ticket_grants/i),
    "before the blocks are written": before(/insert into ticket_blocks/i),
    "before the subtrees are written": before(/insert into ticket_log_nodes/i),
    "before the log's edge is moved": before(/update raffles set/i),
    "when the log's edge is moved": after(/update raffles set/i),
    "before the head is written": before(/insert into "tree_heads"/i),
    "before the event is written": before(/insert into events/i),
    "before the cursor is moved": before(/update subscriptions set/i),
    "when the cursor is moved": after(/update subscriptions set/i),
    "before the commit": before(COMMIT),
    "after the commit": after(COMMIT),
  },
} as const satisfies WatchedWork<string>;

export const pointsOf = <Point extends string>({ points }: WatchedWork<Point>): Point[] =>
  Object.keys(points) as Point[]; // the keys are what the type says: the table has no others

type WatchedWay<Point extends string> = {
  readonly url: string;
  /** Resolves when the work has come to the point; its connection stands still from then on. */
  reaches(point: Point): Promise<void>;
  close(): Promise<void>;
};

type Armed = FailPoint & { reached(): void };
type Fate = "passes" | "stops before" | "stops after";

/** Follows one client: what becomes of each of its messages. */
function fateReader(mark: RegExp, armed: () => Armed | undefined): (message: WireMessage) => Fate {
  const statementOf = statementReader();
  let isMarked = false;
  return (message) => {
    const text = statementOf(message);
    if (text === undefined || !RUNS.has(message.tag)) return "passes";
    isMarked ||= mark.test(text);
    const wanted = armed();
    if (isMarked && wanted?.statement.test(text)) return wanted.isSeen ? "stops after" : "stops before";
    if (/^\s*(commit|rollback)\b/i.test(text)) isMarked = false;
    return "passes";
  };
}

/** A way to the database on which one kind of work can be stopped at a named point. */
export async function openWatchedWay<Point extends string>(
  databaseUrl: string,
  { mark, points }: WatchedWork<Point>,
): Promise<WatchedWay<Point>> {
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
    const fateOf = fateReader(mark, () => armed);
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
    reaches: (point) => new Promise((resolve) => (armed = { ...points[point], reached: resolve })),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
