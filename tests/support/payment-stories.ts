import { openDispute } from "@/server/adapters/stripe/embedded/disputes";
import { wholeBelow } from "@/server/adapters/stripe/embedded/seeded";
import type { ApiCtx } from "@/server/container";
import { asId } from "@/server/kernel/id";
import { Refused } from "@/server/platform/refused";

import type { World } from "./coupon-world";
import type { PaymentDesk } from "./payment-desk";
import { walletAs } from "./payment-test";
import { outside } from "./stripe";

/** Something a customer, a bank or nobody does at an hour of the story. */
type Act = { readonly hour: number; readonly run: () => unknown };

type Teller = { readonly world: World; readonly desk: PaymentDesk; readonly random: () => number };

type Bought = { readonly id: string; readonly ctx: ApiCtx };

const WISH = { amount: "500.00", fuelType: "REGULAR" } as const;

const CARDS = ["pm_card_visa", "pm_card_visa", "pm_card_pendingRefund", "pm_card_refundFail", "pm_card_createDispute"];

const oneOf = <T>(random: () => number, list: readonly T[]): T => {
  const chosen = list[wholeBelow(random, list.length)];
  if (chosen === undefined) throw new Error("nothing to choose from");
  return chosen;
};

/** Refusals that any of these customers may meet; everything else is a fault. */
async function trying(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (fault) {
    const isFair = fault instanceof Refused && ["STATE_CONFLICT", "PAYMENT_DECLINED"].includes(fault.refusal.kind);
    if (!isFair) throw fault;
  }
}

async function buys(teller: Teller, wish: Partial<Parameters<ReturnType<typeof walletAs>["purchase"]>[0]>) {
  const { world, desk } = teller;
  const buyer = await world.person();
  const ctx = (): ApiCtx => desk.at(world.contextOf(buyer));
  let bought: Bought | undefined;
  await trying(
    walletAs(ctx())
      .purchase({ ...WISH, ...wish })
      .then(({ id }) => (bought = { id: asId("coupon", id), ctx: ctx() })),
  );
  return { bought, ctx };
}

const sessionOf = ({ desk }: Pick<Teller, "desk">, couponId: string): string => {
  const session = desk.embedded.desk.book.all("sessions").find((known) => known.success_url.includes(couponId));
  return session?.id ?? "";
};

const intentOf = ({ desk }: Pick<Teller, "desk">, couponId: string) => {
  const { book } = desk.embedded.desk;
  const session = book.get("sessions", sessionOf({ desk }, couponId));
  const id = session?.payment_intent;
  const found = id ? book.get("intents", id) : undefined;
  return found ?? book.all("intents").find((intent) => intent.return_url?.includes(couponId));
};

/** What may still happen to a coupon that was, or was not, paid: a look, a wish to give it back, a dispute and its end. */
function afterwards(teller: Teller, { id, ctx }: Bought, make: () => ApiCtx): Act[] {
  const { random, desk } = teller;
  const { desk: book } = desk.embedded;
  const hour = (): number => wholeBelow(random, 100);
  const couponId = asId("coupon", id);
  const disputedAt = hour();
  const acts: Act[] = [{ hour: hour(), run: () => trying(walletAs(ctx).confirmPayment({ id: couponId })) }];
  if (random() < 0.4) acts.push({ hour: hour(), run: () => trying(walletAs(make()).cancel({ id: couponId })) });
  if (random() < 0.3) {
    const run = () => {
      const intent = intentOf(teller, id);
      if (intent?.status === "succeeded") openDispute(book, intent, "product_not_received");
    };
    acts.push({ hour: disputedAt, run });
  }
  const verdict = oneOf(random, ["won", "lost", "undecided"] as const);
  const decide = () => {
    const intent = intentOf(teller, id);
    const open = book.book
      .all("disputes")
      .find((d) => d.payment_intent === intent?.id && d.status === "needs_response");
    if (open && verdict !== "undecided") outside(desk.embedded).bankDecides(open.id, verdict);
  };
  acts.push({ hour: disputedAt + 1 + wholeBelow(random, 60), run: decide });
  return acts;
}

async function hostedCard(teller: Teller): Promise<Act[]> {
  const { random, desk } = teller;
  const { bought, ctx } = await buys(teller, {});
  if (!bought) return [];
  const people = outside(desk.embedded);
  const session = sessionOf(teller, bought.id);
  if (random() < 0.3) people.pays(session, "pm_card_chargeDeclinedInsufficientFunds");
  const isAsked = random() < 0.2;
  if (isAsked) {
    people.pays(session, "pm_card_authenticationRequired");
    const intent = intentOf(teller, bought.id);
    if (intent) people.answersBank(intent.id, random() < 0.6);
  } else if (random() < 0.85) people.pays(session, oneOf(random, CARDS));
  return afterwards(teller, bought, ctx);
}

async function knownCard(teller: Teller): Promise<Act[]> {
  const { random, desk } = teller;
  const paymentMethodId = oneOf(random, [...CARDS, "pm_card_chargeDeclined", "pm_card_authenticationRequired"]);
  const { bought, ctx } = await buys(teller, { paymentMethodId });
  if (!bought) return [];
  const intent = intentOf(teller, bought.id);
  if (intent?.status === "requires_action") outside(desk.embedded).answersBank(intent.id, random() < 0.6);
  return afterwards(teller, bought, ctx);
}

async function voucher(teller: Teller): Promise<Act[]> {
  const { random, desk } = teller;
  const { bought, ctx } = await buys(teller, { paymentMethod: "OXXO" });
  if (!bought) return [];
  const people = outside(desk.embedded);
  const session = sessionOf(teller, bought.id);
  people.takesVoucher(session);
  const pays: Act = { hour: wholeBelow(random, 60), run: () => people.paysVoucher(session) };
  return [...(random() < 0.7 ? [pays] : []), ...afterwards(teller, bought, ctx)];
}

async function transfer(teller: Teller): Promise<Act[]> {
  const { random, desk } = teller;
  const { bought, ctx } = await buys(teller, { paymentMethod: "SPEI" });
  if (!bought) return [];
  const people = outside(desk.embedded);
  const session = sessionOf(teller, bought.id);
  const customer = desk.embedded.desk.book.get("sessions", session)?.customer ?? "";
  people.takesVoucher(session);
  const parts = oneOf(random, [[50_000], [20_000, 30_000], [10_000, 15_000, 25_000], [20_000], [70_000]]);
  const acts = parts.map((amount) => ({
    hour: wholeBelow(random, 90),
    run: () => people.transfers(customer, amount),
  }));
  return [...acts, ...afterwards(teller, bought, ctx)];
}

const KINDS = { hostedCard, knownCard, voucher, transfer } as const;

/** Begins a story of each kind in turn; answers what will happen later, by the hour. */
export async function beginStories(teller: Teller, count: number): Promise<ReadonlyMap<number, readonly Act[]>> {
  const kinds = Object.values(KINDS);
  const byHour = new Map<number, Act[]>();
  for (let i = 0; i < count; i++) {
    const kind = kinds[i % kinds.length] ?? hostedCard;
    for (const act of await kind(teller)) byHour.set(act.hour, [...(byHour.get(act.hour) ?? []), act]);
  }
  return byHour;
}
