import { expect, test } from "vitest";

import { instantOfLocal, localOfInstant } from "./local-instant";

test("given a date and time, it is Mexico City's clock that counts", () => {
  expect(instantOfLocal("2026-12-01T18:00")).toBe("2026-12-02T00:00:00.000Z");
  expect(instantOfLocal("2026-12-01T18:00:30")).toBe("2026-12-02T00:00:30.000Z");
});

test("given an instant, the field shows it as that clock did", () => {
  expect(localOfInstant("2026-12-02T00:00:00.000Z")).toBe("2026-12-01T18:00");
});

test("given no date, or a day that does not exist, there is no instant", () => {
  for (const text of ["", "soon", "2026-02-31T10:00", "2026-13-01T10:00"]) expect(instantOfLocal(text)).toBeUndefined();
});
