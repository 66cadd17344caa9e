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

export function createTurns({ runner, ownerIdleMs, onFault }: Options): Turns {
  const waiting = new Set<Connection>();
  const jobs: (() => Promise<void>)[] = [];
  let owner: Connection | undefined;
  let isRunning = false;
  let idleTimer: NodeJS.Timeout | undefined;

  const serve = async (connection: Connection): Promise<void> => {
    waiting.delete(connection);
    const unit = connection.units.shift();
    if (unit === undefined) return;
    const { answer, isReleased } = await runner.run(connection, unit);
    owner = isReleased ? undefined : connection;
    if (connection.isOpen && answer.length > 0) send(connection, answer);
    if (connection.units.length > 0) waiting.add(connection);
  };

  const release = async (gone: Connection): Promise<void> => {
    await runner.abandon(gone);
    owner = undefined;
  };

  const pick = (): (() => Promise<void>) | undefined => {
    if (owner !== undefined) {
      const holder = owner;
      if (!holder.isOpen) return () => release(holder);
      return holder.units.length > 0 ? () => serve(holder) : undefined;
    }
    const job = jobs.shift();
    if (job !== undefined) return job;
    const [next] = waiting;
    return next === undefined ? undefined : () => serve(next);
  };

  const pump = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    clearTimeout(idleTimer);
    let since = performance.now();
    for (let turn = pick(); turn !== undefined; turn = pick()) {
      await turn();
      if (performance.now() - since < BREATHE_AFTER_MS) continue;
      await breathe();
      since = performance.now();
    }
    isRunning = false;
    if (owner !== undefined) idleTimer = setTimeout(expel, ownerIdleMs, owner).unref();
  };

  const turn = (): void => void pump().catch(onFault);

  const left = (connection: Connection): void => {
    if (!connection.isOpen) return;
    connection.isOpen = false;
    connection.units.length = 0;
    waiting.delete(connection);
    if (owner !== connection) jobs.push(() => runner.abandon(connection));
    turn();
  };

  const expel = (idle: Connection): void => {
    idle.socket.end(errorResponse("FATAL", "25P03", "terminating connection due to idle-in-transaction timeout"));
    left(idle);
  };

  return {
    arrived: (connection) => {
      waiting.add(connection);
      turn();
    },
    left,
    alone: (work) =>
      new Promise((resolve, reject) => {
        jobs.push(() => work().then(resolve, reject));
        turn();
      }),
  };
}

// A client that does not read its answers is not asked for more until it has.
function send({ socket }: Connection, answer: Buffer): void {
  if (socket.write(answer)) return;
  socket.pause();
  socket.once("drain", () => socket.resume());
}
