import { LEAST_FACE, MOST_FACE } from "@/server/coupons/domain/purchase";
import { formatPesos, parsePesos } from "@/server/kernel/money";

export const PRESETS = ["200.00", "500.00", "1000.00", "2000.00"] as const;

/** A typed amount as the wire wants it; undefined when it cannot be bought. */
export function buyableAmount(text: string): string | undefined {
  const amount = parsePesos(text.trim().replaceAll(",", ""));
  return amount !== undefined && amount >= LEAST_FACE && amount <= MOST_FACE ? formatPesos(amount) : undefined;
}
