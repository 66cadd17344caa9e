import "server-only";
import type { Fuel } from "@/server/kernel/fuel";
import { formatLitres } from "@/server/kernel/money";

export type FuelRow = { fuel: Fuel; volume: string };

/** Every fuel, also those nobody dispensed. */
export function litersByFuel(rows: readonly FuelRow[]): Record<Fuel, string> {
  const of = (fuel: Fuel): string =>
    formatLitres(rows.filter((row) => row.fuel === fuel).reduce((sum, row) => sum + Number(row.volume), 0));
  return { REGULAR: of("REGULAR"), PREMIUM: of("PREMIUM"), DIESEL: of("DIESEL") };
}

/** Whole centavos, rounded half up; 0 for none. */
export const averageOf = (centavos: number, count: number): number => (count === 0 ? 0 : Math.round(centavos / count));
