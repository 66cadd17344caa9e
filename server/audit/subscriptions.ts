import "server-only";
import type { Subscription } from "@/server/platform/subscriptions";

import { sealAll } from "./domain/seal";
import type { AuditUnit } from "./ports";

/** Every event, in the guarded order of the log, becomes a row of the chain; writers never wait for it. */
export const sealAudit: Subscription<AuditUnit> = {
  name: "seal-audit",
  eventTypes: undefined,
  apply: async ({ audit }, events) => audit.append(sealAll(await audit.head(), events)),
};
