import "server-only";
import type { Tx } from "@/db/client";
import { users, userSessions } from "@/db/schema/auth";
import { assignments } from "@/db/schema/stations";
import { totpContext } from "@/server/auth/commands/show-second-factor";
import { DEMO_PASSWORD, DEMO_TOTP_SECRET } from "@/server/auth/domain/demo-accounts";
import { utf8 } from "@/server/kernel/bytes";
import type { Id, NewId } from "@/server/kernel/id";
import type { PasswordHasher } from "@/server/platform/credentials";
import type { Secrets } from "@/server/platform/keys";

import { crowd, demoPeople, type DemoPerson, staff } from "./demo-people";
import type { PlantedStation } from "./plant-stations";

/** Nobody can sign in with it: it is no hash. */
const NO_PASSWORD = "-";

export type Attendant = {
  readonly id: Id<"user">;
  readonly sessionId: Id<"session">;
  readonly stationId: Id<"station">;
};
export type PlantedPeople = {
  readonly byEmail: ReadonlyMap<string, Id<"user">>;
  readonly buyers: readonly Id<"user">[];
  readonly attendants: readonly Attendant[];
};

type Planting = { now: Date; since: Date; newId: NewId; passwords: PasswordHasher; secrets: Secrets };

/** Accounts, who works where, and sessions under which the history's redemptions were made. */
export async function plantPeople(
  tx: Tx,
  stations: readonly PlantedStation[],
  planting: Planting,
): Promise<PlantedPeople> {
  const { newId, since, now, passwords, secrets } = planting;
  const hash = await passwords.hash(DEMO_PASSWORD);
  const rowOf = (person: DemoPerson, passwordHash: string) => {
    const id = newId("user");
    const { hasSecondFactor, ...named } = person;
    const sealed = hasSecondFactor ? secrets.seal(utf8(DEMO_TOTP_SECRET), totpContext(id)) : null;
    return {
      ...named,
      id,
      passwordHash,
      emailVerifiedAt: since,
      totpSecret: sealed,
      totpConfirmedAt: hasSecondFactor ? since : null,
      isDemo: true,
      createdAt: since,
    };
  };
  const rows = [
    ...demoPeople.map((person) => rowOf(person, hash)),
    ...crowd.map((person) => rowOf(person, NO_PASSWORD)),
    ...staff.map((person) => rowOf(person, NO_PASSWORD)),
  ];
  await tx.insert(users).values(rows);
  const byEmail = new Map(rows.map((row) => [row.email, row.id]));
  const idOf = (email: string): Id<"user"> => {
    const id = byEmail.get(email);
    if (!id) throw new Error(`no seeded account ${email}`);
    return id;
  };
  const network = stations.filter((station) => station.isNetwork);
  const attendants = network.map((station, n) => ({
    id: n === 0 ? idOf("despachador@demo.jsm") : idOf(`turno${n + 1}@demo.jsm`),
    sessionId: newId("session"),
    stationId: station.id,
  }));
  const works = [
    ...attendants.map(({ id, stationId }) => ({ userId: id, stationId })),
    ...network.map((station) => ({ userId: idOf("gerente@demo.jsm"), stationId: station.id })),
  ];
  await tx
    .insert(assignments)
    .values(works.map((work) => ({ ...work, id: newId("assignment"), valid: `[${since.toISOString()},)` })));
  await tx.insert(userSessions).values(
    attendants.map(({ id, sessionId }) => ({
      id: sessionId,
      userId: id,
      refreshHash: `seed-${sessionId}`,
      deviceLabel: "Demo",
      createdAt: since,
      expiresAt: new Date(now.getTime() + 3_600_000),
    })),
  );
  const customers = rows.filter((row) => row.role === "CUSTOMER");
  return { byEmail, buyers: customers.map((row) => row.id), attendants };
}
