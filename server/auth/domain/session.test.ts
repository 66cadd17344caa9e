import { expect, test } from "vitest";

import { toBase64url, utf8 } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";

import { type Chain, decideRefresh, readRefresh, type RefreshState, writeRefresh } from "./session";

const hashed = (text: string) => toBase64url(sha256(utf8(text)));
const chain: Chain = { next: (secret) => hashed(`next ${secret}`), digest: (secret) => hashed(`digest ${secret}`) };
const sid = "0192f0c1-2b3d-7000-8000-000000000001";
const start = new Date("2026-11-24T10:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);

const secrets = Array.from({ length: 5 }, (_, i) => i).reduce<string[]>(
  (all) => [...all, chain.next(all.at(-1) ?? "")],
  [hashed("first")],
);
const secretOf = (generation: number) => secrets[generation] ?? "";
const token = (generation: number, secret = secretOf(generation)) => ({ sid, generation, secret });

/** A session rotated `rotations` times, the last time at `start`. */
const session = (rotations: number, other: Partial<RefreshState> = {}): RefreshState => ({
  refreshHash: chain.digest(secretOf(rotations)),
  rotations,
  rotatedAt: rotations === 0 ? null : start,
  expiresAt: after(7 * 86_400_000),
  revokedAt: null,
  ...other,
});

test("given a token, it reads back as it was written", () => {
  expect(readRefresh(writeRefresh(token(3)))).toEqual(token(3));
});

test("given any other text, it is no token", () => {
  for (const text of [
    "",
    "..",
    `${sid}.0`,
    `${sid}.0.short`,
    `${sid}.-1.${secretOf(0)}`,
    `x.0.${secretOf(0)}`,
    `${sid}.0.${secretOf(0)}.x`,
  ]) {
    expect(readRefresh(text), text).toBeUndefined();
  }
});

test("given the newest token, the session goes on with its successor", () => {
  expect(decideRefresh(session(0), token(0), { chain, now: start })).toEqual({ kind: "rotate", secret: secretOf(1) });
  expect(decideRefresh(session(2), token(2), { chain, now: after(60_000) })).toEqual({
    kind: "rotate",
    secret: secretOf(3),
  });
});

test("given the previous token within ten seconds, the same successor is given again", () => {
  expect(decideRefresh(session(2), token(1), { chain, now: after(10_000) })).toEqual({
    kind: "repeat",
    secret: secretOf(2),
  });
});

test("given a used token later, or one from further back, somebody has a copy", () => {
  expect(decideRefresh(session(2), token(1), { chain, now: after(10_001) })).toEqual({ kind: "reuse" });
  expect(decideRefresh(session(2), token(0), { chain, now: after(1) })).toEqual({ kind: "reuse" });
});

test("given a secret that never was ours, the session does not end", () => {
  for (const forged of [token(1, hashed("guess")), token(2, hashed("guess")), token(9, secretOf(4))]) {
    expect(decideRefresh(session(2), forged, { chain, now: after(60_000) })).toEqual({ kind: "unknown" });
  }
});

test("given an ended session, nothing refreshes it", () => {
  const ended = [session(1, { revokedAt: start }), session(1, { expiresAt: start })];
  for (const state of ended) expect(decideRefresh(state, token(1), { chain, now: start })).toEqual({ kind: "unknown" });
});
