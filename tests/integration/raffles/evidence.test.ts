import { expect } from "vitest";

import { toHex } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import { zipParts } from "@/server/kernel/zip";
import { evidencePack } from "@/server/raffles/queries/evidence-pack";
import { drainEverything, refusalOf } from "@/tests/support/coupon-test";
import type { Person } from "@/tests/support/coupon-world";
import { openDoorTo, openPaymentDesk } from "@/tests/support/payment-desk";
import { test } from "@/tests/support/raffle-test";
import { advanceUntil, rafflesAs } from "@/tests/support/raffle-world";
import { bearerOf } from "@/tests/support/redeem-over-http";

async function read(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const part of parts) pieces.push(part);
  return Buffer.concat(pieces);
}

test("the folder for the authority holds all there is of a raffle, the same bytes each time, and names nobody", async ({
  container,
  world,
  raffles,
  sql,
}) => {
  const station = await world.station();
  const raffleId = await raffles.openRaffle({ stationIds: [station], closesIn: 2 });
  const people = await Promise.all([1, 2, 3].map(() => world.person()));
  for (const who of people) await raffles.redeemed(who, { stationId: station, pesos: 30_000 });
  await drainEverything(container);
  await advanceUntil(container, raffleId, { status: "DRAWN", withinSeconds: 60 });

  const keys = await container.services.raffles.drawKeys.published();
  const pack = () => evidencePack({ db: container.database.db, id: raffleId, keys });
  const entries = await pack();
  expect(entries.map(({ name }) => name)).toEqual([
    "LEEME.txt",
    "certificate.json",
    "commitment.json",
    "ineligible.csv",
    "rules.json",
    "tickets.csv",
    "voids.csv",
    "keys.json",
    "heads.jsonl",
    "draw-log.jsonl",
    "winners.json",
    "claims.json",
    "promotions.json",
    "SHA256SUMS",
  ]);
  const text = new Map(await Promise.all(entries.map(async (one) => [one.name, await read(one.parts())] as const)));
  const sums = String(text.get("SHA256SUMS")).trim().split("\n");
  expect(sums).toEqual([...text].slice(0, -1).map(([name, bytes]) => `${toHex(sha256(bytes))}  ${name}`));
  expect(JSON.parse(String(text.get("claims.json"))).claims).toHaveLength(3);
  expect(String(text.get("winners.json"))).toContain("A*** R.");

  const zip = await read(zipParts(entries));
  expect(await read(zipParts(await pack()))).toEqual(zip);
  for (const { id } of people) {
    expect(zip.includes(id)).toBe(false);
    expect(zip.includes("Ruiz")).toBe(false);
  }
  const admin = rafflesAs(world.contextOf(raffles.admin));
  await admin.noteEvidence({ id: raffleId });
  const told =
    await sql`select payload ->> 'by' as by from events where type = 'RaffleEvidenceTaken' and aggregate_id = ${raffleId}`;
  expect(told).toEqual([{ by: raffles.admin.id }]);
  const desk = await openPaymentDesk(container);
  const door = await openDoorTo(desk, container);
  const fetched = async (who?: Person) => {
    const headers = who ? { authorization: `Bearer ${await bearerOf(container, who)}` } : {};
    return fetch(`${door.url}/api/v1/raffles/${raffleId}/evidence.zip`, { headers });
  };
  const answer = await fetched(raffles.admin);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/zip"]);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(zip);
  expect((await fetched()).status).toBe(401);
  expect((await fetched(people[0])).status).toBe(403);
  await door.close();
  await desk.close();
  const [customer] = people;
  if (!customer) throw new Error("there are people");
  expect(await refusalOf(rafflesAs(world.contextOf(customer)).noteEvidence({ id: raffleId }))).toBe("ACCESS_DENIED");
});
