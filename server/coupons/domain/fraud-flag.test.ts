import { expect, test } from "vitest";

import { asId } from "@/server/kernel/id";

import { decideReview } from "./fraud-flag";

const [attendantId, reviewer] = [
  asId("user", "01900000-0000-7000-8000-000000000001"),
  asId("user", "01900000-0000-7000-8000-000000000002"),
];

test("given an open flag, somebody else may review it", () => {
  expect(decideReview({ attendantId, verdict: null }, reviewer).ok).toBe(true);
  expect(decideReview({ attendantId: null, verdict: null }, reviewer).ok).toBe(true);
});

test("given a flag about oneself, or one that was reviewed, it is refused", () => {
  expect(decideReview({ attendantId, verdict: null }, attendantId)).toMatchObject({
    refusal: { kind: "ACCESS_DENIED" },
  });
  expect(decideReview({ attendantId, verdict: "CONFIRMED" }, reviewer)).toMatchObject({
    refusal: { kind: "STATE_CONFLICT" },
  });
});
