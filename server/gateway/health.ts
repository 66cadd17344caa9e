import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { Container } from "@/server/container";
import { eventLags } from "@/server/platform/event-lag";
import { deadEvents, eventLag, poolInHand, poolMax, registry } from "@/server/platform/metrics";
import { parkedCounts } from "@/server/platform/parked-events";
import { stateOfParts } from "@/server/platform/parts";
import { Refused } from "@/server/platform/refused";
import { isSameSecret } from "@/server/platform/same-secret";

import { send, sendJson } from "./answer";

/** Ready when every vital part answers; the others are named with their state. */
export async function serveReadiness(res: ServerResponse, container: Container): Promise<void> {
  const parts = await stateOfParts(container.parts, () => performance.now());
  const isReady = Object.values(parts).every((part) => part.state === "up" || !part.vital);
  sendJson(res, isReady ? 200 : 503, { status: isReady ? "ready" : "not ready", mode: container.env.JSM_MODE, parts });
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** For the loopback, or for whoever holds the token; for anybody else it is not there. */
export async function serveMetrics(req: IncomingMessage, res: ServerResponse, container: Container): Promise<void> {
  const token = container.env.METRICS_TOKEN;
  const isKnown = token !== undefined && isSameSecret(req.headers.authorization ?? "", `Bearer ${token}`);
  const isDirect = req.headers["x-forwarded-for"] === undefined && LOOPBACK.has(req.socket.remoteAddress ?? "");
  if (!isKnown && !isDirect) throw new Refused({ kind: "NOT_FOUND" });
  poolMax.set(container.database.pool.max);
  poolInHand.set(container.database.pool.inHand());
  await feedEventGauges(container);
  send(res, { status: 200, contentType: registry.contentType, body: await registry.metrics() });
}

/** Without the database the other metrics still count; what nobody could read is left out rather than shown old. */
async function feedEventGauges({ database: { db }, log }: Container): Promise<void> {
  eventLag.reset();
  deadEvents.reset();
  try {
    for (const { subscription, seconds } of await eventLags(db)) eventLag.set({ subscription }, seconds);
    for (const { subscription, events } of await parkedCounts(db)) deadEvents.set({ subscription }, events);
  } catch (fault) {
    log.warn({ fault: String(fault) }, "the state of the subscriptions cannot be read");
  }
}
