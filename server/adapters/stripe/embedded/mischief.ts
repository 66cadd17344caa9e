import "server-only";
import type { Delivery } from "./book";
import { FORGERIES } from "./forgeries";
import { seeded, wholeBelow } from "./seeded";
import type { EventObject } from "./stripe-words";

/** How badly deliveries go, all of it from one seed. */
export type Mischief = {
  readonly seed: number;
  /** Each event comes between once and this often. */
  readonly maxCopies: number;
  /** Each copy sets out up to this much later, so that events overtake each other. */
  readonly maxDelayS: number;
  /** How many forged letters come beside a hundred genuine ones. */
  readonly forgedPerHundred: number;
};

export type Plan = (event: EventObject, nowS: number) => readonly Delivery[];

/** Stripe on a good day: once, and at once. */
export const plainly: Plan = (event, nowS) => [{ id: event.id, tries: 0, nextAt: nowS }];

/** Stripe on a bad day: several times, late, in any order, and somebody else writes as well. */
export function mischievously({ seed, maxCopies, maxDelayS, forgedPerHundred }: Mischief): Plan {
  const random = seeded(seed);
  let owed = 0;
  const late = (nowS: number): number => nowS + wholeBelow(random, maxDelayS + 1);
  return (event, nowS) => {
    const copies = Array.from({ length: 1 + wholeBelow(random, maxCopies) }, (_, i) => ({
      ...{ id: `${event.id}#${i}`, eventId: event.id, tries: 0 },
      nextAt: late(nowS),
    }));
    owed += (copies.length * forgedPerHundred) / 100;
    const forged = Array.from({ length: Math.floor(owed) }, (_, i) => ({
      ...{ id: `${event.id}!${i}`, eventId: event.id, tries: 0, nextAt: late(nowS) },
      forgery: {
        kind: FORGERIES[wholeBelow(random, FORGERIES.length)] ?? FORGERIES[0],
        seed: wholeBelow(random, 2 ** 31),
      },
    }));
    owed -= forged.length;
    return [...copies, ...forged];
  };
}
