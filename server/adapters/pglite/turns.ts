import "server-only";
import { setImmediate as breathe } from "node:timers/promises";

import type { Connection } from "./connection";
import { errorResponse } from "./protocol";
import type { UnitRunner } from "./unit-run";

/** Who has the backend next. From Flush until Sync, and inside a transaction, it belongs to one connection. */
export type Turns = {
  /** The connection has a unit waiting. */
  arrived(connection: Connection): void;
  /** The connection is gone: what it had open is rolled back and forgotten. */
  left(connection: Connection): void;
  /** Runs work of ours when no connection holds the backend. */
  alone(work: () => Promise<void>): Promise<void>;
};

type Options = {
  runner: UnitRunner;
  /** How long a connection may hold the backend without asking anything of it. */
  ownerIdleMs: number;
  /** The engine itself has failed; nothing it says can be trusted any more. */
  onFault(fault: unknown): void;
};

const BREATHE_AFTER_MS = 10;

type State = Options & {
  readonly waiting: Set<Connection>;
  readonly jobs: (() => Promise<void>)[];
  owner: Connection | undefined;
  isRunning: boolean;
  idleTimer: NodeJS.Timeout | undefined;
};

export function createTurns(options: Options): Turns {
  const waiting = new Set<Connection>();
  const state: State = { ...options, waiting, jobs: [], owner: undefined, isRunning: false, idleTimer: undefined };
  return {
    arrived: (connection) => {
      waiting.add(connection);
      turn(state);
    },
    left: (connection) => leave(state, connection),
    alone: (work) =>
      new Promise((resolve, reject) => {
        state.jobs.push(() => work().then(resolve, reject));
        turn(state);
      }),
  };
}

const turn = (state: State): void => void pump(state).catch(state.onFault);

async function pump(state: State): Promise<void> {
  if (state.isRunning) return;
  state.isRunning = true;
  clearTimeout(state.idleTimer);
  let since = performance.now();
  for (let next = pick(state); next !== undefined; next = pick(state)) {
    await next();
    if (performance.now() - since < BREATHE_AFTER_MS) continue;
    await breathe();
    since = performance.now();
  }
  state.isRunning = false;
  if (state.owner !== undefined) state.idleTimer = setTimeout(expel, state.ownerIdleMs, state, state.owner).unref();
}

function pick(state: State): (() => Promise<void>) | undefined {
  const { owner } = state;
  if (owner !== undefined) {
    if (!owner.isOpen) return () => release(state, owner);
    return owner.units.length > 0 ? () => serve(state, owner) : undefined;
  }
  const job = state.jobs.shift();
  if (job !== undefined) return job;
  const [next] = state.waiting;
  return next === undefined ? undefined : () => serve(state, next);
}

async function serve(state: State, connection: Connection): Promise<void> {
  state.waiting.delete(connection);
  const unit = connection.units.shift();
  if (unit === undefined) return;
  const { answer, isReleased } = await state.runner.run(connection, unit);
  state.owner = isReleased ? undefined : connection;
  if (connection.isOpen && answer.length > 0) send(connection, answer);
  if (connection.units.length > 0) state.waiting.add(connection);
}

async function release(state: State, gone: Connection): Promise<void> {
  await state.runner.abandon(gone);
  state.owner = undefined;
}

function leave(state: State, connection: Connection): void {
  if (!connection.isOpen) return;
  connection.isOpen = false;
  connection.units.length = 0;
  state.waiting.delete(connection);
  if (state.owner !== connection) state.jobs.push(() => state.runner.abandon(connection));
  turn(state);
}

function expel(state: State, idle: Connection): void {
  idle.socket.end(errorResponse("FATAL", "25P03", "terminating connection due to idle-in-transaction timeout"));
  leave(state, idle);
}

// A client that does not read its answers is not asked for more until it has.
function send({ socket }: Connection, answer: Buffer): void {
  if (socket.write(answer)) return;
  socket.pause();
  socket.once("drain", () => socket.resume());
}
