import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { afterAll, describe, expect, test } from "vitest";

import { readCsv } from "./csv-reader";

const folder = mkdtempSync(join(tmpdir(), "jsm-csv-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const fileOf = (content: string | Uint8Array): string => {
  const path = join(folder, `${(files += 1)}.csv`);
  writeFileSync(path, content);
  return path;
};

const head = "place_id,permit,name,longitude,latitude,regular,premium,diesel";
const table = `\ufeff${head}\r\n7,PL/7/EXP/ES/2015,"GASOLINERA ""LA BUENA"", S.A.",-99.1,19.4,23.99,,26.5\r\n8,PL/8/EXP/ES/2015,Ñandú,-99.2,19.5,,,\r\n`;

describe("a table of stations", () => {
  test("gives the same rows as the pair, plain and zipped", async () => {
    const read = await readCsv(fileOf(table));
    expect(read.ok && read.value.places.rows).toEqual([
      { placeId: "7", permit: "PL/7/EXP/ES/2015", name: 'GASOLINERA "LA BUENA", S.A.', x: "-99.1", y: "19.4" },
      { placeId: "8", permit: "PL/8/EXP/ES/2015", name: "Ñandú", x: "-99.2", y: "19.5" },
    ]);
    expect(read.ok && read.value.prices.rows).toEqual([
      { placeId: "7", fuel: "regular", price: "23.99" },
      { placeId: "7", fuel: "diesel", price: "26.5" },
    ]);
    expect(await readCsv(fileOf(gzipSync(table)))).toEqual(read);
  });

  test("may have its columns in any order, and no line end at the end", async () => {
    const read = await readCsv(
      fileOf("diesel,premium,regular,latitude,longitude,name,permit,place_id\n,,24,19,-99,A,PL/1/EXP/ES/2015,1"),
    );
    expect(read.ok && read.value.prices.rows).toEqual([{ placeId: "1", fuel: "regular", price: "24" }]);
  });

  test.each([
    ["nothing", "", "FILE_EMPTY"],
    ["a head alone", head, "FILE_EMPTY"],
    ["a web page", "<!DOCTYPE html><html>", "HTML_PAGE"],
    ["a column less", head.replace(",diesel", ""), "NOT_CSV"],
    ["a quote left open", `${head}\n7,"PL`, "NOT_CSV"],
    ["a cell too many", `${head}\n1,2,3,4,5,6,7,8,9`, "NOT_CSV"],
    ["bytes of another encoding", Buffer.from(`${head}\n1,2,\u00f1,4,5,6,7,8`, "latin1"), "ENCODING_WRONG"],
    ["half a gzip", gzipSync(table).subarray(0, 60), "TRUNCATED"],
  ])("%s is refused as a whole: %s", async (_name, content, kind) => {
    expect(await readCsv(fileOf(content))).toMatchObject({ ok: false, refusal: { kind } });
  });
});
