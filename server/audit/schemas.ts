import { z } from "zod";

import { idOf, instantSchema, pageInput } from "@/server/kernel/schemas";

const seq = z.string().regex(/^\d{1,18}$/);

export const auditInput = z.strictObject({
  type: z.string().max(100).optional(),
  /** `user:<id>` or `system:<name>`. */
  actor: z.string().max(100).optional(),
  aggregateId: z.uuid().optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  limit: pageInput.limit,
  cursor: seq.optional(),
});

const head = z.strictObject({ seq, hash: z.string() });

export const auditOutput = z.strictObject({
  entries: z.array(
    z.strictObject({
      seq,
      eventId: idOf("event"),
      type: z.string(),
      actor: z.string(),
      aggregateId: z.uuid(),
      requestId: z.string().nullable(),
      occurredAt: instantSchema,
      payload: z.record(z.string(), z.unknown()),
      hash: z.string(),
    }),
  ),
  head,
  nextCursor: seq.nullable(),
});

/** `brokenAt`: the first row whose hash, link or place is not what the rows before it make it. */
export const verifyOutput = z.strictObject({
  isIntact: z.boolean(),
  checked: z.number().int(),
  brokenAt: z.string().nullable(),
  head,
});
