import type { Fuel } from "@/server/kernel/fuel";

import type { Pump } from "./pump-step";

/** Where an attendant works, their open shift, and what happened last at that station. */
export type Shift = {
  /** Who looks at the screen; `isShared` on a paired device, which they got into with a PIN. */
  readonly attendant: { readonly id: string; readonly isManager: boolean; readonly isShared: boolean };
  readonly stations: readonly { readonly id: string; readonly name: string }[];
  readonly station: {
    readonly id: string;
    readonly name: string;
    readonly timeZone?: string | undefined;
    readonly pumps: readonly Pump[];
  } | null;
  readonly shift: {
    readonly id: string;
    readonly openedAt: string;
    readonly redemptions: number;
    readonly voids: number;
    readonly refusals: number;
    readonly liters: string;
    readonly pesos: string;
  } | null;
  readonly lastOperations: readonly ShiftOperation[];
};

export type ShiftOperation = {
  readonly id: string;
  readonly attendantId: string;
  readonly fuelType: Fuel;
  readonly fuelAmount: string;
  readonly totalCost: string;
  readonly redeemedAt: string;
  readonly pumpNumber: number;
  readonly reference: string;
  readonly status: "REDEEMED" | "VOIDED";
};
