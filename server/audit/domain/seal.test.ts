import { createHash } from "node:crypto";

import { describe, expect, test } from "vitest";

import { bodyOf, emptyChain, sealAll, type SealedEvent } from "./seal";

const event = (n: number): SealedEvent => ({
  eventId: `00000000-0000-7000-8000-00000000000${n}`,
  type: "CouponRedeemed",
  version: 1,
  aggregateId: "00000000-0000-7000-8000-0000000000aa",
  actor: "user:x",
  requestId: null,
  occurredAt: new Date("2026-11-24T03:39:48.120Z"),
  payload: { z: n, a: "ñ" },
});

describe("the audit chain", () => {
  test("hashes each row over the one before, its place and its text", () => {
    const seals = sealAll(emptyChain, [event(1), event(2)]);
    let prev = Buffer.alloc(32);
    for (const [i, seal] of seals.entries()) {
      expect(Buffer.from(seal.prev).equals(prev)).toBe(true);
      prev = createHash("sha256")
        .update(prev)
        .update(`${i + 1}|${seal.body}`)
        .digest();
      expect(Buffer.from(seal.hash).equals(prev)).toBe(true);
    }
  });

  test("goes on where it ended, in batches of any size", () => {
    const events = [1, 2, 3, 4].map(event);
    const [first, ...rest] = sealAll(emptyChain, events);
    if (!first) throw new Error("no seal");
    expect(sealAll(first, events.slice(1))).toEqual(rest);
  });

  test("writes an event in one way only", () => {
    const body = bodyOf(event(1));
    expect(body).toContain('"payload":{"a":"ñ","z":1}');
    expect(bodyOf({ ...event(1), payload: { a: "ñ", z: 1 } })).toBe(body);
  });
});
