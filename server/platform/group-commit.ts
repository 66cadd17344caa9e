import "server-only";
/** Why a request was not even queued. */
export type Overflow = { readonly reason: "full" | "too-many-of-one" | "waited-too-long" | "closing" };

export class QueueOverflow extends Error {
  override readonly name = "QueueOverflow";
  readonly overflow: Overflow;
  constructor(overflow: Overflow) {
    super(`group commit queue: ${overflow.reason}`);
    this.overflow = overflow;
  }
}

export type GroupCommitOptions<Ask, Answer> = {
  /** Requests with the same key never share a batch, and keep their order. */
  aloneKeyOf(ask: Ask): string;
  /** What a hot key fills is its own share of the queue. */
  quotaKeyOf(ask: Ask): string;
  /** One transaction for all; answers in the order of the asks. Rejects when nothing was committed. */
  commit(batch: readonly Ask[]): Promise<readonly Answer[]>;
  maxBatch: number;
  maxQueued: number;
  maxQueuedPerKey: number;
  maxWaitMs: number;
  now(): number;
};

type Waiting<Ask, Answer> = {
  ask: Ask;
  since: number;
  resolve(answer: Answer): void;
  reject(fault: unknown): void;
};

export type GroupCommit<Ask, Answer> = {
  /** Rejects with QueueOverflow (503) where it would only wait in vain. */
  submit(ask: Ask): Promise<Answer>;
  readonly queued: number;
  /** Takes nothing more; resolves when all that waits has its answer. */
  close(): Promise<void>;
};

/**
 * Requests that arrive while a commit is under way share the next one: no timers. A batch that fails is tried again one
 * by one, so that a bad request fails alone.
 */
export function createGroupCommit<Ask, Answer>(options: GroupCommitOptions<Ask, Answer>): GroupCommit<Ask, Answer> {
  const queue: Waiting<Ask, Answer>[] = [];
  const perKey = new Map<string, number>();
  let running: Promise<void> | undefined;
  let isClosing = false;

  const count = (ask: Ask, by: 1 | -1): void => {
    const key = options.quotaKeyOf(ask);
    const n = (perKey.get(key) ?? 0) + by;
    if (n > 0) perKey.set(key, n);
    else perKey.delete(key);
  };

  function takeBatch(): Waiting<Ask, Answer>[] {
    const taken: Waiting<Ask, Answer>[] = [];
    const left: Waiting<Ask, Answer>[] = [];
    const busy = new Set<string>();
    const oldest = options.now() - options.maxWaitMs;
    for (const waiting of queue) {
      const key = options.aloneKeyOf(waiting.ask);
      if (waiting.since < oldest) {
        count(waiting.ask, -1);
        waiting.reject(new QueueOverflow({ reason: "waited-too-long" }));
      } else if (taken.length < options.maxBatch && !busy.has(key)) {
        taken.push(waiting);
      } else left.push(waiting);
      busy.add(key);
    }
    queue.splice(0, queue.length, ...left);
    return taken;
  }

  async function commitAll(batch: readonly Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answers = await options.commit(batch.map((waiting) => waiting.ask));
      batch.forEach((waiting, i) => {
        const answer = answers[i];
        if (answer === undefined) waiting.reject(new Error("the batch gave no answer"));
        else waiting.resolve(answer);
      });
    } catch (fault) {
      const [first] = batch;
      if (batch.length === 1 && first) return first.reject(fault);
      for (const waiting of batch) await commitAll([waiting]);
    }
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      const batch = takeBatch();
      if (batch.length === 0) continue;
      await commitAll(batch);
      for (const waiting of batch) count(waiting.ask, -1);
    }
    running = undefined;
  }

  return {
    get queued() {
      return queue.length;
    },
    async close() {
      isClosing = true;
      await running;
    },
    submit(ask) {
      if (isClosing) return Promise.reject(new QueueOverflow({ reason: "closing" }));
      if (queue.length >= options.maxQueued) return Promise.reject(new QueueOverflow({ reason: "full" }));
      if ((perKey.get(options.quotaKeyOf(ask)) ?? 0) >= options.maxQueuedPerKey) {
        return Promise.reject(new QueueOverflow({ reason: "too-many-of-one" }));
      }
      return new Promise<Answer>((resolve, reject) => {
        queue.push({ ask, since: options.now(), resolve, reject });
        count(ask, 1);
        running ??= Promise.resolve().then(run);
      });
    },
  };
}
