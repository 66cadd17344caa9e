import { expect, test } from "vitest";

import { newOperationId } from "./new-operation-id";

test("given many new ids, each is a random UUID of its own", () => {
  const ids = Array.from({ length: 500 }, newOperationId);
  expect(new Set(ids).size).toBe(500);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
