import { amountRefusal, type Asked, type Sale, saleOf } from "@/server/coupons/domain/redemption";
import { type Centavos, centavos, formatPesos, millilitres, type TenthMilli } from "@/server/kernel/money";
import type { RefusalKind } from "@/server/kernel/refusal";

import { type AskedIn, readAmount } from "./keypad";

export type Typed = { readonly askedIn: AskedIn; readonly text: string };
export type Till = { readonly price: TenthMilli; readonly balance: Centavos };

/** What the amount on the screen would mean at this station's price. The server decides again, with its own price. */
export type Quote =
  | { readonly state: "empty" }
  | { readonly state: "refused"; readonly kind: RefusalKind; readonly sale: Sale }
  | { readonly state: "ready"; readonly sale: Sale; readonly balanceAfter: Centavos };

const askedOf = ({ askedIn, text }: Typed): Asked | undefined => {
  const amount = readAmount(text, askedIn);
  if (!amount) return undefined;
  return askedIn === "PESOS" ? { in: "PESOS", pesos: centavos(amount) } : { in: "LITRES", volume: millilitres(amount) };
};

export function quoteOf(typed: Typed, { price, balance }: Till): Quote {
  const asked = askedOf(typed);
  if (!asked) return { state: "empty" };
  const sale = saleOf(asked, price);
  const refusal = amountRefusal(sale, balance);
  if (refusal) return { state: "refused", kind: refusal.kind, sale };
  return { state: "ready", sale, balanceAfter: centavos(balance - sale.cost) };
}

/** Everything that is left, asked in pesos so that the last centavo goes too. */
export const wholeBalance = (balance: Centavos): Typed => ({ askedIn: "PESOS", text: formatPesos(balance) });
