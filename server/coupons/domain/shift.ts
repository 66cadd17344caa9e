import type { Fuel } from "@/server/kernel/fuel";
import type { Id, NewId } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

export type Shift = {
  readonly id: Id<"shift">;
  readonly attendantId: Id<"user">;
  readonly stationId: Id<"station">;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** As it was counted under the lock that closed it. */
  readonly summary: ShiftSummary | null;
};

export type FuelTotal = {
  readonly fuel: Fuel;
  readonly redemptions: number;
  readonly volumeMillilitres: number;
  readonly pesosCentavos: number;
};

export type UndoneRedemption = {
  readonly reference: string;
  readonly fuel: Fuel;
  readonly volumeMillilitres: number;
  readonly pesosCentavos: number;
  readonly reason: string;
  readonly voidedAt: string;
  /** A manager's right, not the attendant's own minute. */
  readonly isByManager: boolean;
};

/**
 * What a shift came to. `byFuel` is what was dispensed in it; what was undone in it is listed apart, also where the
 * redemption was of an earlier shift. The station is owed dispensed less undone.
 */
export type ShiftSummary = {
  readonly byFuel: readonly FuelTotal[];
  readonly undone: readonly UndoneRedemption[];
  /** Codes looked at and redemptions asked for that were refused, by reason. */
  readonly refusals: readonly { readonly outcome: string; readonly count: number }[];
};

export type ShiftTotals = {
  readonly redemptions: number;
  readonly voids: number;
  readonly refusals: number;
  readonly volumeMillilitres: number;
  readonly pesosCentavos: number;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Net of what was undone; the number of redemptions stays. */
export const totalsOf = ({ byFuel, undone, refusals }: ShiftSummary): ShiftTotals => ({
  redemptions: sum(byFuel.map((one) => one.redemptions)),
  voids: undone.length,
  refusals: sum(refusals.map((one) => one.count)),
  volumeMillilitres: sum(byFuel.map((one) => one.volumeMillilitres)) - sum(undone.map((one) => one.volumeMillilitres)),
  pesosCentavos: sum(byFuel.map((one) => one.pesosCentavos)) - sum(undone.map((one) => one.pesosCentavos)),
});

/** Only the attendant closes their shift, once: a closed one never changes. */
export function decideClose(shift: Shift | undefined, attendantId: Id<"user">): Result<Shift, Refusal> {
  if (!shift || shift.attendantId !== attendantId) return refuse({ kind: "NOT_FOUND" });
  return shift.closedAt === null ? ok(shift) : refuse({ kind: "STATE_CONFLICT" });
}

/** The shift somebody needs ended, or began, while it was being looked for. */
export class ShiftMoved extends Error {
  override readonly name = "ShiftMoved";
}

const MOST_MOVES = 8;

/** Runs it again, in a transaction and with a clock of its own, where a shift moved under it. */
export async function whileShiftsMove<T>(work: () => Promise<T>): Promise<T> {
  for (let move = 1; ; move++) {
    try {
      return await work();
    } catch (fault) {
      if (!(fault instanceof ShiftMoved) || move === MOST_MOVES) throw fault;
    }
  }
}

export type ShiftPlaceOpening = {
  readonly attendantId: Id<"user">;
  readonly stationId: Id<"station">;
  readonly at: Date;
};

export type ShiftStore = {
  /** The one that is open there, or a new one. */
  open(opening: ShiftPlaceOpening, newId: NewId): Promise<{ readonly id: Id<"shift">; readonly isNew: boolean }>;
  /** Waits for every redemption that is under way in it. */
  lock(id: Id<"shift">): Promise<Shift | undefined>;
  close(id: Id<"shift">, closing: { readonly at: Date; readonly summary: ShiftSummary }): Promise<void>;
  /** Everything that belongs to it so far; `until` ends what was refused. */
  count(shift: Shift, until: Date): Promise<ShiftSummary>;
};
