import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { Sql } from "postgres";
import { expect } from "vitest";

import { createCallerFactory } from "@/server/api/init";
import type { ApiCtx, Container } from "@/server/container";
import { walletRouter } from "@/server/coupons/router/wallet";
import type { Id } from "@/server/kernel/id";
import { handleStripeWebhook } from "@/server/payments/webhook";

import { test as withWorld } from "./coupon-test";

const callerOf = createCallerFactory(walletRouter);

export const walletAs = (ctx: ApiCtx) => callerOf(ctx);

/** The two doors that the payment service and the buyer's browser use. */
export type Shop = {
  /** Presses a button of the payment page; answers where the browser is sent, or the page's text. */
  press(checkoutUrl: string, action: string): Promise<{ location: string | null; text: string; status: number }>;
  look(checkoutUrl: string): Promise<{ text: string; status: number; policy: string | null }>;
  /** Nothing reaches our webhook while it is shut. */
  shut(): void;
  open(): void;
};

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function openShop(container: Container): Promise<Shop & { close(): Promise<void> }> {
  let isShut = false;
  const underWay = new Set<Promise<void>>();
  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (req.url?.startsWith("/demo/checkout/")) return container.demo?.hostedPage?.(req, res);
    const body = await bodyOf(req);
    const ctx = container.systemContext("stripe-webhook");
    const received = isShut
      ? undefined
      : await handleStripeWebhook(ctx, body, String(req.headers["stripe-signature"] ?? ""));
    if (received?.ok) underWay.add(received.value.processing);
    res.statusCode = received ? (received.ok ? 200 : 400) : 503;
    res.end();
  }
  const server = createServer((req, res) => void serve(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  container.listening(port);
  const here = (checkoutUrl: string) => `http://127.0.0.1:${port}${new URL(checkoutUrl).pathname}`;
  return {
    async press(checkoutUrl, action) {
      const answer = await fetch(here(checkoutUrl), {
        method: "POST",
        body: new URLSearchParams({ action }),
        redirect: "manual",
      });
      return { location: answer.headers.get("location"), text: await answer.text(), status: answer.status };
    },
    async look(checkoutUrl) {
      const answer = await fetch(here(checkoutUrl));
      const policy = answer.headers.get("content-security-policy");
      return { text: await answer.text(), status: answer.status, policy };
    },
    shut: () => void (isShut = true),
    open: () => void (isShut = false),
    close: async () => {
      isShut = true;
      await Promise.all(underWay);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The world with a shop in front of it. */
export const test = withWorld.extend("shop", { scope: "file" }, async ({ container }, { onCleanup }): Promise<Shop> => {
  const shop = await openShop(container);
  onCleanup(() => shop.close());
  return shop;
});

export const statusOf = async (sql: Sql, couponId: string): Promise<unknown> =>
  (await sql`select status from coupons where id = ${couponId}`)[0]?.["status"];

/** Waits for what a webhook sets in motion. */
export const reaches = (sql: Sql, couponId: string, status: string) =>
  expect.poll(() => statusOf(sql, couponId), { timeout: 10_000, interval: 25 }).toBe(status);

export const boughtToday = async (sql: Sql, userId: Id<"user">): Promise<number> => {
  const rows =
    await sql`select coalesce(sum(amount_centavos), 0)::int as n from purchase_days where user_id = ${userId}`;
  return Number(rows[0]?.["n"]);
};

export const capturesOf = (sql: Sql, couponId: string) =>
  sql`select code, debit, credit, amount_centavos from ledger_entries where coupon_id = ${couponId} order by id`;
