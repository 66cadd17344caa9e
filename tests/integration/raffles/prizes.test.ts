import { describe, expect } from "vitest";

import { checkInvariants } from "@/db/invariants/check";
import { createCallerFactory } from "@/server/api/init";
import type { Container } from "@/server/container";
import { toHex, utf8 } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import { lapseClaims } from "@/server/raffles/commands/vacate-place";
import { prizesRouter } from "@/server/raffles/router/prizes";
import type { CreateRaffleInput } from "@/server/raffles/schemas/raffle";
import { drainEverything, refusalOf } from "@/tests/support/coupon-test";
import type { Person, World } from "@/tests/support/coupon-world";
import { test } from "@/tests/support/raffle-test";
import { advanceUntil, drawsAs, rafflesAs, type RaffleWorld, strangerOf } from "@/tests/support/raffle-world";

const callerOf = createCallerFactory(prizesRouter);
const prizesAs = (world: World, who: Person) => callerOf(world.contextOf(who));

type Prize = CreateRaffleInput["prizes"][number];
type Worlds = { container: Container; world: World; raffles: RaffleWorld };

/** A raffle with one prize, drawn among as many people with a ticket each; all of them, the winner first. */
async function drawn({ container, world, raffles }: Worlds, prize: Omit<Prize, "quantity" | "name">, people = 3) {
  const station = await world.station();
  const prizes = [{ ...prize, name: "Premio", quantity: 1 }];
  const id = await raffles.openRaffle({
    stationIds: [station],
    closesIn: 3,
    noticeSeconds: 5,
    alternatesPerPrize: 5,
    prizes,
  });
  const holders = await Promise.all(Array.from({ length: people }, () => world.person()));
  await raffles.redeemedAll(holders.map((who) => ({ who, stationId: station, pesos: 10_000 })));
  await drainEverything(container);
  await advanceUntil(container, id, { status: "DRAWN", withinSeconds: 60 });
  const held = await Promise.all(
    holders.map(async (who) => ({ who, prizes: (await prizesAs(world, who).mine()).prizes })),
  );
  const winner = held.find(({ prizes: own }) => own.length > 0);
  const award = winner?.prizes[0];
  if (!winner || !award) throw new Error("a draw among people has a winner");
  const others = holders.filter((who) => who.id !== winner.who.id);
  return { id, award, winner: winner.who, others, code: container.services.raffles.claimCode(award.id) };
}

describe("a prize", () => {
  test("of fuel is claimed by its winner's session and code, and paid from the fund", async ({
    container,
    world,
    raffles,
    sql,
    databaseUrl,
  }) => {
    const worlds = { container, world, raffles };
    const { id, award, winner, others, code } = await drawn(worlds, { type: "FUEL_CREDIT", declaredValue: "1200.00" });
    const own = prizesAs(world, winner);
    expect(award).toMatchObject({ status: "UNCLAIMED", declaredValue: "1200.00", needsIdentity: false });
    const [other] = others;
    if (!other) throw new Error("there are others");
    expect(await refusalOf(prizesAs(world, other).claim({ id: award.id, code }))).toBe("NOT_FOUND");
    expect(await refusalOf(own.claim({ id: award.id, code: "00000000" }))).toBe("VALIDATION_ERROR");
    await drainEverything(container);
    const mails = await sql`select variables ->> 'code' as code from notifications where key = ${`prize:${award.id}`}`;
    expect(mails).toEqual([{ code }]);
    const answers = await Promise.allSettled(
      [1, 2, 3, 4].map(() => own.claim({ id: award.id, code, fuelType: "PREMIUM" })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [claimed] = (await own.mine()).prizes;
    expect(claimed?.status).toBe("DELIVERED");
    expect(claimed?.couponIds).toHaveLength(1);
    const coupons =
      await sql`select face_centavos::int, is_prize, fuel, status from coupons where user_id = ${winner.id} and is_prize`;
    expect(coupons).toEqual([{ face_centavos: 120_000, is_prize: true, fuel: "PREMIUM", status: "ACTIVE" }]);
    expect((await rafflesAs(strangerOf(container)).byId({ id })).status).toBe("SETTLED");
    await drainEverything(container);
    // Redemptions are only told in this world, so that the rules of money alone can be asked.
    const findings = await checkInvariants({ url: databaseUrl, isDurable: false });
    expect(findings.filter(({ id: rule, violations }) => rule.startsWith("M") && violations > 0)).toEqual([]);
  });

  test("above 5,000.00 is handed over only once its winner was identified, with evidence", async ({
    container,
    world,
    raffles,
  }) => {
    const worlds = { container, world, raffles };
    const { award, winner, code } = await drawn(worlds, { type: "GOODS", declaredValue: "289000.00" });
    const admin = prizesAs(world, raffles.admin);
    const hand = { id: award.id, status: "DELIVERED" as const, evidence: "acta 12/2026, guía 889" };
    expect(await refusalOf(admin.setStatus(hand))).toBe("STATE_CONFLICT");
    expect(await prizesAs(world, winner).claim({ id: award.id, code })).toEqual({ id: award.id, status: "CLAIMED" });
    expect(await refusalOf(admin.setStatus(hand))).toBe("STEP_UP_REQUIRED");
    await admin.setStatus({ id: award.id, status: "IDENTIFIED", note: "credencial vista" });
    await admin.setStatus(hand);
    expect((await prizesAs(world, winner).mine()).prizes).toMatchObject([
      { status: "DELIVERED", evidence: hand.evidence },
    ]);
    const gone = { id: award.id, status: "VACATED" as const, reason: "DECLINED" as const };
    expect(await refusalOf(admin.setStatus(gone))).toBe("STATE_CONFLICT");
    expect(await refusalOf(prizesAs(world, winner).setStatus(gone))).toBe("ACCESS_DENIED");
  });

  test("nobody claims in time goes to the next alternate, by two people, in the public log", async ({
    container,
    world,
    raffles,
    sql,
  }) => {
    const worlds = { container, world, raffles };
    const { id, award, winner, others, code } = await drawn(worlds, { type: "GIFT_CARD", declaredValue: "500.00" });
    await lapseClaims(container.systemContext("test"));
    expect((await prizesAs(world, winner).mine()).prizes).toMatchObject([{ status: "UNCLAIMED" }]);
    await sql`update awards set claim_deadline = now() - interval '1 second' where id = ${award.id}`;
    expect(await refusalOf(prizesAs(world, winner).claim({ id: award.id, code }))).toBe("STATE_CONFLICT");
    await lapseClaims(container.systemContext("test"));
    const stranger = callerOf(strangerOf(container));
    const [vacancy] = (await stranger.vacancies({ id })).vacancies;
    if (!vacancy) throw new Error("the place was vacated");
    expect(vacancy).toMatchObject({ reason: "CLAIM_DEADLINE_PASSED", approvals: 0, document: null });

    const [ana, bruno] = [raffles.admin, await world.person("ADMIN")];
    expect(await prizesAs(world, ana).approvePromotion({ id: vacancy.id })).toEqual({ outcome: "APPROVED_ONCE" });
    expect(await refusalOf(prizesAs(world, ana).approvePromotion({ id: vacancy.id }))).toBe("STATE_CONFLICT");
    expect(await prizesAs(world, bruno).approvePromotion({ id: vacancy.id })).toEqual({ outcome: "PROMOTED" });
    expect(await refusalOf(prizesAs(world, bruno).approvePromotion({ id: vacancy.id }))).toBe("STATE_CONFLICT");

    const { document } = (await stranger.vacancies({ id })).vacancies[0] ?? { document: null };
    expect(JSON.parse(document ?? "")).toMatchObject({
      number: 1,
      to: { outcome: "ALTERNATE 1" },
      from: { outcome: "WINNER 1" },
    });
    expect(others.concat(winner).some((who) => document?.includes(who.id))).toBe(false);
    const { documents } = await drawsAs(strangerOf(container)).log({ limit: 5 });
    expect(documents[0]).toMatchObject({ kind: "promotion", sha256: toHex(sha256(utf8(document ?? ""))) });

    const promoted = await Promise.all(
      others.map(async (who) => ({ who, own: (await prizesAs(world, who).mine()).prizes })),
    );
    const next = promoted.find(({ own }) => own.length > 0);
    const place = next?.own[0];
    if (!next || !place) throw new Error("an alternate was promoted");
    const again = container.services.raffles.claimCode(place.id);
    expect(await prizesAs(world, next.who).claim({ id: place.id, code: again })).toMatchObject({ status: "CLAIMED" });
  });
});

test("tax is computed by the state's rate of the day, and none is invented", async ({ container, world, raffles }) => {
  const admin = prizesAs(world, raffles.admin);
  await admin.setTaxRate({ state: "Jalisco", validFrom: "2026-01-01", percent: "6", source: "Ley de ingresos 2026" });
  await admin.setTaxRate({ state: "Jalisco", validFrom: "2027-01-01", percent: "6.5", source: "Ley de ingresos 2027" });
  const ask = (state: string, on: string) => callerOf(strangerOf(container)).tax({ value: "1000.00", state, on });
  expect(await ask("Jalisco", "2026-06-01")).toMatchObject({ federal: "10.00", state: "60.00", afterTax: "930.00" });
  expect(await ask("Jalisco", "2027-06-01")).toMatchObject({ federal: "210.00", state: "65.00", afterTax: "725.00" });
  expect(await ask("Sonora", "2027-06-01")).toMatchObject({ federal: "10.00", state: null, afterTax: "990.00" });
});
