import "server-only";
import type { Socket } from "node:net";

import { FRONT, splitMessages } from "./protocol";

/** What runs without another connection in between: messages up to and including a Sync, Query or Flush. */
export type Unit = { readonly messages: readonly Buffer[]; readonly endsWith: number };

export type Connection = {
  readonly id: number;
  readonly socket: Socket;
  readonly units: Unit[];
  /** An extended-protocol error has happened: everything up to the next Sync is skipped. */
  hasFailed: boolean;
  isOpen: boolean;
  /** Names, as the backend knows them, of the statements this connection has prepared. */
  readonly statements: Set<string>;
  /** The last Parse of the unnamed statement, to run again when another connection has replaced it. */
  unnamed: Buffer | undefined;
};

export const createConnection = (id: number, socket: Socket): Connection => ({
  id,
  socket,
  units: [],
  hasFailed: false,
  isOpen: true,
  statements: new Set(),
  unnamed: undefined,
});

export type Arrival = { units: Unit[]; isTerminated: boolean };

const ENDS_UNIT = new Set<number>([FRONT.sync, FRONT.query, FRONT.flush]);

/** Gathers a connection's bytes into units; keeps what is not complete for the next call. */
export function createUnitReader(): (bytes: Buffer) => Arrival {
  let held: Buffer = Buffer.alloc(0);
  let open: Buffer[] = [];
  return (bytes) => {
    const split = splitMessages(held.length === 0 ? bytes : Buffer.concat([held, bytes]));
    held = split.rest;
    const units: Unit[] = [];
    for (const message of split.messages) {
      const code = message[0] ?? 0;
      if (code === FRONT.terminate) return { units, isTerminated: true };
      open.push(message);
      if (!ENDS_UNIT.has(code)) continue;
      units.push({ messages: open, endsWith: code });
      open = [];
    }
    return { units, isTerminated: false };
  };
}
