import { expect, test } from "vitest";

import { stateOfParts } from "./parts";

test("a part that never answers is down within a second, and the others are up", async () => {
  const started = performance.now();
  const states = await stateOfParts(
    [
      {
        name: "database",
        isEmbedded: true,
        isVital: true,
        check: async () => undefined,
        circuit: () => "half-open" as const,
      },
      { name: "mail", isEmbedded: false, isVital: false, check: () => new Promise<void>(() => undefined) },
      { name: "cache", isEmbedded: false, isVital: false, check: () => Promise.reject(new Error("away")) },
    ],
    () => performance.now(),
  );
  expect(states).toMatchObject({
    database: { state: "up", embedded: true, circuit: "half-open" },
    mail: { state: "down" },
    cache: { state: "down" },
  });
  expect(performance.now() - started).toBeLessThan(1_000);
});
