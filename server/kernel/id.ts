import type { $brand } from "zod";

/** UUIDv7 on the wire and in the database; branded so that one kind cannot be passed for another. */
export type IdKind =
  | "user"
  | "session"
  | "device"
  | "stationDevice"
  | "station"
  | "pump"
  | "assignment"
  | "order"
  | "payment"
  | "refund"
  | "payout"
  | "dispute"
  | "coupon"
  | "redemption"
  | "shift"
  | "raffle"
  | "campaign"
  | "creative"
  | "adSession"
  | "award"
  | "file"
  | "operation"
  | "event"
  | "row";

export type Id<K extends IdKind> = string & $brand<K>;

export type NewId = <K extends IdKind>(kind: K) => Id<K>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => uuid.test(text);

/** For ids that come out of our own database or schemas; throws on anything that is not a lower-case UUID. */
export function asId<K extends IdKind>(_kind: K, text: string): Id<K> {
  if (!isUuid(text)) throw new TypeError("not a UUID");
  return text as Id<K>;
}
