import { randomUUID } from "node:crypto";

import type { Sql } from "postgres";

import { createCallerFactory } from "@/server/api/init";
import { appRouter } from "@/server/api/root";
import type { Container } from "@/server/container";
import type { Id } from "@/server/kernel/id";

import type { Person, World } from "./coupon-world";

const callerOf = createCallerFactory(appRouter);

export const PIN = "907142";
export const PASSWORD = "zócalo verde a las siete";

type Sent = { readonly key?: string | undefined; readonly token?: string | undefined; readonly network?: string };

/** Paired devices and the people who use them, by nothing but what a client would send. */
export function sharedDevices({ sql, world, container }: { sql: Sql; world: World; container: Container }) {
  /** A request of a device, as the gateway of this instance would hand it on. */
  async function visit({ key, token, network = "198.51.100.9" }: Sent, instance: Container = container) {
    const actor = await instance.services.identify({
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(key !== undefined && { "x-station-key": key }),
    });
    return instance.contextFor({
      actor,
      requestId: `test-${randomUUID()}`,
      locale: "es-MX",
      operationId: randomUUID() as Id<"operation">,
      network,
      deviceToken: undefined,
      stationKey: key,
      answerHeaders: new Headers(),
    });
  }
  const calls = async (sent: Sent = {}, instance?: Container) => callerOf(await visit(sent, instance));
  const as = (who: Person) => callerOf(world.contextOf(who));

  const offer = (manager: Person, stationId: Id<"station">) =>
    as(manager).devices.offer({ id: stationId, name: "Isla 1" });

  async function paired(manager: Person, stationId: Id<"station">) {
    const { code } = await offer(manager, stationId);
    return (await calls()).devices.pair({ code });
  }

  /** An attendant of the station who has chosen a PIN. */
  async function attendantWithPin(stationId: Id<"station">): Promise<Person> {
    const attendant = await world.attendantAt(stationId);
    await givePin(attendant);
    return attendant;
  }

  async function givePin(who: Person): Promise<void> {
    await sql`update users set password_hash = ${await container.services.passwords.hash(PASSWORD)} where id = ${who.id}`;
    await as(who).auth.setPin({ pin: PIN, password: PASSWORD });
  }

  const signIn = async (key: string, userId: Id<"user">, pin = PIN) =>
    (await calls({ key })).devices.signIn({ userId, pin });

  return { visit, calls, as, offer, paired, attendantWithPin, givePin, signIn };
}
