import { setTimeout as pause } from "node:timers/promises";

import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";

import { createCallerFactory } from "@/server/api/init";
import type { ApiCtx, Container } from "@/server/container";
import { utf8 } from "@/server/kernel/bytes";
import { asId, type Id } from "@/server/kernel/id";
import { advanceRaffles } from "@/server/raffles/commands/advance-raffles";
import { drawKeysJson } from "@/server/raffles/domain/draw-keys";
import { drawFileNames, type DrawFiles } from "@/server/raffles/domain/verify-draw";
import { publishedFile } from "@/server/raffles/queries/published-file";
import { drawRouter } from "@/server/raffles/router/draw";
import { rafflesRouter } from "@/server/raffles/router/raffles";
import type { CreateRaffleInput } from "@/server/raffles/schemas/raffle";

import type { Person, World } from "./coupon-world";

const callerOf = createCallerFactory(rafflesRouter);
const drawsOf = createCallerFactory(drawRouter);

export const rafflesAs = (ctx: ApiCtx) => callerOf(ctx);
export const drawsAs = (ctx: ApiCtx) => drawsOf(ctx);

export type RaffleWish = Partial<CreateRaffleInput> & {
  /** Seconds from now; the raffle opens at once unless `opensIn` says otherwise. */
  readonly opensIn?: number;
  readonly closesIn?: number;
};

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

export const raffleInput = ({ opensIn = -60, closesIn = 3600, ...rest }: RaffleWish = {}): CreateRaffleInput => ({
  name: "Sorteo semanal",
  description: "",
  permitNumber: "20260001PS01",
  territory: "Ciudad de México",
  startDate: inSeconds(opensIn),
  endDate: inSeconds(closesIn),
  drawDate: inSeconds(closesIn + 10.1),
  stationIds: null,
  noticeSeconds: 5,
  pesosPerTicket: "100.00",
  maxTicketsPerPerson: 100,
  winsPerPerson: 1,
  alternatesPerPrize: 1,
  freeEntry: false,
  prizes: [{ name: "Tarjeta de regalo", type: "GIFT_CARD", declaredValue: "500.00", quantity: 2 }],
  ...rest,
});

/** Raffles of one test file, made by its admin through the procedures. */
export async function createRaffleWorld(container: Container, world: World) {
  const admin = await world.person("ADMIN");
  const asAdmin = () => rafflesAs(world.contextOf(admin));

  async function openRaffle(wish: RaffleWish = {}): Promise<Id<"raffle">> {
    const { id } = await asAdmin().create(raffleInput(wish));
    await asAdmin().publish({ id });
    return id;
  }

  /** Redemptions as the pump tells them, all in one commit; everything else of them is not of interest here. */
  async function redeemedAll(wishes: readonly (RedeemedWish & { who: Person })[]): Promise<Id<"redemption">[]> {
    const told = wishes.map((wish) => redemptionEvent(wish, admin));
    await container.systemContext("test").transact((unit) => unit.events.append(told.map(({ event }) => event)));
    return told.map(({ redemptionId }) => redemptionId);
  }

  async function redeemed(who: Person, wish: RedeemedWish): Promise<Id<"redemption">> {
    const [id] = await redeemedAll([{ ...wish, who }]);
    if (id === undefined) throw new Error("one redemption has one id");
    return id;
  }

  async function voided(
    who: Person,
    { redemptionId, stationId, couponId, voidedAt = new Date() }: VoidedWish,
  ): Promise<void> {
    const payload = {
      redemptionId,
      couponId,
      userId: who.id,
      stationId,
      attendantId: admin.id,
      voidedBy: admin.id,
      fuel: "REGULAR",
      volumeMillilitres: 1_000,
      pesosCentavos: 50_000,
      returnedTo: "COUPON",
      redeemedAt: new Date().toISOString(),
      voidedAt: voidedAt.toISOString(),
    };
    const event = { type: "RedemptionVoided", aggregateId: couponId, occurredAt: voidedAt, payload };
    await container.systemContext("test").transact((unit) => unit.events.append([event]));
  }

  return { admin, asAdmin, openRaffle, redeemed, redeemedAll, voided };
}

export type RaffleWorld = Awaited<ReturnType<typeof createRaffleWorld>>;

export type RedeemedWish = {
  readonly stationId: Id<"station">;
  readonly pesos: number;
  readonly before?: number;
  readonly volume?: number;
  readonly at?: Date;
  readonly couponId?: string;
  readonly redemptionId?: Id<"redemption">;
  readonly paidByPrize?: boolean;
};

export type VoidedWish = {
  readonly redemptionId: Id<"redemption">;
  readonly stationId: Id<"station">;
  readonly couponId: string;
  readonly voidedAt?: Date;
};

function redemptionEvent(wish: RedeemedWish & { who: Person }, attendant: Person) {
  const { who, before = 0, pesos, stationId, volume = 1_000, paidByPrize = false, at = new Date() } = wish;
  const { couponId = uuidv7(), redemptionId = asId("redemption", uuidv7()) } = wish;
  const payload = {
    redemptionId,
    couponId,
    userId: who.id,
    stationId,
    attendantId: attendant.id,
    fuel: "REGULAR",
    volumeMillilitres: volume,
    pesosCentavos: pesos,
    priceTenthMilli: 235_000,
    redeemedBeforeCentavos: before,
    redeemedAfterCentavos: before + pesos,
    ticketsEarned: 0,
    ticketRule: 1,
    redeemedAt: at.toISOString(),
    paidByPrize,
  };
  return { redemptionId, event: { type: "CouponRedeemed", aggregateId: couponId, occurredAt: at, payload } };
}

/** Rings until the raffle is in the status, as the job does; throws when it does not come within the seconds given. */
export async function advanceUntil(
  container: Container,
  id: Id<"raffle">,
  wanted: { status: string; withinSeconds: number },
): Promise<void> {
  const ctx = container.systemContext("advance-raffles");
  for (const deadline = Date.now() + wanted.withinSeconds * 1000; Date.now() < deadline;) {
    await advanceRaffles(ctx);
    const { status } = await rafflesAs(strangerOf(container)).byId({ id });
    if (status === wanted.status) return;
    await pause(100);
  }
  throw new Error(`the raffle did not come to ${wanted.status}`);
}

/** Until the database clock has passed the raffle's close. */
export async function untilClose(container: Container, id: Id<"raffle">): Promise<void> {
  for (;;) {
    const [row] = await container.database.db.execute<{ left: number }>(sql`
      select extract(epoch from closes_at - clock_timestamp())::float8 as left from raffles where id = ${id}`);
    if (row === undefined || row.left <= 0) return;
    await pause(Math.ceil(row.left * 1000));
  }
}

export const strangerOf = (container: Container): ApiCtx =>
  container.contextFor({
    actor: { kind: "anonymous" },
    requestId: uuidv7(),
    locale: "es-MX",
    operationId: undefined,
    network: "127.0.0.1",
    deviceToken: undefined,
    answerHeaders: new Headers(),
  });

/** What a stranger downloads to check a draw. */
export async function downloaded(container: Container, id: Id<"raffle">): Promise<DrawFiles> {
  const db = container.database.db;
  const found = await Promise.all(
    drawFileNames.map(async (name) => [name, (await publishedFile(db, id, name))?.bytes] as const),
  );
  const keys = utf8(JSON.stringify(drawKeysJson(await container.services.raffles.drawKeys.published())));
  const files = Object.fromEntries(found.filter(([, bytes]) => bytes !== undefined)) as DrawFiles;
  return { ...files, "keys.json": keys };
}
