/** One rule that always holds: the statement returns the rows that break it, so no row means it holds. */
export type Equation = { readonly id: string; readonly title: string; readonly sql: string };

/** Events a subscription has passed: everything up to its cursor. Joins `events e` and `subscriptions s`. */
export const passed = "(e.epoch, e.xid, e.id) <= (s.last_epoch, s.last_xid, s.last_id)";

/** Parked events have had no effect yet, and are reported on their own (E2). */
export const notParked =
  "not exists (select from dead_events d where d.subscription = s.name and d.event_id = e.event_id)";
