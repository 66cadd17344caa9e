import "server-only";
import { eventType, Inngest } from "inngest";
import { serve } from "inngest/node";
import { z } from "zod";

import type { Container } from "@/server/container";
import type { InngestHandler } from "@/server/gateway/door";
import { publicUrlOf } from "@/server/platform/env";

/** One event is enough: it says that the log grew, nothing about what is in it. */
const logGrew = eventType("jsm/log.grew", { schema: z.object({}) });

/**
 * An Inngest function per subscription: rung after commits and by cron every minute, one at a time. It only drains;
 * what is exact lives in the drain (data page, "Doorbells").
 */
export function serveInngest(container: Container): InngestHandler {
  const { env, drainer, services } = container;
  const client = new Inngest({ id: "jsm", checkpointing: false, logger: container.log });
  const functions = drainer.names.map((name) =>
    client.createFunction(
      { id: name, concurrency: 1, triggers: [logGrew, { cron: "TZ=America/Mexico_City */1 * * * *" }] },
      ({ step }) => step.run("drain", () => drainer.drain(name)),
    ),
  );
  let isSending = false;
  services.doorbell.alsoRing(() => {
    if (isSending) return;
    isSending = true;
    client
      .send(logGrew.create({}))
      .catch((fault: unknown) => container.log.warn({ fault: String(fault) }, "Inngest did not hear the doorbell"))
      .finally(() => (isSending = false));
  });
  return serve({ client, functions, serveOrigin: publicUrlOf(env), servePath: "/api/inngest" });
}
