import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { afterAll, describe, expect } from "vitest";

import { test } from "@/tests/support/database";

const folder = mkdtempSync(join(tmpdir(), "jsm-import-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const numbers = Array.from({ length: 60 }, (_, i) => 700 + i);
const placesXml = (wrong: readonly number[]) =>
  `<places>${numbers
    .map((n) => {
      const x = wrong.includes(n) ? "0" : "-99.5";
      const y = wrong.includes(n) ? "0" : "19.5";
      return `<place place_id="${n}"><name>=HYPERLINK("${n}")</name><cre_id>PL/${n}/EXP/ES/2015</cre_id><location><x>${x}</x><y>${y}</y></location></place>`;
    })
    .join("")}</places>`;
const pricesXml = (pesos: string) =>
  `<places>${numbers.map((n) => `<place place_id="${n}"><gas_price type="regular">${pesos}</gas_price></place>`).join("")}</places>`;

type Ended = { code: number | null; output: string };

/** The script as `npm run stations:import` starts it, once the database is known. */
function importScript(database: { url: string; isEmbedded: boolean }, ...args: string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/import-stations.ts", ...args], {
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        JSM_DATABASE_EMBEDDED: String(database.isEmbedded),
        TSX_TSCONFIG_PATH: "tsconfig.server.json",
      },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (bytes: Buffer) => void (output += bytes.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

describe("the import script", () => {
  const good = fileOf("places.xml.gz", gzipSync(placesXml([701])));
  const prices = fileOf("prices.xml", pricesXml("23.5"));

  test("imports, reports, lists rejects, and asks before it takes what looks wrong", async ({
    databaseUrl,
    isEmbedded,
  }) => {
    const run = (...args: string[]) => importScript({ url: databaseUrl, isEmbedded }, ...args);
    const rejects = join(folder, "rejects.csv");
    const first = await run(
      "--places",
      good,
      "--prices",
      prices,
      "--as-of",
      "2026-01-01T06:00:00-06:00",
      "--rejects",
      rejects,
    );
    expect(first.code, first.output).toBe(0);
    expect(first.output).toMatch(/inserted +59\n/);
    expect(first.output).toMatch(/STATION_REJECTED +1\n/);
    expect(readFileSync(rejects, "utf8").split("\r\n").slice(0, 2)).toEqual([
      "kind,reason,place_id,permit,name,x,y,fuel,price",
      `PLACE,COORDINATES_ZERO,701,PL/701/EXP/ES/2015,"'=HYPERLINK(""701"")",0,0,,`,
    ]);
    const again = await run("--places", good, "--prices", prices);
    expect([again.code, again.output]).toEqual([0, expect.stringContaining("nothing changed")]);
    const dear = fileOf("dear.xml", pricesXml("33.5"));
    const doubted = await run("--places", good, "--prices", dear);
    expect([doubted.code, doubted.output]).toEqual([3, expect.stringContaining("--accept-changes")]);
    const agreed = await run("--places", good, "--prices", dear, "--accept-changes");
    expect(agreed.code, agreed.output).toBe(0);
    expect(agreed.output).toMatch(/new price +59\n/);
  }, 240_000);

  test("cannot run without a readable pair, a past instant or a known option", async ({ databaseUrl, isEmbedded }) => {
    const run = (...args: string[]) => importScript({ url: databaseUrl, isEmbedded }, ...args);
    const runs = await Promise.all([
      run("--places", good),
      run("--places", good, "--prices", join(folder, "none.xml")),
      run("--places", prices, "--prices", prices),
      run("--places", good, "--prices", prices, "--as-of", "2999-01-01T00:00:00Z"),
      run("--places", good, "--prices", prices, "--as-of", "yesterday"),
      run("--places", good, "--prices", prices, "--force"),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(runs[1]?.output).toContain("FILE_UNREADABLE");
    expect(runs[2]?.output).toContain("this is the file of prices");
    expect(runs.every(({ output }) => !output.includes("    at "))).toBe(true);
  }, 240_000);
});
