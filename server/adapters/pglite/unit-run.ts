import "server-only";
import type { Connection, Unit } from "./connection";
import { hasCopyFromStdin, RAISE_COPY_REFUSED } from "./copy-refusal";
import type { Engine } from "./engine";
import { BACK, closeStatement, FRONT, IDLE, query, ready, sync, type TransactionStatus } from "./protocol";
import { ownNames, sqlOf, statementOf } from "./statement-names";

/** `isReleased`: the backend is in no transaction and owes this connection nothing, so another may have it. */
export type UnitOutcome = { readonly answer: Buffer; readonly isReleased: boolean };

export type UnitRunner = {
  run(connection: Connection, unit: Unit): Promise<UnitOutcome>;
  /** Rolls back what a connection that is gone had open, and drops its prepared statements. */
  abandon(connection: Connection): Promise<void>;
};

type Broadcast = (notification: Buffer, except: Connection) => void;

/** Runs units on the one backend. Keeps what the backend lost track of by serving many: status, names, unnamed statement. */
export function createUnitRunner(engine: Engine, broadcast: Broadcast): UnitRunner {
  let status: TransactionStatus = IDLE;
  let unnamedOwner: Connection | undefined;

  // PGlite repeats ReadyForQuery after an error: all of its own are dropped, the unit's end sends exactly one.
  const execute = async (connection: Connection, bytes: Buffer): Promise<Buffer[]> => {
    if (bytes[0] === FRONT.query) unnamedOwner = undefined;
    const kept: Buffer[] = [];
    for (const frame of await engine.run(bytes)) {
      if (frame[0] === BACK.ready) status = frame[5] ?? IDLE;
      else kept.push(frame);
      if (frame[0] === BACK.notification) broadcast(frame, connection);
    }
    return kept;
  };

  const restoreUnnamed = async (connection: Connection, bytes: Buffer): Promise<void> => {
    if (statementOf(bytes) !== "" || bytes[0] === FRONT.parse) return;
    if (unnamedOwner === connection || connection.unnamed === undefined) return;
    await execute(connection, connection.unnamed);
    unnamedOwner = connection;
  };

  const runMessage = async (connection: Connection, bytes: Buffer): Promise<Buffer[]> => {
    const sql = sqlOf(bytes);
    const isRefused = sql !== undefined && hasCopyFromStdin(sql);
    await restoreUnnamed(connection, bytes);
    const answer = await execute(connection, isRefused ? query(RAISE_COPY_REFUSED) : ownNames(bytes, connection.id));
    const hasError = answer.some((frame) => frame[0] === BACK.error);
    if (hasError && bytes[0] !== FRONT.query) connection.hasFailed = true;
    if (!hasError) noteStatement(connection, bytes);
    if (!hasError && bytes[0] === FRONT.parse && statementOf(bytes) === "") unnamedOwner = connection;
    return answer;
  };

  return {
    run: async (connection, { messages, endsWith }) => {
      const answer: Buffer[] = [];
      let isDone = false;
      for (const bytes of messages) {
        if (connection.hasFailed && bytes[0] !== FRONT.sync) continue;
        answer.push(...(await runMessage(connection, bytes)));
        isDone = endsWith !== FRONT.flush && bytes[0] === endsWith;
      }
      if (isDone) {
        connection.hasFailed = false;
        answer.push(ready(status));
      }
      return { answer: Buffer.concat(answer), isReleased: isDone && status === IDLE };
    },
    abandon: async (connection) => {
      await execute(connection, sync);
      if (status !== IDLE) await execute(connection, query("rollback"));
      if (unnamedOwner === connection) unnamedOwner = undefined;
      for (const name of connection.statements) await execute(connection, closeStatement(name));
      if (connection.statements.size > 0) await execute(connection, sync);
    },
  };
}

function noteStatement(connection: Connection, bytes: Buffer): void {
  const code = bytes[0];
  const name = statementOf(bytes);
  if (code === FRONT.query) connection.unnamed = undefined;
  if (name === undefined) return;
  if (code === FRONT.parse && name === "") connection.unnamed = bytes;
  if (code === FRONT.close && name === "") connection.unnamed = undefined;
  if (name === "") return;
  const known = statementOf(ownNames(bytes, connection.id)) ?? name;
  if (code === FRONT.parse) connection.statements.add(known);
  if (code === FRONT.close) connection.statements.delete(known);
}
