import { expect, test } from "vitest";

import { initialsOf } from "./initials";

test("given an attendant's name, a receipt shows its first letters and nothing else", () => {
  expect(initialsOf({ firstName: "Lucía", lastName: "Hernández Soto" })).toBe("L. H.");
  expect(initialsOf({ firstName: "ángel", lastName: "" })).toBe("Á.");
  expect(initialsOf(undefined)).toBe("–");
});
