import { describe, expect } from "vitest";

import { test } from "@/tests/support/raffle-test";
import { raffleInput, rafflesAs, strangerOf } from "@/tests/support/raffle-world";

const refused = (kind: string) => ({ refusal: { kind } });

describe("what an admin may do", () => {
  test("a draft is hidden, can be changed, and is fixed once published", async ({ container, world, raffles }) => {
    const { id } = await raffles.asAdmin().create(raffleInput({ opensIn: 3_600, closesIn: 7_200 }));
    const stranger = rafflesAs(strangerOf(container));
    await expect(stranger.byId({ id })).rejects.toMatchObject(refused("NOT_FOUND"));
    await raffles.asAdmin().update({ id, name: "Sorteo anual" });
    expect(await raffles.asAdmin().publish({ id })).toMatchObject({ status: "PUBLISHED" });
    expect(await stranger.byId({ id })).toMatchObject({ name: "Sorteo anual", opensAt: null });
    await expect(raffles.asAdmin().update({ id, name: "Otro" })).rejects.toMatchObject(refused("STATE_CONFLICT"));
    await expect(raffles.asAdmin().publish({ id })).rejects.toMatchObject(refused("STATE_CONFLICT"));
    await expect(raffles.asAdmin().freeze({ id })).rejects.toMatchObject(refused("STATE_CONFLICT"));
    expect(await raffles.asAdmin().cancel({ id, reason: "permiso retirado" })).toMatchObject({ status: "CANCELLED" });
    const ended = await stranger.byId({ id });
    expect([ended.endedReason, ended.files.map(({ name }) => name)]).toEqual([
      "permiso retirado",
      ["cancellation.json", "rules.json"],
    ]);
    const customer = rafflesAs(world.contextOf(await world.person()));
    await expect(customer.create(raffleInput())).rejects.toMatchObject(refused("ACCESS_DENIED"));
    await expect(stranger.create(raffleInput())).rejects.toMatchObject(refused("UNAUTHORIZED"));
  });

  test.for([
    ["permitNumber", { permitNumber: "" }],
    ["territory", { territory: "  " }],
    ["prizes", { prizes: [] }],
  ] as const)("publishing asks for %s", async ([path, wish], { raffles }) => {
    const { id } = await raffles.asAdmin().create(raffleInput(wish as Parameters<typeof raffleInput>[0]));
    await expect(raffles.asAdmin().publish({ id })).rejects.toMatchObject({
      refusal: { kind: "VALIDATION_ERROR", details: [{ path }] },
    });
  });

  test("impossible dates and stations, and keys nobody knows, are refused", async ({ raffles }) => {
    const asked = (wish: object) => raffles.asAdmin().create({ ...raffleInput(), ...wish } as never);
    for (const wish of [
      { drawDate: new Date().toISOString() },
      { noticeSeconds: 4 },
      { stationIds: [crypto.randomUUID()] },
      { pesosPerTicket: "50.00" },
      { maxTicketsPerPerson: 101 },
      { status: "OPEN" },
      { startDate: "yesterday" },
    ]) {
      const fault: unknown = await asked(wish).catch((thrown: unknown) => thrown);
      expect(fault, JSON.stringify(wish)).toMatchObject({ code: "BAD_REQUEST" });
    }
  });
});
