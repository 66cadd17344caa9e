import "server-only";
import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  CircuitState,
  CountBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
} from "cockatiel";

import { circuitState } from "./metrics";

/** The numbers of the seed, and a bound on how many calls may be under way and wait. */
export const GUARD_SETTINGS = {
  windowCalls: 10,
  failureShare: 0.5,
  minimumCalls: 5,
  openMs: 30_000,
  timeoutMs: 5_000,
  tries: 3,
  firstPauseMs: 1_000,
  /** A service that asks for a longer pause is not waited for. */
  longestPauseMs: 10_000,
  atOnce: 64,
  waiting: 256,
} as const;

export type GuardSettings = { readonly [K in keyof typeof GUARD_SETTINGS]: number };

/** What a thrown fault says about the service, as its adapter reads it. */
export type Verdict = {
  /** The service failed, not the caller: counts against it. */
  readonly isFailure: boolean;
  /** Asking the same again may end differently. */
  readonly isPassing: boolean;
  /** The pause the service itself asks for. */
  readonly pauseMs?: number | undefined;
};

export type GuardOptions = {
  readonly name: string;
  judge(fault: unknown): Verdict;
  /** In [0, 1): spreads the pauses. */
  random(): number;
  now(): Date;
  readonly settings?: Partial<GuardSettings>;
};

export type Circuit = "closed" | "half-open" | "open";

export type Guard = {
  /** Runs a call that may be repeated: it only reads, or carries our own idempotency key. */
  run<T>(call: () => Promise<T>): Promise<T>;
  circuit(): Circuit;
};

/** Nobody was asked: the service has failed too often, or too many already wait for it. */
export class NotAsked extends Error {
  override readonly name = "NotAsked";
  readonly retryAfterSeconds: number;

  constructor(reason: "circuit open" | "too many calls", retryAfterMs: number) {
    super(reason);
    this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1_000));
  }
}

/** No answer in time; what happened is not known. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
}

const circuits: Readonly<Record<CircuitState, Circuit>> = {
  [CircuitState.Closed]: "closed",
  [CircuitState.HalfOpen]: "half-open",
  [CircuitState.Open]: "open",
  [CircuitState.Isolated]: "open",
};

const levels: Readonly<Record<Circuit, number>> = { closed: 0, "half-open": 1, open: 2 };

/** The library opens above a share, the seed at it. */
const justBelow = (share: number): number => share - 1e-6;

function createBreaker({ name, judge, now }: GuardOptions, settings: GuardSettings) {
  const { failureShare, windowCalls: size, minimumCalls, openMs } = settings;
  const breaker = circuitBreaker(
    handleWhen((fault) => fault instanceof TaskCancelledError || judge(fault).isFailure),
    {
      halfOpenAfter: openMs,
      breaker: new CountBreaker({ threshold: justBelow(failureShare), size, minimumNumberOfCalls: minimumCalls }),
    },
  );
  let openedAt = 0;
  const tell = (): void => circuitState.set({ service: name }, levels[circuits[breaker.state]]);
  tell();
  breaker.onStateChange((state) => {
    if (state === CircuitState.Open) openedAt = now().getTime();
    tell();
  });
  return { breaker, leftMs: () => openedAt + openMs - now().getTime() };
}

/**
 * One breaker, one time-out and one retry around every call to a service outside: at most `tries` tries with doubling,
 * spread pauses; none while the circuit is open. Throws what the last try threw, `NoAnswer` or `NotAsked`.
 */
export function createGuard(options: GuardOptions): Guard {
  const settings: GuardSettings = { ...GUARD_SETTINGS, ...options.settings };
  const { judge, random } = options;
  const { breaker, leftMs } = createBreaker(options, settings);
  const limit = timeout(settings.timeoutMs, TimeoutStrategy.Aggressive);
  const queue = bulkhead(settings.atOnce, settings.waiting);

  /** A quarter more or less, so that those who failed together do not come back together. */
  const spread = (ms: number): number => Math.round(ms * (0.75 + random() / 2));
  const isWorthAsking = (fault: Error): boolean => {
    if (breaker.state !== CircuitState.Closed || fault instanceof NotAsked) return false;
    if (fault instanceof NoAnswer) return true;
    const { isPassing, pauseMs = 0 } = judge(fault);
    return isPassing && pauseMs <= settings.longestPauseMs;
  };
  const repeat = retry(handleWhen(isWorthAsking), {
    maxAttempts: settings.tries - 1,
    backoff: new DelegateBackoff(({ attempt, result }) => {
      const own = spread(settings.firstPauseMs * 2 ** (attempt - 1));
      const asked = "error" in result && !(result.error instanceof NoAnswer) ? judge(result.error).pauseMs : undefined;
      return asked === undefined ? own : Math.max(own, asked);
    }),
  });

  async function once<T>(call: () => Promise<T>): Promise<T> {
    // Only one call tries whether the service is back; the others do not wait for its outcome.
    if (breaker.state === CircuitState.HalfOpen) throw new NotAsked("circuit open", settings.timeoutMs);
    try {
      return await breaker.execute(() => limit.execute(call));
    } catch (fault) {
      if (fault instanceof BrokenCircuitError) throw new NotAsked("circuit open", leftMs());
      if (fault instanceof TaskCancelledError) throw new NoAnswer(fault.message);
      throw fault;
    }
  }

  return {
    async run(call) {
      try {
        return await queue.execute(() => repeat.execute(() => once(call)));
      } catch (fault) {
        if (fault instanceof BulkheadRejectedError) throw new NotAsked("too many calls", settings.firstPauseMs);
        throw fault;
      }
    },
    circuit: () => circuits[breaker.state],
  };
}
