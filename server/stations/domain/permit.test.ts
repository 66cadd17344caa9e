import { describe, expect, test } from "vitest";

import { parsePermit } from "./permit";
import { cleanName } from "./station-name";

describe("permits", () => {
  test.each([
    ["PL/658/EXP/ES/2015", "RETAIL"],
    ["PL/20494/EXP/ES/MM/2017", "RETAIL"],
    ["CNE/PL/26001/EXP/ES/2025", "RETAIL"],
    ["PL/11111/EXP/ESA/2019", "SELF_SUPPLY"],
    ["PL/22222/TRA/OM/2018", "TRANSPORT"],
  ])("%s is %s", (text, kind) => {
    expect(parsePermit(text)).toEqual({ text, kind });
  });

  test("spaces and small letters do not make another permit", () => {
    expect(parsePermit(" pl/658/exp/es/2015 ")?.text).toBe("PL/658/EXP/ES/2015");
  });

  test.each(["", "PL/658", "LP/14050/COM/2016", "PL/x/EXP/ES/2015", "PL/658/EXP/ES/15"])("%j is none", (text) => {
    expect(parsePermit(text)).toBeUndefined();
  });
});

describe("names as filed", () => {
  test("lose outer and double spaces and keep accents and ampersands", () => {
    expect(cleanName("  SOLUCIONES  P&L,\n S.A. ")).toBe("SOLUCIONES P&L, S.A.");
    expect(cleanName("Estacio\u0301n Ñandú")).toBe("Estación Ñandú");
  });

  test("that hold nothing, too much or tricks are not names", () => {
    expect(cleanName("   ")).toBeUndefined();
    expect(cleanName("x".repeat(201))).toBeUndefined();
    expect(cleanName("a\u202eb")).toBeUndefined();
  });
});
