import "server-only";
import { QueueOverflow } from "./group-commit";

export type Turns = {
  /** Work of the same key runs one after the other, in the order asked. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
};

/** Rejects with QueueOverflow (503) when too many wait for the same key. */
export function createTurns(maxWaiting: number): Turns {
  const queues = new Map<string, { last: Promise<unknown>; waiting: number }>();
  return {
    async run(key, work) {
      const queue = queues.get(key) ?? { last: Promise.resolve(), waiting: 0 };
      if (queue.waiting >= maxWaiting) throw new QueueOverflow({ reason: "too-many-of-one" });
      queue.waiting += 1;
      const mine = queue.last.then(work, work);
      queue.last = mine.catch(() => undefined);
      queues.set(key, queue);
      try {
        return await mine;
      } finally {
        queue.waiting -= 1;
        if (queue.waiting === 0) queues.delete(key);
      }
    },
  };
}

/** At most `slots` at once, whatever the key; the rest waits in line. */
export function createGate(slots: number, maxWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return async (work) => {
    if (taken >= slots) {
      if (waiting.length >= maxWaiting) throw new QueueOverflow({ reason: "full" });
      await new Promise<void>((go) => waiting.push(go));
    } else taken += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else taken -= 1;
    }
  };
}
