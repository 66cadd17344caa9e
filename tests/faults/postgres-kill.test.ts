import postgres from "postgres";
import { expect, test } from "vitest";

import { chanceFrom } from "@/db/seed/chance";
import type { Container } from "@/server/container";
import { redeemCoupons } from "@/server/coupons/commands/redeem-coupons";
import { isTransient } from "@/server/platform/database-fault";
import { expectBooksHold } from "@/tests/support/books-hold";
import { DURABLE, startCluster } from "@/tests/support/cluster";
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
import { drainEverything } from "@/tests/support/coupon-test";
import { createWorld, openContainer } from "@/tests/support/coupon-world";
import { scale, tell } from "@/tests/support/scale";
import { copyTemplate, createTemplate } from "@/tests/support/template";

const KILLS = scale(20);
const WAVE = 200;
const SESSIONS = 8;

/** What one attempt was told; undefined when nobody can say what became of it. */
async function attempt(container: Container, ask: Attempt): Promise<Told | undefined> {
  try {
    const [answer] = await redeemCoupons(container.systemContext("race"), [askOf(ask)]);
    const told = answer && toldOf(answer);
    return told?.kind === "UNAVAILABLE" ? undefined : told;
  } catch (fault) {
    if (!isTransient(fault)) throw fault;
    return undefined;
  }
}

type Load = { readonly container: Container; readonly wave: readonly Attempt[]; told(n: number): void };

/** The wave over a few sessions, each until it hears nothing any more. */
async function load({ container, wave, told }: Load): Promise<(Told | undefined)[]> {
  const heard: (Told | undefined)[] = wave.map(() => undefined);
  let next = 0;
  let count = 0;
  const session = async (): Promise<void> => {
    for (let i = next++; i < wave.length; i = next++) {
      const ask = wave[i];
      if (ask) heard[i] = await attempt(container, ask);
      if (!heard[i]) return;
      told((count += 1));
    }
  };
  await Promise.all(Array.from({ length: SESSIONS }, session));
  return heard;
}

/** Asks every attempt again under its operation id, until it has an answer. */
const resolve = (container: Container, wave: readonly Attempt[]): Promise<Told[]> =>
  Promise.all(
    wave.map(async (ask) => {
      for (;;) {
        const told = await attempt(container, ask);
        if (told) return told;
      }
    }),
  );

/** That an id belongs to another request is kept nowhere: its text may differ. */
const kept = ({ kind, body }: Told): string => (kind === "OPERATION_MISMATCH" ? kind : body);

test("a Postgres that dies under load loses nothing it has acknowledged, and doubles nothing", async () => {
  const cluster = await startCluster(DURABLE);
  try {
    const url = await copyTemplate(cluster.url, await createTemplate(cluster.url));
    const sql = postgres(url, { max: 4, onnotice: () => undefined });
    const container = await openContainer(url);
    const world = createWorld(sql, container);
    const crowd = await crowdAt(world, 8);
    const chance = chanceFrom(9_091);
    const sums = { kills: 0, attempts: 0, "answered before the kill": 0, "resolved after it": 0, lost: 0, doubled: 0 };
    for (let kill = 0; kill < KILLS; kill++) {
      const coupons = await couponsFor(world, 6);
      const wave = waveOf(chance, { crowd, coupons, count: WAVE });
      const at = chance.between(1, WAVE / 2);
      let isBack: Promise<void> | undefined;
      const told = (n: number): void => {
        if (n === at) isBack = cluster.crash();
      };
      const heard = await load({ container, wave, told });
      await isBack;
      expect(isBack).toBeDefined();
      const answers = await resolve(container, wave);
      expect(faultsOf(wave, answers)).toEqual([]);
      const before = heard.flatMap((one, i) => (one ? [{ i, body: kept(one) }] : []));
      expect(before.map(({ i, body }) => [i, body])).toEqual(
        before.map(({ i }) => [i, answers[i] && kept(answers[i])]),
      );
      const accepted = answers.filter(({ kind }) => kind === "OK");
      const ids = new Set(accepted.map(({ body }) => String(JSON.parse(body).id)));
      expect(await booksAgainst(sql, coupons, ids)).toEqual({ doubled: 0, overspent: 0, unknown: 0, lost: 0 });
      sums.kills += 1;
      sums.attempts += WAVE;
      sums["answered before the kill"] += before.length;
      sums["resolved after it"] += WAVE - before.length;
    }
    tell("killed Postgres", sums);
    await drainEverything(container);
    await expectBooksHold(url);
    await container.close();
    await sql.end({ timeout: 1 });
  } finally {
    await cluster.stop();
  }
});
