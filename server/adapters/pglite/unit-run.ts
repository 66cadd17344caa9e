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

/** What the backend loses track of by serving many. */
type State = {
  readonly engine: Engine;
  readonly broadcast: Broadcast;
  status: TransactionStatus;
  /** Whose unnamed statement the backend has at the moment. */
  unnamedOwner: Connection | undefined;
};

/** Runs units on the one backend. */
export function createUnitRunner(engine: Engine, broadcast: Broadcast): UnitRunner {
  const state: State = { engine, broadcast, status: IDLE, unnamedOwner: undefined };
  return {
    run: (connection, unit) => runUnit(state, connection, unit),
    abandon: (connection) => abandon(state, connection),
  };
}

async function runUnit(state: State, connection: Connection, { messages, endsWith }: Unit): Promise<UnitOutcome> {
  const answer: Buffer[] = [];
  let isDone = false;
  for (const bytes of messages) {
    if (connection.hasFailed && bytes[0] !== FRONT.sync) continue;
    answer.push(...(await runMessage(state, connection, bytes)));
    isDone = endsWith !== FRONT.flush && bytes[0] === endsWith;
  }
  if (isDone) {
    connection.hasFailed = false;
    answer.push(ready(state.status));
  }
  return { answer: Buffer.concat(answer), isReleased: isDone && state.status === IDLE };
}

async function abandon(state: State, connection: Connection): Promise<void> {
  await execute(state, connection, sync);
  if (state.status !== IDLE) await execute(state, connection, query("rollback"));
  if (state.unnamedOwner === connection) state.unnamedOwner = undefined;
  for (const name of connection.statements) await execute(state, connection, closeStatement(name));
  if (connection.statements.size > 0) await execute(state, connection, sync);
}

async function runMessage(state: State, connection: Connection, bytes: Buffer): Promise<Buffer[]> {
  const sql = sqlOf(bytes);
  const isRefused = sql !== undefined && hasCopyFromStdin(sql);
  await restoreUnnamed(state, connection, bytes);
  const asked = isRefused ? query(RAISE_COPY_REFUSED) : ownNames(bytes, connection.id);
  const answer = await execute(state, connection, asked);
  const hasError = answer.some((frame) => frame[0] === BACK.error);
  if (hasError && bytes[0] !== FRONT.query) connection.hasFailed = true;
  if (!hasError) noteStatement(connection, bytes);
  if (!hasError && bytes[0] === FRONT.parse && statementOf(bytes) === "") state.unnamedOwner = connection;
  return answer;
}

// PGlite repeats ReadyForQuery after an error: all of its own are dropped, the unit's end sends exactly one.
async function execute(state: State, connection: Connection, bytes: Buffer): Promise<Buffer[]> {
  if (bytes[0] === FRONT.query) state.unnamedOwner = undefined;
  const kept: Buffer[] = [];
  for (const frame of await state.engine.run(bytes)) {
    if (frame[0] === BACK.ready) state.status = frame[5] ?? IDLE;
    else kept.push(frame);
    if (frame[0] === BACK.notification) state.broadcast(frame, connection);
  }
  return kept;
}

async function restoreUnnamed(state: State, connection: Connection, bytes: Buffer): Promise<void> {
  if (statementOf(bytes) !== "" || bytes[0] === FRONT.parse) return;
  if (state.unnamedOwner === connection || connection.unnamed === undefined) return;
  await execute(state, connection, connection.unnamed);
  state.unnamedOwner = connection;
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
