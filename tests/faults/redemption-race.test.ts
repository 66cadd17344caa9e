import { uuidv7 } from "uuidv7";
import { describe, expect } from "vitest";

import type { Container } from "@/server/container";
import { Refused } from "@/server/platform/refused";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, redemptionsAs, sceneIn, test } from "@/tests/support/coupon-test";
import { createWorld, openContainer, type Person, type World, type WorldCoupon } from "@/tests/support/coupon-world";

type Attempt = { world: World; who: Person; opId?: string; qrCode: string; stationId: string; amount: string };
type Outcome = { kind: string; body: string };

/** What became of one attempt: the answer, or the refusal's code. */
async function attempt({ world, who, opId = uuidv7(), ...ask }: Attempt): Promise<Outcome> {
  try {
    const done = await redemptionsAs(world.contextOf(who, opId)).redeem({ ...ask, pumpNumber: 1 } as never);
    return { kind: "OK", body: JSON.stringify(done) };
  } catch (fault) {
    if (fault instanceof Refused) return { kind: fault.refusal.kind, body: fault.storedBody ?? "" };
    throw fault;
  }
}

const count = (outcomes: readonly Outcome[]): Record<string, number> =>
  outcomes.reduce<Record<string, number>>((sums, { kind }) => ({ ...sums, [kind]: (sums[kind] ?? 0) + 1 }), {});

/** The same world as seen by a second instance on the same database. */
async function secondInstance(
  databaseUrl: string,
  sql: Parameters<typeof createWorld>[0],
): Promise<{ other: Container; seen: World }> {
  const other = await openContainer(databaseUrl);
  return { other, seen: createWorld(sql, other) };
}

describe("many at once", () => {
  test("200 redemptions of 100.00 on a coupon of 1,000.00: ten succeed", async ({
    world,
    sql,
    container,
    databaseUrl,
  }) => {
    const { station, owner, coupon } = await sceneIn(world);
    const attendants: Person[] = [];
    for (let i = 0; i < 8; i++) attendants.push(await world.attendantAt(station));
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, i) => {
        const who = attendants[i % attendants.length] ?? owner;
        return attempt({ world, who, qrCode: coupon.code, stationId: station, amount: "100.00" });
      }),
    );
    expect(count(outcomes)).toEqual({ OK: 10, COUPON_ALREADY_REDEEMED: 190 });
    const [row] = await sql`
      select c.balance_centavos, c.status, (select sum(cost_centavos)::int from redemptions where coupon_id = c.id) as sold
      from coupons c where c.id = ${coupon.id}`;
    expect(row).toEqual({ balance_centavos: "0", status: "REDEEMED", sold: 100_000 });
    await drainEverything(container);
    await expectBooksHold(databaseUrl);
  });

  test("two instances on the same coupons spend no centavo twice", async ({ world, sql, container, databaseUrl }) => {
    const { other, seen } = await secondInstance(databaseUrl, sql);
    const { station, attendant, owner } = await sceneIn(world);
    const coupons: WorldCoupon[] = [];
    for (let i = 0; i < 6; i++) coupons.push(await world.coupon({ owner }));
    const outcomes = await Promise.all(
      Array.from({ length: 240 }, (_, i) => {
        const qrCode = coupons[(i * 7) % coupons.length]?.code ?? "";
        const amount = `${20 + ((i * 37) % 150)}.${String((i * 13) % 100).padStart(2, "0")}`;
        return attempt({ world: i % 2 === 0 ? world : seen, who: attendant, qrCode, stationId: station, amount });
      }),
    );
    const kinds = count(outcomes);
    expect(
      Object.keys(kinds).filter((kind) => !["OK", "INSUFFICIENT_BALANCE", "COUPON_ALREADY_REDEEMED"].includes(kind)),
    ).toEqual([]);
    const [sums] = await sql<{ face: number; left: number; sold: number; n: number }[]>`
      select sum(c.face_centavos)::int as face, sum(c.balance_centavos)::int as left,
             (select sum(cost_centavos)::int from redemptions r where r.coupon_id = any(${coupons.map((c) => c.id)}::uuid[])) as sold,
             (select count(*)::int from redemptions r where r.coupon_id = any(${coupons.map((c) => c.id)}::uuid[])) as n
      from coupons c where c.id = any(${coupons.map((c) => c.id)}::uuid[])`;
    expect(sums).toMatchObject({ n: kinds["OK"], left: (sums?.face ?? 0) - (sums?.sold ?? 0) });
    await drainEverything(container);
    await expectBooksHold(databaseUrl);
    await other.close();
  });

  test("one operation id sent 60 times through two instances has one effect and one answer", async ({
    world,
    sql,
    databaseUrl,
  }) => {
    const { other, seen } = await secondInstance(databaseUrl, sql);
    const { station, attendant, coupon } = await sceneIn(world);
    const opId = uuidv7();
    const ask = { who: attendant, opId, qrCode: coupon.code, stationId: station, amount: "70.00" };
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, i) => attempt({ ...ask, world: i % 2 === 0 ? world : seen })),
    );
    expect(new Set(outcomes.map((outcome) => outcome.body)).size).toBe(1);
    expect(count(outcomes)).toEqual({ OK: 60 });
    expect(await sql`select 1 from redemptions where coupon_id = ${coupon.id}`).toHaveLength(1);
    await expectBooksHold(databaseUrl);
    await other.close();
  });
});

describe("one among many", () => {
  test("that the database itself refuses fails alone, and its operation id stays free", async ({
    world,
    sql,
    databaseUrl,
  }) => {
    const { station, attendant, owner } = await sceneIn(world);
    const coupons: WorldCoupon[] = [];
    for (let i = 0; i < 20; i++) coupons.push(await world.coupon({ owner }));
    const [poisoned] = coupons;
    await sql.unsafe(`create function refuse_poison() returns trigger language plpgsql as $$ begin
      if new.id = '${poisoned?.id}' then raise exception 'poison'; end if; return new; end $$`);
    await sql`create trigger poison before update on coupons for each row execute function refuse_poison()`;
    const opIds = coupons.map(() => uuidv7());
    const send = () =>
      Promise.allSettled(
        coupons.map(({ code }, i) =>
          attempt({ world, who: attendant, opId: opIds[i] ?? "", qrCode: code, stationId: station, amount: "100.00" }),
        ),
      );
    const first = await send();
    expect(first.map((result) => result.status)).toEqual(["rejected", ...coupons.slice(1).map(() => "fulfilled")]);
    await sql`drop trigger poison on coupons`;
    const second = await send();
    expect(second.every((result) => result.status === "fulfilled" && result.value.kind === "OK")).toBe(true);
    const [sold] =
      await sql`select count(*)::int as n from redemptions where coupon_id = any(${coupons.map((c) => c.id)}::uuid[])`;
    expect(sold).toEqual({ n: 20 });
    await expectBooksHold(databaseUrl);
  });

  test("void and redemption of one coupon at once both leave the books whole", async ({
    world,
    sql,
    container,
    databaseUrl,
  }) => {
    const { station, attendant, coupon } = await sceneIn(world);
    const ask = { world, who: attendant, qrCode: coupon.code, stationId: station };
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(JSON.parse((await attempt({ ...ask, amount: "150.00" })).body).id);
    const undo = (id: string) =>
      redemptionsAs(world.contextOf(attendant))
        .void({ id: id as never, reason: "carga repetida" })
        .then(
          () => "VOIDED",
          (fault: unknown) => {
            if (fault instanceof Refused) return fault.refusal.kind;
            throw fault;
          },
        );
    const [voids, sales] = await Promise.all([
      Promise.all([...ids, ...ids].map(undo)),
      Promise.all(Array.from({ length: 30 }, () => attempt({ ...ask, amount: "100.00" }))),
    ]);
    expect(voids.toSorted()).toEqual([...ids.map(() => "STATE_CONFLICT"), ...ids.map(() => "VOIDED")]);
    expect(count(sales)["OK"]).toBeGreaterThanOrEqual(2);
    const [row] = await sql`select balance_centavos::int as left from coupons where id = ${coupon.id}`;
    expect(row).toEqual({ left: 100_000 - 10_000 * (count(sales)["OK"] ?? 0) });
    await drainEverything(container);
    await expectBooksHold(databaseUrl);
  });
});
