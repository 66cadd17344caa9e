import "server-only";
import { expireSession } from "./checkout-sessions";
import type { Desk } from "./desk";
import { sweepRefunds } from "./refunds";
import { lapseIfOver } from "./vouchers";

/** What the passing of time does: open sessions end, vouchers lapse, banks carry out refunds or send them back. */
export function sweep(desk: Desk): void {
  for (const session of desk.book.all("sessions")) {
    if (session.status === "open" && session.expires_at <= desk.nowS()) expireSession(desk, session);
    else lapseIfOver(desk, session);
  }
  sweepRefunds(desk);
}
