import { randomUUID } from "node:crypto";

import type { Sql } from "postgres";
import { expect } from "vitest";

import { sendNotifications } from "@/server/notifications/commands/send-notifications";
import type { Mail, MessageServices } from "@/server/notifications/ports";
import { test as withDesk } from "@/tests/support/auth-test";
import { drainEverything, sceneIn } from "@/tests/support/coupon-test";
import { createRaffleWorld } from "@/tests/support/raffle-world";

/** A carrier that takes or refuses as it is told. */
function carrier() {
  const mails: Mail[] = [];
  let isAway = false;
  const mailer = {
    async send(mail: Mail) {
      if (isAway) throw Object.assign(new Error(`550 no such user ${mail.to}`), { code: "EENVELOPE" });
      mails.push(mail);
    },
  };
  const services: MessageServices = { mailer, texts: undefined, publicUrl: "https://jsm.example" };
  return { services, mails, goAway: (away: boolean) => void (isAway = away) };
}

const test = withDesk.extend("send", { scope: "file" }, async ({ container }) => {
  return (services: MessageServices) => {
    const ctx = container.systemContext("send-notifications");
    return sendNotifications({ ...ctx, services });
  };
});

const rowOf = async (sql: Sql, recipient: string) =>
  (
    await sql`select state, tries, fault, variables, sent_at is not null as is_sent from notifications where recipient = ${recipient}`
  )[0];

test("given a registration, its mail leaves once and takes its secret along", async ({ desk, sql, send }) => {
  const { services, mails } = carrier();
  const { email } = await desk.newcomer();
  const { token = "" } = await desk.message(email, "verifyEmail");
  await send(services);
  await send(services);
  const mine = mails.filter((mail) => mail.to === email);
  expect(mine).toHaveLength(1);
  expect(mine[0]?.text).toContain(`https://jsm.example/verify?token=${token}`);
  expect(await rowOf(sql, email)).toEqual({ state: "SENT", tries: 1, fault: null, variables: {}, is_sent: true });
  const logged = await sql`select payload from events where type = 'NotificationsSent'`;
  expect(JSON.stringify(logged)).not.toContain(email);
});

test("given two senders at once, nothing is sent twice", async ({ desk, send }) => {
  const { services, mails } = carrier();
  const people = await Promise.all(Array.from({ length: 8 }, () => desk.newcomer()));
  await Promise.all([send(services), send(services), send(services)]);
  for (const { email } of people) expect(mails.filter((mail) => mail.to === email)).toHaveLength(1);
});

test("given a carrier that is away, the message waits, is tried again, and names no address in its fault", async ({
  desk,
  sql,
  send,
}) => {
  const { services, mails, goAway } = carrier();
  const { email } = await desk.newcomer();
  goAway(true);
  await send(services);
  expect(await rowOf(sql, email)).toMatchObject({ state: "QUEUED", tries: 1, fault: "EENVELOPE", is_sent: false });
  await send(services);
  expect(await rowOf(sql, email)).toMatchObject({ tries: 1 });
  goAway(false);
  await sql`update notifications set next_try_at = now() where recipient = ${email}`;
  await send(services);
  expect(mails.map((mail) => mail.to)).toEqual([email]);
  expect(await rowOf(sql, email)).toMatchObject({ state: "SENT", tries: 2, fault: null });
});

test("given twelve failures, it is given up and said so", async ({ desk, sql, send }) => {
  const { services, goAway } = carrier();
  const { email } = await desk.newcomer();
  goAway(true);
  await sql`update notifications set tries = 11 where recipient = ${email}`;
  await send(services);
  expect(await rowOf(sql, email)).toMatchObject({ state: "FAILED", tries: 12 });
  expect(await sql`select count(*)::int as n from events where type = 'NotificationsAbandoned'`).toEqual([{ n: 1 }]);
});

test("given a sender that died holding a message, another sends it after the lease", async ({ desk, sql, send }) => {
  const { services, mails } = carrier();
  const { email } = await desk.newcomer();
  await sql`update notifications set state = 'SENDING', tries = 1, next_try_at = now() + interval '1 minute' where recipient = ${email}`;
  await send(services);
  expect(mails.map((mail) => mail.to)).not.toContain(email);
  await sql`update notifications set next_try_at = now() where recipient = ${email}`;
  await send(services);
  expect(mails.map((mail) => mail.to)).toContain(email);
});

test("given no SMS service, a text is not lost without a word", async ({ desk, sql, send }) => {
  const { services } = carrier();
  const phone = "+525599998888";
  const calls = await desk.as(await desk.login(await desk.newcomer({ phone })));
  await calls.sendCode();
  await send(services);
  expect(await rowOf(sql, phone)).toMatchObject({ state: "QUEUED", tries: 1 });
});

test("given a purchase in the log, its buyer is told once, however often the log is read", async ({
  world,
  container,
  sql,
}) => {
  const { owner, coupon } = await sceneIn(world);
  await drainEverything(container);
  await sql`update subscriptions set last_epoch = 0, last_xid = '0', last_id = 0 where name = 'notify'`;
  await drainEverything(container);
  const rows = await sql`select key, channel, template, variables from notifications where user_id = ${owner.id}`;
  expect(rows).toEqual([
    {
      key: `purchased:${coupon.id}`,
      channel: "MAIL",
      template: "couponPurchased",
      variables: { firstName: "Ana", couponId: coupon.id, amount: "$1,000.00", fuel: "Regular" },
    },
  ]);
});

test("given a redemption that earned, its owner is told how many numbers in which raffle", async ({
  world,
  container,
  sql,
}) => {
  const raffles = await createRaffleWorld(container, world);
  const stationId = await world.station();
  const raffleId = await raffles.openRaffle({ stationIds: [stationId] });
  const who = await world.person();
  await raffles.redeemed(who, { stationId, pesos: 50_000, volume: 21_276 });
  await drainEverything(container);
  const [raffle] = await sql`select name from raffles where id = ${raffleId}`;
  const rows = await sql`select variables from notifications where user_id = ${who.id} and template = 'ticketsEarned'`;
  expect(rows).toEqual([{ variables: { firstName: "Ana", raffleName: raffle?.["name"], count: 6 } }]);
});

test("given facts older than a day, nobody is told", async ({ container, sql }) => {
  const before = await sql`select count(*)::int as n from notifications`;
  await container.systemContext("test").transact(({ events }) =>
    events.append([
      {
        type: "CouponPurchased",
        aggregateId: randomUUID(),
        occurredAt: new Date(Date.now() - 2 * 86_400_000),
        payload: { userId: randomUUID() },
      },
    ]),
  );
  await drainEverything(container);
  expect(await sql`select count(*)::int as n from notifications`).toEqual(before);
  expect(await sql`select * from dead_events where subscription = 'notify'`).toEqual([]);
});
