import "server-only";
import { randomBytes, randomInt } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";

import { createConnection, createUnitReader, type Connection } from "./connection";
import { DATABASE_NAME, type Engine } from "./engine";
import { createHello } from "./hello";
import { errorResponse, greeting, ProtocolViolation, query } from "./protocol";
import { createTurns, type Turns } from "./turns";
import { createUnitRunner } from "./unit-run";

const HOST = "127.0.0.1";
const MAX_CONNECTIONS = 200;
const OWNER_IDLE_MS = 15_000;
const HELLO_MS = 60_000;
const FAREWELL_MS = 500;

export type DoorAddress = { host: string; port: number; url: string };

/** A listening front door that speaks the Postgres protocol for one engine. */
export type Door = {
  readonly address: DoorAddress;
  /** Runs SQL of ours when no client holds the backend; its answer is dropped. */
  maintain(sql: string): Promise<void>;
  /** Sends every client away, rolls back what they had open and stops listening. The engine stays open. */
  close(): Promise<void>;
};

export type DoorOptions = {
  engine: Engine;
  threshold: Threshold;
  onFault(fault: unknown): void;
  ownerIdleMs?: number;
};

/** A port that is taken before the engine is there: who connects early is held until the door opens. */
export type Threshold = { readonly server: Server; readonly port: number; readonly held: Set<Socket> };

/** Takes a free port of the loopback interface. */
export function takePort(): Promise<Threshold> {
  return new Promise((resolve, reject) => {
    const held = new Set<Socket>();
    const server = createServer({ noDelay: true, pauseOnConnect: true });
    server.on("connection", (socket) => {
      held.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => held.delete(socket));
    });
    server.once("error", reject);
    server.listen(0, HOST, () => resolve({ server, port: boundPort(server), held }));
  });
}

/** Opens the door of an engine on a port that is already taken. */
export function openDoor({ engine, threshold, onFault, ownerIdleMs = OWNER_IDLE_MS }: DoorOptions): Door {
  const { server, port, held: sockets } = threshold;
  const password = randomBytes(18).toString("base64url");
  const accepted = new Set<Connection>();
  const runner = createUnitRunner(engine, (notification, except) => {
    for (const other of accepted) if (other !== except) other.socket.write(notification);
  });
  const turns = createTurns({ runner, ownerIdleMs, onFault });
  let lastId = 0;

  const admit = (socket: Socket): void => {
    lastId += 1;
    receive({ connection: createConnection(lastId, socket), accepted, engine, turns, password });
  };
  for (const socket of sockets) admit(socket);
  server.on("connection", admit);

  return {
    address: { host: HOST, port, url: `postgres://postgres:${password}@${HOST}:${port}/${DATABASE_NAME}` },
    maintain: (sql) => turns.alone(async () => void (await engine.run(query(sql)))),
    close: async () => {
      const stopped = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) sendAway(socket, "57P01", "terminating connection due to administrator command");
      await stopped;
      for (const connection of accepted) turns.left(connection);
      await turns.alone(async () => {});
    },
  };
}

type Reception = {
  connection: Connection;
  accepted: Set<Connection>;
  engine: Engine;
  turns: Turns;
  password: string;
};

// From the first byte to the last: hello, then units into the queue, then leaving.
function receive({ connection, accepted, engine, turns, password }: Reception): void {
  const { socket } = connection;
  const hello = createHello({ database: DATABASE_NAME, password });
  const read = createUnitReader();

  const greet = (bytes: Buffer): void => {
    const step = hello(bytes);
    if (step.reply.length > 0) socket.write(step.reply);
    if (step.outcome === "ended") socket.end();
    if (step.outcome !== "accepted") return;
    if (accepted.size >= MAX_CONNECTIONS) return sendAway(socket, "53300", "sorry, too many clients already");
    accepted.add(connection);
    const secret = randomInt(2 ** 31);
    socket.write(greeting({ parameters: engine.parameters, processId: connection.id, secret }));
    converse(step.rest);
  };

  const converse = (bytes: Buffer): void => {
    const { units, isTerminated } = read(bytes);
    connection.units.push(...units);
    if (units.length > 0) turns.arrived(connection);
    if (isTerminated) socket.end();
  };

  const late = setTimeout(() => accepted.has(connection) || socket.destroy(), HELLO_MS).unref();
  socket.on("data", (bytes: Buffer) =>
    orViolation(socket, () => (accepted.has(connection) ? converse(bytes) : greet(bytes))),
  );
  socket.on("close", () => {
    clearTimeout(late);
    if (accepted.delete(connection)) turns.left(connection);
  });
  socket.resume();
}

function sendAway(socket: Socket, code: string, text: string): void {
  socket.end(errorResponse("FATAL", code, text));
  setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
}

function orViolation(socket: Socket, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ProtocolViolation)) throw error;
    sendAway(socket, "08P01", error.message);
  }
}

function boundPort(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the door does not listen on a port");
  return address.port;
}
