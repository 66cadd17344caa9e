import { expect, test } from "vitest";
import { z } from "zod";

import { pesosSchema } from "@/server/kernel/schemas";

import { problemKey } from "./problem-key";

const problemOf = (schema: z.ZodType, value: unknown) => {
  const issue = schema.safeParse(value).error?.issues[0];
  return problemKey({ type: issue?.code, message: issue?.message }, value === "");
};

test("given what a schema complains about, the screen has its own words for it", () => {
  expect(problemOf(z.email(), "nobody")).toBe("email");
  expect(problemOf(z.email(), "")).toBe("required");
  expect(problemOf(z.string().min(10), "short")).toBe("tooShort");
  expect(problemOf(z.string().max(3), "longer")).toBe("tooLong");
  expect(problemOf(z.number().min(10), 3)).toBe("tooSmall");
  expect(problemOf(z.number().max(10), 30)).toBe("tooBig");
  expect(problemOf(pesosSchema, "12,5")).toBe("amount");
  expect(problemOf(z.strictObject({}), { role: "ADMIN" })).toBe("unknownKey");
});
