import { z } from "zod";

import { idOf } from "@/server/kernel/schemas";

import { RAFFLE_STATUSES, TICKET_SOURCES } from "../domain/raffle-words";
import { raffleId } from "./raffle";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const whole = z.number().int().nonnegative();
const index = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const limit = z.coerce.number().int().min(1).max(100).default(20);

export const pathSchema = z.array(z.strictObject({ hash, sum: whole }));

export const treeHeadSchema = z.strictObject({
  alg: z.literal("JSM-DRAW-1"),
  raffle: raffleId,
  leaves: whole,
  tickets: whole,
  root: hash,
  at: z.string(),
  kid: z.string(),
  signature: z.string(),
});

export const logOutput = z.strictObject({
  leaves: whole,
  tickets: whole,
  voidedTickets: whole,
  root: hash,
  /** Null while the log is empty. */
  head: treeHeadSchema.nullable(),
  bySource: z.record(z.enum(TICKET_SOURCES), whole),
  backing: z.strictObject({ redemptions: whole, pesos: z.string() }),
});

export const proofInput = z.strictObject({ id: raffleId, leaf: index, treeSize: index.optional() });
export const proofOutput = z.strictObject({
  leaf: whole,
  treeSize: whole,
  first: whole,
  count: whole,
  holderTag: hash,
  sourceTag: hash,
  path: pathSchema,
});

export const consistencyInput = z.strictObject({ id: raffleId, from: index, to: index });
export const consistencyOutput = z.strictObject({ from: whole, to: whole, path: pathSchema });

const placeInRaffle = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d{1,15}$/);

export const myTicketsInput = z.strictObject({
  raffleId: raffleId.optional(),
  redemptionId: idOf("redemption").optional(),
  limit,
  /** The raffle and number last seen. */
  cursor: placeInRaffle.optional(),
});
export type MyTicketsInput = z.infer<typeof myTicketsInput>;
export const myTicketsOutput = z.strictObject({
  tickets: z.array(
    z.strictObject({
      id: z.uuid(),
      raffleId,
      ticketNumber: whole,
      multiplier: z.literal("1"),
      source: z.enum(TICKET_SOURCES),
      sourceRedemptionId: idOf("redemption").nullable(),
      generatedAt: z.string(),
    }),
  ),
  total: whole,
  nextCursor: z.string().nullable(),
});

export const blocksInput = z.strictObject({
  raffleId: raffleId.optional(),
  redemptionId: idOf("redemption").optional(),
  limit,
  cursor: placeInRaffle.optional(),
});
export type BlocksInput = z.infer<typeof blocksInput>;

/** A receipt proves its block with the network off: leaf, nonces, path and a signed head. */
export const receiptSchema = z.strictObject({
  raffleId,
  leaf: whole,
  first: whole,
  count: whole,
  holderNonce: hash,
  sourceNonce: hash,
  path: pathSchema,
  head: treeHeadSchema,
});

export const blocksOutput = z.strictObject({
  blocks: z.array(
    z.strictObject({
      raffleId,
      leaf: whole,
      first: whole,
      count: whole,
      source: z.enum(TICKET_SOURCES),
      sourceRedemptionId: idOf("redemption").nullable(),
      isVoid: z.boolean(),
      generatedAt: z.string(),
      receipt: receiptSchema,
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** Of the numbers earned in a raffle: those that count, and those that do not, by reason. */
export const standingsOutput = z.strictObject({
  standings: z.array(
    z.strictObject({
      raffleId,
      raffleName: z.string(),
      status: z.enum(RAFFLE_STATUSES),
      cap: whole,
      held: whole,
      /** Everybody's numbers, void ones left out. */
      inAll: whole,
      earned: whole,
      cutByCap: whole,
      late: whole,
      voided: whole,
    }),
  ),
});

export const freeEntryOutput = z.strictObject({ id: idOf("row"), raffleId });

export const drawKeysOutput = z.strictObject({
  keys: z.array(z.strictObject({ kid: z.string(), publicKey: hash, from: z.string(), to: z.string().nullable() })),
});

export const drawLogInput = z.strictObject({ limit, cursor: index.optional() });
export const drawLogOutput = z.strictObject({
  size: whole,
  root: hash,
  head: z.strictObject({
    alg: z.literal("JSM-DRAW-1"),
    documents: whole,
    root: hash,
    at: z.string(),
    kid: z.string(),
    signature: z.string(),
  }),
  documents: z.array(
    z.strictObject({
      index: whole,
      kind: z.string(),
      raffleId,
      sha256: hash,
      rootAfter: hash,
      at: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export const drawLogProofInput = z.strictObject({ leaf: index, treeSize: index.optional() });
export const drawLogProofOutput = z.strictObject({ leaf: whole, treeSize: whole, sha256: hash, path: pathSchema });
export const drawLogConsistencyInput = z.strictObject({ from: index, to: index });
