import { randomUUID } from "node:crypto";

import type { Sql } from "postgres";
import { uuidv7 } from "uuidv7";

import { createCallerFactory } from "@/server/api/init";
import { ROLES, type Role } from "@/server/auth/domain/role";
import { shiftRouter } from "@/server/coupons/router/shift";
import type { Id } from "@/server/kernel/id";
import { redemptionsAs } from "@/tests/support/coupon-test";
import type { Person, World, WorldCoupon } from "@/tests/support/coupon-world";
import { rafflesAs, raffleInput } from "@/tests/support/raffle-world";

import type { Relation } from "./relations";

const shiftsAs = createCallerFactory(shiftRouter);

type Station = Id<"station">;
type ByRelation<T> = Readonly<Record<Exclude<Relation, "missing">, T>>;

/** Two stations and somebody of every role; what each relation means for a coupon, a station, a person at work. */
export type MatrixScene = {
  readonly sql: Sql;
  readonly world: World;
  readonly callers: Readonly<Record<Role, Person>>;
  readonly stations: ByRelation<Station>;
  readonly owners: ByRelation<Person>;
  readonly coupons: ByRelation<WorldCoupon>;
  /** Whose redemption and shift it is: an attendant's own, a colleague's, one of the other station. */
  readonly attendants: ByRelation<Person>;
  readonly raffles: { readonly draft: string; readonly published: string };
  readonly flag: string;
  /** A coupon nobody has touched yet: what one call does to it, the next one does not find. */
  newCoupon(relation: Exclude<Relation, "missing">): Promise<string>;
  /** A redemption of this moment, so that its minute for taking it back runs. */
  redeemed(relation: Exclude<Relation, "missing">): Promise<string>;
  shiftOf(relation: Exclude<Relation, "missing">): Promise<string>;
  /** A session that lives for one call: what the call ends, ends nothing else. */
  sessionOf(who: Person): Promise<Person>;
};

export async function createMatrixScene(sql: Sql, world: World): Promise<MatrixScene> {
  const [here, there] = [await world.station(), await world.station()];
  const stations = { own: here, "another's": here, "another station's": there };
  const callers = await callersAt(world, here);
  const owners = {
    own: callers.CUSTOMER,
    "another's": await world.person(),
    "another station's": await world.person(),
  };
  const couponOf = (relation: keyof typeof owners, face: number) =>
    world.coupon({
      owner: owners[relation],
      face,
      ...(relation === "another station's" && { stationId: there }),
    });
  const coupons = {
    own: await couponOf("own", 1_000_000),
    "another's": await couponOf("another's", 1_000_000),
    "another station's": await couponOf("another station's", 1_000_000),
  };
  const attendants = {
    own: callers.ATTENDANT,
    "another's": await world.attendantAt(here),
    "another station's": await world.attendantAt(there),
  };

  const sessionOf = async (who: Person): Promise<Person> => {
    const id = uuidv7() as Id<"session">;
    await sql`insert into user_sessions (id, user_id, refresh_hash, device_label, mfa_at, expires_at)
      values (${id}, ${who.id}, ${id}, 'matrix', now(), now() + interval '1 hour')`;
    return { ...who, sessionId: id };
  };
  /** In a session of now: one cell or another ends all that were there before. */
  const atWork = async (relation: Exclude<Relation, "missing">) =>
    world.contextOf(await sessionOf(attendants[relation]));
  const redeemed = async (relation: Exclude<Relation, "missing">): Promise<string> => {
    const ask = { qrCode: coupons[relation].code, stationId: stations[relation], pumpNumber: 1, amount: "5.00" };
    return (await redemptionsAs(await atWork(relation)).redeem(ask)).id;
  };
  const raffles = await rafflesIn(world, callers.ADMIN);
  return {
    sql,
    world,
    owners,
    callers,
    stations,
    coupons,
    attendants,
    raffles,
    flag: await flagIn(sql, { redemptionId: await redeemed("own"), stationId: here, who: attendants.own }),
    redeemed,
    newCoupon: async (relation) => (await couponOf(relation, 5_000)).id,
    shiftOf: async (relation) => (await shiftsAs(await atWork(relation)).open({ stationId: stations[relation] })).id,
    sessionOf,
  };
}

async function callersAt(world: World, here: Station): Promise<Record<Role, Person>> {
  const made: [Role, Person][] = [];
  for (const role of ROLES) {
    const isStaff = role === "ATTENDANT" || role === "STATION_MANAGER";
    made.push([role, isStaff ? await world.attendantAt(here, role) : await world.person(role)]);
  }
  return Object.fromEntries(made) as Record<Role, Person>;
}

type Flagged = { redemptionId: string; stationId: Station; who: Person };

async function flagIn(sql: Sql, { redemptionId, stationId, who }: Flagged): Promise<string> {
  const id = randomUUID();
  await sql`insert into fraud_flags (id, rule, matter, score, redemption_id, attendant_id, station_id, evidence, flagged_at)
    values (${id}, 'ATTENDANT_VELOCITY', ${id}, 10, ${redemptionId}, ${who.id}, ${stationId}, '{}', now())`;
  return id;
}

async function rafflesIn(world: World, admin: Person): Promise<MatrixScene["raffles"]> {
  const calls = () => rafflesAs(world.contextOf(admin));
  const { id: draft } = await calls().create(raffleInput({ closesIn: 86_400 }));
  const { id: published } = await calls().create(raffleInput({ closesIn: 86_400 }));
  await calls().publish({ id: published });
  return { draft, published };
}
