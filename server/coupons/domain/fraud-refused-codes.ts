import type { Id } from "@/server/kernel/id";

import { type Finding, stretchOf } from "./fraud-rule";

export const REFUSED_CODES = { count: 5, seconds: 600 } as const;

export type RefusedCodes = { readonly actorId: Id<"user">; readonly at: Date; readonly refused: number };

/** One person showed five codes in ten minutes that none of our keys signed and no coupon has. */
export const refusedCodes = ({ actorId, at, refused }: RefusedCodes): Finding | undefined =>
  refused < REFUSED_CODES.count
    ? undefined
    : {
        rule: "REFUSED_CODES",
        matter: `${actorId} ${stretchOf(at, REFUSED_CODES.seconds)}`,
        score: 60,
        evidence: { count: refused, minutes: REFUSED_CODES.seconds / 60 },
      };
