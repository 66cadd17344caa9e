import { expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import { walletRouter } from "@/server/coupons/router/wallet";
import { test } from "@/tests/support/bank-test";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, redemptionsAs } from "@/tests/support/coupon-test";

const walletAs = createCallerFactory(walletRouter);

test("a coupon sold for one station and used at another is cleared between the two; a void turns it round", async ({
  sql,
  world,
  bank,
  container,
  databaseUrl,
}) => {
  const [seller, other] = [await world.station(), await world.station()];
  const owner = await world.person();
  const here = await bank.buy({ owner, stationId: seller });
  const away = await bank.buy({ owner, stationId: seller });
  const network = await bank.buy({ owner });
  const moved = await walletAs(bank.contextOf(owner)).change({ id: away.id, stationId: other });
  const take = async (stationId: typeof seller, qrCode: string | null) => {
    const attendant = await world.attendantAt(stationId);
    const desk = () => redemptionsAs(world.contextOf(attendant));
    const done = await desk().redeem({ qrCode: qrCode ?? "", stationId, pumpNumber: 1, amount: "200.00" });
    return { desk, id: done.id };
  };
  await take(seller, here.qrCode);
  await take(other, network.qrCode);
  await take(other, moved.qrCode);
  const undone = await take(other, moved.qrCode);
  await undone.desk().void({ id: undone.id, reason: "bomba equivocada" });
  await drainEverything(container);
  await drainEverything(container);
  const entries = await sql`
    select code, amount_centavos::int as n, from_station_id, station_id from ledger_entries
    where 'STATION_CLEARING' in (debit, credit) order by id`;
  expect(entries).toEqual([
    { code: "CLEARING", n: 20_000, from_station_id: seller, station_id: other },
    { code: "CLEARING", n: 20_000, from_station_id: seller, station_id: other },
    { code: "CLEARING_BACK", n: 20_000, from_station_id: other, station_id: seller },
  ]);
  await expectBooksHold(databaseUrl);
});
