import { describe, expect } from "vitest";

import { fromHex, textOf, toHex } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import { drawRaffle } from "@/server/raffles/commands/draw-raffle";
import { readCertificate } from "@/server/raffles/domain/certificate-reader";
import { documentLeaf } from "@/server/raffles/domain/draw-log";
import { pathOf } from "@/server/raffles/domain/receipt";
import { followInclusion } from "@/server/raffles/domain/tree-proof";
import { verifyBundle } from "@/server/raffles/domain/verify-draw";
import { plainSeed, plainTrace } from "@/tests/support/plain-draw";
import { test } from "@/tests/support/raffle-test";
import { advanceUntil, downloaded, drawsAs, rafflesAs, strangerOf } from "@/tests/support/raffle-world";

const refused = (kind: string) => ({ refusal: { kind } });

describe("a raffle, from its draft to its certificate", () => {
  test(
    "opens, freezes and draws on time, and everything published agrees with two implementations",
    { timeout: 60_000 },
    async ({ container, world, raffles, sql }) => {
      const station = await world.station();
      const id = await raffles.openRaffle({ stationIds: [station], closesIn: 3 });
      const people = await Promise.all(Array.from({ length: 6 }, () => world.person()));
      for (const [i, who] of people.entries()) {
        await raffles.redeemed(who, { stationId: station, pesos: (i + 1) * 10_000 });
      }
      const [turncoat] = people;
      if (turncoat === undefined) throw new Error("there are six people");
      const couponId = crypto.randomUUID();
      const redemptionId = await raffles.redeemed(turncoat, { stationId: station, pesos: 20_000, couponId });
      await raffles.voided(turncoat, { redemptionId, stationId: station, couponId });
      await sql`update users set role = 'ATTENDANT' where id = ${people[5]?.id ?? ""}`;

      await advanceUntil(container, id, { status: "FROZEN", withinSeconds: 18 });
      const frozenFiles = await downloaded(container, id);
      expect(verifyBundle(frozenFiles).outcome).toBe("NOT_DRAWN");
      const stranger = rafflesAs(strangerOf(container));
      const { commitment } = await stranger.byId({ id });
      expect(commitment?.hash).toBe(toHex(sha256(frozenFiles["commitment.json"] ?? new Uint8Array(0))));
      await expect(raffles.asAdmin().draw({ id })).rejects.toMatchObject(refused("STATE_CONFLICT"));
      await expect(raffles.asAdmin().cancel({ id, reason: "too late for this" })).rejects.toMatchObject(
        refused("STATE_CONFLICT"),
      );

      await advanceUntil(container, id, { status: "DRAWN", withinSeconds: 40 });
      const files = await downloaded(container, id);
      const verdict = verifyBundle(files);
      expect(verdict.steps.filter(({ ok }) => ok !== true)).toEqual([]);
      expect(verdict).toMatchObject({ outcome: "VERIFIED", isDemonstration: true });

      const plain = plainTrace(plainDrawOf(files));
      expect(readCertificate(files["certificate.json"] ?? new Uint8Array(0)).trace).toEqual(plain);
      const { places } = await stranger.winners({ id });
      expect(places.map(({ ticketNumber }) => ticketNumber)).toEqual(verdict.places?.map(({ ticket }) => ticket));
      expect(places.every(({ holder }) => holder === "A*** R.")).toBe(true);
      const [excluded] = await sql<{ n: number }[]>`
      select count(*)::int as n from awards where raffle_id = ${id} and user_id = ${people[5]?.id ?? ""}`;
      expect(excluded).toEqual({ n: 0 });

      const before = files["certificate.json"];
      await raffles.asAdmin().draw({ id });
      await drawRaffle(container.systemContext("test"), { raffleId: id });
      expect((await downloaded(container, id))["certificate.json"]).toEqual(before);
      await expect(sql`insert into raffle_files (raffle_id, name, content_type, sha256, size, published_at)
      values (${id}, 'certificate.json', 'x', 'x', 0, now())`).rejects.toMatchObject({ code: "23505" });
    },
  );

  test("every published document stands in the public draw log", async ({ container, sql }) => {
    const draws = drawsAs(strangerOf(container));
    const page = await draws.log({ limit: 100 });
    const files = await sql<{ sha256: string }[]>`
      select sha256 from raffle_files where name in ('rules.json', 'commitment.json', 'certificate.json', 'void.json')`;
    const logged = new Set(page.documents.map((document) => document.sha256));
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) expect(logged.has(file.sha256)).toBe(true);
    for (const { index } of page.documents) {
      const proof = await draws.logProof({ leaf: index });
      const leaf = documentLeaf(fromHex(proof.sha256));
      const found = followInclusion({ leaf, index, size: page.size, path: pathOf(proof.path) });
      expect(toHex(found?.root.hash ?? new Uint8Array(0))).toBe(page.root);
    }
    const { path } = await draws.logConsistency({ from: 1, to: page.size });
    expect(path.length).toBeGreaterThan(0);
  });

  test("nobody's ticket: void by rule, with a signed public entry", async ({ container, raffles, world }) => {
    const id = await raffles.openRaffle({ closesIn: 2, stationIds: [await world.station()] });
    await advanceUntil(container, id, { status: "VOID", withinSeconds: 18 });
    const raffle = await rafflesAs(strangerOf(container)).byId({ id });
    expect(raffle.endedReason).toBe("EMPTY_LOG");
    expect(raffle.files.map(({ name }) => name)).toContain("void.json");
    await expect(raffles.asAdmin().draw({ id })).rejects.toMatchObject(refused("STATE_CONFLICT"));
  });
});

function plainDrawOf(files: Awaited<ReturnType<typeof downloaded>>) {
  const text = (name: keyof typeof files): string => textOf(files[name] ?? new Uint8Array(0));
  const lines = (name: keyof typeof files): string[] => text(name).split("\n").filter(Boolean);
  const commitment = JSON.parse(text("commitment.json")) as { cap: number; winners: number; alternates: number };
  const { beacon } = JSON.parse(text("certificate.json")) as { beacon: { signature: string } };
  const signature = Buffer.from(beacon.signature, "hex");
  return {
    leaves: lines("tickets.csv").map((line) => {
      const [, , count, holder = ""] = line.split(",");
      return { count: Number(count), holder };
    }),
    voids: lines("voids.csv").map(Number),
    ineligible: lines("ineligible.csv"),
    cap: commitment.cap,
    winners: commitment.winners,
    alternates: commitment.alternates,
    seed: plainSeed(Buffer.from(text("commitment.json")), signature),
  };
}
