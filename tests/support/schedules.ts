import { setTimeout as pause } from "node:timers/promises";

import type { Sql } from "postgres";

import { areIndependent, type Effect, effectOf, type ForeignKeys, together } from "./statement-effects";
import type { StatementGate } from "./statement-gate";

export const SIDES = ["a", "b"] as const;
type Side = (typeof SIDES)[number];

type Next = { readonly text: string; readonly effect: Effect; readonly isInTransaction: boolean };
/** What each side would do next; undefined for one that waits for a lock or is done. */
type Choice = Readonly<Partial<Record<Side, Next>>>;

/** Decides who goes on; asked only while somebody can. */
export type Chooser = (choice: Choice, last: Side | undefined) => Side;

export type Stage = {
  readonly gates: Readonly<Record<Side, StatementGate>>;
  readonly sql: Sql;
  readonly keys: ForeignKeys;
};

type Player = {
  readonly gate: StatementGate;
  /** Of the open transaction, so far. */
  effect: Effect | undefined;
  isDone: boolean;
  readonly over: Promise<unknown>;
};

const QUICK_MS = 2;

/** Until the side waits at its gate, for a lock, or is done. */
async function settle(sql: Sql, player: Player): Promise<"held" | "blocked" | "done"> {
  const { gate } = player;
  for (;;) {
    const changed = gate.changed();
    if (player.isDone) return "done";
    if (gate.held !== undefined) return "held";
    const pid = gate.busyPid;
    const isChanged = await Promise.race([
      Promise.race([changed, player.over]).then(() => true),
      pid === undefined ? new Promise<false>(() => undefined) : pause(QUICK_MS, false),
    ]);
    if (isChanged || pid === undefined) continue;
    const [row] = await sql`select cardinality(pg_blocking_pids(${pid})) > 0 as is_blocked`;
    if (row?.["is_blocked"] === true && gate.busyPid === pid) return "blocked";
  }
}

function play(gate: StatementGate, work: () => Promise<unknown>): Player {
  gate.shut();
  const player: Player = {
    gate,
    effect: undefined,
    isDone: false,
    over: work().finally(() => (player.isDone = true)),
  };
  player.over.catch(() => undefined);
  return player;
}

function step(player: Player, { effect }: Next): void {
  player.effect = effect.isEnd ? undefined : together(player.effect, effect);
  player.gate.release();
}

const nextOf = ({ gate, effect }: Player, keys: ForeignKeys): Next | undefined => {
  const text = gate.held;
  if (text === undefined) return undefined;
  return { text, effect: effectOf(text, effect, keys), isInTransaction: gate.isInTransaction };
};

/**
 * Runs two works, one statement at a time, in the order that is chosen; one that waits for a lock of the other is passed
 * over until it has it. Answers the order that it was.
 */
export async function runSchedule(
  { gates, sql, keys }: Stage,
  works: Readonly<Record<Side, () => Promise<unknown>>>,
  choose: Chooser,
): Promise<string> {
  const players = { a: play(gates.a, works.a), b: play(gates.b, works.b) };
  let order = "";
  let last: Side | undefined;
  for (;;) {
    const states = await Promise.all(SIDES.map((side) => settle(sql, players[side])));
    if (states.every((state) => state === "done")) break;
    if (!states.includes("held")) {
      // Somebody waits for a lock that is being let go, or the server is about to end a deadlock.
      await Promise.race(SIDES.map((side) => gates[side].changed()));
      continue;
    }
    const [a, b] = SIDES.map((side) => nextOf(players[side], keys));
    last = choose({ ...(a && { a }), ...(b && { b }) }, last);
    const next = last === "a" ? a : b;
    if (!next) throw new Error("a side was chosen that cannot go on");
    order += last;
    step(players[last], next);
  }
  for (const side of SIDES) gates[side].open();
  return order;
}

type Node = { readonly choice: Choice; readonly asleep: ReadonlySet<Side>; readonly tried: Set<Side>; chosen: Side };

const able = ({ choice, asleep, tried }: Pick<Node, "choice" | "asleep" | "tried">): Side | undefined =>
  SIDES.find((side) => choice[side] !== undefined && !asleep.has(side) && !tried.has(side));

/** Whoever was already tried first here need not go next unless the order of the two can matter. */
function asleepAfter({ choice, asleep, tried, chosen }: Node): Set<Side> {
  const done = choice[chosen];
  return new Set(
    SIDES.filter((side) => {
      const other = choice[side];
      const isKnown = side !== chosen && (asleep.has(side) || tried.has(side));
      return isKnown && other !== undefined && done !== undefined && areIndependent(other.effect, done.effect);
    }),
  );
}

/**
 * Walks through all schedules of the same two works, from the start each time, leaving out those that differ from one
 * already walked only in the order of statements that cannot see each other (sleep sets), unless `every` one is wanted.
 */
export function createExplorer(every: "distinct" | "every" = "distinct") {
  const path: Node[] = [];
  let depth = 0;
  let isRepeat = false;
  const open = (choice: Choice): Side => {
    const parent = path.at(-1);
    const fresh = {
      choice,
      asleep: parent && every === "distinct" ? asleepAfter(parent) : new Set<Side>(),
      tried: new Set<Side>(),
    };
    const chosen = able(fresh);
    if (chosen) path.push({ ...fresh, chosen });
    else isRepeat = true;
    depth += 1;
    return chosen ?? (choice.a ? "a" : "b");
  };
  const choose: Chooser = (choice) => {
    if (isRepeat) return choice.a ? "a" : "b";
    const node = path[depth];
    if (!node) return open(choice);
    depth += 1;
    const isSame = SIDES.every((side) => node.choice[side]?.text === choice[side]?.text);
    if (!isSame) throw new Error("the same beginning went on differently");
    return node.chosen;
  };
  return {
    choose,
    /** Whether the schedule that has just run was one of its own. */
    get isNew() {
      return !isRepeat;
    },
    /** To the next schedule; false when all have been walked. */
    advance(): boolean {
      [depth, isRepeat] = [0, false];
      for (let node = path.at(-1); node; node = path.at(-1)) {
        node.tried.add(node.chosen);
        const other = able(node);
        if (other) {
          node.chosen = other;
          return true;
        }
        path.pop();
      }
      return false;
    },
  };
}

/** Nobody is interrupted inside of a transaction. */
export const betweenTransactions =
  (choose: Chooser): Chooser =>
  (choice, last) => {
    const going = last && choice[last]?.isInTransaction ? { [last]: choice[last] } : choice;
    return choose(going, last);
  };

/** One side whole, then the other. */
export const oneAfterTheOther =
  (first: Side): Chooser =>
  (choice) =>
    choice[first] ? first : first === "a" ? "b" : "a";
