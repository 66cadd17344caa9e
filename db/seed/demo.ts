import "server-only";
import { eq, inArray, sql } from "drizzle-orm";

import { users, userSessions } from "@/db/schema/auth";
import type { Container } from "@/server/container";
import type { Id } from "@/server/kernel/id";

import { chanceFrom } from "./chance";
import { plantCampaigns } from "./plant-campaigns";
import { plantHistory, plantPurchase, plantRedemptions } from "./plant-history";
import { plantMoney } from "./plant-money";
import { type Attendant, plantPeople, type PlantedPeople } from "./plant-people";
import { plantRaffles } from "./plant-raffles";
import { plantStations } from "./plant-stations";

const HALF_YEAR_MS = 182 * 86_400_000;
const MINUTE_MS = 60_000;

export type Seeded = "seeded" | "already there";

/** Somebody else's people are in this database: known passwords must never reach it. */
export class ForeignDatabase extends Error {
  override readonly name = "ForeignDatabase";
}

/** The demonstration world, once, into a database that is empty or that the demonstration made. */
export async function seedDemo(container: Container, say: (line: string) => void): Promise<Seeded> {
  const ctx = container.systemContext("seed");
  const [known] = await ctx.db
    .select({ all: sql<number>`count(*)::int`, demo: sql<number>`count(*) filter (where is_demo)::int` })
    .from(users);
  if (known && known.all > 0) {
    if (known.demo > 0) return "already there";
    throw new ForeignDatabase("this database has users that the demonstration did not make; nothing was seeded");
  }
  const now = ctx.now();
  const chance = chanceFrom(20_260_115);
  const since = new Date(now.getTime() - HALF_YEAR_MS);
  say("people and stations");
  const people = await ctx.transact(async ({ tx }) => {
    const stations = await plantStations(tx, { now, newId: ctx.newId, chance });
    const { passwords, secrets } = ctx.services;
    return plantPeople(tx, stations, { now, since, newId: ctx.newId, passwords, secrets });
  });
  say("half a year of purchases and redemptions");
  await plantHistory(ctx, { now, chance, buyers: people.buyers, attendants: people.attendants });
  say("refunds, claims and compared days");
  await plantMoney(ctx, { adminId: seededAccount(people, "admin@demo.jsm"), buyers: people.buyers });
  say("raffles");
  await plantToday(container, people);
  await container.services.doorbell.drainAll();
  await ctx.transact(async ({ tx }) => {
    const ids = people.attendants.map(({ sessionId }) => sessionId);
    await tx
      .update(userSessions)
      .set({ revokedAt: sql`now()`, revokedReason: "seed" })
      .where(inArray(userSessions.id, ids));
    await tx.update(users).set({ isActive: false }).where(eq(users.passwordHash, "-"));
  });
  return "seeded";
}

function seededAccount(people: PlantedPeople, email: string): Id<"user"> {
  const id = people.byEmail.get(email);
  if (!id) throw new Error(`no seeded account ${email}`);
  return id;
}

/** Open raffles, and what the demonstration's two customers bought and redeemed since they opened. */
async function plantToday(container: Container, people: PlantedPeople): Promise<void> {
  const ctx = container.systemContext("seed");
  const idOf = (email: string) => seededAccount(people, email);
  const admin = idOf("admin@demo.jsm");
  await plantRaffles(ctx, admin, ctx.now());
  await plantCampaigns(ctx, { advertiser: idOf("anunciante@demo.jsm"), admin }, ctx.now());
  const [attendant] = people.attendants;
  if (!attendant) throw new Error("no seeded attendant");
  await buyAndRedeem(container, { userId: idOf("cliente@demo.jsm"), attendant, parts: [35_000, 12_050] });
  await buyAndRedeem(container, { userId: idOf("cliente2@demo.jsm"), attendant, parts: [20_000] });
  const neighbours = people.buyers.filter((id) => id !== idOf("cliente@demo.jsm") && id !== idOf("cliente2@demo.jsm"));
  for (const userId of neighbours.slice(0, 8)) await buyAndRedeem(container, { userId, attendant, parts: [25_000] });
}

type Visit = { userId: Id<"user">; attendant: Attendant; parts: readonly number[] };

async function buyAndRedeem(container: Container, { userId, attendant, parts }: Visit): Promise<void> {
  const ctx = container.systemContext("seed");
  const bought = new Date(ctx.now().getTime() - 3 * MINUTE_MS);
  const { couponId } = await plantPurchase(ctx, { userId, face: 80_000, fuel: "REGULAR", at: bought });
  for (const pesos of parts) {
    await plantRedemptions(ctx, ctx.now(), [{ couponId, pesos, attendant, pumpNumber: 2 }]);
  }
}
