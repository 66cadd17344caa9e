import type { Fuel } from "@/server/kernel/fuel";

import type { Pump } from "./pump-step";

/** Where an attendant works, their open shift, and what happened last at that station. */
export type Shift = {
  readonly stations: readonly { readonly id: string; readonly name: string }[];
  readonly station: {
    readonly id: string;
    readonly name: string;
    readonly timeZone?: string | undefined;
    readonly pumps: readonly Pump[];
  } | null;
  readonly shift: {
    readonly openedAt: string;
    readonly redemptions: number;
    readonly voids: number;
    readonly liters: string;
    readonly pesos: string;
  } | null;
  readonly lastOperations: readonly ShiftOperation[];
};

export type ShiftOperation = {
  readonly id: string;
  readonly fuelType: Fuel;
  readonly fuelAmount: string;
  readonly totalCost: string;
  readonly redeemedAt: string;
  readonly pumpNumber: number;
  readonly reference: string;
  readonly status: "REDEEMED" | "VOIDED";
};
