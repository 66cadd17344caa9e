import type { ServiceMovement } from "./movement";

/** One posting of ours on the clearing account, by the same name as the service's line about it. */
export type ClearingItem = {
  /** `CHARGE:pi_…`, `REFUND:<try>`, `DISPUTE:dp_…`: what kind of line, and about what. */
  readonly key: string;
  /** Centavos; negative where money left us. */
  readonly amount: number;
  /** Of the posting, for the note. */
  readonly entry: string;
  readonly couponId: string | null;
};

export type Difference =
  | { readonly kind: "MISSING_HERE"; readonly movement: ServiceMovement }
  | { readonly kind: "MISSING_THERE"; readonly item: ClearingItem }
  | { readonly kind: "OTHER_AMOUNT"; readonly movement: ServiceMovement; readonly item: ClearingItem };

export type Comparison = { readonly matched: number; readonly differences: readonly Difference[] };

/** What a line of the service is about, in the words of `ClearingItem.key`. Lines of other kinds match nothing of ours. */
export function keyOf({ id, kind, intentId, refundId, disputeId }: ServiceMovement): string {
  if (kind === "CHARGE") return `CHARGE:${intentId ?? id}`;
  if (kind === "REFUND" || kind === "REFUND_FAILURE") return `${kind}:${refundId ?? id}`;
  if (kind === "DISPUTE" || kind === "DISPUTE_REVERSAL") return `${kind}:${disputeId ?? id}`;
  return `${kind}:${id}`;
}

type Sides = {
  /** The service's lines of the day, and every line it ever told us of for the postings of the day. */
  readonly movements: readonly ServiceMovement[];
  readonly known: readonly ServiceMovement[];
  /** Our postings of the day, and every posting of ours that the lines of the day are about. */
  readonly items: readonly ClearingItem[];
  readonly posted: readonly ClearingItem[];
};

const firstByKey = <T>(all: readonly T[], key: (one: T) => string): Map<string, T> => {
  const first = new Map<string, T>();
  for (const one of all) if (!first.has(key(one))) first.set(key(one), one);
  return first;
};

/**
 * One day, item by item and to the centavo: each line of the service is one posting of ours and the other way round. Both
 * may lie on different sides of midnight, so each is looked for at any time.
 */
export function compareDay({ movements, known, items, posted }: Sides): Comparison {
  const ours = firstByKey(posted, (item) => item.key);
  const theirs = firstByKey(known, keyOf);
  let matched = 0;
  const differences: Difference[] = [];
  for (const movement of movements) {
    // Our own money on its way between the service and our bank: no posting is about it.
    if (movement.kind === "PAYOUT") continue;
    const key = keyOf(movement);
    const item = ours.get(key);
    // A second line about the same thing is one too many.
    if (!item || theirs.get(key)?.id !== movement.id) differences.push({ kind: "MISSING_HERE", movement });
    else if (isSame(movement, item)) matched += 1;
    else differences.push({ kind: "OTHER_AMOUNT", movement, item });
  }
  for (const item of items) if (!theirs.has(item.key)) differences.push({ kind: "MISSING_THERE", item });
  return { matched, differences };
}

const isSame = (movement: ServiceMovement, item: ClearingItem): boolean =>
  movement.currency === "mxn" && movement.amount === item.amount;

/** Each difference is noted once, however often its day is compared. */
export const differenceKey = (difference: Difference): string =>
  difference.kind === "MISSING_THERE"
    ? `${difference.kind}:${difference.item.key}`
    : `${difference.kind}:${difference.movement.id}`;
