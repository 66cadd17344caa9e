import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { uuidv7 } from "uuidv7";
import { expect, onTestFinished } from "vitest";

import { loadWith } from "@/bench/load/run-load";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, test } from "@/tests/support/coupon-test";
import type { World } from "@/tests/support/coupon-world";
import { type Instance, startInstance } from "@/tests/support/instance";
import { openPartDoor, type PartDoor, type PartState } from "@/tests/support/part-door";
import { bearerOf } from "@/tests/support/redeem-over-http";
import { startRedis } from "@/tests/support/redis-server";
import { scale, tell } from "@/tests/support/scale";
import { startSmtp } from "@/tests/support/smtp-server";
import { makeStripe, STRIPE_KEY, WEBHOOK_SECRET } from "@/tests/support/stripe";
import { startUpstashBridge } from "@/tests/support/upstash-bridge";

/** Faults page, section 4: the figure that holds while anything is broken. */
const P95_MS = 200;
const PER_SECOND = 40;
const SECONDS = scale(40);
/** Purchases and probes beside the redemptions. */
const EVERY_MS = 250;
const COUPONS = 40;
const ATTENDANTS = 20;
const PARTS = ["redis", "mail", "inngest", "stripe"] as const;

type Part = (typeof PARTS)[number];
type Doors = Readonly<Record<Part, PartDoor>>;

/** Each part for real behind a door of its own; Inngest only takes the ring of its bell. */
async function openParts(): Promise<{ doors: Doors; token: string }> {
  const redis = await startRedis();
  const bridge = await startUpstashBridge(redis.socket);
  const smtp = await startSmtp();
  const { embedded } = makeStripe();
  const inngest = createServer((_req, res) => void res.end(JSON.stringify({ ids: ["1"], status: 200 })));
  await new Promise<void>((listening) => inngest.listen(0, "127.0.0.1", listening));
  const doors = {
    redis: await openPartDoor(Number(new URL(bridge.url).port)),
    mail: await openPartDoor(Number(new URL(smtp.url).port)),
    inngest: await openPartDoor((inngest.address() as AddressInfo).port),
    stripe: await openPartDoor(await embedded.port()),
  };
  onTestFinished(async () => {
    for (const door of Object.values(doors)) await door.close();
    inngest.closeAllConnections();
    inngest.close();
    await embedded.stop();
    await smtp.stop();
    await bridge.stop();
    await redis.stop();
  });
  return { doors, token: bridge.token };
}

const environment = ({ redis, mail, inngest, stripe }: Doors, token: string) => ({
  UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${redis.port}`,
  UPSTASH_REDIS_REST_TOKEN: token,
  SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  INNGEST_DEV: `http://127.0.0.1:${inngest.port}`,
  STRIPE_SECRET_KEY: STRIPE_KEY,
  STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  STRIPE_API_URL: `http://127.0.0.1:${stripe.port}`,
});

type Desk = { readonly codes: string[]; readonly places: { token: string; stationId: string }[] };

async function openDesk(world: World, container: Parameters<typeof bearerOf>[0]): Promise<Desk> {
  const stationId = await world.station();
  const places = [];
  for (let i = 0; i < ATTENDANTS; i++)
    places.push({ token: await bearerOf(container, await world.attendantAt(stationId)), stationId });
  const codes = [];
  for (let i = 0; i < COUPONS; i++)
    codes.push((await world.coupon({ owner: await world.person(), face: 1_000_000 })).code);
  return { codes, places };
}

/** Somebody buys and a probe asks how the parts are, so that every part is wanted while it is out. */
function keepPartsBusy({ url }: Instance, buyerToken: () => Promise<string>): () => Promise<void> {
  const buy = async (): Promise<void> => {
    const authorization = `Bearer ${await buyerToken()}`;
    const headers = { authorization, "content-type": "application/json", "idempotency-key": uuidv7() };
    const body = JSON.stringify({ amount: "500.00", fuelType: "REGULAR", paymentMethodId: "pm_card_visa" });
    const answer = await fetch(`${url}/api/v1/coupons/purchase`, { method: "POST", headers, body });
    expect([201, 503]).toContain(answer.status);
  };
  const probe = async (): Promise<void> => expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const underWay: Promise<void>[] = [];
  const timer = setInterval(() => underWay.push(buy(), probe()), EVERY_MS);
  return async () => {
    clearInterval(timer);
    await Promise.all(underWay);
  };
}

const outages: { out: readonly Part[]; how: PartState }[] = (["refusing", "hanging"] as const).flatMap((how) =>
  [...PARTS.map((part) => [part]), PARTS].map((out) => ({ out, how })),
);

test("with Redis, mail, Inngest or Stripe down, each alone and all together, redemptions keep their pace", async ({
  world,
  container,
  databaseUrl,
}) => {
  const { doors, token } = await openParts();
  const instance = await startInstance({ databaseUrl, env: environment(doors, token), withJobs: true });
  const { codes, places } = await openDesk(world, container);
  const buyerToken = async () => bearerOf(container, await world.person());
  const measure = (warmUpSeconds: number) =>
    loadWith({
      ...{ host: "127.0.0.1", port: Number(new URL(instance.url).port), amount: "10.00", codes, places },
      ...{ connections: 64, warmUpSeconds, seconds: SECONDS, rate: PER_SECOND },
    });
  await measure(2);
  for (const { out, how } of outages) {
    for (const part of out) await doors[part].set(how);
    const rest = keepPartsBusy(instance, buyerToken);
    // No warming up: the first moments of an outage are the worst.
    const { latency, statuses, requests } = await measure(0);
    for (const part of out) await doors[part].set("up");
    await rest();
    tell(`redemptions with ${out.join(", ")} ${how}`, {
      requests,
      "p50 ms": Math.round(latency.p50),
      "p95 ms": Math.round(latency.p95),
      "p99 ms": Math.round(latency.p99),
    });
    expect(Object.keys(statuses)).toEqual(["200"]);
    expect(requests).toBeGreaterThan(PER_SECOND * SECONDS * 0.9);
    expect(latency.p95).toBeLessThanOrEqual(P95_MS);
  }
  await instance.stop();
  await drainEverything(container);
  await expectBooksHold(databaseUrl);
});
