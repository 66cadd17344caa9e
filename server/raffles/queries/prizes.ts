import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";

import type { ReadDb } from "@/db/client";
import { asId, type Id } from "@/server/kernel/id";
import { centavos, formatPesos } from "@/server/kernel/money";
import { instant } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";

import { type AwardStatus, needsIdentity, type VacancyReason } from "../domain/claim";
import { prizeTax } from "../domain/prize-tax";
import type { Prize, RaffleId } from "../domain/raffle";
import type { prizeView, taxOutput, vacanciesOutput } from "../schemas/prize";

type Row = {
  id: string;
  raffle_id: string;
  raffle_name: string;
  status: AwardStatus;
  ticket: string;
  prize: Prize;
  claim_deadline: string | null;
  coupon_ids: string[] | null;
  evidence: string | null;
};

const viewOf = (row: Row): z.input<typeof prizeView> => ({
  id: asId("award", row.id),
  raffleId: asId("raffle", row.raffle_id),
  raffleName: row.raffle_name,
  status: row.status,
  ticketNumber: Number(row.ticket),
  prize: row.prize.name,
  type: row.prize.type,
  declaredValue: formatPesos(row.prize.declaredValueCentavos),
  needsIdentity: needsIdentity(row.prize),
  claimDeadline: row.claim_deadline === null ? null : instant(databaseInstant(row.claim_deadline)),
  couponIds: (row.coupon_ids ?? []).map((id) => asId("coupon", id)),
  evidence: row.evidence,
});

/** Places with a prize: alternates that wait have none. */
const held = (where: SQL): SQL => sql`
  select a.id, a.raffle_id, r.name as raffle_name, a.status, a.ticket, r.prizes -> a.prize_index as prize,
         a.claim_deadline::text, to_jsonb(c.coupon_ids) as coupon_ids, c.evidence
  from awards a join raffles r on r.id = a.raffle_id left join claims c on c.award_id = a.id
  where a.prize_index is not null and ${where} order by r.drawn_at desc, a.outcome desc, a.place limit 200`;

export async function prizesOfPerson(db: ReadDb, userId: Id<"user">): Promise<z.input<typeof prizeView>[]> {
  return [...(await db.execute<Row>(held(sql`a.user_id = ${userId}`)))].map(viewOf);
}

export async function prizesOfRaffle(db: ReadDb, id: RaffleId): Promise<z.input<typeof prizeView>[]> {
  return [...(await db.execute<Row>(held(sql`a.raffle_id = ${id}`)))].map(viewOf);
}

type VacancyRow = {
  id: string;
  award_id: string;
  reason: VacancyReason;
  first_by: string | null;
  decided_at: string | null;
  document: string | null;
};

/** Places that were lost, each with the published document once two people decided. */
export async function vacanciesOf(db: ReadDb, id: RaffleId): Promise<z.input<typeof vacanciesOutput>> {
  const rows = await db.execute<VacancyRow>(sql`
    select id, award_id, reason, first_by, decided_at::text, document from vacancies
    where raffle_id = ${id} order by vacated_at, id`);
  return {
    vacancies: [...rows].map((row) => ({
      id: asId("row", row.id),
      awardId: asId("award", row.award_id),
      reason: row.reason,
      approvals: row.decided_at !== null ? 2 : row.first_by === null ? 0 : 1,
      document: row.document,
    })),
  };
}

type TaxAsk = { readonly value: number; readonly state: string; readonly on: string };

/** By the rate of that day, where one was entered. */
export async function taxOf(db: ReadDb, { value, state, on }: TaxAsk): Promise<z.input<typeof taxOutput>> {
  const [row] = await db.execute<{ basis_points: number; valid_from: string; source: string }>(sql`
    select basis_points, valid_from::text, source from prize_tax_rates
    where state = ${state} and valid_from <= ${on}::date order by valid_from desc limit 1`);
  const tax = prizeTax(centavos(value), row?.basis_points ?? null);
  return {
    federalPercent: (tax.federalRate / 100).toFixed(2),
    federal: formatPesos(tax.federal),
    statePercent: row ? (row.basis_points / 100).toFixed(2) : null,
    state: tax.state === null ? null : formatPesos(tax.state),
    afterTax: formatPesos(tax.afterTax),
    stateRateSince: row?.valid_from ?? null,
    stateRateSource: row?.source ?? null,
  };
}
