import { expect, test } from "vitest";

import { isTransient, isUniqueViolation, sqlStateOf } from "./database-fault";

const wrapped = (cause: object) => new Error("Failed query", { cause });

test("finds the state through drizzle's wrapping", () => {
  expect(sqlStateOf(wrapped({ code: "23505", constraint_name: "users_email_unique" }))).toBe("23505");
  expect(
    isUniqueViolation(wrapped({ code: "23505", constraint_name: "users_email_unique" }), "users_email_unique"),
  ).toBe(true);
  expect(isUniqueViolation({ code: "23505", constraint_name: "other" }, "users_email_unique")).toBe(false);
});

test.each(["40P01", "57014", "55P03", "08006", "53300"])("%s may pass", (code) =>
  expect(isTransient({ code })).toBe(true),
);
test.each(["23505", "22012", "23001"])("%s will not pass", (code) =>
  expect(isTransient(wrapped({ code }))).toBe(false),
);
test("a lost connection may pass", () => expect(isTransient(wrapped({ code: "CONNECTION_CLOSED" }))).toBe(true));
