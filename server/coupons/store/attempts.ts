import "server-only";
import type { TransactionSql } from "postgres";

import { rawOf, type Tx } from "@/db/client";
import type { AttemptStore, ValidationAttempt } from "@/server/coupons/domain/redemption-record";
import type { TypedTries } from "@/server/coupons/domain/typed-code-tries";
import type { Id } from "@/server/kernel/id";
import { databaseInstant } from "@/server/platform/database-time";

/** Who looked at which code and how it ended, and how often somebody typed a wrong one. */
export const attemptStore = (tx: Tx): AttemptStore => {
  const raw = rawOf(tx);
  return {
    record: (attempts) => record(raw, attempts),
    lockTries: (actorId) => lockTries(raw, actorId),
    saveTries: async (actorId, { wrong, lastWrongAt }) =>
      void (await raw`
        update code_throttles set wrong = ${wrong}, last_wrong_at = ${lastWrongAt.toISOString()}
        where actor_id = ${actorId}`),
  };
};

const rowOf = (attempt: ValidationAttempt) => ({
  id: attempt.id,
  actor_id: attempt.actorId,
  session_id: attempt.sessionId,
  coupon_id: attempt.couponId,
  station_id: attempt.stationId,
  way: attempt.way,
  asked: attempt.asked,
  outcome: attempt.outcome,
  at: attempt.at.toISOString(),
});

async function record(raw: TransactionSql, attempts: readonly ValidationAttempt[]): Promise<void> {
  if (attempts.length === 0) return;
  await raw`
    insert into validation_attempts (id, actor_id, session_id, coupon_id, station_id, way, asked, outcome, at)
    select a.id, a.actor_id, a.session_id, a.coupon_id, a.station_id, a.way, a.asked, a.outcome, a.at
    from jsonb_to_recordset(${JSON.stringify(attempts.map(rowOf))}::jsonb) as a(
      id uuid, actor_id uuid, session_id uuid, coupon_id uuid, station_id uuid, way text, asked text, outcome text,
      at timestamptz)`;
}

type Row = { wrong: number; last_wrong_at: string };

/** The row is there before it is locked, so that the first tries of one person wait for each other too. */
async function lockTries(raw: TransactionSql, actorId: Id<"user">): Promise<TypedTries | undefined> {
  await raw`
    insert into code_throttles (actor_id, wrong, last_wrong_at) values (${actorId}, 0, 'epoch') on conflict do nothing`;
  const [row] = await raw<Row[]>`
    select wrong, last_wrong_at from code_throttles where actor_id = ${actorId} for update`;
  return row && row.wrong > 0 ? { wrong: row.wrong, lastWrongAt: databaseInstant(row.last_wrong_at) } : undefined;
}
