import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { ReceiptWords } from "@/server/coupons/domain/signed-receipt";
import type { Fuel } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";
import { centavos, formatLitres, formatPesos, formatPrice, millilitres } from "@/server/kernel/money";
import { instant, MEXICO_CITY } from "@/server/kernel/time";
import { databaseInstant } from "@/server/platform/database-time";
import { ticketsEarned } from "@/server/raffles/contract";
import { priceSinceAt, stationsById } from "@/server/stations/contract";

type Row = {
  id: string;
  coupon_id: string;
  user_id: string;
  station_id: string;
  pump_number: number;
  fuel: Fuel;
  volume: string;
  price: number;
  cost: string;
  balance: string;
  redeemed_before: string;
  redeemed_after: string;
  is_prize: boolean;
  reference: string;
  redeemed_at: string;
  voided_at: string | null;
  tickets: number | null;
  reason: string | null;
};

/** Who may read it: its owner, whoever works at its station, and those who read everything. */
export type ReceiptReader =
  | { readonly kind: "owner"; readonly userId: Id<"user"> }
  | { readonly kind: "staff"; readonly stationIds: readonly Id<"station">[] }
  | { readonly kind: "control" };

const mayRead = (row: Row, reader: ReceiptReader): boolean => {
  if (reader.kind === "owner") return row.user_id === reader.userId;
  return reader.kind === "control" || reader.stationIds.some((id) => id === row.station_id);
};

type ReceiptAsk = { readonly id: Id<"redemption">; readonly reader: ReceiptReader; readonly iss: string };

/** What the receipt of one redemption says; undefined where there is none for this reader. */
export async function receiptWords(db: ReadDb, { id, reader, iss }: ReceiptAsk): Promise<ReceiptWords | undefined> {
  // Tickets and their reason as they were answered at the pump: an open raffle of then may be closed now.
  const [row] = await db.execute<Row>(sql`
    select r.id, r.coupon_id, r.user_id, r.station_id, r.pump_number, r.fuel, r.volume_millilitres as volume,
           r.price_tenth_milli as price, r.cost_centavos as cost, r.balance_after_centavos as balance,
           r.redeemed_before_centavos as redeemed_before, r.redeemed_after_centavos as redeemed_after, c.is_prize,
           r.reference, r.redeemed_at::text as redeemed_at, v.voided_at::text as voided_at,
           (o.response::jsonb ->> 'ticketsGenerated')::int as tickets, o.response::jsonb ->> 'ticketsReason' as reason
    from redemption_keys k
    join redemptions r on r.id = k.redemption_id and r.redeemed_at = k.redeemed_at
    join coupons c on c.id = r.coupon_id
    left join redemption_voids v on v.redemption_id = k.redemption_id
    left join operations o on o.op_id = k.op_id
    where k.redemption_id = ${id}`);
  if (!row || !mayRead(row, reader)) return undefined;
  const stationId = asId("station", row.station_id);
  const at = databaseInstant(row.redeemed_at);
  const [stations, since] = [
    await stationsById(db, [stationId]),
    await priceSinceAt(db, { stationId, fuel: row.fuel, at }),
  ];
  const station = stations.get(stationId);
  return {
    ...{ iss, id: row.id, reference: row.reference, couponId: row.coupon_id, stationId },
    ...{ stationName: station?.name ?? "", timeZone: station?.timeZone ?? MEXICO_CITY, pumpNumber: row.pump_number },
    fuelType: row.fuel,
    fuelAmount: formatLitres(Number(row.volume)),
    pricePerLiter: formatPrice(row.price),
    priceSince: since ? instant(since) : null,
    totalCost: formatPesos(Number(row.cost)),
    balance: formatPesos(Number(row.balance)),
    ...ticketsOf(row),
    redeemedAt: instant(at),
    voidedAt: row.voided_at === null ? null : instant(databaseInstant(row.voided_at)),
  };
}

function ticketsOf(row: Row): Pick<ReceiptWords, "ticketsGenerated" | "ticketsReason"> {
  if (row.tickets !== null && row.reason !== null) return { ticketsGenerated: row.tickets, ticketsReason: row.reason };
  const { earned, reason } = ticketsEarned({
    redeemedBefore: centavos(Number(row.redeemed_before)),
    redeemedAfter: centavos(Number(row.redeemed_after)),
    volume: millilitres(Number(row.volume)),
    isPaidByPrize: row.is_prize,
  });
  return { ticketsGenerated: earned, ticketsReason: reason };
}
