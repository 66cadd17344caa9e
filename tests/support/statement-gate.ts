import { createServer, connect, type AddressInfo, type Socket } from "node:net";

import { messageReader, statementReader, type WireMessage } from "./postgres-wire";

/** One statement as it goes over the wire, up to the message that asks for its end. */
type Statement = { readonly text: string; readonly bytes: Buffer[]; isWhole: boolean };

type Connection = {
  readonly upstream: Socket;
  pid: number;
  readonly waiting: Statement[];
  /** Statements sent on whose end has not come back. */
  underWay: number;
  isEntered: boolean;
  isInTransaction: boolean;
};

/** A way to the database on which, once shut, every statement waits until it is let through. */
export type StatementGate = {
  readonly url: string;
  /** From now on statements wait; before, and after `open`, they pass. */
  shut(): void;
  open(): void;
  /** The text of the statement that waits while nothing of its connection is under way. */
  readonly held: string | undefined;
  /** The server process that works on a statement now. */
  readonly busyPid: number | undefined;
  readonly isInTransaction: boolean;
  release(): void;
  /** Resolves at the next thing that happens on the gate. */
  changed(): Promise<void>;
  close(): Promise<void>;
};

const BACKEND_KEY = "K";
const READY = "Z";
const ENDS = new Set(["S", "Q"]);
const IDLE = "I".codePointAt(0);

/** One client's messages gathered into statements; those that wait are let through one at a time. */
function lane(connection: Connection, isShut: () => boolean): (message: WireMessage) => void {
  const statementOf = statementReader();
  const { upstream, waiting } = connection;
  return (message) => {
    const { tag, bytes } = message;
    const text = statementOf(message);
    const isEnd = ENDS.has(tag);
    const isFree = connection.isEntered || tag === "" || tag === "X" || (!isShut() && waiting.length === 0);
    if (isFree) {
      upstream.write(bytes);
      if (isEnd) {
        connection.underWay += 1;
        connection.isEntered = false;
      } else if (text !== undefined) connection.isEntered = true;
      return;
    }
    const last = waiting.at(-1);
    if (last && !last.isWhole) last.bytes.push(bytes);
    else waiting.push({ text: text ?? "", bytes: [bytes], isWhole: false });
    const own = waiting.at(-1);
    if (own) own.isWhole = isEnd;
  };
}

const isHeld = ({ waiting, underWay, isEntered }: Connection): boolean =>
  waiting.length > 0 && underWay === 0 && !isEntered;

function letThrough(connection: Connection): void {
  const statement = connection.waiting.shift();
  if (!statement) return;
  for (const bytes of statement.bytes) connection.upstream.write(bytes);
  if (statement.isWhole) connection.underWay += 1;
  else connection.isEntered = true;
}

/** Follows what the server answers: who it is, and when it is ready again. */
function answers(connection: Connection): (chunk: Buffer) => void {
  const messagesOf = messageReader("server");
  return (chunk) => {
    for (const { tag, bytes } of messagesOf(chunk)) {
      if (tag === BACKEND_KEY) connection.pid = bytes.readUInt32BE(5);
      if (tag !== READY) continue;
      connection.underWay = Math.max(0, connection.underWay - 1);
      connection.isInTransaction = bytes[5] !== IDLE;
    }
  };
}

/** Opens a gate in front of a database. Statements of one client that wait are let through in the order they came. */
export async function openStatementGate(databaseUrl: string): Promise<StatementGate> {
  const target = new URL(databaseUrl);
  const connections = new Set<Connection>();
  const sockets = new Set<Socket>();
  let isShut = false;
  let tell: () => void = () => undefined;
  let next = new Promise<void>((resolve) => (tell = resolve));
  const happened = (): void => {
    tell();
    next = new Promise<void>((resolve) => (tell = resolve));
  };

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const state = { pid: 0, waiting: [], underWay: 0, isEntered: false, isInTransaction: false };
    const connection: Connection = { upstream, ...state };
    connections.add(connection);
    const messagesOf = messageReader("client");
    const take = lane(connection, () => isShut);
    const follow = answers(connection);
    for (const socket of [client, upstream]) {
      sockets.add(socket.setNoDelay(true));
      socket
        .on("error", () => undefined)
        .on("close", () => {
          connections.delete(connection);
          client.destroy();
          upstream.destroy();
          happened();
        });
    }
    client.on("data", (chunk: Buffer) => {
      for (const message of messagesOf(chunk)) take(message);
      happened();
    });
    upstream.on("data", (chunk: Buffer) => {
      client.write(chunk);
      follow(chunk);
      happened();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const held = (): Connection | undefined => [...connections].find(isHeld);
  return {
    url: url.href,
    shut: () => void (isShut = true),
    open: () => {
      isShut = false;
      for (const connection of connections) while (connection.waiting.length > 0) letThrough(connection);
    },
    get held() {
      return held()?.waiting[0]?.text;
    },
    get busyPid() {
      return [...connections].find(({ underWay, isEntered }) => underWay > 0 || isEntered)?.pid;
    },
    get isInTransaction() {
      return [...connections].some((connection) => connection.isInTransaction);
    },
    release: () => {
      const connection = held();
      if (connection) letThrough(connection);
    },
    changed: () => next,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
