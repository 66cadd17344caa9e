import { describe, expect, test } from "vitest";

import { choosePostgres, findPostgres, majorVersion } from "./postgres-binaries.mjs";

const at = (version, hasPostgis = true) => ({ bin: `/pg/${version}/bin`, version, hasPostgis });

describe("which Postgres the tests use", () => {
  test("the newest from 15 that has PostGIS", () => {
    expect(choosePostgres([at(14), at(16), at(17, false), at(15)])).toEqual(at(16));
  });

  test("none rather than an old one or one without PostGIS", () => {
    expect(choosePostgres([at(14), at(17, false)])).toBeUndefined();
    expect(choosePostgres([])).toBeUndefined();
  });

  test("the folders of the machine are looked at once each", () => {
    const asked = [];
    const look = {
      fromPgConfig: () => "/pg/15/bin",
      versionsIn: (place) => (place === "/usr/lib/postgresql" ? ["/pg/15/bin", "/pg/16/bin"] : []),
      describe: (bin) => {
        asked.push(bin);
        return bin === "/pg/16/bin" ? at(16) : undefined;
      },
    };
    expect(findPostgres(look)).toEqual(at(16));
    expect(asked).toEqual(["/pg/15/bin", "/pg/16/bin"]);
  });
});

test.each([
  ["postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)", 15],
  ["postgres (PostgreSQL) 18beta1", 18],
  ["something else", undefined],
])("the version in %j", (text, version) => expect(majorVersion(text)).toBe(version));
