export const ROLES = ["CUSTOMER", "ATTENDANT", "STATION_MANAGER", "ADVERTISER", "AUDITOR", "ADMIN"] as const;
export type Role = (typeof ROLES)[number];
