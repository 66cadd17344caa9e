import type { Sql } from "postgres";
import { expect } from "vitest";

import { FORGERIES, forge } from "@/server/adapters/stripe/embedded/forgeries";
import { seeded } from "@/server/adapters/stripe/embedded/seeded";
import { signatureHeader } from "@/server/adapters/stripe/embedded/signature";
import { webhookVerifier } from "@/server/adapters/stripe/webhook-verifier";
import { expectBooksHold } from "@/tests/support/books-hold";
import { drainEverything, test } from "@/tests/support/coupon-test";
import { openPaymentDesk, type PaymentDesk } from "@/tests/support/payment-desk";
import { beginStories } from "@/tests/support/payment-stories";
import { scale, tell } from "@/tests/support/scale";
import { HOUR_MS, WEBHOOK_SECRET } from "@/tests/support/stripe";

const SEED = 20_261_124;
const DELIVERIES = scale(10_000);
const FORGED = scale(1_000);
/** About 25 deliveries come of one story, and 15 forged letters of a hundred genuine ones. */
const STORIES = Math.ceil(DELIVERIES / 22);
const BAD_DAY = { seed: SEED, maxCopies: 10, maxDelayS: 72 * 3_600, forgedPerHundred: 15 };

type Row = {
  order_id: string;
  coupon_id: string;
  status: string;
  coupon: string;
  balance: number;
  face: number;
  captures: number;
  clearing: number;
  purchases: number;
  debts: number;
};

const rowsOf = (sql: Sql) => sql<Row[]>`
  select o.id as order_id, c.id as coupon_id, o.status, c.status as coupon,
    c.balance_centavos::int as balance, c.face_centavos::int as face,
    (select count(*)::int from ledger_entries l where l.coupon_id = c.id and l.code = 'CAPTURE') as captures,
    (select coalesce(sum(case when l.debit = 'STRIPE_CLEARING' then l.amount_centavos
                              when l.credit = 'STRIPE_CLEARING' then -l.amount_centavos end), 0)::int
     from ledger_entries l where l.coupon_id = c.id) as clearing,
    (select count(*)::int from events e where e.aggregate_id = c.id and e.type = 'CouponPurchased') as purchases,
    (select count(*)::int from refunds r where r.coupon_id = c.id) as debts
  from orders o join coupons c on c.id = o.coupon_id`;

/** What the payment service says of an order: the judge of everything we hold. */
function truthOf({ embedded }: PaymentDesk, orderId: string) {
  const { book } = embedded.desk;
  const session = book.all("sessions").find((known) => known.client_reference_id === orderId);
  const intent = session
    ? session.payment_intent && book.get("intents", session.payment_intent)
    : book.all("intents").find((known) => known.metadata["order_id"] === orderId);
  const held = intent || undefined;
  const charge = held?.latest_charge ? book.get("charges", held.latest_charge) : undefined;
  const sources = [
    charge?.id,
    ...book.all("refunds").flatMap((refund) => (refund.charge === charge?.id ? [refund.id] : [])),
    ...book.all("disputes").flatMap((dispute) => (dispute.charge === charge?.id ? [dispute.id] : [])),
  ];
  const moved = book.all("lines").filter((line) => sources.includes(line.source));
  const isEnded = session ? session.status === "expired" : held?.status === "canceled";
  const isWaiting = held?.status === "requires_action";
  return {
    isPaid: charge !== undefined,
    ending: isEnded ? ["EXPIRED", "CANCELLED"] : isWaiting ? ["AWAITING_PAYMENT"] : ["FAILED"],
    dispute: book.all("disputes").find((dispute) => dispute.charge === charge?.id)?.status,
    money: moved.reduce((sum, line) => sum + line.amount, 0),
    refundTries: book.all("refunds").filter((refund) => refund.charge === charge?.id),
  };
}

type Truth = ReturnType<typeof truthOf>;

function couponStates({ isPaid, dispute }: Truth, row: Row): readonly string[] {
  if (!isPaid) return row.status === "CANCELLED" ? ["CANCELLED"] : ["PAYMENT_FAILED", "PENDING_PAYMENT"];
  if (dispute === "lost") return ["CANCELLED"];
  // One that was given back before the bank asked is over already.
  if (dispute === "needs_response") return ["SUSPENDED", ...(row.debts > 0 ? ["CANCELLED"] : [])];
  return row.debts > 0 ? ["CANCELLED"] : ["ACTIVE"];
}

/** Each effect once, and our state the one that the payment service's own books say. */
function expectTruth(row: Row, truth: Truth): void {
  const count = truth.isPaid ? 1 : 0;
  const about = { order: row.order_id };
  expect({ ...about, captures: row.captures, purchases: row.purchases, clearing: row.clearing }).toEqual({
    ...about,
    captures: count,
    purchases: count,
    clearing: truth.money,
  });
  expect({ ...about, is: truth.isPaid ? ["PAID"] : truth.ending }).toEqual({
    ...about,
    is: expect.arrayContaining([row.status]) as unknown,
  });
  expect({ ...about, is: couponStates(truth, row) }).toEqual({
    ...about,
    is: expect.arrayContaining([row.coupon]) as unknown,
  });
  expect({ ...about, balance: row.balance }).toEqual({ ...about, balance: row.coupon === "ACTIVE" ? row.face : 0 });
  const tries = truth.refundTries.map((refund) => refund.metadata["refund_id"]);
  expect(new Set(tries).size).toBe(tries.length);
}

test("histories told in any order, many times and days late end where the payment service is", async ({
  container,
  world,
  sql,
  databaseUrl,
}) => {
  const desk = await openPaymentDesk(container);
  const { embedded, secrets } = desk;
  embedded.post.misbehave(BAD_DAY);
  const acts = await beginStories({ world, desk, random: seeded(SEED) }, STORIES);
  desk.open();
  const last = Math.max(...acts.keys());
  for (let hour = 0; hour <= last || embedded.desk.book.all("deliveries").length > 0; hour++) {
    // The secret changes on the way: both count for a day, and nothing is lost.
    if (hour === 30) embedded.post.rotateSecret("whsec_new");
    if (hour === 29) secrets.valid = [WEBHOOK_SECRET, "whsec_new"];
    if (hour === 55) secrets.valid = ["whsec_new"];
    for (const { run } of acts.get(hour) ?? []) await run();
    await desk.passes(HOUR_MS);
  }
  const tally = embedded.post.tally();
  tell("webhooks", { stories: STORIES, seed: SEED, ...tally });
  expect(tally.taken).toBeGreaterThanOrEqual(DELIVERIES);
  expect(tally.forgedRefused).toBeGreaterThanOrEqual(FORGED);
  expect([tally.refused, tally.forgedTaken]).toEqual([0, 0]);
  const [inbox] = await sql`select count(*)::int as all, count(processed_at)::int as done from webhook_events`;
  const events = embedded.desk.book.all("events").length;
  expect(inbox).toEqual({ all: events, done: events });
  expect(await sql`select kind from payment_anomalies`).toEqual([]);
  const rows = await rowsOf(sql);
  expect(rows.length).toBeGreaterThanOrEqual(STORIES);
  for (const row of rows) expectTruth(row, truthOf(desk, row.order_id));
  await desk.close();
  await drainEverything(container);
  await expectBooksHold(databaseUrl);
});

test("forged letters about a payment nobody told us of leave no trace", async ({ container, sql, databaseUrl }) => {
  const desk = await openPaymentDesk(container);
  const body = JSON.stringify({
    ...{ id: "evt_never_delivered", object: "event", type: "checkout.session.completed", livemode: false },
    data: {
      object: { id: "cs_test_x", object: "checkout.session", amount_total: 50_000, metadata: { order_id: "x" } },
    },
  });
  const secret = WEBHOOK_SECRET;
  const atS = Math.floor(desk.clock.now().getTime() / 1_000);
  const traces = () =>
    sql`select (select count(*) from webhook_events)::int as inbox, (select count(*) from events)::int as events,
          (select count(*) from ledger_entries)::int as entries, (select count(*) from payment_anomalies)::int as anomalies`;
  const before = await traces();
  let accepted = 0;
  for (let i = 0; i < FORGED; i++) {
    const kind = FORGERIES[i % FORGERIES.length] ?? FORGERIES[0];
    const letter = forge(kind, { body, secret, atS }, SEED + i);
    if ((await desk.take(Buffer.from(letter.body), letter.signature)).isTaken) accepted += 1;
  }
  expect(accepted).toBe(0);
  expect(await traces()).toEqual(before);
  // The same letter as Stripe would have sent it is taken, and the edges of the tolerance are inside.
  expect(await desk.take(Buffer.from(body), signatureHeader(body, [secret], atS))).toMatchObject({ isNew: true });
  for (const slack of [-300, 300])
    expect(await desk.take(Buffer.from(body), signatureHeader(body, [secret], atS + slack))).toEqual({
      isTaken: true,
      isNew: false,
    });
  await desk.close();
  await expectBooksHold(databaseUrl);
});

test("no flipped bit of body or header is ever accepted", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  const verifier = webhookVerifier([WEBHOOK_SECRET], () => now);
  const body = JSON.stringify({ id: "evt_1", object: "event", type: "x", livemode: false, data: { object: {} } });
  const header = signatureHeader(body, [WEBHOOK_SECRET], now.getTime() / 1_000);
  const bytes = Buffer.from(body);
  expect(verifier.read(bytes, header)).toMatchObject({ eventId: "evt_1" });
  const flips = scale(100_000);
  const random = seeded(SEED);
  let accepted = 0;
  for (let i = 0; i < flips; i++) {
    const isBody = i % 2 === 0;
    const target = Buffer.from(isBody ? bytes : header);
    const at = Math.floor(random() * target.length);
    target[at] = (target[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    const read = isBody ? verifier.read(target, header) : verifier.read(bytes, target.toString("latin1"));
    if (read) accepted += 1;
  }
  tell("flipped bits", { flips, accepted });
  expect(accepted).toBe(0);
});
