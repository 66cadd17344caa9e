export const STATION_STATUSES = ["ACTIVE", "SUSPENDED", "CLOSED"] as const;
export type StationStatus = (typeof STATION_STATUSES)[number];

/** What the regulator's permit allows: only `RETAIL` is shown to customers. */
export const PERMIT_KINDS = ["RETAIL", "SELF_SUPPLY", "TRANSPORT"] as const;
export type PermitKind = (typeof PERMIT_KINDS)[number];

/** Where a station's row came from. */
export const STATION_SOURCES = ["REGULATOR", "ADMIN"] as const;
export type StationSource = (typeof STATION_SOURCES)[number];
