import type { LoadFindings, LoadOrders } from "./orders";
import { type Place, redeemRequests, type RequestMaker } from "./redeem-requests";
import { type Line, openLine } from "./wire";

const pick = <T>(from: readonly T[]): T => {
  const found = from[Math.floor(Math.random() * from.length)];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
};

type Tally = { latencies: number[]; statuses: Map<number, number>; from: number; until: number };

type Answered = {
  readonly due: number;
  readonly status: number;
  /** Which window it counts in. */ readonly at: number;
};

const note = ({ latencies, statuses, from, until }: Tally, { due, status, at }: Answered): void => {
  if (at < from || at > until) return;
  latencies.push(performance.now() - due);
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
};

type Shot = { orders: LoadOrders; request: RequestMaker; tally: Tally };

const next = ({ orders, request }: Shot): Buffer => request(pick(orders.codes), pick<Place>(orders.places));

/** Every connection sends its next request as soon as it has its answer. */
async function asFastAsPossible(line: Line, shot: Shot): Promise<void> {
  while (performance.now() < shot.tally.until) {
    const bytes = next(shot);
    const due = performance.now();
    const status = await line.send(bytes);
    note(shot.tally, { due, status, at: performance.now() });
  }
}

/** Requests fall due at fixed instants, whatever became of the ones before; latency counts from then. */
async function byTimetable(lines: readonly Line[], shot: Shot, rate: number): Promise<void> {
  const free = [...lines];
  const waiting: number[] = [];
  const underWay = new Set<Promise<void>>();
  const start = performance.now();
  let sent = 0;
  const serve = (): void => {
    for (let line = free.at(-1); line && waiting.length > 0; line = free.at(-1)) {
      free.pop();
      const due = waiting.shift() ?? 0;
      const used = line;
      const call = used.send(next(shot)).then((status) => {
        note(shot.tally, { due, status, at: due });
        free.push(used);
        underWay.delete(call);
        serve();
      });
      underWay.add(call);
    }
  };
  while (performance.now() < shot.tally.until) {
    const due = Math.floor(((performance.now() - start) / 1_000) * rate);
    for (; sent < due; sent++) waiting.push(start + (sent / rate) * 1_000);
    serve();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  // Each answer may send one that still waits; what fell due counts, however late its answer.
  while (underWay.size > 0) await Promise.all(underWay);
}

function findingsOf({ latencies, statuses, from, until }: Tally, cpuSeconds: number): LoadFindings {
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const seconds = (until - from) / 1_000;
  return {
    requests: sorted.length,
    seconds,
    perSecond: sorted.length / seconds,
    statuses: Object.fromEntries(statuses),
    latency: { p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1) },
    cpuSeconds,
  };
}

/** Redemptions over HTTP as ordered: as many as the connections carry, or on a timetable. */
export async function drive(orders: LoadOrders): Promise<LoadFindings> {
  const lines = await Promise.all(Array.from({ length: orders.connections }, () => openLine(orders.host, orders.port)));
  const from = performance.now() + orders.warmUpSeconds * 1_000;
  const tally: Tally = { latencies: [], statuses: new Map(), from, until: from + orders.seconds * 1_000 };
  const shot = { orders, tally, request: redeemRequests(`${orders.host}:${orders.port}`, orders.amount) };
  const before = process.cpuUsage();
  if (orders.rate === undefined) await Promise.all(lines.map((line) => asFastAsPossible(line, shot)));
  else await byTimetable(lines, shot, orders.rate);
  const { user, system } = process.cpuUsage(before);
  for (const line of lines) line.close();
  return findingsOf(tally, (user + system) / 1e6);
}
