import { expect, test } from "vitest";

import { loadListParams, sortOf } from "./list-params";

test("given an address, the list's state is read from it and nonsense falls back", () => {
  expect(loadListParams("?sort=-createdAt&limit=50&hide=phone,email")).toEqual({
    sort: "-createdAt",
    cursor: null,
    limit: 50,
    hide: ["phone", "email"],
  });
  expect(loadListParams("?limit=many").limit).toBe(20);
});

test("given a sort, only known columns are sorted by", () => {
  expect(sortOf("-createdAt", ["createdAt", "amount"])).toEqual({ by: "createdAt", isDescending: true });
  expect(sortOf("amount", ["createdAt", "amount"])).toEqual({ by: "amount", isDescending: false });
  expect(sortOf("password", ["createdAt"])).toBeUndefined();
  expect(sortOf(null, ["createdAt"])).toBeUndefined();
});
