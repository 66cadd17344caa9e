import type { Sql } from "postgres";

import { createCallerFactory } from "@/server/api/init";
import type { Container } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import { prizesRouter } from "@/server/raffles/router/prizes";

import type { AdWorld } from "./ads-test";
import type { Person, World } from "./coupon-world";
import { rafflesAs } from "./raffle-world";

const prizesAs = createCallerFactory(prizesRouter);

/** A gift card that will be declined and a fuel credit that will be paid. */
export const dayPrizes = [
  { name: "Tarjeta de regalo", type: "GIFT_CARD", declaredValue: "500.00", quantity: 1 },
  { name: "Tanque lleno", type: "FUEL_CREDIT", declaredValue: "1200.00", quantity: 1 },
] as const;

/** One ad watched to its end, one begun, and one number without a purchase. */
export async function freeNumbers(
  { ads, world, sql }: { ads: AdWorld; world: World; sql: Sql },
  { raffleId, who }: { raffleId: Id<"raffle">; who: Person },
): Promise<void> {
  await ads.running();
  const { id, owner } = await ads.redemption();
  const view = await ads.start(owner, id);
  await ads.watch(owner, view);
  await ads.asPerson(owner).complete({ id: view.sessionId, token: view.token });
  await ads.start(owner, id);
  await sql`update users set phone = '+525512345678', phone_verified_at = now() where id = ${who.id}`;
  await rafflesAs(world.contextOf(who)).enterFree({ id: raffleId });
}

/** The credit is claimed by its winner, the card declined and given to the next in order. */
export async function claimsAndPromotion(
  { container, world, sql }: { container: Container; world: World; sql: Sql },
  raffleId: Id<"raffle">,
): Promise<void> {
  const [first, second] = [await world.person("ADMIN"), await world.person("ADMIN")];
  const office = prizesAs(world.contextOf(first));
  const { prizes } = await office.ofRaffle({ id: raffleId });
  for (const { id, type } of prizes) {
    if (type === "GIFT_CARD") {
      await office.setStatus({ id, status: "VACATED", reason: "DECLINED" });
      continue;
    }
    const [holder] = await sql<Person[]>`
      select u.id, s.id as "sessionId", u.role from awards a join users u on u.id = a.user_id
      join user_sessions s on s.user_id = u.id where a.id = ${id}`;
    if (!holder) throw new Error("a prize has a winner");
    const code = container.services.raffles.claimCode(id);
    await prizesAs(world.contextOf(holder)).claim({ id, code });
  }
  for (const vacancy of (await office.vacancies({ id: raffleId })).vacancies)
    for (const admin of [first, second]) await prizesAs(world.contextOf(admin)).approvePromotion({ id: vacancy.id });
}
