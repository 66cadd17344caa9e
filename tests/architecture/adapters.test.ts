import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

/** Adapters whose port is proved elsewhere, each with the place that proves it. */
const PROVED_ELSEWHERE: Readonly<Record<string, string>> = {
  // The port is Postgres itself: every integration file is its contract suite.
  pglite: "tests/integration/pglite",
  // A format read, not a service called: its tests lie beside it and in the import's.
  regulator: "server/adapters/regulator",
};

const namesIn = (folder: string): string[] => readdirSync(folder).toSorted();
const contracts = namesIn("tests/contracts").map((name) => readFileSync(join("tests/contracts", name), "utf8"));

describe("adapters", () => {
  const folders = namesIn("server/adapters");

  test.for(folders.filter((folder) => !(folder in PROVED_ELSEWHERE)))("%s passes the suite of its port", (folder) => {
    expect(contracts.some((text) => text.includes(`"@/server/adapters/${folder}/`))).toBe(true);
  });

  test.for(Object.entries(PROVED_ELSEWHERE))("%s is proved in %s", ([folder, place]) => {
    expect(folders).toContain(folder);
    expect(namesIn(place).some((name) => name.endsWith(".test.ts"))).toBe(true);
  });
});
