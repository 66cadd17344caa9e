import { expect, test } from "vitest";

import { QueueOverflow } from "./group-commit";
import { createGate, createTurns } from "./turns";

function latch() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

test("given work of one key, it runs one after the other; of another key, beside it", async () => {
  const turns = createTurns(10);
  const [first, other] = [latch(), latch()];
  const seen: string[] = [];
  const a = turns.run("a", async () => {
    await first.opened;
    seen.push("a1");
  });
  const b = turns.run("a", async () => void seen.push("a2"));
  const c = turns.run("b", async () => {
    seen.push("b1");
    other.open();
  });
  await c;
  first.open();
  await Promise.all([a, b]);
  expect(seen).toEqual(["b1", "a1", "a2"]);
});

test("given work that fails, the next of its key still runs", async () => {
  const turns = createTurns(10);
  const bad = turns.run("a", () => Promise.reject(new Error("bad")));
  const good = turns.run("a", async () => "good");
  await expect(bad).rejects.toThrow("bad");
  await expect(good).resolves.toBe("good");
});

test("given too many waiting for one key, the next is told to come back", async () => {
  const turns = createTurns(1);
  const hold = latch();
  const held = turns.run("a", () => hold.opened);
  await expect(turns.run("a", async () => 1)).rejects.toBeInstanceOf(QueueOverflow);
  hold.open();
  await held;
  await expect(turns.run("a", async () => 2)).resolves.toBe(2);
});

test("given two slots, no more than two are inside at once and everyone gets in", async () => {
  const gate = createGate(2, 10);
  let inside = 0;
  let most = 0;
  const visits = Array.from({ length: 6 }, (_, i) =>
    gate(async () => {
      inside += 1;
      most = Math.max(most, inside);
      await Promise.resolve();
      inside -= 1;
      return i;
    }),
  );
  expect(await Promise.all(visits)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});
