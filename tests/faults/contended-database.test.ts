import { expect } from "vitest";

import { chanceFrom } from "@/db/seed/chance";
import type { Container } from "@/server/container";
import { redeemCoupons, type RedeemAsk } from "@/server/coupons/commands/redeem-coupons";
import { isTransient } from "@/server/platform/database-fault";
import { expectBooksHold } from "@/tests/support/books-hold";
import {
  askOf,
  type Attempt,
  booksAgainst,
  couponsFor,
  crowdAt,
  faultsOf,
  type Told,
  toldOf,
  waveOf,
} from "@/tests/support/contended";
import { drainEverything, test } from "@/tests/support/coupon-test";
import { openContainer } from "@/tests/support/coupon-world";
import { scale, tell } from "@/tests/support/scale";

const ATTEMPTS = scale(50_000);
const WAVE = 250;
const COUPONS = 8;
const INSTANCES = 3;
/** Transactions open at once on each instance: as many as it has connections. */
const SESSIONS = 8;
const MOST_TOGETHER = 6;

/** Runs of one to a few attempts, none holding an operation id twice: each is one transaction. */
function batchesOf(wave: readonly Attempt[], size: () => number): number[][] {
  const batches: number[][] = [];
  let left = 0;
  let ids = new Set<string>();
  for (const [i, { opId }] of wave.entries()) {
    const batch = batches.at(-1);
    if (batch && left > 0 && !ids.has(opId)) batch.push(i);
    else {
      batches.push([i]);
      left = size();
      ids = new Set();
    }
    ids.add(opId);
    left -= 1;
  }
  return batches;
}

type Race = { readonly instances: readonly Container[]; readonly size: () => number; retried(): void };

/** A session that waited too long for a lock has changed nothing: it asks again with the same ids. */
async function redeemPatiently(container: Container, asks: readonly RedeemAsk[], retried: () => void) {
  for (;;) {
    try {
      return await redeemCoupons(container.systemContext("race"), asks);
    } catch (fault) {
      if (!isTransient(fault)) throw fault;
      retried();
    }
  }
}

/** All batches of a wave over all sessions of all instances; nobody waits for anybody but in the database. */
async function race({ instances, size, retried }: Race, wave: readonly Attempt[]): Promise<Told[]> {
  const answers: Told[] = [];
  const waiting = batchesOf(wave, size);
  const session = async (container: Container): Promise<void> => {
    for (let batch = waiting.pop(); batch; batch = waiting.pop()) {
      const members = batch.flatMap((i) => (wave[i] ? [{ i, attempt: wave[i] }] : []));
      const told = await redeemPatiently(
        container,
        members.map(({ attempt }) => askOf(attempt)),
        retried,
      );
      for (const [n, { i }] of members.entries()) {
        const answer = told[n];
        if (answer) answers[i] = toldOf(answer);
      }
    }
  };
  await Promise.all(instances.flatMap((instance) => Array.from({ length: SESSIONS }, () => session(instance))));
  return answers;
}

test("contended attempts straight at the database: none doubled, none overspent, each answered", async ({
  world,
  sql,
  container,
  databaseUrl,
}) => {
  const chance = chanceFrom(20_261);
  const instances = await Promise.all(Array.from({ length: INSTANCES }, () => openContainer(databaseUrl)));
  const crowd = await crowdAt(world, 16);
  const size = () => chance.between(1, MOST_TOGETHER);
  const sums = { attempts: 0, accepted: 0, refused: 0, repeated: 0, mismatched: 0, retried: 0 };
  for (let done = 0; done < ATTEMPTS; done += WAVE) {
    const coupons = await couponsFor(world, COUPONS);
    const wave = waveOf(chance, { crowd, coupons, count: Math.min(WAVE, ATTEMPTS - done) });
    const answers = await race({ instances, size, retried: () => void (sums.retried += 1) }, wave);
    expect(faultsOf(wave, answers)).toEqual([]);
    const accepted = answers.filter(({ kind }) => kind === "OK");
    const ids = new Set(accepted.map(({ body }) => String(JSON.parse(body).id)));
    expect(await booksAgainst(sql, coupons, ids)).toEqual({ doubled: 0, overspent: 0, unknown: 0, lost: 0 });
    sums.attempts += wave.length;
    sums.accepted += ids.size;
    sums.repeated += accepted.length - ids.size;
    sums.mismatched += answers.filter(({ kind }) => kind === "OPERATION_MISMATCH").length;
    sums.refused += answers.length - accepted.length;
  }
  tell("contended at the database", {
    ...sums,
    sessions: INSTANCES * SESSIONS,
    doubled: 0,
    overspent: 0,
    "failed answers": 0,
  });
  expect(sums.attempts).toBe(ATTEMPTS);
  for (const instance of instances) await instance.close();
  await drainEverything(container);
  await expectBooksHold(databaseUrl);
});
