export const STATION_STATUSES = ["ACTIVE", "SUSPENDED", "CLOSED"] as const;
export type StationStatus = (typeof STATION_STATUSES)[number];

/** What the regulator's permit allows: only `RETAIL` is shown to customers. */
export const PERMIT_KINDS = ["RETAIL", "SELF_SUPPLY", "TRANSPORT"] as const;
export type PermitKind = (typeof PERMIT_KINDS)[number];

/** Where a station's row came from. */
export const STATION_SOURCES = ["REGULATOR", "ADMIN"] as const;
export type StationSource = (typeof STATION_SOURCES)[number];

/** Facts that decide whether a coupon may be taken here; opening hours are only a flag (domain words, "Redemption"). */
export type NetworkFacts = { readonly status: StationStatus; readonly acceptsCoupons: boolean };

export const takesCoupons = (station: NetworkFacts): boolean => station.status === "ACTIVE" && station.acceptsCoupons;
