import type { Sql } from "postgres";
import { uuidv7 } from "uuidv7";

import { createCallerFactory } from "@/server/api/init";
import type { Container } from "@/server/container";
import { asId, type Id } from "@/server/kernel/id";
import { rafflesRouter } from "@/server/raffles/router/raffles";

const callerOf = createCallerFactory(rafflesRouter);
const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();
const NOTICE_SECONDS = 5;
const PRIZES = 100;

async function plantAdmin(sql: Sql): Promise<{ id: Id<"user">; sessionId: Id<"session"> }> {
  const [id, sessionId] = [asId("user", uuidv7()), asId("session", uuidv7())];
  await sql`insert into users (id, email, first_name, last_name, role, password_hash, email_verified_at)
    values (${id}, ${`${id}@example.mx`}, 'Ana', 'Ruiz', 'ADMIN', '-', now())`;
  await sql`insert into user_sessions (id, user_id, refresh_hash, device_label, mfa_at, expires_at)
    values (${sessionId}, ${id}, ${sessionId}, 'bench', now(), now() + interval '7 days')`;
  return { id, sessionId };
}

async function asAdmin({ contextFor }: Container, sql: Sql) {
  const { id, sessionId } = await plantAdmin(sql);
  return callerOf(
    contextFor({
      actor: { kind: "user", id, role: "ADMIN", sessionId, mfaAt: new Date() },
      requestId: "bench",
      locale: "es-MX",
      operationId: asId("operation", uuidv7()),
      network: "127.0.0.1",
      deviceToken: undefined,
      answerHeaders: new Headers(),
    }),
  );
}

/** A raffle of every station, open from now on. */
export async function openRaffle(container: Container, sql: Sql, closesInSeconds: number): Promise<Id<"raffle">> {
  const admin = await asAdmin(container, sql);
  const { id } = await admin.create({
    name: "Sorteo de medición",
    permitNumber: "20260001PS01",
    territory: "Ciudad de México",
    startDate: inSeconds(-60),
    endDate: inSeconds(closesInSeconds),
    drawDate: inSeconds(closesInSeconds + NOTICE_SECONDS + 6),
    noticeSeconds: NOTICE_SECONDS,
    prizes: [{ name: "Tarjeta de regalo", type: "GIFT_CARD", declaredValue: "500.00", quantity: PRIZES }],
  });
  await admin.publish({ id });
  return id;
}

export async function cancelRaffle(container: Container, sql: Sql, id: Id<"raffle">): Promise<void> {
  await (await asAdmin(container, sql)).cancel({ id, reason: "medición terminada" });
}
