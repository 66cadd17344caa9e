/** Draw.md 4: from the frozen list and a public random value to places. A function; nothing here chooses. */
import { joinBytes, readU64be, u64be, utf8 } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";

const seedMark = joinBytes(utf8("JSM-DRAW-1"), Uint8Array.of(0));
const blockRange = 1n << 64n;

export const seedOf = (commitmentHash: Uint8Array, randomness: Uint8Array): Uint8Array =>
  sha256(seedMark, commitmentHash, randomness);

export const blockOf = (seed: Uint8Array, counter: number): bigint => readU64be(sha256(seed, u64be(counter)));

export type Uniform = { readonly value: bigint; readonly rejected: number };

export type Dice = {
  /** A number below `size`, each equally likely; `rejected` blocks were thrown away for that. */
  below(size: bigint): Uniform;
  /** How many blocks were used so far. */
  counter(): number;
};

/** One counter for the whole draw. */
export function diceOf(seed: Uint8Array): Dice {
  let counter = 0;
  return {
    below(size) {
      if (size < 1n || size > blockRange) throw new RangeError("nothing to choose from");
      const limit = (blockRange / size) * size;
      for (let rejected = 0; ; rejected++) {
        const block = blockOf(seed, counter++);
        if (block < limit) return { value: block % size, rejected };
      }
    },
    counter: () => counter,
  };
}

export type Skip = "SKIP_VOID" | "SKIP_INELIGIBLE" | "SKIP_CAP";
export type Outcome = Skip | `WINNER ${number}` | `ALTERNATE ${number}`;

export type TraceStep = {
  readonly step: number;
  readonly ticket: number;
  readonly leaf: number;
  readonly rejected: number;
  readonly outcome: Outcome;
};

export type DrawFacts = {
  readonly tickets: number;
  readonly winners: number;
  readonly alternates: number;
  /** Places one holder may have. */
  readonly cap: number;
  leafOf(ticket: number): number;
  isVoid(leaf: number): boolean;
  /** The holder's tag as hexadecimal. */
  holderOf(leaf: number): string;
  isIneligible(holder: string): boolean;
};

/** Walks until every place is filled or no ticket is left. */
export function* walkDraw(facts: DrawFacts, seed: Uint8Array): Generator<TraceStep> {
  const dice = diceOf(seed);
  const places = facts.winners + facts.alternates;
  const moved = new Map<number, number>();
  const held = new Map<string, number>();
  let filled = 0;
  for (let step = 0; filled < places && step < facts.tickets; step++) {
    const { value, rejected } = dice.below(BigInt(facts.tickets - step));
    const at = step + Number(value);
    const ticket = moved.get(at) ?? at;
    moved.set(at, moved.get(step) ?? step);
    moved.delete(step);
    const leaf = facts.leafOf(ticket);
    const holder = facts.holderOf(leaf);
    const skip = skipFor(facts, { leaf, holder, places: held.get(holder) ?? 0 });
    if (skip === null) {
      held.set(holder, (held.get(holder) ?? 0) + 1);
      filled += 1;
    }
    yield { step, ticket, leaf, rejected, outcome: skip ?? placeName(filled, facts.winners) };
  }
}

function skipFor(facts: DrawFacts, pick: { leaf: number; holder: string; places: number }): Skip | null {
  if (facts.isVoid(pick.leaf)) return "SKIP_VOID";
  if (facts.isIneligible(pick.holder)) return "SKIP_INELIGIBLE";
  return pick.places >= facts.cap ? "SKIP_CAP" : null;
}

const placeName = (filled: number, winners: number): Outcome =>
  filled <= winners ? `WINNER ${filled}` : `ALTERNATE ${filled - winners}`;
