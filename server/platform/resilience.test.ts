import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { registry } from "./metrics";
import { createGuard, type GuardSettings, NoAnswer, NotAsked, type Verdict } from "./resilience";

class Fault extends Error {
  readonly verdict: Verdict;
  constructor(verdict: Verdict) {
    super("fault");
    this.verdict = verdict;
  }
}

const away = () => new Fault({ isFailure: true, isPassing: true });
const theirAnswer = () => new Fault({ isFailure: false, isPassing: false });

const guardWith = (settings: Partial<GuardSettings> = {}, random = () => 0.5) =>
  createGuard({
    name: "test",
    judge: (fault) => (fault instanceof Fault ? fault.verdict : { isFailure: false, isPassing: false }),
    random,
    now: () => new Date(),
    settings,
  });

/** A service that answers with what comes next, and notes when it was asked. */
function service(...answers: (Error | "hangs" | "ok")[]) {
  const askedAt: number[] = [];
  const started = Date.now();
  const call = (): Promise<string> => {
    askedAt.push(Date.now() - started);
    const answer = answers[Math.min(askedAt.length, answers.length) - 1] ?? "ok";
    if (answer === "hangs") return new Promise(() => undefined);
    return answer === "ok" ? Promise.resolve("ok") : Promise.reject(answer);
  };
  return { call, askedAt };
}

/** Lets all pauses pass and says how it ended. */
async function ended<T>(work: Promise<T>): Promise<T | Error> {
  const end = work.catch((fault: Error) => fault);
  await vi.runAllTimersAsync();
  return end;
}

const once = { tries: 1 } as const;
const fails = async (guard: ReturnType<typeof guardWith>, times: number, fault = away) => {
  for (let i = 0; i < times; i++) await guard.run(() => Promise.reject(fault())).catch(() => undefined);
};

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

describe("retry", () => {
  test("asks three times, after one and after two seconds", async () => {
    const { call, askedAt } = service(away(), away(), "ok");
    expect(await ended(guardWith().run(call))).toBe("ok");
    expect(askedAt).toEqual([0, 1_000, 3_000]);
  });

  test.each([
    [0, [0, 750, 2_250]],
    [0.999_999, [0, 1_250, 3_750]],
  ])("spreads its pauses by a quarter (%d)", async (chance, instants) => {
    const { call, askedAt } = service(away());
    expect(await ended(guardWith({}, () => chance).run(call))).toBeInstanceOf(Fault);
    expect(askedAt).toEqual(instants);
  });

  test("waits as long as the service asks, and not at all where that is too long", async () => {
    const busy = (seconds: number) => new Fault({ isFailure: true, isPassing: true, pauseMs: seconds * 1_000 });
    const short = service(busy(4), "ok");
    expect(await ended(guardWith().run(short.call))).toBe("ok");
    expect(short.askedAt).toEqual([0, 4_000]);
    const long = service(busy(60), "ok");
    expect(await ended(guardWith().run(long.call))).toBeInstanceOf(Fault);
    expect(long.askedAt).toEqual([0]);
  });

  test("an answer that is no failure is never asked for again", async () => {
    const { call, askedAt } = service(theirAnswer(), "ok");
    expect(await ended(guardWith().run(call))).toBeInstanceOf(Fault);
    expect(askedAt).toEqual([0]);
  });

  test("gives a call five seconds", async () => {
    const { call, askedAt } = service("hangs");
    expect(await ended(guardWith().run(call))).toBeInstanceOf(NoAnswer);
    expect(askedAt).toEqual([0, 6_000, 13_000]);
  });
});

describe("breaker", () => {
  test("opens at half of the last ten, not before five calls", async () => {
    const guard = guardWith(once);
    await fails(guard, 4);
    expect(guard.circuit()).toBe("closed");
    await fails(guard, 1);
    expect(guard.circuit()).toBe("open");
  });

  test("counts a window of ten: five failures of ten open it, older ones do not count", async () => {
    const guard = guardWith(once);
    await fails(guard, 4);
    for (let i = 0; i < 5; i++) await guard.run(async () => "ok");
    await fails(guard, 1);
    expect(guard.circuit()).toBe("open");

    const healed = guardWith(once);
    await fails(healed, 4);
    for (let i = 0; i < 10; i++) await healed.run(async () => "ok");
    await fails(healed, 4);
    expect(healed.circuit()).toBe("closed");
  });

  test("declines and wrong parameters never open it", async () => {
    const guard = guardWith(once);
    await fails(guard, 20, theirAnswer);
    expect(guard.circuit()).toBe("closed");
  });

  test("while open nobody is asked, and the caller hears when to come again", async () => {
    const guard = guardWith(once);
    await fails(guard, 5);
    await vi.advanceTimersByTimeAsync(12_000);
    const { call, askedAt } = service("ok");
    const refused = await guard.run(call).catch((fault: unknown) => fault);
    expect(refused).toBeInstanceOf(NotAsked);
    expect(refused).toMatchObject({ retryAfterSeconds: 18 });
    expect(askedAt).toEqual([]);
  });

  test("after thirty seconds one call tries, the others are turned away until it has ended", async () => {
    const guard = guardWith(once);
    await fails(guard, 5);
    await vi.advanceTimersByTimeAsync(30_000);
    let answer: (value: string) => void = () => undefined;
    const trial = guard.run(() => new Promise<string>((resolve) => (answer = resolve)));
    await vi.advanceTimersByTimeAsync(1);
    expect(guard.circuit()).toBe("half-open");
    expect(await guard.run(async () => "ok").catch((fault: unknown) => fault)).toBeInstanceOf(NotAsked);
    answer("ok");
    expect(await trial).toBe("ok");
    expect(guard.circuit()).toBe("closed");
    await fails(guard, 3);
    expect(guard.circuit()).toBe("closed");
  });

  test("a trial that fails opens it for another thirty seconds, and is not repeated", async () => {
    const guard = guardWith();
    await ended(Promise.all([0, 1].map(() => fails(guard, 1))));
    expect(guard.circuit()).toBe("open");
    await vi.advanceTimersByTimeAsync(30_000);
    const { call, askedAt } = service(away());
    expect(await ended(guard.run(call))).toBeInstanceOf(Fault);
    expect(askedAt).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(guard.circuit()).toBe("open");
    expect(await guard.run(call).catch((fault: unknown) => fault)).toBeInstanceOf(NotAsked);
  });

  test("a retry stops once the circuit is open", async () => {
    const guard = guardWith();
    const first = service(away());
    const second = service(away());
    await ended(Promise.allSettled([guard.run(first.call), guard.run(second.call)]));
    expect(first.askedAt.length + second.askedAt.length).toBe(5);
  });

  test("its state is a metric", async () => {
    const guard = guardWith(once);
    const level = async () => /circuit_breaker_state\{service="test"\} (\d)/.exec(await registry.metrics())?.[1];
    expect(await level()).toBe("0");
    await fails(guard, 5);
    expect(await level()).toBe("2");
  });
});

test("calls beyond the bound are turned away rather than queued", async () => {
  const guard = guardWith({ atOnce: 2, waiting: 1 });
  const calls = Array.from({ length: 5 }, () => guard.run(service("hangs").call).catch((fault: unknown) => fault));
  await vi.runAllTimersAsync();
  const ends = await Promise.all(calls);
  expect(ends.filter((end) => end instanceof NotAsked && end.message === "too many calls")).toHaveLength(2);
});
