import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { Container } from "@/server/container";
import { handleStripeWebhook } from "@/server/payments/webhook";
import { Refused } from "@/server/platform/refused";

import { sendJson } from "./answer";
import { readBody } from "./body";

const MAX_BODY = 512 * 1024;

/** The signature is over the bytes as they came, so nothing parses them first. */
export async function serveStripeWebhook(
  req: IncomingMessage,
  res: ServerResponse,
  container: Container,
): Promise<void> {
  if (req.method !== "POST") throw new Refused({ kind: "METHOD_NOT_ALLOWED" });
  const body = await readBody(req, MAX_BODY);
  const signature = req.headers["stripe-signature"];
  const outcome = await handleStripeWebhook(
    container.systemContext("stripe-webhook"),
    body,
    typeof signature === "string" ? signature : "",
  );
  if (!outcome.ok) throw new Refused(outcome.refusal);
  sendJson(res, 200, { received: true });
}
