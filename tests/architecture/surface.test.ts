import { describe, expect, test } from "vitest";

import { procedures } from "@/server/api/procedures";
import { policy } from "@/server/auth/domain/policy";
import { ROLES } from "@/server/auth/domain/role";
import { openApiDocument } from "@/server/gateway/openapi";

/** `who may call what`, one procedure a line: a change here is a change of rights and is read as one. */
const matrix = (): string =>
  procedures
    .map(([name, { _def }]) => {
      const permission = _def.meta?.permission;
      const allowed = permission && policy[permission];
      const roles =
        allowed === "ANYONE" ? "ANYONE" : ROLES.filter((role) => allowed?.some((one) => one === role)).join(" ");
      return `${name} ${_def.type} ${permission} ${roles}`;
    })
    .toSorted()
    .join("\n")
    .concat("\n");

describe("the surface", () => {
  test("every procedure names a permission of the policy", () => {
    const nameless = procedures.filter(([, { _def }]) => !_def.meta?.permission || !(_def.meta.permission in policy));
    expect(nameless.map(([name]) => name)).toEqual([]);
  });

  test("roles by procedures are as written down", async () => {
    await expect(matrix()).toMatchFileSnapshot("permissions.txt");
  });

  test("the REST document is the committed one", async () => {
    await expect(await openApiDocument()).toMatchFileSnapshot("../../docs/openapi.json");
  });
});
