import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { afterAll, describe, expect, test } from "vitest";

import { readPlaces, readPrices } from "./feed-reader";

const folder = mkdtempSync(join(tmpdir(), "jsm-feed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const fileOf = (content: string | Uint8Array): string => {
  const path = join(folder, `${(files += 1)}.xml`);
  writeFileSync(path, content);
  return path;
};

const place = (id: number) =>
  `<place place_id="${id}"><name>Ñandú &amp; C&#237;a</name><cre_id>PL/${id}/EXP/ES/2015</cre_id><location><x>-99.1</x><y>19.4</y></location></place>`;
const places = `\ufeff<?xml version="1.0" encoding="utf-8"?>\n<places>${place(1)}${place(2)}</places>`;

describe("the regulator's files", () => {
  test("places are read plain and zipped alike, whatever the file is called, with the same fingerprint", async () => {
    const plain = await readPlaces(fileOf(places));
    const zipped = await readPlaces(fileOf(gzipSync(places)));
    expect(zipped).toEqual(plain);
    expect(plain.ok && plain.value.rows[1]).toEqual({
      placeId: "2",
      name: "Ñandú & Cía",
      permit: "PL/2/EXP/ES/2015",
      x: "-99.1",
      y: "19.4",
    });
  });

  test.each([
    ["UTF-16 with its mark", Buffer.from(places, "utf16le")],
    ["UTF-16 without a mark", Buffer.from(places.slice(1).replace("utf-8", "utf-16"), "utf16le")],
    ["UTF-16 the other way round", Buffer.from(places, "utf16le").swap16()],
    ["Latin 1, as it says", Buffer.from(places.slice(1).replace("utf-8", "ISO-8859-1"), "latin1")],
    ["Windows, as it says", Buffer.from(places.slice(1).replace('"utf-8"', "'windows-1252'"), "latin1")],
    ["UTF-8 that says UTF-16", Buffer.from(places.slice(1).replace("utf-8", "utf-16"), "utf8")],
  ])("%s is read as what it is", async (_name, bytes) => {
    const read = await readPlaces(fileOf(bytes));
    expect(read.ok && read.value.rows.map(({ name }) => name)).toEqual(["Ñandú & Cía", "Ñandú & Cía"]);
  });

  test("prices of one station may lie in several elements, some of them empty", async () => {
    const text = `<places><place place_id="7"><gas_price type="regular" update_time="2018-05-10 00:00:00">18.36</gas_price></place>
      <place place_id="8"/><place place_id="7"><gas_price type="diesel">19</gas_price></place></places>`;
    const read = await readPrices(fileOf(text));
    expect(read.ok && read.value.rows).toEqual([
      { placeId: "7", fuel: "regular", price: "18.36" },
      { placeId: "7", fuel: "diesel", price: "19" },
    ]);
  });

  test.each([
    ["nothing at all", "", "FILE_EMPTY"],
    ["an empty root", "<places/>", "FILE_EMPTY"],
    ["a web page", "<!DOCTYPE html><html><body>503</body></html>", "HTML_PAGE"],
    ["a web page without a type", "<html><head>", "HTML_PAGE"],
    ["a document type", '<!DOCTYPE places [<!ENTITY a "b">]><places/>', "DOCTYPE"],
    ["JSON", "{}", "NOT_XML"],
    ["another root", "<stations/>", "OTHER_FILE"],
    ["tags that cross", "<places><place></places></place>", "NOT_XML"],
    ["an unknown entity", "<places>&nbsp;</places>", "NOT_XML"],
    ["half a file", places.slice(0, 150), "TRUNCATED"],
    ["half a gzip", gzipSync(places).subarray(0, 60), "TRUNCATED"],
    ["a damaged gzip", Uint8Array.from([0x1f, 0x8b, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7]), "GZIP_BROKEN"],
    ["another encoding", Buffer.from("<places><name>\u00f1</name></places>", "latin1"), "ENCODING_WRONG"],
    ["an encoding nobody reads", '<?xml version="1.0" encoding="ebcdic-cp-us"?><places/>', "ENCODING_WRONG"],
    ["half a character of UTF-16", Buffer.from("\ufeff<places>x", "utf16le").subarray(0, -1), "ENCODING_WRONG"],
  ])("%s is refused as a whole: %s", async (_name, content, kind) => {
    expect(await readPlaces(fileOf(content))).toMatchObject({ ok: false, refusal: { kind } });
  });

  test("the two files cannot be mistaken for each other", async () => {
    const prices = '<places><place place_id="7"><gas_price type="regular">18.36</gas_price></place></places>';
    expect(await readPlaces(fileOf(prices))).toMatchObject({ refusal: { kind: "OTHER_FILE" } });
    expect(await readPrices(fileOf(places))).toMatchObject({ refusal: { kind: "OTHER_FILE" } });
  });

  test("a gzip that unfolds beyond reason is left before it is in memory", async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from("<places>"), Buffer.alloc(80 * 1024 * 1024, 0x20)]));
    expect(bomb.length).toBeLessThan(200_000);
    expect(await readPlaces(fileOf(bomb))).toMatchObject({ refusal: { kind: "TOO_LARGE" } });
  });

  test("a file that is not there, or is a folder, is named so", async () => {
    expect(await readPlaces(join(folder, "none.xml"))).toMatchObject({ refusal: { kind: "FILE_UNREADABLE" } });
    expect(await readPlaces(folder)).toMatchObject({ refusal: { kind: "FILE_UNREADABLE" } });
  });
});
