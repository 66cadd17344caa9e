import { expect, test } from "vitest";

import { procedureLabel } from "./trpc";

test.for([
  ["/api/trpc/auth.login", "/api/trpc/auth.login"],
  ["/api/trpc/auth.nothing", "/api/trpc/(unknown)"],
  ["/api/trpc/a,b,c", "/api/trpc/(batch)"],
  ["/api/trpc/__proto__", "/api/trpc/(unknown)"],
  ["/api/trpc/", "/api/trpc/(unknown)"],
])("%s is counted as %s", ([path, label]) => {
  expect(procedureLabel(path ?? "")).toBe(label);
});
