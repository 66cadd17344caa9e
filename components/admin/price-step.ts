import { parsePrice } from "@/server/kernel/money";
import { needsApproval } from "@/server/stations/domain/price-period";

/** What a typed price would do: be set at once, or wait because it is beyond ±10 % of what holds. */
export type PriceStep =
  | { readonly state: "unreadable" | "same" | "first" }
  | { readonly state: "atOnce" | "waits"; /** Signed, one decimal: `+4.2`. */ readonly percent: string };

export function priceStep(typed: string, current: string | null): PriceStep {
  const price = parsePrice(typed);
  if (!price) return { state: "unreadable" };
  const now = current === null ? undefined : parsePrice(current);
  if (!now) return { state: "first" };
  if (price === now) return { state: "same" };
  const tenths = Math.round(((price - now) * 1000) / now);
  const percent = `${tenths < 0 ? "−" : "+"}${Math.floor(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}`;
  return { state: needsApproval(price, now) ? "waits" : "atOnce", percent };
}
