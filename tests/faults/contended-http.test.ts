import { expect } from "vitest";

import { chanceFrom } from "@/db/seed/chance";
import { expectBooksHold } from "@/tests/support/books-hold";
import {
  type Attempt,
  booksAgainst,
  couponsFor,
  crowdAt,
  faultsOf,
  type Told,
  waveOf,
} from "@/tests/support/contended";
import { drainEverything, test } from "@/tests/support/coupon-test";
import { startInstance } from "@/tests/support/instance";
import { openHeldDoor, type RawAnswer } from "@/tests/support/last-byte";
import { bearerOf } from "@/tests/support/redeem-over-http";
import { scale, tell } from "@/tests/support/scale";

const ATTEMPTS = scale(10_000);
const CONNECTIONS = 200;
const COUPONS = 8;
const ATTENDANTS = 12;

const bodyOf = ({ coupon, stationId, pumpNumber, pesos }: Attempt): string =>
  JSON.stringify({ qrCode: coupon.code, stationId, pumpNumber, amount: (pesos / 100).toFixed(2) });

const toldOf = ({ status, body }: RawAnswer): Told => {
  if (status === 200) return { kind: "OK", body };
  return { kind: status >= 500 ? `answer ${status}` : String(JSON.parse(body).error), body };
};

/** An answer that is kept is the same text at every repeat; that an id belongs to another request is kept nowhere. */
const kept = ({ kind, body }: Told): string => (kind === "OPERATION_MISMATCH" ? kind : body);

test("requests released by their last byte on two instances: none doubled, none overspent, none answered 5xx", async ({
  world,
  sql,
  container,
  databaseUrl,
}) => {
  const chance = chanceFrom(4_711);
  const instances = await Promise.all([startInstance({ databaseUrl }), startInstance({ databaseUrl })]);
  const crowd = await crowdAt(world, ATTENDANTS);
  const tokens = new Map<string, string>();
  for (const who of crowd.attendants) tokens.set(who.id, await bearerOf(container, who));
  const door = await openHeldDoor(
    instances.map(({ url }) => url),
    CONNECTIONS,
  );
  const callOf = (attempt: Attempt) => ({
    token: tokens.get(attempt.who.id) ?? "",
    opId: attempt.opId,
    body: bodyOf(attempt),
  });
  // In service, as behind a balancer that asked `/readyz`: their first call opened connections and prepared statements.
  await door.sendTogether(waveOf(chance, { crowd, coupons: await couponsFor(world, 2), count: 2 }).map(callOf));
  const sums = { attempts: 0, accepted: 0, refused: 0, repeated: 0, mismatched: 0 };
  for (let done = 0; done < ATTEMPTS; done += CONNECTIONS) {
    const coupons = await couponsFor(world, COUPONS);
    const wave = waveOf(chance, { crowd, coupons, count: Math.min(CONNECTIONS, ATTEMPTS - done) });
    const answers = (await door.sendTogether(wave.map(callOf))).map(toldOf);
    expect(faultsOf(wave, answers)).toEqual([]);
    const again = (await door.sendTogether(wave.map(callOf))).map(toldOf);
    expect(again.map(kept)).toEqual(answers.map(kept));
    const accepted = answers.filter(({ kind }) => kind === "OK");
    const ids = new Set(accepted.map(({ body }) => String(JSON.parse(body).id)));
    expect(await booksAgainst(sql, coupons, ids)).toEqual({ doubled: 0, overspent: 0, unknown: 0, lost: 0 });
    sums.attempts += wave.length;
    sums.accepted += ids.size;
    sums.repeated += accepted.length - ids.size;
    sums.mismatched += answers.filter(({ kind }) => kind === "OPERATION_MISMATCH").length;
    sums.refused += answers.length - accepted.length;
  }
  tell("contended over HTTP, two instances, last bytes together", {
    ...sums,
    doubled: 0,
    overspent: 0,
    "answers 5xx": 0,
  });
  expect(sums.attempts).toBe(ATTEMPTS);
  door.close();
  for (const instance of instances) await instance.stop();
  await drainEverything(container);
  await expectBooksHold(databaseUrl);
});
