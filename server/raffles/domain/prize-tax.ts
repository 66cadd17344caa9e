/** What a winner owes on a prize: federal, and state where the state's rate is known (domain page, "Raffles"). */
import { centavos, type Centavos } from "@/server/kernel/money";

/** Hundredths of a percent. */
export type BasisPoints = number;

const federalLow: BasisPoints = 100;
const federalHigh: BasisPoints = 2_100;
/** A state that takes more than this makes the federal rate the high one. */
const stateLimit: BasisPoints = 600;

export type PrizeTax = {
  readonly federalRate: BasisPoints;
  readonly federal: Centavos;
  /** Null where nobody has entered the state's rate: none is invented. */
  readonly state: Centavos | null;
  readonly afterTax: Centavos;
};

const share = (value: Centavos, rate: BasisPoints): Centavos => centavos(Math.floor((value * rate + 5_000) / 10_000));

export function prizeTax(value: Centavos, stateRate: BasisPoints | null): PrizeTax {
  const federalRate = stateRate !== null && stateRate > stateLimit ? federalHigh : federalLow;
  const federal = share(value, federalRate);
  const state = stateRate === null ? null : share(value, stateRate);
  return { federalRate, federal, state, afterTax: centavos(value - federal - (state ?? 0)) };
}
