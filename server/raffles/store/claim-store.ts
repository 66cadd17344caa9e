import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { raffles } from "@/db/schema/raffles";
import { awards, claims, prizeTaxRates, vacancies } from "@/db/schema/raffles-prizes";
import { asId, type Id } from "@/server/kernel/id";

import type { AwardRecord, AwardStatus, Vacancy, VacancyReason } from "../domain/claim";
import type { ClaimStore } from "../domain/claim-record";
import { prizesOfRow } from "./raffle-row";

const idOrNull = <K extends "user" | "award">(kind: K, id: string | null): Id<K> | null =>
  id === null ? null : asId(kind, id);

export function claimStore(tx: Tx): ClaimStore {
  const move = async (id: Id<"award">, from: readonly AwardStatus[], values: Partial<typeof awards.$inferInsert>) => {
    const rows = await tx
      .update(awards)
      .set(values)
      .where(and(eq(awards.id, id), sql`${awards.status} = any(${sql.param([...from])}::text[])`))
      .returning({ id: awards.id });
    if (rows.length !== 1) throw new Error("the place was not in the status its lock showed");
  };

  return {
    async raffleOf(id) {
      const [row] = await tx.select({ id: awards.raffleId }).from(awards).where(eq(awards.id, id));
      return row && asId("raffle", row.id);
    },
    lockAward: (id) => awardWhere(tx, sql`${awards.id} = ${id}`),
    nextAlternate: (raffleId) =>
      awardWhere(
        tx,
        sql`${awards.raffleId} = ${raffleId} and ${awards.outcome} = 'ALTERNATE' and ${awards.status} = 'WAITING'`,
      ),
    async claim(id, { at, fuel }) {
      await move(id, ["UNCLAIMED"], { status: "CLAIMED" });
      await tx.insert(claims).values({ awardId: id, claimedAt: at, fuel });
    },
    async identify(id, { at, by, note }) {
      await move(id, ["CLAIMED"], { status: "IDENTIFIED" });
      await tx
        .update(claims)
        .set({ identifiedAt: at, identifiedBy: by, identityNote: note })
        .where(eq(claims.awardId, id));
    },
    async fuelOf(id) {
      const [row] = await tx.select({ fuel: claims.fuel }).from(claims).where(eq(claims.awardId, id));
      return row?.fuel ?? null;
    },
    async deliver(id, { at, by, evidence, couponIds }) {
      await move(id, ["CLAIMED", "IDENTIFIED"], { status: "DELIVERED" });
      await tx
        .update(claims)
        .set({ deliveredAt: at, deliveredBy: by, evidence, couponIds: [...couponIds] })
        .where(eq(claims.awardId, id));
    },
    async vacate(award, { id, reason, by, at }) {
      await move(award.id, ["UNCLAIMED", "CLAIMED", "IDENTIFIED"], { status: "VACATED" });
      await tx
        .insert(vacancies)
        .values({ id, raffleId: award.raffleId, awardId: award.id, reason, vacatedBy: by, vacatedAt: at });
    },
    async vacancyRaffle(id) {
      const [row] = await tx.select({ id: vacancies.raffleId }).from(vacancies).where(eq(vacancies.id, id));
      return row && asId("raffle", row.id);
    },
    lockVacancy: (id) => lockVacancy(tx, id),
    approveFirst: async (id, by) => void (await tx.update(vacancies).set({ firstBy: by }).where(eq(vacancies.id, id))),
    async decide(vacancy, { by, at, alternate, document }) {
      const decision = { secondBy: by, decidedAt: at, alternateId: alternate?.id ?? null, document };
      await tx.update(vacancies).set(decision).where(eq(vacancies.id, vacancy.id));
      if (!alternate) return;
      const { prizeIndex, claimDeadline } = alternate;
      await move(alternate.id, ["WAITING"], { status: "UNCLAIMED", prizeIndex, claimDeadline });
    },
    async prizeIndexOf(id) {
      const [row] = await tx.select({ at: awards.prizeIndex }).from(awards).where(eq(awards.id, id));
      return row?.at ?? null;
    },
    async placeOfAward(id) {
      const [row] = await tx
        .select({ outcome: awards.outcome, place: awards.place, ticket: awards.ticket })
        .from(awards)
        .where(eq(awards.id, id));
      if (!row) throw new Error("a place that was locked is gone");
      return row;
    },
    async decided(raffleId) {
      const [row] = await tx.execute<{ n: number }>(sql`
        select count(*)::int as n from vacancies where raffle_id = ${raffleId} and decided_at is not null`);
      return row?.n ?? 0;
    },
    async overdue(now) {
      const rows = await tx.execute<{ id: string }>(sql`
        select id from awards where status = 'UNCLAIMED' and claim_deadline <= ${now.toISOString()}::timestamptz
        order by id limit 100`);
      return [...rows].map((row) => asId("award", row.id));
    },
    async openPlaces(raffleId) {
      const [row] = await tx.execute<{ n: number }>(sql`
        select count(*)::int as n from awards a left join vacancies v on v.award_id = a.id
        where a.raffle_id = ${raffleId} and (a.status in ('UNCLAIMED', 'CLAIMED', 'IDENTIFIED')
          or (a.status = 'VACATED' and v.decided_at is null))`);
      return row?.n ?? 0;
    },
    async advance(raffleId, from, to) {
      await tx
        .update(raffles)
        .set({ status: to })
        .where(and(eq(raffles.id, raffleId), eq(raffles.status, from)));
    },
    setTaxRate: async (rate) => void (await tx.insert(prizeTaxRates).values(rate)),
  };
}

type Condition = ReturnType<typeof sql>;

async function awardWhere(tx: Tx, where: Condition): Promise<AwardRecord | undefined> {
  const [row] = await tx.select().from(awards).where(where).orderBy(asc(awards.place)).limit(1).for("update");
  if (!row) return undefined;
  const [raffle] = await tx.select({ prizes: raffles.prizes }).from(raffles).where(eq(raffles.id, row.raffleId));
  return {
    id: asId("award", row.id),
    raffleId: asId("raffle", row.raffleId),
    userId: asId("user", row.userId),
    status: row.status as AwardStatus, // held by the table's check
    prize: row.prizeIndex === null ? undefined : prizesOfRow(raffle?.prizes)[row.prizeIndex],
    claimDeadline: row.claimDeadline,
  };
}

async function lockVacancy(tx: Tx, id: Id<"row">): Promise<Vacancy | undefined> {
  const [row] = await tx.select().from(vacancies).where(eq(vacancies.id, id)).for("update");
  return (
    row && {
      id,
      raffleId: asId("raffle", row.raffleId),
      awardId: asId("award", row.awardId),
      reason: row.reason as VacancyReason, // written by `vacate` only
      firstBy: idOrNull("user", row.firstBy),
      alternateId: idOrNull("award", row.alternateId),
      isDecided: row.decidedAt !== null,
    }
  );
}
